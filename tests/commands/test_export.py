"""privaudit export: one person's data, as a package."""

from __future__ import annotations

import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, Run

SCHEMA = """\
CREATE TABLE customers (id integer PRIMARY KEY, first_name text, last_name text, email text, phone text,
    country text REFERENCES countries (code));
CREATE TABLE countries (code text PRIMARY KEY, label text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers (id), ordered_on date, remark text);
CREATE TABLE newsletter (email text, first_name text);
CREATE TABLE visits (visited_at timestamp, ip_address text);
"""
FILES = {
    "customers.csv": "id,first_name,last_name,email,phone,country\n"
    "1,Ada,Exemple,ada@customers.example,+33 6 39 98 00 01,FR\n"
    "2,Bo,Muster,BO@customers.example,,DE\n"
    "3,Cy,Ejemplo,family@customers.example,,FR\n"
    "4,Di,Ejemplo,Family@Customers.example,+33 6 39 98 00 04,FR\n",
    "countries.csv": "code,label\nFR,France\nDE,Germany\n",
    "orders.csv": 'id,customer_id,ordered_on,remark\n11,1,2026-01-31,"=HYPERLINK(""http://x"")"\n'
    "12,1,2026-02-28,\n13,2,2026-03-01,please ring\n",
    "newsletter.csv": "email,first_name\nAda@Customers.example ,Ada\nbo@customers.example,Bo\n",
    "visits.csv": "visited_at,ip_address\n2026-01-31 10:00:00,192.0.2.1\n2026-01-31 11:00:00,192.0.2.2\n",
}
REGISTER = """\
privaudit: 1
organisation:
  name: Example SAS
  country: FR
  contact: {email: privacy@example.org}
  rights: {contact: privacy@example.org, offered: [access, portability]}
activities:
  - id: customers
    title: Customers
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers, orders]}]
    data: [{category: user.name}, {category: user.contact}, {category: user.content.private, columns: [orders.remark]}]
    recipients: []
    storage: [FR]
  - id: letters
    title: Letters
    role: controller
    purposes: [marketing.communications.email]
    basis: [A6-1-f]
    subjects: [customer]
    where: [{tables: [newsletter]}]
    data: [{category: user.contact.email}, {category: user.name}]
  - id: visits
    title: Visits
    role: controller
    purposes: [analytics.reporting]
    basis: [A6-1-f]
    subjects: [visitor]
    where: [{tables: [visits]}]
    data: [{category: user.device.ip_address}]
"""
ADA = ("--subject", "email=ADA@customers.example")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return folder


def export(run: Run, *arguments: str, output: str = "out.zip") -> Ran:
    return run("export", "shop", "-r", "register.yaml", "-o", output, *arguments)


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.usefixtures("shop")
def test_the_package_holds_the_rows_of_the_person_and_of_nobody_else(run: Run, tmp_path: Path) -> None:
    ran = export(run, *ADA, "--right", "access")
    assert ran.code == 0
    files = read(tmp_path / "out.zip")
    assert [row["id"] for row in json.loads(files["data/orders.json"])] == ["11", "12"]
    assert json.loads(files["data/newsletter.json"]) == [{"email": "Ada@Customers.example ", "first_name": "Ada"}]
    assert "data/countries.json" not in files
    assert not any(b"Muster" in content or b"please ring" in content for content in files.values())
    assert "FN:Ada Exemple" in files["person.vcf"].decode()


@pytest.mark.usefixtures("shop")
def test_what_is_told_on_the_terminal_holds_no_value(run: Run) -> None:
    ran = export(run, *ADA)
    for value in ("ada@", "ADA@", "Exemple", "39 98", "HYPERLINK"):
        assert value not in ran.out + ran.err
    assert "orders" in ran.out
    assert export(run, *ADA, "--no-color", output="plain.zip").code == 0


@pytest.mark.usefixtures("shop")
def test_only_its_owner_can_read_the_package_and_nothing_half_written_is_left(run: Run, tmp_path: Path) -> None:
    assert export(run, *ADA).code == 0
    assert stat.S_IMODE((tmp_path / "out.zip").stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"shop", "register.yaml", "out.zip"}


@pytest.mark.usefixtures("shop")
def test_a_package_is_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_text("kept", encoding="utf-8")
    ran = export(run, *ADA)
    assert (ran.code, (tmp_path / "out.zip").read_text(encoding="utf-8")) == (2, "kept")
    assert "exists already" in ran.err


@pytest.mark.usefixtures("shop")
def test_the_same_data_give_the_same_bytes_but_for_the_time(run: Run, tmp_path: Path) -> None:
    export(run, *ADA, output="one.zip")
    export(run, *ADA, output="two.zip")
    one, two = (read(tmp_path / name) for name in ("one.zip", "two.zip"))
    manifests = [json.loads(files.pop("manifest.json")) for files in (one, two)]
    for manifest in manifests:
        del manifest["generated_at"]
    assert one == two
    assert manifests[0] == manifests[1]


@pytest.mark.parametrize("who", ["email=nobody@customers.example", "phone=+33 6 39 98 99 99", "customers.id=99"])
@pytest.mark.usefixtures("shop")
def test_somebody_unknown_gets_no_file(who: str, run: Run, tmp_path: Path) -> None:
    ran = export(run, "--subject", who)
    assert (ran.code, (tmp_path / "out.zip").exists()) == (1, False)
    assert "nobody has this" in ran.out
    assert who.partition("=")[2] not in ran.out + ran.err


@pytest.mark.usefixtures("shop")
def test_two_persons_who_share_an_address_are_listed_by_key_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    ran = export(run, "--subject", "email=family@customers.example")
    assert (ran.code, (tmp_path / "out.zip").exists()) == (1, False)
    assert "customers: id 3" in ran.out
    assert "customers: id 4" in ran.out
    assert "family@" not in (ran.out + ran.err).lower()


@pytest.mark.parametrize("other", ["phone=0639980004", "customers.id=4", "phone=0033 6 39 98 00 04"])
@pytest.mark.usefixtures("shop")
def test_another_identifier_tells_them_apart(other: str, run: Run, tmp_path: Path) -> None:
    ran = export(run, "--subject", "email=family@customers.example", "--subject", other)
    assert ran.code == 0
    assert [row["first_name"] for row in json.loads(read(tmp_path / "out.zip")["data/customers.json"])] == ["Di"]


@pytest.mark.usefixtures("shop")
def test_identifiers_of_two_persons_are_nobody_s(run: Run) -> None:
    ran = export(run, *ADA, "--subject", "customers.id=2")
    assert ran.code == 1
    assert "nobody has all of these" in ran.out


@pytest.mark.usefixtures("shop")
def test_portability_leaves_out_what_rests_on_legitimate_interests_and_says_so(run: Run, tmp_path: Path) -> None:
    assert export(run, *ADA).code == 0
    files = read(tmp_path / "out.zip")
    assert "data/newsletter.json" not in files
    left = {entry["table"]: entry for entry in json.loads(files["manifest.json"])["left_out"]}
    assert left["newsletter"]["rows"] == 1
    assert "A6-1-f" in left["newsletter"]["reason"]


@pytest.mark.usefixtures("shop")
def test_a_package_with_nothing_in_it_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER.replace("A6-1-b", "A6-1-f"), encoding="utf-8")
    ran = export(run, *ADA)
    assert "data/customers.json" not in read(tmp_path / "out.zip")
    assert "the package is empty: declare which activities rest on consent or contract" in ran.out


def test_strict_fails_on_a_personal_column_that_nobody_can_be_told_by(shop: Path, run: Run, tmp_path: Path) -> None:
    ran = export(run, *ADA, "--strict")
    assert ran.code == 3
    assert "visits.ip_address" in ran.out
    proof = json.loads(read(tmp_path / "out.zip")["manifest.json"])["completeness"]["proof"]
    outcomes = {(one["table"], one["column"]): one["outcome"] for one in proof}
    assert outcomes["visits", "ip_address"] == "not reachable"
    assert outcomes["customers", "email"] == "reached"
    (shop / "visits.csv").unlink()
    assert export(run, "--subject", "email=bo@customers.example", "--strict", "--exclude", "visits", output="bo.zip").code == 3
    (tmp_path / "register.yaml").write_text(REGISTER.partition("  - id: visits")[0], encoding="utf-8")
    assert export(run, "--subject", "email=bo@customers.example", "--strict", "--exclude", "visits", output="bo2.zip").code == 0


@pytest.mark.usefixtures("shop")
def test_a_formula_is_text_in_the_csv_and_itself_in_the_json(run: Run, tmp_path: Path) -> None:
    export(run, *ADA)
    files = read(tmp_path / "out.zip")
    assert json.loads(files["data/orders.json"])[0]["remark"] == '=HYPERLINK("http://x")'
    assert b"\"'=HYPERLINK" in files["data/orders.csv"]
    guard = json.loads(files["manifest.json"])["csv"]["formula_guard"]
    assert guard["files"] == {"data/orders.csv": 1}
    assert b"+33 6 39 98 00 01" in files["data/customers.csv"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.usefixtures("shop")
def test_many_persons_get_a_package_each_and_those_not_found_none(run: Run, tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "packages").mkdir()
    people = "email,customers.id\nada@customers.example,1\nbo@customers.example,\nnobody@x.example,\n"
    (tmp_path / "people.csv").write_text(people.replace(",", delimiter), encoding="utf-8")
    ran = export(run, "--subject-file", "people.csv", output="packages")
    assert ran.code == 1
    assert sorted(path.name for path in (tmp_path / "packages").iterdir()) == ["person-0002.zip", "person-0003.zip"]
    assert "line 4: nobody has this email" in ran.out


@pytest.mark.usefixtures("shop")
def test_the_page_and_the_letter_speak_french(run: Run, tmp_path: Path) -> None:
    assert export(run, *ADA, "--lang", "fr", "--right", "access").code == 0
    files = read(tmp_path / "out.zip")
    assert "Madame, Monsieur," in files["letter.txt"].decode()
    assert '<html lang="fr">' in files["index.html"].decode()
    page = files["index.html"].decode()
    for text in ("contrat (Art. 6(1)(b))", "nécessaire: service", "Textes et messages privés", "aucune colonne, clé étrangère ni lien"):
        assert text in page
    assert "no column, foreign key or link" in files["manifest.json"].decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nobody says whose data it is"),
        (("--subject", "email"), "is no NAME=VALUE"),
        (("--subject", "badge=7"), "no column of this run holds the identifier badge"),
        ((*ADA, "--right", "erasure"), "gives no package"),
        ((*ADA, "--lang", "eo"), "is not there"),
        ((*ADA, "--subject-file", "people.csv"), "are both given"),
        (("--subject-file", "people.csv"), "is no folder"),
        ((*ADA, "--encrypt", "age1nonsense"), "no public key"),
        ((*ADA, "--passphrase"), "there is no passphrase"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_what_makes_no_sense_is_said_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRIVAUDIT_PASSPHRASE", raising=False)
    ran = export(run, *arguments)
    assert (ran.code, (tmp_path / "out.zip").exists()) == (2, False)
    assert said in ran.err


def test_a_target_that_cannot_be_read_leaves_no_package(shop: Path, run: Run, tmp_path: Path) -> None:
    (shop / "more.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    ran = run("export", "shop", "shop/more.csv", "-r", "register.yaml", "-o", "out.zip", *ADA)
    assert (ran.code, (tmp_path / "out.zip").exists()) == (3, False)
    assert "more.csv" in ran.err


def test_links_that_names_suggest_are_said_and_followed_when_confirmed(shop: Path, run: Run, tmp_path: Path) -> None:
    (shop / "schema.sql").unlink()
    ran = export(run, *ADA)
    assert "orders.customer_id -> customers.id" in ran.out
    assert "data/orders.json" not in read(tmp_path / "out.zip")
    assert export(run, *ADA, "--yes", output="yes.zip").code == 0
    assert len(json.loads(read(tmp_path / "yes.zip")["data/orders.json"])) == 2


@pytest.mark.usefixtures("shop")
def test_a_passphrase_encrypts_the_package(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pyrage = pytest.importorskip("pyrage")
    monkeypatch.setenv("PRIVAUDIT_PASSPHRASE", "correct horse battery staple")
    assert export(run, *ADA, "--passphrase", output="out.zip.age").code == 0
    content = (tmp_path / "out.zip.age").read_bytes()
    assert not zipfile.is_zipfile(tmp_path / "out.zip.age")
    (tmp_path / "out.zip").write_bytes(pyrage.passphrase.decrypt(content, "correct horse battery staple"))
    assert "data/customers.json" in read(tmp_path / "out.zip")


@pytest.mark.usefixtures("shop")
def test_a_key_encrypts_the_package_for_its_owner(run: Run, tmp_path: Path) -> None:
    pyrage = pytest.importorskip("pyrage")
    identity = pyrage.x25519.Identity.generate()
    assert export(run, *ADA, "--encrypt", str(identity.to_public()), output="out.zip.age").code == 0
    (tmp_path / "out.zip").write_bytes(pyrage.decrypt((tmp_path / "out.zip.age").read_bytes(), [identity]))
    assert "manifest.json" in read(tmp_path / "out.zip")


def test_of_a_database_only_the_person_s_rows_are_fetched_and_its_types_stay(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "shop.db")) as connection, connection:
        connection.executescript(
            """
            CREATE TABLE customers (id integer PRIMARY KEY, email text, c7 text, c8 text);
            CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers (id), amount real);
            INSERT INTO customers VALUES (1, 'ada@customers.example', 'ada@work.example', 'she moved, write to ada@home.example');
            INSERT INTO orders VALUES (11, 1, 10.5), (12, 2, 3);
            """
        )
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    assert run("export", "sqlite:///shop.db", "-r", "register.yaml", "-o", "out.zip", *ADA).code == 0
    files = read(tmp_path / "out.zip")
    assert json.loads(files["data/orders.json"]) == [{"id": 11, "customer_id": 1, "amount": 10.5}]
    proof = {(one["table"], one["column"]) for one in json.loads(files["manifest.json"])["completeness"]["proof"]}
    assert {("customers", "c7"), ("customers", "c8")} & proof == {("customers", "c7")}  # the server counted its addresses
    assert run("export", "sqlite:///shop.db", "-r", "register.yaml", "-o", "all.zip", "--full", *ADA).code == 0
    proof = json.loads(read(tmp_path / "all.zip")["manifest.json"])["completeness"]["proof"]
    assert ("customers", "c8") in {(one["table"], one["column"]) for one in proof}
