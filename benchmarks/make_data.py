"""Makes the data of the benchmarks: an export of invented customers, contacts with a suppression list, and a schema of many tables.

    python benchmarks/make_data.py csv FILE [ROWS]      25 columns, about 450 bytes a row
    python benchmarks/make_data.py contacts FOLDER [ROWS]     contacts.csv, unsubscribes.csv with a tenth of them, and register.yaml
    python benchmarks/make_data.py ddl FILE [TABLES]    20 columns a table, with names that differ from table to table

The same arguments give the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import duckdb

FIRST = ["Marie", "Jean", "Lucía", "Piotr", "Anneke", "Giulia", "José", "Zoë", "Lars", "Ingrid"]
LAST = ["Dupont", "Müller", "García", "Kowalski", "de Vries", "Rossi", "Silva", "MacBride", "Jansen", "Lefèvre"]
STREETS = ["rue des Lilas", "Hauptstrasse", "calle Mayor", "ulica Polna", "Kerkstraat", "via Roma"]
CITIES = ["Lyon", "Köln", "Sevilla", "Kraków", "Utrecht", "Torino"]
WORDS = ["called about the invoice", "wants a new offer", "prefers mornings", "asked for the manual", "moved last year"]

COLUMNS = f"""
    i AS id,
    {FIRST}[1 + h % 10] AS first_name,
    {LAST}[1 + (h >> 4) % 10] AS last_name,
    lower(strip_accents({FIRST}[1 + h % 10])) || '.' || i || '@customers.example' AS email,
    '+336' || lpad(CAST(39980000 + h % 9999 AS VARCHAR), 8, '0') AS phone,
    CAST(1 + h % 250 AS VARCHAR) || ' ' || {STREETS}[1 + (h >> 8) % 6] AS street,
    lpad(CAST(1000 + h % 90000 AS VARCHAR), 5, '0') AS postal_code,
    {CITIES}[1 + (h >> 12) % 6] AS city,
    ['FR', 'DE', 'ES', 'PL', 'NL', 'IT'][1 + (h >> 12) % 6] AS country,
    CAST(DATE '1940-01-01' + CAST(h % 25000 AS INTEGER) AS VARCHAR) AS birth_date,
    'FR' || lpad(CAST(98 - ((((h % 100000000000) * 1000000 + 152700) % 97)) AS VARCHAR), 2, '0')
      || lpad(CAST(h % 100000000000 AS VARCHAR), 23, '0') AS iban,
    '192.0.2.' || (h % 255) AS last_ip,
    'Mozilla/5.0 (X11; Linux x86_64; rv:' || (100 + h % 40) || '.0) Gecko/20100101 Firefox/' || (100 + h % 40) || '.0' AS user_agent,
    CAST(TIMESTAMP '2019-01-01 00:00:00' + to_seconds(h % 200000000) AS VARCHAR) AS created_at,
    CAST(DATE '2019-01-01' + CAST(h % 2400 AS INTEGER) AS VARCHAR) AS last_contact_on,
    CAST((h % 1000000) / 100.0 AS DECIMAL(10, 2)) AS balance,
    h % 50 AS orders,
    ['new', 'active', 'closed', 'blocked'][1 + h % 4] AS status,
    ['true', 'false'][1 + (h >> 3) % 2] AS newsletter,
    'C-' || lpad(CAST(h % 10000000 AS VARCHAR), 7, '0') AS reference,
    md5(CAST(i AS VARCHAR)) AS token,
    ['fr', 'de', 'es', 'pl', 'nl', 'it'][1 + (h >> 12) % 6] AS language,
    h % 100000 AS product_no,
    {WORDS}[1 + h % 5] || '; ' || {WORDS}[1 + (h >> 5) % 5] || '; ' || {WORDS}[1 + (h >> 9) % 5]
      || CASE WHEN h % 50 = 0 THEN ', write to office' || i || '@customers.example' ELSE '' END AS notes,
    {WORDS}[1 + (h >> 7) % 5] || ' and ' || {WORDS}[1 + (h >> 11) % 5] || ' because ' || {WORDS}[1 + (h >> 13) % 5] AS comment
"""

MODULES, OWNERS, THINGS, PARTS, MARKS = (
    line.split()
    for line in (
        "core sales crm hr billing stock web mail support audit school clinic travel club fleet legal event shop press lab",
        "customer member employee supplier patient guest student driver tenant donor contact owner applicant visitor author",
        "order invoice product room vehicle contract ticket course parcel device article payment licence report asset",
        "history line note log detail link import setting draft archive item request snapshot index entry",
        "old new main second home work billing shipping last first current previous public internal legal local",
    )
)
"""What names of tables and columns are made of."""
FIELDS = {
    "first_name": "varchar(60)", "last_name": "varchar(60)", "full_name": "varchar(120)", "email": "varchar(190)", "phone": "varchar(30)",
    "mobile": "varchar(30)", "street": "varchar(120)", "postal_code": "varchar(12)", "city": "varchar(80)", "country": "char(2)",
    "birth_date": "date", "gender": "char(1)", "iban": "varchar(34)", "ip_address": "varchar(45)", "login": "varchar(60)",
    "token": "char(32)", "comment": "text", "description": "text", "title": "varchar(200)", "label": "varchar(80)", "status": "varchar(20)",
    "amount": "decimal(10,2)", "price": "decimal(10,2)", "quantity": "int", "weight": "float", "version": "int", "position": "smallint",
    "colour": "varchar(20)", "url": "varchar(255)", "file": "varchar(255)", "settings": "json", "is_active": "tinyint(1)", "rank": "int",
    "is_visible": "tinyint(1)", "created_at": "timestamp NULL", "updated_at": "timestamp NULL", "due_on": "date", "sent_on": "date",
    "reason": "varchar(200)", "reference": "varchar(40)", "currency": "char(3)", "language": "char(2)", "priority": "smallint",
    "checksum": "char(64)", "duration": "int", "start_on": "date", "end_on": "date", "category_id": "int",
    "owner_id": "int unsigned",
}  # fmt: skip
"""What columns are called, with their types."""
WIDTH = 20
"""Columns of a table."""
COMMENTED = 0.1
"""The share of columns with a comment."""


def make_csv(path: Path, rows: int) -> None:
    """Writes the export.  `h` is a hash of the row's number, so that columns vary apart from each other."""
    with duckdb.connect() as connection:
        source = f"SELECT i, CAST(hash(i) >> 2 AS BIGINT) AS h FROM range(1, {rows + 1}) AS numbers(i)"
        query = f"SELECT {COLUMNS} FROM ({source})"
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER)")


CONTACTS = """
    i AS id,
    'user' || i || '@customers' || i % 500 || '.example' AS email,
    '+336' || lpad(CAST(h % 100000000 AS VARCHAR), 8, '0') AS phone,
    ['yes', 'no'][1 + CAST(h % 50 > 0 AS INTEGER)] AS unsubscribed,
    CAST(DATE '2019-01-01' + CAST(h % 2400 AS INTEGER) AS VARCHAR) AS created_on,
    CAST(DATE '2021-01-01' + CAST((h >> 7) % 1800 AS INTEGER) AS VARCHAR) AS last_contact_on
"""
UNSUBSCRIBES = """
    i AS id,
    upper('user' || i * 10 || '@customers' || (i * 10) % 500 || '.example') AS email,
    CAST(DATE '2024-01-01' + CAST(h % 600 AS INTEGER) AS VARCHAR) AS unsubscribed_on
"""
REGISTER = """privaudit: 1
organisation: {name: Example SAS, country: FR, contact: {email: privacy@example.org}}
activities:
  - id: newsletter
    role: controller
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [prospect]
    where: [{tables: [contacts, unsubscribes]}]
    data:
      - {category: user.contact.email}
      - {category: user.contact.phone_number}
      - {category: user.privacy_preferences}
    clocks:
      - id: after-contact
        tables: [contacts]
        start: {latest: [{event: collection, column: contacts.created_on}, {event: last_contact, column: contacts.last_contact_on}]}
        max: P3Y
    marketing:
      - channel: email
        contacts: [contacts.email]
        opt_out:
          - {flag: contacts.unsubscribed, means: ["yes"]}
          - {list: unsubscribes.email, date: unsubscribes.unsubscribed_on}
"""


def make_contacts(folder: Path, rows: int) -> None:
    """Writes contacts, a suppression list with a tenth of them in other spelling, and the register that speaks of both."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.yaml").write_text(REGISTER, encoding="utf-8")
    with duckdb.connect() as connection:
        for name, columns, count in (("contacts", CONTACTS, rows), ("unsubscribes", UNSUBSCRIBES, rows // 10)):
            source = f"SELECT i, CAST(hash(i) >> 2 AS BIGINT) AS h FROM range(1, {count + 1}) AS numbers(i)"
            connection.execute(f"COPY (SELECT {columns} FROM ({source})) TO '{folder / name}.csv' (FORMAT csv, HEADER)")


def make_ddl(path: Path, tables: int) -> None:
    """Writes the schema.  Names vary from table to table: where they recur, a reader that remembers them is measured, and no other."""
    names: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(tables):
            chance = random.Random(number)  # noqa: S311 the same bytes each time, no secret
            subject = chance.choice(OWNERS + THINGS)
            names.append(f"{chance.choice(MODULES)}_{subject}_{chance.choice(PARTS)}_{number}")
            columns = _columns(subject, chance)
            columns += [f"`parent_{subject}_id` int unsigned", "PRIMARY KEY (`id`)"]
            target = names[max(0, number - 1)]
            columns.append(f"CONSTRAINT `fk_{number}` FOREIGN KEY (`parent_{subject}_id`) REFERENCES `{target}` (`id`) ON DELETE SET NULL")
            body = ",\n  ".join(columns)
            file.write(f"CREATE TABLE `{names[-1]}` (\n  {body}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='{subject}s';\n\n")


def _columns(subject: str, chance: random.Random) -> list[str]:
    """All columns of a table but the last, as SQL."""
    columns = ["`id` int unsigned NOT NULL AUTO_INCREMENT"]
    for field in chance.sample(list(FIELDS), WIDTH - 2):
        mark = chance.choice(MARKS)
        before = chance.choice(["", subject, mark, f"{mark}_{subject}"])
        comment = f" COMMENT '{before} {field}'".replace("_", " ") if before and chance.random() < COMMENTED else ""
        columns.append(f"`{'_'.join(filter(None, (before, field)))}` {FIELDS[field]}{comment}")
    return columns


if __name__ == "__main__":
    kind, name, *size = sys.argv[1:]
    target = Path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "csv":
        make_csv(target, int(size[0]) if size else 1_000_000)
    elif kind == "contacts":
        make_contacts(target, int(size[0]) if size else 10_000_000)
    else:
        make_ddl(target, int(size[0]) if size else 1_000)
