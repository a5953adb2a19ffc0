-- Ardoisine Logiciels SAS (fictional), PostgreSQL 16: what support, accounting and sales keep, the databases of clients, and copies of these.
-- The letter, the unsubscribes and what goes to integrators come from other tools; their tables are listed as the exports hold them.

CREATE SCHEMA crm;
CREATE SCHEMA compta;
CREATE SCHEMA support;
CREATE SCHEMA marketing;
CREATE SCHEMA partenaires;
CREATE SCHEMA web;
CREATE SCHEMA produit;
CREATE SCHEMA exploitation;
CREATE SCHEMA client_artisans;
CREATE SCHEMA client_notaires;

CREATE TABLE produit.modules (
    code             varchar(4)    PRIMARY KEY,
    libelle          text          NOT NULL,
    description      text,
    tarif_annuel_ht  varchar(16)   NOT NULL,
    paru_le          varchar(10),
    version          varchar(12)
);
COMMENT ON TABLE produit.modules IS 'Catalogue des modules';

CREATE TABLE exploitation.serveurs (
    numero_serie       varchar(16)  PRIMARY KEY,
    modele             text         NOT NULL,
    baie               varchar(8),
    memoire_go         integer,
    version_systeme    varchar(8),
    mis_en_service_le  date,
    amorti_le          date
);

CREATE TABLE crm.societes (
    id                  integer      PRIMARY KEY,
    raison_sociale      text         NOT NULL,
    code_ape            varchar(6),
    adresse             text,
    code_postal         varchar(5),
    ville               text,
    secteur             text,
    statut              varchar(12)  NOT NULL,
    cliente_depuis      varchar(10),
    fin_utilisation_le  varchar(10),
    iban                varchar(34)
);
COMMENT ON COLUMN crm.societes.fin_utilisation_le IS 'Vide tant que la société utilise nos logiciels';

CREATE TABLE crm.contrats (
    numero               varchar(16)  PRIMARY KEY,
    societe_id           integer      NOT NULL REFERENCES crm.societes (id),
    module_code          varchar(4)   NOT NULL REFERENCES produit.modules (code),
    signe_le             varchar(10)  NOT NULL,
    duree_mois           integer      NOT NULL,
    tacite_reconduction  varchar(3),
    montant_annuel_ht    varchar(16)
);

CREATE TABLE crm.comptes (
    id                     integer      PRIMARY KEY,
    societe_id             integer      NOT NULL REFERENCES crm.societes (id),
    prenom                 text,
    nom                    text,
    courriel               text         UNIQUE,
    telephone              varchar(24),
    fonction               text,
    date_naissance         varchar(10),
    statut                 varchar(8)   NOT NULL,
    cree_le                varchar(10)  NOT NULL,
    supprime_le            varchar(16),
    refus_prospection      varchar(8),
    accord_partenaires_le  varchar(10),
    accord_retire_le       varchar(10)
);
COMMENT ON TABLE crm.comptes IS 'Un compte par utilisateur; un compte fermé garde sa ligne, sans identité';

CREATE TABLE crm.demandes (
    id             integer      PRIMARY KEY,
    recue_le       date         NOT NULL,
    prenom         text,
    nom            text,
    courriel       text         NOT NULL,
    telephone      varchar(24),
    organisme      text,
    message        text,
    desinscrit_le  date
);
COMMENT ON TABLE crm.demandes IS 'Demandes reçues par le formulaire du site';

CREATE TABLE crm.echanges (
    id           integer      PRIMARY KEY,
    demande_id   integer      NOT NULL REFERENCES crm.demandes (id),
    nature       varchar(20)  NOT NULL,
    tenu_le      date         NOT NULL,
    duree_min    integer,
    module_code  varchar(4)   REFERENCES produit.modules (code),
    suite        varchar(12)
);

CREATE TABLE compta.factures (
    numero                varchar(16)  PRIMARY KEY,
    societe_id            integer      NOT NULL REFERENCES crm.societes (id),
    emise_le              varchar(10)  NOT NULL,
    exercice_clos_le      varchar(10),
    destinataire          text,
    courriel_facturation  text,
    montant_ht            varchar(16)  NOT NULL,
    tva                   varchar(16)  NOT NULL,
    montant_ttc           varchar(16)  NOT NULL,
    statut                varchar(10)
);
COMMENT ON COLUMN compta.factures.exercice_clos_le IS 'Fin de l''exercice; au 30 juin jusqu''en 2016, au 31 décembre depuis';

CREATE TABLE compta.reglements (
    id                  varchar(8)   PRIMARY KEY,
    facture_numero      varchar(16)  NOT NULL REFERENCES compta.factures (numero),
    recu_le             varchar(10)  NOT NULL,
    montant             varchar(16)  NOT NULL,
    mode                varchar(16)  NOT NULL,
    reference_bancaire  varchar(32)
);

CREATE TABLE compta.moyens_paiement (
    id                 integer      PRIMARY KEY,
    societe_id         integer      NOT NULL REFERENCES crm.societes (id),
    titulaire          text         NOT NULL,
    iban               varchar(34)  NOT NULL,
    bic                varchar(11),
    contact_paiement   text,
    courriel_paiement  text,
    reference_mandat   varchar(16),
    mandat_signe_le    varchar(10)
);

CREATE TABLE support.tickets (
    numero       varchar(12)  PRIMARY KEY,
    societe_id   integer      NOT NULL REFERENCES crm.societes (id),
    demandeur    text         NOT NULL,
    objet        text         NOT NULL,
    message      text         NOT NULL,
    module_code  varchar(4)   REFERENCES produit.modules (code),
    ouvert_le    date         NOT NULL,
    ferme_le     date,
    etat         varchar(8)   NOT NULL
);
COMMENT ON COLUMN support.tickets.demandeur IS 'Adresse de la personne qui a ouvert le ticket';

CREATE TABLE support.interventions (
    id                integer      PRIMARY KEY,
    ticket_numero     varchar(12)  NOT NULL REFERENCES support.tickets (numero),
    nature            varchar(12)  NOT NULL CHECK (nature IN ('connexion', 'copie')),
    debut             varchar(16),
    duree_min         integer,
    accord_client_le  varchar(10),
    version_logiciel  varchar(12)
);
COMMENT ON TABLE support.interventions IS 'Connexions à la base d''un client et copies de celle-ci';

CREATE TABLE marketing.envoi_lettre (
    ligne       integer  PRIMARY KEY,
    adresse     text     NOT NULL,
    prenom      text,
    nom         text,
    campagne    text,
    ajoutee_le  date
);
COMMENT ON COLUMN marketing.envoi_lettre.adresse IS 'Adresse électronique';

CREATE TABLE marketing.desinscriptions (
    adresse      text         NOT NULL,
    demandee_le  timestamptz,
    origine      text
);
COMMENT ON COLUMN marketing.desinscriptions.adresse IS 'Adresse électronique';

CREATE TABLE partenaires.envoi_integrateurs (
    ligne        integer      PRIMARY KEY,
    courriel     text         NOT NULL,
    nom_complet  text,
    societe      text,
    module_code  varchar(4),
    transmis_le  varchar(10)
);

CREATE TABLE web.temoignages (
    id          integer      PRIMARY KEY,
    auteur      text         NOT NULL,
    fonction    text,
    organisme   text,
    temoignage  text         NOT NULL,
    en_ligne    varchar(3)   NOT NULL,
    accord_le   varchar(10),
    retire_le   varchar(10)
);

CREATE TABLE produit.usages (
    id              integer      PRIMARY KEY,
    pseudonyme      char(16)     NOT NULL,
    module_code     varchar(4)   REFERENCES produit.modules (code),
    fonctionnalite  varchar(16),
    horodatage      timestamptz  NOT NULL,
    nb_actions      integer,
    duree_s         integer,
    courriel        text,
    message_erreur  text
);
COMMENT ON COLUMN produit.usages.courriel IS 'Reprise de l''ancien suivi; à laisser vide';

CREATE TABLE produit.statistiques_mensuelles (
    id                   integer     PRIMARY KEY,
    mois                 char(7)     NOT NULL,
    module_code          varchar(4)  NOT NULL REFERENCES produit.modules (code),
    nb_recherches        integer,
    nb_fiches            integer,
    temps_reponse_ms     varchar(8),
    derniere_adresse_ip  text
);

CREATE TABLE client_artisans.contacts (
    id              integer      PRIMARY KEY,
    prenom          text,
    nom             text,
    courriel        text,
    telephone       varchar(24),
    adresse         text,
    ville           text,
    date_naissance  date,
    fiche_visible   varchar(3)
);

CREATE TABLE client_notaires.contacts (LIKE client_artisans.contacts INCLUDING ALL);
