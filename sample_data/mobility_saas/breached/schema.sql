-- Tramontelle SAS (fictional): database of the customer platform, PostgreSQL 15.
-- Prospects, unsubscribes and the newsletter export come from other tools; their tables are listed here as the exports hold them.

CREATE TABLE modules (
    code               varchar(8)    PRIMARY KEY,
    label              text          NOT NULL,
    description        text,
    monthly_price_eur  numeric(10,2) NOT NULL,
    released_on        date
);
COMMENT ON TABLE modules IS 'Catalogue of the applications on sale';

CREATE TABLE accounts (
    id                 integer       PRIMARY KEY,
    company            text          NOT NULL,
    first_name         text          NOT NULL,
    last_name          text          NOT NULL,
    email              text          NOT NULL UNIQUE,
    phone              varchar(24),
    job_title          text,
    date_of_birth      date,
    religion           text,
    status             varchar(10)   NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'closed')),
    created_on         date          NOT NULL,
    contract_ended_on  date,
    last_contact_on    varchar(20)
);
COMMENT ON TABLE accounts IS 'One user account of a client; the contract is the client''s';
COMMENT ON COLUMN accounts.contract_ended_on IS 'Empty while the contract runs';
COMMENT ON COLUMN accounts.last_contact_on IS 'Day of the last exchange; was typed by hand before 2019';

CREATE TABLE orders (
    id                 varchar(16)   PRIMARY KEY,
    account_id         integer       NOT NULL REFERENCES accounts (id),
    ordered_on         date          NOT NULL,
    module_code        varchar(8)    NOT NULL REFERENCES modules (code),
    quantity           integer       NOT NULL CHECK (quantity > 0),
    unit_price_eur     numeric(10,2) NOT NULL,
    total_excl_vat     numeric(12,2) NOT NULL
);

CREATE TABLE subscriptions (
    id                 varchar(16)   PRIMARY KEY,
    account_id         integer       NOT NULL,
    module_code        varchar(8)    NOT NULL,
    offer_code         varchar(16),
    seats              integer       NOT NULL,
    started_on         date          NOT NULL,
    CONSTRAINT subscriptions_account FOREIGN KEY (account_id) REFERENCES accounts (id),
    CONSTRAINT subscriptions_module FOREIGN KEY (module_code) REFERENCES modules (code)
);
COMMENT ON COLUMN subscriptions.offer_code IS 'Promotional offer that the client took part in';

CREATE TABLE invoices (
    id                 varchar(16)   PRIMARY KEY,
    account_id         integer       NOT NULL REFERENCES accounts (id),
    issued_on          date          NOT NULL,
    due_on             date          NOT NULL,
    billing_address    text          NOT NULL,
    billing_postcode   varchar(10)   NOT NULL,
    billing_city       text          NOT NULL,
    billing_country    char(2)       NOT NULL,
    total_incl_vat     numeric(12,2) NOT NULL,
    status             varchar(10)   NOT NULL
);

CREATE TABLE payments (
    id                 varchar(16)   PRIMARY KEY,
    invoice_id         varchar(16)   NOT NULL,
    paid_on            date          NOT NULL,
    amount             numeric(12,2) NOT NULL,
    method             varchar(24)   NOT NULL,
    payment_reference  varchar(40)
);
ALTER TABLE payments ADD CONSTRAINT payments_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id);

CREATE TABLE support_requests (
    id                 varchar(16)   PRIMARY KEY,
    account_id         integer       NOT NULL REFERENCES accounts (id),
    requester_email    text          NOT NULL,
    channel            varchar(8)    NOT NULL,
    subject            text          NOT NULL,
    message            text          NOT NULL,
    disability         text,
    status             varchar(8)    NOT NULL,
    opened_on          date          NOT NULL,
    closed_on          date
);

CREATE TABLE prospects (
    id                 integer       PRIMARY KEY,
    last_name          text          NOT NULL,
    first_name         text          NOT NULL,
    email              text          NOT NULL,
    company            text,
    job_title          text,
    phone              varchar(24),
    city               text,
    source             text,
    groupe             text,
    collected_on       varchar(10)   NOT NULL,
    last_contact_on    varchar(10),
    unsubscribed       varchar(8),
    unsubscribed_on    varchar(10)
);
COMMENT ON COLUMN prospects.last_contact_on IS 'Last contact that came from the prospect';

CREATE TABLE newsletter_export (
    recipient_id       integer       PRIMARY KEY,
    email              text          NOT NULL,
    first_name         text,
    last_name          text,
    segment            varchar(16),
    added_on           date
);
COMMENT ON TABLE newsletter_export IS 'Recipients of the next mailing';

CREATE TABLE unsubscribes (
    email              text          NOT NULL,
    unsubscribed_at    timestamptz   NOT NULL,
    campaign           text
);
COMMENT ON TABLE unsubscribes IS 'Suppression list of the mailing tool';

CREATE TABLE traffic (
    visit_id           varchar(16)   PRIMARY KEY,
    visited_at         timestamp     NOT NULL,
    ip_address         inet,
    mac_address        macaddr,
    referrer           text,
    page               text,
    browser            text,
    browser_version    varchar(16),
    operating_system   text,
    duration_seconds   integer
);
COMMENT ON TABLE traffic IS 'Visits to the web site';

CREATE TABLE cookies (
    id                 integer       PRIMARY KEY,
    cookie_name        text          NOT NULL,
    cookie_value       text,
    kind               varchar(12)   NOT NULL,
    set_at             date          NOT NULL,
    expires_at         date
);

CREATE TABLE event_guests (
    id                 integer       PRIMARY KEY,
    first_name         text,
    last_name          text,
    email              text,
    phone              varchar(24),
    event              text,
    attended           varchar(3)
);
COMMENT ON TABLE event_guests IS 'Who registered for our events';

CREATE TABLE dashboards (
    id                 varchar(8)    PRIMARY KEY,
    title              text          NOT NULL,
    module_code        varchar(8)    NOT NULL REFERENCES modules (code),
    created_at         timestamp     NOT NULL,
    changed_at         timestamp     NOT NULL,
    removed_at         timestamp
);
COMMENT ON TABLE dashboards IS 'What clients build with the applications';

CREATE TABLE content_log (
    id                 integer       PRIMARY KEY,
    logged_at          timestamp,
    login              varchar(16),
    protocol           varchar(8),
    operation          varchar(8),
    dashboard_id       varchar(8)    REFERENCES dashboards (id)
);
COMMENT ON TABLE content_log IS 'Who created, changed or removed a dashboard; the law wants it for a year';

CREATE TABLE rights_requests (
    id                 varchar(8)    PRIMARY KEY,
    received_on        date          NOT NULL,
    requester_email    text          NOT NULL,
    request_kind       varchar(16)   NOT NULL,
    channel            varchar(8)    NOT NULL,
    id_document        varchar(40),
    closed_on          date
);
COMMENT ON COLUMN rights_requests.id_document IS 'Scan of the identity card that comes with a request';
