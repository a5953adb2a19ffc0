-- Tournelinge SAS (société fictive) : base de la plateforme de laverie, MariaDB 10.11.
-- Les tables `diffusion_infos`, `desinscriptions` et `stop_sms` viennent de l'outil d'envoi, `cookies` du serveur web.

SET NAMES utf8mb4;

DROP TABLE IF EXISTS `agences`;
CREATE TABLE `agences` (
  `code`            char(4)       NOT NULL,
  `raison_sociale`  varchar(80)   NOT NULL,
  `localite`        varchar(60)   NOT NULL,
  `mandat_depuis`   date          NOT NULL,
  `nb_immeubles`    smallint unsigned NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Agences qui gèrent les immeubles';

DROP TABLE IF EXISTS `immeubles`;
CREATE TABLE `immeubles` (
  `code`            varchar(8)    NOT NULL,
  `nom_residence`   varchar(80)   NOT NULL,
  `agence_code`     char(4)       NOT NULL,
  `nb_logements`    smallint unsigned NOT NULL,
  `plage_horaire`   varchar(16)   NOT NULL COMMENT 'Heures pendant lesquelles les machines tournent',
  `nb_machines`     tinyint unsigned NOT NULL,
  PRIMARY KEY (`code`),
  KEY `idx_immeubles_agence` (`agence_code`),
  CONSTRAINT `fk_immeubles_agence` FOREIGN KEY (`agence_code`) REFERENCES `agences` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `machines`;
CREATE TABLE `machines` (
  `numero_produit`  varchar(12)   NOT NULL,
  `numero_serie`    bigint unsigned NOT NULL,
  `type`            enum('lave-linge','sèche-linge','centrale de paiement') NOT NULL,
  `modele`          varchar(40)   NOT NULL,
  `immeuble_code`   varchar(8)    NOT NULL,
  `mise_en_service` date          NOT NULL,
  `prix_cycle`      decimal(6,2)  DEFAULT NULL,
  `cycles_total`    int unsigned  NOT NULL DEFAULT 0,
  PRIMARY KEY (`numero_produit`),
  UNIQUE KEY `uq_machines_serie` (`numero_serie`),
  CONSTRAINT `fk_machines_immeuble` FOREIGN KEY (`immeuble_code`) REFERENCES `immeubles` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Parc installé';

DROP TABLE IF EXISTS `usagers`;
CREATE TABLE `usagers` (
  `id`               int unsigned NOT NULL AUTO_INCREMENT,
  `numero_client`    varchar(12)  NOT NULL,
  `civilite`         varchar(8)   DEFAULT NULL,
  `nom`              varchar(60)  NOT NULL,
  `prenom`           varchar(60)  NOT NULL,
  `adresse`          varchar(120) DEFAULT NULL,
  `code_postal`      char(5)      DEFAULT NULL,
  `ville`            varchar(60)  DEFAULT NULL,
  `courriel`         varchar(120) DEFAULT NULL,
  `telephone_fixe`   varchar(20)  DEFAULT NULL,
  `telephone_mobile` varchar(20)  DEFAULT NULL,
  `date_naissance`   date         DEFAULT NULL,
  `immeuble_code`    varchar(8)   NOT NULL,
  `saisi_par`        enum('usager','agence') NOT NULL COMMENT 'Qui a envoyé le formulaire',
  `statut`           varchar(16)  NOT NULL DEFAULT 'actif' COMMENT 'actif, resilie, jamais_active',
  `ouvert_le`        date         NOT NULL,
  `fin_contrat`      varchar(20)  DEFAULT NULL COMMENT 'Fin du contrat d''utilisation ; tapée à la main avant 2018',
  `litige`           enum('oui','non') NOT NULL DEFAULT 'non' COMMENT 'Action en justice en cours',
  `refus_infos`      varchar(4)   DEFAULT NULL COMMENT 'Ne veut plus de courriel sur nos services',
  `refus_infos_le`   varchar(10)  DEFAULT NULL,
  `refus_sms`        tinyint(1)   NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_usagers_numero` (`numero_client`),
  KEY `idx_usagers_courriel` (`courriel`),
  CONSTRAINT `fk_usagers_immeuble` FOREIGN KEY (`immeuble_code`) REFERENCES `immeubles` (`code`)
) ENGINE=InnoDB AUTO_INCREMENT=1300 DEFAULT CHARSET=utf8mb4 COMMENT='Comptes prépayés des habitants';

DROP TABLE IF EXISTS `connexions`;
CREATE TABLE `connexions` (
  `id`              bigint unsigned NOT NULL AUTO_INCREMENT,
  `usager_id`       int unsigned  NOT NULL,
  `connecte_le`     datetime      NOT NULL,
  `adresse_ip`      varchar(45)   NOT NULL,
  `navigateur`      varchar(40)   DEFAULT NULL,
  `empreinte_navigateur` char(32)  DEFAULT NULL,
  `langue`          varchar(8)    DEFAULT NULL,
  `systeme`         varchar(40)   DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_connexions_usager` FOREIGN KEY (`usager_id`) REFERENCES `usagers` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `recharges`;
CREATE TABLE `recharges` (
  `id`                    varchar(14)   NOT NULL,
  `usager_id`             int unsigned  NOT NULL,
  `credite_le`            date          NOT NULL,
  `moyen_paiement`        varchar(16)   NOT NULL,
  `montant`               decimal(8,2)  NOT NULL,
  `solde`                 decimal(8,2)  NOT NULL,
  `reference_transaction` varchar(40)   DEFAULT NULL,
  `remarque`              varchar(255)  DEFAULT NULL COMMENT 'Note du guichet',
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_recharges_usager` FOREIGN KEY (`usager_id`) REFERENCES `usagers` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `utilisations`;
CREATE TABLE `utilisations` (
  `id`              varchar(14)   NOT NULL,
  `usager_id`       int unsigned  NOT NULL,
  `utilise_le`      datetime      NOT NULL,
  `numero_produit`  varchar(12)   NOT NULL,
  `duree_minutes`   smallint unsigned NOT NULL,
  `montant_debite`  decimal(6,2)  NOT NULL,
  `solde`           decimal(8,2)  NOT NULL,
  `code_erreur`     varchar(6)    DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_utilisations_usager` FOREIGN KEY (`usager_id`) REFERENCES `usagers` (`id`),
  CONSTRAINT `fk_utilisations_machine` FOREIGN KEY (`numero_produit`) REFERENCES `machines` (`numero_produit`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `enquetes`;
CREATE TABLE `enquetes` (
  `id`              varchar(14)   NOT NULL,
  `usager_id`       int unsigned  NOT NULL,
  `repondu_le`      date          NOT NULL,
  `note`            tinyint unsigned NOT NULL COMMENT 'De 1 à 5',
  `commentaire`     text,
  `consentement_le` date          NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_enquetes_usager` FOREIGN KEY (`usager_id`) REFERENCES `usagers` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Enquêtes d''opinion';

DROP TABLE IF EXISTS `diffusion_infos`;
CREATE TABLE `diffusion_infos` (
  `id`              int unsigned  NOT NULL,
  `usager_id`       int unsigned  NOT NULL,
  `courriel`        varchar(120)  DEFAULT NULL,
  `mobile`          varchar(24)   DEFAULT NULL,
  `segment`         varchar(20)   DEFAULT NULL,
  `ajoute_le`       date          NOT NULL,
  `reabonne_le`     date          DEFAULT NULL COMMENT 'A redemandé nos courriels après un refus',
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_diffusion_usager` FOREIGN KEY (`usager_id`) REFERENCES `usagers` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Destinataires du prochain envoi';

DROP TABLE IF EXISTS `desinscriptions`;
CREATE TABLE `desinscriptions` (
  `id`              int unsigned  NOT NULL,
  `courriel`        varchar(120)  NOT NULL,
  `desinscrit_le`   datetime      NOT NULL,
  `campagne`        varchar(40)   DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `stop_sms`;
CREATE TABLE `stop_sms` (
  `id`              int unsigned  NOT NULL,
  `numero`          varchar(24)   NOT NULL,
  `recu_le`         datetime      NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Réponses STOP';

DROP TABLE IF EXISTS `cookies`;
CREATE TABLE `cookies` (
  `id`              int unsigned  NOT NULL,
  `nom_cookie`      varchar(40)   NOT NULL,
  `valeur`          text,
  `depose_le`       date          NOT NULL,
  `expire_le`       date          DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
