from __future__ import annotations

from tests.proposal.conftest import Drafting

SHOP = """
CREATE TABLE customers (id int PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, email text NOT NULL, phone text,
                        support_rep_id int REFERENCES employees (id), address_id int REFERENCES addresses (id));
CREATE TABLE addresses (id int PRIMARY KEY, street text, postcode text, city text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id), employee_id int REFERENCES employees (id),
                     ordered_at date);
CREATE TABLE order_items (id int PRIMARY KEY, order_id int REFERENCES orders (id), product_id int REFERENCES products (id), quantity int);
CREATE TABLE products (id int PRIMARY KEY, label text, price numeric);
CREATE TABLE employees (id int PRIMARY KEY, first_name text, last_name text, salary numeric, reports_to int REFERENCES employees (id));
CREATE TABLE leave_requests (id int PRIMARY KEY, employee_id int REFERENCES employees (id), reason text);
CREATE TABLE login_attempts (id int PRIMARY KEY, customer_id int REFERENCES customers (id), ip_address inet, at timestamp);
CREATE TABLE newsletter_export (email text, first_name text);
CREATE TABLE support_tickets (id int PRIMARY KEY, customer_id int REFERENCES customers (id), requester_email text, message text);
"""


def test_a_table_of_persons_and_what_points_to_it_are_one_activity(draft: Drafting) -> None:
    assert draft(SHOP).tables()["customers"] == ("customers", "addresses", "orders", "order_items")


def test_staff_logs_mailings_and_support_stand_apart(draft: Drafting) -> None:
    tables = draft(SHOP).tables()
    assert tables["staff"] == ("employees", "leave_requests")
    assert tables["login-attempts"] == ("login_attempts",)
    assert tables["newsletter-export"] == ("newsletter_export",)
    assert tables["support-tickets"] == ("support_tickets",)
    assert len(tables) == 5


def test_subjects_are_proposed_from_the_names(draft: Drafting) -> None:
    drafted = draft(SHOP)
    assert drafted.activity("customers").subjects == ("customer",)
    assert drafted.activity("staff").subjects == ("employee",)
    assert "subjects: [customer]  # ? proposed from the names of the tables" in drafted.text


def test_a_subject_that_the_name_only_suggests_is_called_a_guess(draft: Drafting) -> None:
    assert "subjects: [customer]  # ? a guess: who are they?" in draft("CREATE TABLE users (id int, email text, last_name text);").text


def test_who_only_did_something_to_a_row_does_not_own_it(draft: Drafting) -> None:
    schema = """
    CREATE TABLE users (id int PRIMARY KEY, email text);
    CREATE TABLE suppliers (id int PRIMARY KEY, contact_name text, contact_email text, created_by int REFERENCES users (id));
    """
    assert draft(schema).tables() == {"users": ("users",), "suppliers": ("suppliers",)}


def test_exports_without_keys_are_tied_by_the_names_of_their_columns(draft: Drafting) -> None:
    files = {
        "customers.csv": "id,first_name,email\n1,Ada,ada@customers.example\n2,Bo,bo@customers.example\n",
        "orders.csv": "id,customer_id,ordered_on\n10,1,2025-01-31\n11,2,2025-02-28\n",
    }
    drafted = draft(files)
    assert drafted.tables() == {"customers": ("customers", "orders")}
    assert "# links:\n#   - {from: orders.customer_id, to: customers.id}\n" in drafted.text


def test_contacts_of_clients_add_to_the_clients(draft: Drafting) -> None:
    schema = """
    CREATE TABLE clients (id int PRIMARY KEY, last_name text, phone text);
    CREATE TABLE contacts (id int PRIMARY KEY, client_id int REFERENCES clients (id), first_name text, last_name text, email text);
    """
    assert draft(schema).tables() == {"clients": ("clients", "contacts")}


def test_other_languages_than_english(draft: Drafting) -> None:
    schema = """
    CREATE TABLE mitarbeiter (id int PRIMARY KEY, vorname text, nachname text, geburtsdatum date);
    CREATE TABLE gehalt (id int PRIMARY KEY, mitarbeiter_id int REFERENCES mitarbeiter (id), betrag numeric, iban text);
    CREATE TABLE kunden (id int PRIMARY KEY, vorname text, nachname text, email text);
    """
    drafted = draft(schema)
    assert drafted.tables() == {"kunden": ("kunden",), "staff": ("mitarbeiter", "gehalt")}
    assert drafted.activity("kunden").subjects == ("customer",)


def test_tables_that_belong_to_nobody_go_by_their_first_word(draft: Drafting) -> None:
    schema = """
    CREATE TABLE parcel_labels (id int, recipient_first_name text, recipient_last_name text, delivery_address text);
    CREATE TABLE parcel_wraps (id int, last_name text, paper text);
    """
    assert draft(schema).tables() == {"parcel-labels": ("parcel_labels", "parcel_wraps")}


def test_two_data_sources_of_one_table_are_declared_once(draft: Drafting) -> None:
    schema = "CREATE TABLE customers (id int, email text);"
    assert draft({"a.sql": schema, "b.sql": schema.replace("customers", "Customers")}).tables() == {"customers": ("customers",)}


def test_a_family_of_mere_keys_stays_with_its_persons(draft: Drafting) -> None:
    schema = """
    CREATE TABLE customers (id int PRIMARY KEY, last_name text, email text);
    CREATE TABLE campaign_views (campaign int, customer_id int REFERENCES customers (id), viewed_at date);
    """
    assert draft(schema).tables() == {"customers": ("customers", "campaign_views")}
