-- Ahlensteg Software GmbH (fictional): database of the sites, Microsoft SQL Server 2019, and the schemas of the clients' databases.
-- The newsletter export, the cookies and the catalogue of backups come from other tools; their tables are listed here as the exports hold them.
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE SCHEMA [client_auenfurt] AUTHORIZATION [dbo]
GO
CREATE SCHEMA [client_moorkamp] AUTHORIZATION [dbo]
GO
CREATE SCHEMA [client_wendelbrook] AUTHORIZATION [dbo]
GO

CREATE TABLE [dbo].[products](
    [product_code]    nvarchar(16)   NOT NULL,
    [label]           nvarchar(80)   NOT NULL,
    [description]     nvarchar(200)  NULL,
    [list_price_eur]  decimal(10, 2) NOT NULL,
    [released_on]     date           NULL,
 CONSTRAINT [PK_products] PRIMARY KEY CLUSTERED ([product_code] ASC)
) ON [PRIMARY]
GO

CREATE TABLE [dbo].[accounts](
    [account_id]      int IDENTITY(2001, 1) NOT NULL,
    [username]        nvarchar(40)   NOT NULL,
    [company]         nvarchar(120)  NOT NULL,
    [first_name]      nvarchar(60)   NOT NULL,
    [last_name]       nvarchar(80)   NOT NULL,
    [email]           nvarchar(254)  NOT NULL,
    [phone]           nvarchar(30)   NULL,
    [job_title]       nvarchar(60)   NULL,
    [status]          nvarchar(10)   NOT NULL CONSTRAINT [DF_accounts_status] DEFAULT (N'aktiv'),
    [created_on]      date           NOT NULL,
    [last_used_on]    nvarchar(20)   NULL,
 CONSTRAINT [PK_accounts] PRIMARY KEY CLUSTERED ([account_id] ASC) WITH (PAD_INDEX = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY]
) ON [PRIMARY]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Day of the last sign-in or download; text since the move from the old shop',
    @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N'accounts', @level2type=N'COLUMN', @level2name=N'last_used_on'
GO

CREATE TABLE [dbo].[support_tickets](
    [ticket_no]       nvarchar(12)   NOT NULL PRIMARY KEY,
    [account_id]      int            NOT NULL,
    [requester_email] nvarchar(254)  NOT NULL,
    [product_code]    nvarchar(16)   NOT NULL,
    [subject]         nvarchar(120)  NOT NULL,
    [message]         nvarchar(max)  NOT NULL,
    [priority]        tinyint        NOT NULL,
    [opened_on]       date           NOT NULL,
    [closed_on]       date           NULL,
    [minutes_spent]   smallint       NULL
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
ALTER TABLE [dbo].[support_tickets] WITH CHECK ADD CONSTRAINT [FK_tickets_accounts] FOREIGN KEY([account_id]) REFERENCES [dbo].[accounts] ([account_id])
GO
ALTER TABLE [dbo].[support_tickets] WITH CHECK ADD CONSTRAINT [FK_tickets_products] FOREIGN KEY([product_code]) REFERENCES [dbo].[products] ([product_code])
GO

CREATE TABLE [dbo].[invoices](
    [invoice_no]      nvarchar(12)   NOT NULL PRIMARY KEY,
    [account_id]      int            NULL,
    [issued_on]       date           NOT NULL,
    [due_on]          date           NOT NULL,
    [billing_name]    nvarchar(140)  NOT NULL,
    [billing_email]   nvarchar(254)  NOT NULL,
    [billing_company] nvarchar(120)  NULL,
    [street]          nvarchar(120)  NOT NULL,
    [postal_code]     nvarchar(10)   NOT NULL,
    [city]            nvarchar(60)   NOT NULL,
    [country]         nchar(2)       NOT NULL,
    [net_amount]      decimal(12, 2) NOT NULL,
    [vat_rate]        decimal(4, 1)  NOT NULL,
    [status]          nvarchar(10)   NOT NULL
) ON [PRIMARY]
GO
ALTER TABLE [dbo].[invoices] WITH CHECK ADD CONSTRAINT [FK_invoices_accounts] FOREIGN KEY([account_id]) REFERENCES [dbo].[accounts] ([account_id]) ON DELETE SET NULL
GO

CREATE TABLE [dbo].[shop_orders](
    [order_no]          nvarchar(10)   NOT NULL PRIMARY KEY,
    [shop]              nvarchar(20)   NOT NULL,
    [ordered_on]        nvarchar(10)   NOT NULL,
    [product_code]      nvarchar(16)   NOT NULL REFERENCES [dbo].[products] ([product_code]),
    [quantity]          int            NOT NULL,
    [first_name]        nvarchar(60)   NOT NULL,
    [last_name]         nvarchar(80)   NOT NULL,
    [company]           nvarchar(120)  NULL,
    [email]             nvarchar(254)  NOT NULL,
    [phone]             nvarchar(30)   NULL,
    [street]            nvarchar(120)  NOT NULL,
    [postal_code]       nvarchar(10)   NOT NULL,
    [city]              nvarchar(60)   NOT NULL,
    [country]           nchar(2)       NOT NULL,
    [net_amount]        decimal(12, 2) NOT NULL,
    [payment_reference] nvarchar(20)   NULL,
    [payment_status]    nvarchar(12)   NOT NULL,
    [last_download_on]  nvarchar(20)   NULL,
    [remark]            nvarchar(500)  NULL
) ON [PRIMARY]
GO

CREATE TABLE [dbo].[newsletter_export](
    [recipient_id]    int            NOT NULL PRIMARY KEY,
    [email]           nvarchar(254)  NOT NULL,
    [first_name]      nvarchar(60)   NULL,
    [last_name]       nvarchar(80)   NULL,
    [segment]         nvarchar(20)   NULL,
    [added_on]        date           NULL
)
GO

CREATE TABLE [dbo].[unsubscribes](
    [email]           nvarchar(254)  NOT NULL,
    [unsubscribed_at] datetimeoffset(0) NOT NULL
)
GO

CREATE TABLE [dbo].[login_cookies](
    [cookie_id]       int            NOT NULL PRIMARY KEY,
    [account_id]      int            NOT NULL REFERENCES [dbo].[accounts] ([account_id]) ON DELETE CASCADE,
    [cookie_name]     nvarchar(40)   NOT NULL,
    [cookie_value]    nvarchar(200)  NULL,
    [set_by]          nvarchar(12)   NOT NULL CHECK ([set_by] IN (N'application', N'site')),
    [set_at]          datetime2(7)   NOT NULL,
    [expires_at]      datetime2(7)   NULL
)
GO

CREATE TABLE [dbo].[deletion_requests](
    [request_no]      nvarchar(8)    NOT NULL PRIMARY KEY,
    [email]           nvarchar(254)  NOT NULL,
    [asked_at]        nvarchar(40)   NULL,
    [received_by]     nvarchar(10)   NOT NULL,
    [answered_on]     nvarchar(10)   NULL
)
GO

CREATE TABLE [dbo].[interventions](
    [intervention_no] nvarchar(8)    NOT NULL PRIMARY KEY,
    [client]          nvarchar(20)   NOT NULL,
    [database_name]   sysname        NOT NULL,
    [technician]      nvarchar(60)   NOT NULL,
    [reason]          nvarchar(200)  NULL,
    [approved_by]     nvarchar(254)  NULL,
    [approved_at]     smalldatetime  NULL,
    [opened_at]       smalldatetime  NOT NULL,
    [minutes]         smallint       NULL,
    [rows_changed]    int            NULL
)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Each time somebody of ours opened the database of a client',
    @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N'interventions'
GO

CREATE TABLE [dbo].[backup_catalogue](
    [backup_no]       int            NOT NULL PRIMARY KEY,
    [medium]          nvarchar(10)   NOT NULL,
    [database_name]   sysname        NOT NULL,
    [taken_on]        date           NOT NULL,
    [size_gb]         decimal(8, 1)  NOT NULL,
    [checksum]        char(40)       NOT NULL,
    [removed_on]      date           NULL
)
GO

CREATE TABLE [dbo].[partner_leads_export](
    [lead_no]         nvarchar(8)    NOT NULL PRIMARY KEY,
    [product_code]    nvarchar(16)   NOT NULL,
    [region]          nvarchar(10)   NULL,
    [potential_eur]   decimal(12, 2) NULL,
    [exported_on]     date           NULL
)
GO

CREATE TABLE [client_auenfurt].[contacts](
    [contact_no]      int            NOT NULL PRIMARY KEY,
    [first_name]      nvarchar(60)   NULL,
    [last_name]       nvarchar(80)   NOT NULL,
    [department]      nvarchar(40)   NULL,
    [email]           nvarchar(254)  NULL,
    [phone]           nvarchar(30)   NULL
)
GO
CREATE TABLE [client_auenfurt].[gauges](
    [gauge_no]        nvarchar(10)   NOT NULL PRIMARY KEY,
    [description]     nvarchar(60)   NOT NULL,
    [serial_no]       nvarchar(20)   NULL,
    [range_mm]        nvarchar(12)   NULL,
    [tolerance_mm]    decimal(6, 3)  NULL,
    [calibrated_on]   date           NULL,
    [interval_months] tinyint        NOT NULL
)
GO
CREATE TABLE [client_moorkamp].[contacts](
    [contact_no]      nvarchar(8)    NOT NULL PRIMARY KEY,
    [name]            nvarchar(140)  NOT NULL,
    [e_mail]          nvarchar(254)  NULL,
    [role]            nvarchar(40)   NULL
)
GO
CREATE TABLE [client_moorkamp].[nonconformities](
    [nc_no]           nvarchar(10)   NOT NULL PRIMARY KEY,
    [found_on]        date           NOT NULL,
    [lot]             nvarchar(12)   NULL,
    [description]     nvarchar(200)  NULL,
    [quantity]        int            NULL,
    [scrap_cost_eur]  decimal(12, 2) NULL,
    [closed_on]       date           NULL
)
GO
CREATE TABLE [client_wendelbrook].[contacts](
    [contact_no]      int            NOT NULL PRIMARY KEY,
    [first_name]      nvarchar(60)   NULL,
    [last_name]       nvarchar(80)   NOT NULL,
    [email]           nvarchar(254)  NULL,
    [phone]           nvarchar(30)   NULL,
    [branch]          nvarchar(40)   NULL
)
GO
CREATE TABLE [client_wendelbrook].[audits](
    [audit_no]        nvarchar(8)    NOT NULL PRIMARY KEY,
    [area]            nvarchar(40)   NOT NULL,
    [standard]        nvarchar(20)   NULL,
    [audited_on]      date           NULL,
    [score_percent]   decimal(5, 1)  NULL,
    [findings]        tinyint        NULL
)
GO
