"""The forms of stored passwords: the first that a value is of tells how it is kept."""

from __future__ import annotations

import re

import pytest

from privaudit.checks._passwords import FORMS, Form, Strength
from privaudit.rulebook import built_in_folder
from privaudit.rulebook.portable import fault
from privaudit.rulebook.reading import read

BCRYPT = "$2b$12$KIXQJ8yq7v1cWq3b5Q0mUuY1z8nQpHq2Jr0VYw8f7cQZp1oX3rT5S"
MD5 = "5f4dcc3b5aa765d61d8327deb882cf99"
SHA1 = "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"
SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"


def form_of(value: str) -> Form | None:
    """The first form that a value is of."""
    return next((form for form in FORMS if re.fullmatch(form.regex, value)), None)


@pytest.mark.parametrize("form", FORMS, ids=[form.title for form in FORMS])
def test_all_patterns_are_read_alike_by_all_engines(form: Form) -> None:
    assert fault(form.regex) == ""


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG", "Argon2"),
        (BCRYPT, "bcrypt"),
        ("{bcrypt}" + BCRYPT, "bcrypt"),
        ("bcrypt_sha256$" + BCRYPT, "bcrypt"),
        ("$wp" + BCRYPT, "bcrypt"),
        ("scrypt:32768:8:1$abcdefgh$0123456789abcdef0123456789", "scrypt"),
        ("$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7", "scrypt"),
        ("pbkdf2_sha256$600000$salt1234$4bKc0Fz3Zc1Yw6uT2gHk5w==", "PBKDF2"),
        ("$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF", "PBKDF2"),
        ("pbkdf2:sha256:600000$Xk3pQ9$" + SHA256, "PBKDF2"),
        ("sha256:64000:Xk3pQ9Zz:q83vEjRWeJCrze8SNFZ4kA", "PBKDF2"),
        ("SCRAM-SHA-256$4096:" + "aB3/" * 6 + "$" + "aB3/" * 20, "PBKDF2"),
        ("AQAAAAEAACcQAAAAE" + "aB3/" * 16 + "Q==", "PBKDF2"),
        ("$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8", "SHA-2 crypt"),
        ("$S$D" + "aB3/" * 12 + "xyz", "SHA-2 crypt"),
    ],
)
def test_slow_hashes(value: str, title: str) -> None:
    found = form_of(value)
    assert found is not None
    assert (found.title, found.strength, found.telling) == (title, Strength.SLOW, True)


@pytest.mark.parametrize(
    ("value", "title"),
    [
        (MD5, "MD5 or NTLM"),
        (MD5.upper(), "MD5 or NTLM"),
        ("md5" + MD5, "MD5 or NTLM"),
        (f"{MD5}:Xk3pQ9", "MD5 or NTLM"),
        (f"{MD5}:{MD5}", "LM and NTLM"),
        ("$NT$" + MD5, "LM and NTLM"),
        ("*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19", "MySQL (SHA-1 twice)"),
        ("$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", "MD5 crypt"),
        ("$apr1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", "MD5 crypt"),
        ("$P$B55D6LjfHDkINU5wF.v2BuuzO0/XPk/", "MD5 repeated (phpass)"),
        ("{MD5}X03MO1qnZdYdgyfeuILPmQ==", "MD5 with a mark"),
        ("md5$a1b2c3$" + MD5, "MD5 with a mark"),
        (SHA1, "SHA-1"),
        ("W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "SHA-1"),
        ("{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr", "SHA-1 with a mark"),
        ("sha1$a1b2c3$" + SHA1, "SHA-1 with a mark"),
        ("0x0100" + "4F" * 24, "SHA-1 with a mark"),
        (f"{SHA256}:Xk3pQ9:1", "SHA-2 in one pass with its salt"),
        ("{SSHA512}" + "aB3/" * 25, "SHA-2 in one pass with a mark"),
    ],
)
def test_weak_hashes(value: str, title: str) -> None:
    found = form_of(value)
    assert found is not None
    assert (found.title, found.strength) == (title, Strength.WEAK)


@pytest.mark.parametrize("value", [SHA256, SHA256.upper(), SHA256 * 2, SHA1 + "0123456789abcdef"])
def test_digests_that_a_salt_elsewhere_makes_uncertain(value: str) -> None:
    found = form_of(value)
    assert found is not None
    assert found.strength is Strength.DIGEST


@pytest.mark.parametrize(
    "value",
    [
        "*",
        "!",
        "!!",
        "!*",
        "*LK*",
        "x",
        "0",
        "********",
        "xxxx",
        "disabled",
        "Disabled",
        "LOCKED",
        "<redacted>",
        "[masked]",
        "NULL",
        "\\N",
        "n/a",
        "true",
        "No",
    ],
)
def test_marks_of_accounts_without_a_password(value: str) -> None:
    found = form_of(value)
    assert found is not None
    assert found.strength is Strength.MARK


@pytest.mark.parametrize("value", ["!" + "aB3" * 13 + "Z", "!" + BCRYPT])
def test_marks_that_lock_a_hash(value: str) -> None:
    found = form_of(value)
    assert found is not None
    assert found.strength is Strength.MARK


@pytest.mark.parametrize(
    "value",
    [
        "q83vEjRWeJCrze8SNFZ4kA==",
        "gAAAAABl" + "aB3-" * 20 + "==",
        "ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)",
        '{"iv":"Xk3pQ9Zz","value":"Xk3pQ9Zz"}',
        "-----BEGIN PGP MESSAGE-----",
        r"\x5f4dcc3b5aa765d61d",
        "vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zoCmHnSeDX9g",
    ],
)
def test_what_may_be_encrypted(value: str) -> None:
    found = form_of(value)
    assert found is not None
    assert found.strength is Strength.CIPHER


@pytest.mark.parametrize("value", ["rEK1ecacw.7.c", "4a8a08f09d37b737"])
def test_old_hashes_that_look_like_words(value: str) -> None:
    found = form_of(value)
    assert found is not None
    assert found.strength is Strength.LIKE_WORDS


@pytest.mark.parametrize(
    "value", ["1234", "Summer2024", "!Summer2024", "p@ss:word$1", "correct horse battery staple", "*secret*", "motdepasse", "nope!"]
)
def test_words_are_of_no_form(value: str) -> None:
    assert form_of(value) is None


def test_every_example_of_a_hash_in_the_rules_is_a_hash_here() -> None:
    files = read(built_in_folder()).categories["user.authorization.password"]
    hashes = [value for file in files for pattern in file.patterns for value in pattern.examples.hit]
    strengths = {value: None if (form := form_of(value)) is None else form.strength for value in hashes}
    assert len(strengths) > 15
    assert set(strengths.values()) <= {Strength.SLOW, Strength.WEAK, Strength.DIGEST}
