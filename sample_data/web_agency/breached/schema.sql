-- Brindevoie SARL (fictional): database of the agency, MariaDB 10.11, as its dump tool writes it.
-- The lists, the logs of messages and the figures of the sites come from other tools; their tables are listed here as the exports hold them.

/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

DROP TABLE IF EXISTS `services`;
CREATE TABLE `services` (
  `code` varchar(8) NOT NULL,
  `label` varchar(80) NOT NULL,
  `day_rate_eur` decimal(8,2) NOT NULL,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `catalogue_page` smallint(5) unsigned DEFAULT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What the agency sells';

DROP TABLE IF EXISTS `contracts`;
CREATE TABLE `contracts` (
  `id` varchar(10) NOT NULL,
  `service_code` varchar(8) NOT NULL,
  `title` varchar(120) NOT NULL,
  `signed_on` date NOT NULL,
  `ended_on` date DEFAULT NULL COMMENT 'Empty while the contract runs',
  `end_reason` enum('term','delivered','cancelled') DEFAULT NULL,
  `amount_excl_vat` decimal(10,2) NOT NULL,
  `vat_rate` decimal(4,1) NOT NULL,
  `payment_days` tinyint(3) unsigned NOT NULL,
  PRIMARY KEY (`id`),
  KEY `contracts_service` (`service_code`),
  CONSTRAINT `contracts_service` FOREIGN KEY (`service_code`) REFERENCES `services` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

DROP TABLE IF EXISTS `contract_parties`;
CREATE TABLE `contract_parties` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `contract_id` varchar(10) NOT NULL,
  `role` enum('signatory','follow-up') NOT NULL,
  `last_name` varchar(80) NOT NULL,
  `first_name` varchar(80) NOT NULL,
  `email` varchar(190) DEFAULT NULL COMMENT 'Emptied some years after the end of the contract',
  `phone` varchar(24) DEFAULT NULL,
  `street` varchar(190) DEFAULT NULL,
  `postcode` char(5) DEFAULT NULL,
  `town` varchar(80) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `parties_contract` (`contract_id`),
  CONSTRAINT `parties_contract` FOREIGN KEY (`contract_id`) REFERENCES `contracts` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=1204 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

DROP TABLE IF EXISTS `invoices`;
CREATE TABLE `invoices` (
  `id` varchar(12) NOT NULL,
  `contract_id` varchar(10) NOT NULL,
  `issued_on` date NOT NULL,
  `due_on` date NOT NULL,
  `billed_to` varchar(160) NOT NULL,
  `billing_address` varchar(255) NOT NULL,
  `amount_excl_vat` decimal(10,2) NOT NULL,
  `vat_rate` decimal(4,1) NOT NULL,
  `total_incl_vat` decimal(10,2) NOT NULL,
  `paid_on` date DEFAULT NULL,
  `paid_by` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `invoices_contract` (`contract_id`),
  CONSTRAINT `invoices_contract` FOREIGN KEY (`contract_id`) REFERENCES `contracts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

DROP TABLE IF EXISTS `contact_requests`;
CREATE TABLE `contact_requests` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `received_at` datetime NOT NULL DEFAULT current_timestamp(),
  `last_name` varchar(80) NOT NULL,
  `first_name` varchar(80) NOT NULL,
  `email` varchar(190) NOT NULL,
  `phone` varchar(24) DEFAULT NULL,
  `postal_address` varchar(255) DEFAULT NULL,
  `service_code` varchar(8) DEFAULT NULL,
  `message` text DEFAULT NULL,
  `outcome` enum('open','declined','no_reply','signed') NOT NULL DEFAULT 'open',
  `closed_on` varchar(24) DEFAULT NULL COMMENT 'Typed by hand',
  `contract_id` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `requests_contract` (`contract_id`),
  CONSTRAINT `requests_contract` FOREIGN KEY (`contract_id`) REFERENCES `contracts` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=2600 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='What arrived through the form of the site';

DROP TABLE IF EXISTS `prospects`;
CREATE TABLE `prospects` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `last_name` varchar(80) NOT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `email` varchar(190) DEFAULT NULL,
  `phone` varchar(24) DEFAULT NULL,
  `mobile` varchar(24) DEFAULT NULL,
  `street` varchar(190) DEFAULT NULL,
  `postcode` char(5) DEFAULT NULL,
  `town` varchar(80) DEFAULT NULL,
  `source` varchar(24) DEFAULT NULL,
  `collected_on` date NOT NULL,
  `status` enum('open','lost','client') NOT NULL DEFAULT 'open',
  `process_ended_on` date DEFAULT NULL COMMENT 'When the business came to nothing',
  `contract_id` varchar(10) DEFAULT NULL,
  `email_consent_on` date DEFAULT NULL,
  `consent_source` varchar(40) DEFAULT NULL COMMENT 'Where consent was given',
  `email_withdrawn_on` date DEFAULT NULL,
  `sms_consent_on` date DEFAULT NULL,
  `sms_withdrawn_on` date DEFAULT NULL,
  `no_calls` varchar(4) DEFAULT NULL COMMENT 'Wants no calls',
  `post_refused_on` date DEFAULT NULL,
  `share_agreed_on` date DEFAULT NULL COMMENT 'May be passed on to the print shop',
  `share_withdrawn_on` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `prospects_contract` (`contract_id`),
  CONSTRAINT `prospects_contract` FOREIGN KEY (`contract_id`) REFERENCES `contracts` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=3400 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

DROP TABLE IF EXISTS `rights_requests`;
CREATE TABLE `rights_requests` (
  `id` varchar(16) NOT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `email` varchar(190) NOT NULL,
  `kind` enum('access','erasure','objection','rectification','portability') NOT NULL,
  `received_on` date NOT NULL,
  `id_document` varchar(120) DEFAULT NULL COMMENT 'Path of the scan',
  `closed_on` varchar(32) DEFAULT NULL,
  `answer` enum('done','partly','refused') DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

DROP TABLE IF EXISTS `email_list`;
CREATE TABLE `email_list` (
  `id` int(10) unsigned NOT NULL,
  `prospect_id` int(10) unsigned NOT NULL,
  `email` varchar(190) NOT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `segment` char(1) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Who gets the next e-mail';

DROP TABLE IF EXISTS `sms_list`;
CREATE TABLE `sms_list` (
  `id` int(10) unsigned NOT NULL,
  `prospect_id` int(10) unsigned NOT NULL,
  `mobile` varchar(24) NOT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Who gets the next SMS';

DROP TABLE IF EXISTS `call_list`;
CREATE TABLE `call_list` (
  `id` int(10) unsigned NOT NULL,
  `prospect_id` int(10) unsigned NOT NULL,
  `phone` varchar(24) NOT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `slot` varchar(8) DEFAULT NULL COMMENT 'Time of day',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Calls of the week';

DROP TABLE IF EXISTS `post_list`;
CREATE TABLE `post_list` (
  `id` int(10) unsigned NOT NULL,
  `prospect_id` int(10) unsigned NOT NULL,
  `addressee` varchar(160) NOT NULL,
  `street` varchar(190) DEFAULT NULL,
  `postcode` char(5) DEFAULT NULL,
  `town` varchar(80) DEFAULT NULL,
  `weight_g` smallint(6) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Letters to print';

DROP TABLE IF EXISTS `unsubscribes`;
CREATE TABLE `unsubscribes` (
  `id` int(10) unsigned NOT NULL,
  `email` varchar(190) NOT NULL,
  `unsubscribed_at` timestamp NOT NULL DEFAULT current_timestamp(),
  `campaign` varchar(40) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `sms_stops`;
CREATE TABLE `sms_stops` (
  `id` int(10) unsigned NOT NULL,
  `number` varchar(24) NOT NULL COMMENT 'Mobile that answered STOP',
  `received_at` char(8) NOT NULL,
  `keyword` varchar(12) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `emails_sent`;
CREATE TABLE `emails_sent` (
  `id` bigint(20) unsigned NOT NULL,
  `campaign` varchar(40) NOT NULL,
  `recipient` varchar(190) NOT NULL,
  `sent_at` varchar(32) NOT NULL,
  `opened` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `sms_sent`;
CREATE TABLE `sms_sent` (
  `id` bigint(20) unsigned NOT NULL,
  `campaign` varchar(40) NOT NULL,
  `number` varchar(24) NOT NULL COMMENT 'Mobile of the recipient',
  `sent_at` varchar(20) NOT NULL,
  `delivered` varchar(3) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `partner_export`;
CREATE TABLE `partner_export` (
  `id` int(10) unsigned NOT NULL,
  `prospect_id` int(10) unsigned NOT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `email` varchar(190) NOT NULL,
  `exported_on` date NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='What the print shop gets';

DROP TABLE IF EXISTS `audience_pages`;
CREATE TABLE `audience_pages` (
  `id` int(10) unsigned NOT NULL,
  `day` date NOT NULL,
  `page` varchar(255) NOT NULL,
  `referrer` varchar(24) DEFAULT NULL,
  `browser` varchar(24) DEFAULT NULL,
  `visits` int(10) unsigned NOT NULL,
  `avg_seconds` decimal(6,1) DEFAULT NULL,
  `client_ip` varchar(45) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Visits per day and page';

DROP TABLE IF EXISTS `cookies`;
CREATE TABLE `cookies` (
  `id` int(10) unsigned NOT NULL,
  `cookie_name` varchar(40) NOT NULL,
  `cookie_value` varchar(255) DEFAULT NULL,
  `kind` enum('essential','analytics') NOT NULL,
  `set_at` date NOT NULL,
  `expires_at` date DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

DROP TABLE IF EXISTS `deployments`;
CREATE TABLE `deployments` (
  `build_no` int(10) unsigned NOT NULL,
  `contract_id` varchar(10) NOT NULL,
  `deployed_at` datetime NOT NULL,
  `commit` char(12) NOT NULL,
  `http_status` smallint(6) DEFAULT NULL,
  `response_ms` int(11) DEFAULT NULL,
  `disk_gb` decimal(6,1) DEFAULT NULL,
  `server` varchar(16) DEFAULT NULL,
  PRIMARY KEY (`build_no`),
  KEY `deployments_contract` (`contract_id`),
  CONSTRAINT `deployments_contract` FOREIGN KEY (`contract_id`) REFERENCES `contracts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
