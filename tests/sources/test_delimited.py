from __future__ import annotations

from pathlib import Path

import pytest

from privaudit.delimited.lines import Layout
from privaudit.errors import SourceError, UsageError
from privaudit.model.estate import Place, Skipped, Topic
from privaudit.model.sources import Described, ReadOptions, TargetFile
from privaudit.sources.delimited import SOURCE
from tests.sources.rows import rows_of


def describe(tmp_path: Path, content: str | bytes, encoding: str | None = None, delimiter: str | None = None) -> Described:
    path = tmp_path / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    options = ReadOptions(encoding=encoding, delimiter=delimiter)
    (described,) = SOURCE.describe(TargetFile("data/export.csv", path), options, tmp_path).tables
    return described


def columns(described: Described) -> str:
    return " ".join(column.name for column in described.table.columns)


def written(described: Described) -> tuple[str, str, str, int]:
    rows = described.rows
    assert isinstance(rows, Layout)
    assert rows.columns == tuple(column.name for column in described.table.columns)
    return rows.delimiter, rows.quote, rows.escape, rows.skip


def test_a_table_is_called_as_its_file(tmp_path: Path) -> None:
    described = describe(tmp_path, "id,email\n1,a@b.fr\n")
    assert (described.table.source, described.table.name) == ("data/export.csv", "export")
    assert [column.place for column in described.table.columns] == [Place("data/export.csv", 1)] * 2


@pytest.mark.parametrize(
    ("content", "delimiter", "names"),
    [
        ("id,email\n1,a@b.fr\n", ",", "id email"),
        ("id;email\n1;a@b.fr\n", ";", "id email"),
        ("id\temail\n1\ta@b.fr\n", "\t", "id email"),
        ("id|email\n1|a@b.fr\n", "|", "id email"),
        ("Betrag;Zins\n1,5;2,6\n3,4;5,6\n", ";", "Betrag Zins"),
        ("1,5;2,6\n3,4;5,6\n", ";", "column_1 column_2"),
        ("email\na@b.fr\nc@d.fr\n", "\x1f", "email"),
        ("a@b.fr\nc@d.fr\n", "\x1f", "column_1"),
        ('sep=;\nid;"e,mail"\n1;a@b.fr\n', ";", "id e,mail"),
        ('id,note\n1,"a;b;c"\n2,"d;e"\n', ",", "id note"),
        ("id,note\n" + "1,a;b\n" * 1990, ",", "id note"),
        ("id,nom\r1,X\r2,Y\r", ",", "id nom"),
    ],
)
def test_the_delimiter_is_found(tmp_path: Path, content: str, delimiter: str, names: str) -> None:
    described = describe(tmp_path, content)
    assert (written(described)[0], columns(described)) == (delimiter, names)


@pytest.mark.parametrize(
    ("content", "quote", "escape"),
    [
        ('id,note\n1,"a ""b"" c"\n', '"', '"'),
        ('id,note\n1,"a \\"b\\", c"\n2,"d"\n', '"', "\\"),
        ('id,path\n1,"C:\\dir\\"\n2,"D:\\"\n', '"', '"'),
        ("id,note\n'1','a, b'\n'2','it''s'\n", "'", "'"),
        ('name;size\nPipe 5" steel;3\n"Foo" Inc;4\nBar;5\n', "", ""),
    ],
)
def test_quotes_are_found(tmp_path: Path, content: str, quote: str, escape: str) -> None:
    assert written(describe(tmp_path, content))[1:3] == (quote, escape)


@pytest.mark.parametrize(
    ("content", "names", "skip"),
    [
        ("nom,prenom,ville\nDupont,Marie,Paris\nMartin,Luc,Lyon\n", "nom prenom ville", 1),
        ("Ime,Prezime,Starost\nAna,Horvat,34\nIvo,Kralj,51\n", "Ime Prezime Starost", 1),
        ("ime,prezime,grad\nAna,Horvat,Zagreb\nIvo,Kralj,Split\n", "ime prezime grad", 1),
        ("x_1,y_2\nabc,def\nghi,jkl\n", "x_1 y_2", 1),
        ("Jan,Feb\n1,2\n3,4\n", "Jan Feb", 1),
        ("NACHN;GBDAT;LA1000\nHorvat;01.02.1970;3.201,00\nKralj;05.11.1981;2.980,50\n", "NACHN GBDAT LA1000", 1),
        ("id,name\n", "id name", 1),
        ("id,name\n1,a\nid,name\n2,b\n", "id name", 1),
        ('"Nom\ncomplet",age\nX,3\n', "Nom complet age", 2),
        ("Export of 2024\n\nid;name;city\n1;X;P\n2;Y;Q\n", "id name city", 3),
        ("Kunden;;\nName;Alter;Ort\nX;3;P\nY;4;Q\n", "Name Alter Ort", 2),
        ("id,name,\n1,a,\n2,b,\n", "id name", 1),
        ("id,name\n1,a,\n2,b,\n", "id name", 1),
        ("id,name,\n1,a,\n2,b,c\n", "id name column_3", 1),
        ("name,age\nr1,Ana,34\nr2,Ivo,51\n", "column_1 name age", 1),
        ("name,Name,,name\nx,y,1,z\n", "name Name_2 column_3 name_3", 1),
        ("\x1b[1mname\u202e,b\u200bc\nx,1\n", "[1mname bc", 1),
        ("txt,k\n" + "".join(f"ordered {number},x\n" for number in range(9)), "txt k", 1),
        ("payload;request\n" + "".join(f'{{""n"": {number}}};GET /u?n={number} HTTP/1.1\n' for number in range(9)), "payload request", 1),
    ],
)
def test_a_header_names_the_columns(tmp_path: Path, content: str, names: str, skip: int) -> None:
    described = describe(tmp_path, content)
    assert (columns(described), written(described)[3]) == (names, skip)


@pytest.mark.parametrize(
    "content",
    [
        "Dupont,Marie\nMartin,Luc\n",
        "Dupont,Marie\n",
        "Marie,a@b.fr\nLuc,c@d.fr\n",
        "Marie,\nLuc,0612345678\nAna,0612345679\n",
        "Marie,unknown\nLuc,34\nAna,51\n",
        "2021,2022\n5,6\n",
        "W1234,Ana,34\n1235,Ivo,51\n1236,Eva,47\n",
        "W1234,name\nW1235,Ivo\nW1236,Eva\n",
        "W1234,name\n,Ivo\n,Eva\n",
        "X100,Y200\n5,6\n7,8\n",
        "Dupont,12 rue de la Paix\nMartin,3 place du Marché\n",
        "name,a\nname,b\n",
        "a" * 201 + ",b\n1,2\n3,4\n",
        ",\n1,2\n",
        "Marie,Dupont\n1,2,3\n4,5,6\nMarie,a\n",
        "marie,x\n" + "called again on Monday,x\n" * 9,
        "dupont,rien\n" + "asks for a new offer,y\n" * 9,
        "zork,well\n" + "".join(f"zork{name},asks for a new offer\n" for name in "abcdefg"),
        "called,x\nasks for an offer,y\n",
        "zork,x\n" + "one,y\ntwo,y\nthree,z\nfour,z\nfive words are a text,y\n" * 3,
    ],
)
def test_a_first_row_that_may_be_data_is_never_taken_for_names(tmp_path: Path, content: str) -> None:
    described = describe(tmp_path, content)
    assert columns(described).startswith("column_1")
    assert written(described)[3] == 0


def test_names_of_groups_above_the_header_are_passed_over_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Person;;Contract;\nName;City;Since;Hours\nAna;Ulm;2019;38\nIvo;Bonn;2021;20\n")
    found = SOURCE.describe(TargetFile("staff.csv", path), ReadOptions(), tmp_path)
    assert [column.name for column in found.tables[0].table.columns] == ["Name", "City", "Since", "Hours"]
    said = "line 2 is taken for the header, line 1 for names of groups of columns"
    assert found.skipped == (Skipped("staff", said, Topic.ASSUMED),)


def test_a_title_above_no_header_is_not_dropped(tmp_path: Path) -> None:
    assert written(describe(tmp_path, "nom\nDupont, Marie\nMartin, Luc\nDurand, Ana\n"))[3] == 0


@pytest.mark.parametrize(("told", "delimiter"), [("tab", "\t"), ("\\t", "\t"), ("\t", "\t"), (":", ":"), ("\u00a7", "\u00a7")])
def test_the_user_names_a_delimiter(tmp_path: Path, told: str, delimiter: str) -> None:
    described = describe(tmp_path, f"id{delimiter}name\n1{delimiter}a;b\n", delimiter=told)
    assert (written(described)[0], columns(described)) == (delimiter, "id name")


@pytest.mark.parametrize("told", ["::", "", '"', "a", "\n"])
def test_a_delimiter_that_is_none_says_what_to_do(tmp_path: Path, told: str) -> None:
    with pytest.raises(UsageError, match="--delimiter") as caught:
        describe(tmp_path, "id\n1\n", delimiter=told)
    assert "tab" in caught.value.hint


def test_a_delimiter_that_does_not_occur_leaves_one_column(tmp_path: Path) -> None:
    assert columns(describe(tmp_path, "email\na@b.fr\n", delimiter="|")) == "email"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert columns(describe(tmp_path, "id;prénom\n1;Zoë\n2;Éric\n".encode(encoding))) == "id prénom"


def test_the_user_names_an_encoding(tmp_path: Path) -> None:
    assert columns(describe(tmp_path, "id;prénom\n1;Ana\n".encode(), encoding="cp1252")) == "id prÃ©nom"
    with pytest.raises(UsageError):
        describe(tmp_path, "id\n", encoding="klingon")


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match="is empty") as caught:
        describe(tmp_path, content)
    assert caught.value.hint


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        SOURCE.describe(TargetFile("gone.csv", tmp_path / "gone.csv"), ReadOptions(), tmp_path)


def test_a_binary_file_does_no_harm(tmp_path: Path) -> None:
    assert describe(tmp_path, bytes(range(256)) * 50).rows is not None


@pytest.mark.parametrize(
    ("name", "head", "accepted"),
    [
        ("x.csv", b"anything", True),
        ("x.tsv", b"", True),
        ("x.txt", b"a;b\n1;2\n", True),
        ("x.txt", b"some words, and more\nof them\n", True),
        ("x.txt", b"", True),
        ("x.txt", b"-- dump\nCREATE TEMPORARY TABLE x (id int);\n", False),
        ("x.sql", b"a;b\n1;2\n", False),
        ("x.xlsx", b"PK\x03\x04", False),
        ("x.xls", b"\xd0\xcf\x11\xe0", False),
        ("x.xls", b"id\tname\n1\tAna\n", True),
        ("export", b"a;b\n1;2\n", True),
        ("export", "a;b\n1;2\n".encode("utf-16"), True),
        ("export", b"", False),
        ("export", b"\x7fELF\x00\x01,\n", False),
        ("export", b'{"a": 1, "b": 2}\n', False),
        ("-", b"a@b.fr\nc@d.fr\n", True),
        ("-", b"email\na@b.fr\nc@d.fr\n", True),
        ("-", b"nom\nDupont\nMartin\n", True),
        ("-", b"some words, and more\nof them\n", True),
        ("-", b"", True),
        ("-", b"version: 2\nmodels:\n  - name: a\n", False),
        ("-", b"[mail]\nhost = mx.b.fr\nport=25\n", False),
        ("-", b"CREATE TABLE x (id int);\n", False),
        ("export", b"email\na@b.fr\n\nc@d.fr\n", True),
        ("export", b"email\na@b.fr or c@d.fr\n", False),
        ("export", b"some words, and more\nof them\n", False),
    ],
)
def test_what_is_accepted(name: str, head: bytes, accepted: bool) -> None:
    assert SOURCE.accepts(TargetFile(name, Path("standard_input" if name == "-" else name)), head) is accepted


def test_a_name_is_never_a_pattern(tmp_path: Path) -> None:
    for name, value in {"a1.csv": 1, "a[1].csv": 2, "b*.csv": 3, "bb.csv": 4, "c?.csv": 5, "cc.csv": 6}.items():
        path = tmp_path / name
        path.write_text(f"id,total\n{value},{value}\n", encoding="utf-8")
        description = SOURCE.describe(TargetFile(name, path), ReadOptions(), tmp_path)
        assert rows_of(tmp_path, description) == {path.stem: [(f"{value}", f"{value}")]}


def test_a_table_of_which_most_rows_are_broken_keeps_its_columns(tmp_path: Path) -> None:
    text = 'id,name,city,email\n1,Ada,Lyon,a@b.example\n2,Bo\n3,Cy,x,y,z\n4,"never closed\n'
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    (described,) = SOURCE.describe(TargetFile("people.csv", path), ReadOptions(), tmp_path).tables
    assert [column.name for column in described.table.columns] == ["id", "name", "city", "email"]


def test_a_file_of_two_encodings_is_read_line_by_line_which_is_said(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(b"".join(f"{n};Zoë né à Nîmes\n".encode("utf-8" if n in {7, 9} else "cp1252") for n in range(40)))
    found = SOURCE.describe(TargetFile("guests.csv", path), ReadOptions(), tmp_path)
    assert {row[1] for row in rows_of(tmp_path, found)["guests"]} == {"Zoë né à Nîmes"}
    (said,) = found.skipped
    assert said.what == "guests.csv"
    assert said.reason.startswith("2 lines are UTF-8, the first of them line 8, and the others cp1252: each is read as what it is")
    assert SOURCE.describe(TargetFile("guests.csv", path), ReadOptions(encoding="cp1252"), tmp_path).skipped == ()
