from __future__ import annotations

import codecs
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privaudit import encodings
from privaudit.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = "nom;prénom;ville\nLefèvre;Zoë;Besançon\nDupré;Éric;Nîmes\n"
GERMAN = "Müller;Jürgen;Große Straße\nÄrzte;Öl;Übung\n"
POLISH = "Łukasz;Wałęsa;Gdańsk\nŻaneta;Śliwińska;Kraków\nMałgorzata;Dąbrowska;Częstochowa\n"
CZECH = "Jiří;Dvořák;Plzeň\nŠtěpán;Novák;Děčín\nBožena;Němcová;Hradec Králové\n"
HUNGARIAN = "Árvíztűrő;tükörfúrógép;Győr\nKovács;Erzsébet;Székesfehérvár\n"
TURKISH = "Yılmaz;Ayşe;İstanbul\nÖztürk;Çağlar;Şanlıurfa\n"  # noqa: RUF001 Turkish it is
RUSSIAN = "Иванов;Пётр;Москва\nСмирнова;Анна;Санкт-Петербург\nКузнецов;Алексей;Новосибирск\n"  # noqa: RUF001 Russian it is
GREEK = "Παπαδόπουλος;Γιώργος;Αθήνα\nΔημητρίου;Μαρία;Θεσσαλονίκη\n"  # noqa: RUF001 Greek it is


def detected(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    return encodings.detect(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,name\n1,Dupont\n", "ascii"),
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (RUSSIAN, "utf-8"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        ("id,name\n1,André\n", "cp1252"),
        ("prix\n5 €\nl’été – “là”\n", "cp1252"),  # noqa: RUF001 the signs that Latin-1 has not
        (GERMAN, "cp1252"),
        ("José;Núñez;Málaga;España\n", "cp1252"),
        ("Sørensen;Åse;Tromsø;Ærø\n", "cp1252"),
        ("Þór;Guðrún;Ísafjörður\n", "cp1252"),
        (FRENCH, "cp850"),
        (FRENCH, "mac_roman"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
    ],
)
def test_the_encoding_is_found_from_the_text(tmp_path: Path, text: str, encoding: str) -> None:
    found = detected(tmp_path, text.encode(encoding))
    assert text.encode(encoding).decode(found).removeprefix("\ufeff") == text


def test_a_file_that_is_nearly_all_utf_8_stays_utf_8(tmp_path: Path) -> None:
    assert detected(tmp_path, FRENCH.encode() * 3 + b"Lef\xe8vre;Zo\xeb\n") == "utf-8"


def test_what_is_rare_in_a_long_file_shows_when_all_of_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    filler = b"1,Dupont\n" * 2_000_000
    path.write_bytes(filler[:1_200_006] + b"2,Andr\xe9\n" + filler)
    assert encodings.detect(path) == "utf-8"
    assert encodings.whole_file(path) == "cp1252"
    path.write_bytes(filler + FRENCH.encode() * 2 + b"2,Andr\xe9")
    assert encodings.whole_file(path) == "utf-8"


def test_accents_in_the_middle_of_a_long_file_are_seen(tmp_path: Path) -> None:
    assert detected(tmp_path, b"1,Dupont\n" * 200_000 + FRENCH.encode("cp1252") * 20_000) == "cp1252"


def test_a_long_line_that_is_cut_in_a_character_is_utf_8(tmp_path: Path) -> None:
    assert detected(tmp_path, "é".encode() * 1_500_000) == "utf-8"
    assert detected(tmp_path, b"x" + "é".encode() * 1_500_000) == "utf-8"


@pytest.mark.parametrize(("name", "encoding"), [("UTF8", "utf-8"), ("ascii", "utf-8"), ("latin1", "iso8859-1"), ("windows-1252", "cp1252")])
def test_the_user_names_an_encoding(name: str, encoding: str) -> None:
    assert encodings.of_option(name) == encoding


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", ""])
def test_an_encoding_that_is_none_says_what_to_do(name: str) -> None:
    with pytest.raises(UsageError, match="--encoding") as caught:
        encodings.of_option(name)
    assert "utf-8" in caught.value.hint


def recoded(tmp_path: Path, content: bytes, encoding: str) -> bytes:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    copy = encodings.recode(path, encoding, tmp_path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    return copy.read_bytes()


def test_a_file_is_recoded_without_its_mark(tmp_path: Path) -> None:
    assert recoded(tmp_path, FRENCH.encode("utf-16"), "utf-16") == FRENCH.encode()
    assert recoded(tmp_path, codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16") == FRENCH.encode()
    assert recoded(tmp_path, b"", "cp1252") == b""


def test_bytes_that_the_encoding_does_not_know_stay_apart(tmp_path: Path) -> None:
    assert recoded(tmp_path, "a,山\n".encode("shift_jis") + b"b,\xff\n", "shift_jis") == "a,山\nb,".encode() + b"\xff\n"
    assert recoded(tmp_path, b"a\x00\x00\xd8b\x00", "utf-16-le").decode(errors="replace").count("\ufffd") >= 1


def test_codes_that_windows_leaves_free_are_kept(tmp_path: Path) -> None:
    assert recoded(tmp_path, b"\x81\xe9", "cp1252") == "\x81é".encode()


@given(st.text(alphabet=st.characters(codec="cp1252"), max_size=200))
def test_recoding_keeps_every_character(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    assert recoded(tmp_path_factory.mktemp("recoded"), text.encode("cp1252"), "cp1252") == text.encode()


def test_lines_in_utf_8_among_others_stay_what_they_are(tmp_path: Path) -> None:
    lines = [f"{number};Zoë;Łódź\n".encode("utf-8" if number % 50 == 3 else "cp1250", "replace") for number in range(30_000)]
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"".join(lines))
    recoded, mixed = encodings.recode_lines(path, "cp1250", tmp_path)
    assert recoded.read_text(encoding="utf-8") == "".join(f"{number};Zoë;Łódź\n" for number in range(30_000))
    assert mixed is not None
    assert (mixed.lines, mixed.first) == (600, 4)


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (CZECH + "Úžas;x\n", "cp1250"), (RUSSIAN, "koi8_r"), (FRENCH, "utf-16")]
)
def test_lines_of_one_encoding_are_not_taken_for_utf_8(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "plain.csv"
    path.write_bytes(text.encode(encoding))
    recoded, mixed = encodings.recode_lines(path, encoding, tmp_path)
    assert (recoded.read_text(encoding="utf-8"), mixed) == (text, None)
