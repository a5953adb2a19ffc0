"""Rule files that are right, and those that are wrong with what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit import rulebook
from privaudit.errors import RuleError
from privaudit.model.rules import Role, Rulebook, Strength
from privaudit.rulebook import rule_text

EXAMPLES = """\
examples:
  hit: [{column: users.a}, {column: users.b}]
  miss: [{column: products.c}]
"""
EMAIL = "title: E-mail\ndpv: pd:EmailAddress\nstrong: email, mail of contact\nweak: address\n" + EXAMPLES
PATTERN = """\
title: Code
dpv: pd:UID
patterns:
  - name: code
    regex: '{regex}'
{more}    examples: {{hit: [a1, b2], miss: [c]}}
"""
ENGLISH = "title: English\nfillers: of, the\nroles:\n  person: customer\n  thing: file\n"


def folder(place: Path, **files: str) -> Path:
    """A folder of rules: `user_email` is categories/user.email.yaml, a name of two letters a language, `allow` an allow list."""
    for name, text in files.items():
        kind = "allow" if name == "allow" else "languages" if len(name) == 2 else "categories"
        path = place / kind / f"{name.replace('_', '.')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def complaint(place: Path, **files: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        rulebook.load(folder(place, **files))
    return caught.value


def test_words_are_cut_folded_and_freed_of_fillers(tmp_path: Path) -> None:
    rules = rulebook.load(folder(tmp_path, user_email=EMAIL, en=ENGLISH))
    english = rules.vocabularies["en"]
    assert english.words[("mail", "contact")].strength is Strength.STRONG
    assert english.words[("address",)].strength is Strength.WEAK
    assert english.roles[("file",)] == {Role.THING}
    assert english.fillers == {"of", "the"}


def test_a_language_adds_words_to_a_category(tmp_path: Path) -> None:
    french = "title: French\nwords:\n  user.email:\n    strong: Courriél, e-mail,\n      address\n"
    rules = rulebook.load(folder(tmp_path, user_email=EMAIL, en=ENGLISH, fr=french))
    assert rules.vocabularies["fr"].words[("courriel",)].category == "user.email"
    assert rules.vocabularies["fr"].words[("address",)].strength is Strength.STRONG
    assert rules.vocabularies["en"].words[("address",)].strength is Strength.WEAK


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (EMAIL + "colour: red\n", 8, "colour: this key is unknown"),
        (EMAIL.replace("title: E-mail\n", ""), 1, "title: this key is missing"),
        (EMAIL.replace("pd:EmailAddress", "EmailAddress"), 2, "dpv: "),
        (EMAIL.partition("examples")[0], 1, "examples: this key is missing"),
        (EMAIL.replace("hit: [{column: users.a}, ", "hit: ["), 6, "examples.hit: too few examples"),
        (EMAIL.replace("users.a", "a"), 6, "examples.hit.0.column: "),
        (EMAIL.replace("weak: address", "weak: address,\n  of the"), 5, "weak.1: nothing is left of 'of the'"),
        (EMAIL + "title: again\n", 8, "title: is written twice: first on line 1"),
        (
            EMAIL.replace("weak: address", "weak: &a address") + "law: *a\n",
            4,
            'weak: has an anchor: "&a"',
        ),
        (EMAIL.replace("title: E-mail", "title: !!str E-mail"), 1, "title: has a tag"),
        (EMAIL.replace("title: E-mail", "title: 'E-mail"), 1, "this line opens a quote that is never closed"),
        (EMAIL + "group: secret\n", 8, "group: "),
        (EMAIL + "kinds: [varchar]\n", 8, "kinds.0: "),
        (EMAIL.replace("weak: address", "weak: [address]"), 4, "weak: write the phrases as one text, with commas between them"),
        (EMAIL.replace("weak: address", "weak: address,,post"), 4, "weak.1: "),
        (EMAIL + "like: user.phone\n", 8, "like: there is no such category"),
        (EMAIL + "complete: yes\n", 8, 'complete: "yes" is not known here'),
        (EMAIL + "at_least: '['\n", 8, "at_least: this is no regular expression of Python"),
        (EMAIL + "shortest: six\n", 8, "shortest: write a number above -1"),
        (EMAIL + "law: GDPR\n", 8, "law: write a list here"),
        (EMAIL + "law: [[GDPR]]\n", 8, "law.0: write a text here"),
        (EMAIL + "replaces: true\n", 8, "replaces: there is nothing of this name to replace"),
        (EMAIL.replace("title: E-mail", "title: ''"), 1, "title: nothing stands here"),
        (EMAIL.replace("{column: users.a}", "users.a"), 6, "examples.hit.0: keys must stand here"),
        ("", 1, "keys must stand here"),
        ("- title: E-mail\n", 1, "keys must stand here"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_key(tmp_path: Path, text: str, line: int, says: str) -> None:
    error = complaint(tmp_path, user_email=text, en=ENGLISH)
    assert error.message.startswith(says)
    assert error.place is not None
    assert error.place.line == line
    assert error.place.path.endswith("user.email.yaml")


def test_a_file_that_is_too_large_or_not_in_utf_8_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, user_email=EMAIL, en=ENGLISH) / "languages" / "en.yaml"
    path.write_bytes("title: Français\n".encode("latin-1"))
    with pytest.raises(RuleError, match="the file is not in UTF-8"):
        rulebook.load(tmp_path)
    path.write_bytes(b"#" * (rule_text.LARGEST + 1))
    with pytest.raises(RuleError, match="the file is larger than 4,000,000 bytes"):
        rulebook.load(tmp_path)


@pytest.mark.parametrize(
    ("regex", "more", "key", "says"),
    [
        (r"\d+", "", "patterns.0.regex", "not portable"),
        ("[0-9]+", "    validator: horoscope\n", "patterns.0.validator", "there is no validator 'horoscope'"),
        ("[0-9]+", "    chance: 0.1\n", "patterns.0.chance", "only a validator leaves something to chance"),
        ("[0-9]+", "    needs: longer than eight\n", "patterns.0.needs", "at most 8 characters"),
        ("[0-9]{1,5000}", "", "patterns.0.regex", "not portable: more than 100 times"),
        ("(([0-9]{50}){50})", "", "patterns.0.regex", "not portable: repeats inside repeats"),
        ("[0-9]" * 1000, "", "patterns.0.regex", "more than 4,000 characters"),
        ("[0-9]+", "    validator: luhn\n    chance: 2\n", "patterns.0.chance", "write a number above 0 and up to 1"),
        ("[0-9]+", "    validator: luhn\n    chance: nan\n", "patterns.0.chance", "write a number"),
    ],
)
def test_a_pattern_that_cannot_be_run_is_refused(tmp_path: Path, regex: str, more: str, key: str, says: str) -> None:
    error = complaint(tmp_path, user_code=PATTERN.format(regex=regex, more=more) + EXAMPLES, en=ENGLISH)
    assert error.message.startswith(f"{key}: {says}")


def test_two_patterns_of_one_name_are_refused(tmp_path: Path) -> None:
    text = PATTERN.format(regex="[0-9]+", more="")
    twice = text + text.partition("patterns:\n")[2] + EXAMPLES
    assert complaint(tmp_path, user_code=twice, en=ENGLISH).message == "patterns.1.name: another pattern is called 'code' too"


def test_a_phrase_of_two_categories_names_both_files(tmp_path: Path) -> None:
    other = EMAIL.replace("email, mail of contact", "site, E-mail").replace("weak: address\n", "")
    error = complaint(tmp_path, user_email=EMAIL, user_web=other, en=ENGLISH)
    assert error.place is not None
    assert error.place.path.endswith("user.web.yaml")
    assert error.message.startswith("strong.1: 'E-mail' belongs to user.email already, see ")
    assert error.message.endswith("user.email.yaml:3")


def test_a_phrase_is_strong_or_weak_and_not_both(tmp_path: Path) -> None:
    error = complaint(tmp_path, user_email=EMAIL.replace("weak: address", "weak: address, E-mail"), en=ENGLISH)
    assert error.message.startswith("weak.1: 'E-mail' is strong already, see ")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("title: French\nwords:\n  user.mail:\n    strong: courriel\n", "words.user.mail: there is no such category"),
        ("title: French\ntitles:\n  user.mail: Courriel\n", "titles.user.mail: there is no such category"),
        ("title: French\nroles:\n  people: client\n", "roles.people: "),
        ("title: French\nwords:\n  user.email:\n    loud: courriel\n", "words.user.email.loud: this key is unknown"),
    ],
)
def test_a_language_that_names_what_is_not_there_is_refused(tmp_path: Path, language: str, says: str) -> None:
    error = complaint(tmp_path, user_email=EMAIL, en=ENGLISH, fr=language)
    assert error.message.startswith(says)
    assert error.place is not None
    assert error.place.line == (4 if "loud" in language else 3)


def test_a_file_name_that_is_no_id_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    assert "is no category id" in complaint(tmp_path / "a", User_Email=EMAIL, en=ENGLISH).message
    with pytest.raises(RuleError, match="there are no rules here"):
        rulebook.load(tmp_path / "nowhere")


def test_the_version_is_of_the_content_and_not_of_the_place(tmp_path: Path) -> None:
    one = rulebook.load(folder(tmp_path / "one", user_email=EMAIL, en=ENGLISH))
    two = rulebook.load(folder(tmp_path / "two", user_email=EMAIL, en=ENGLISH))
    assert one.version == two.version
    assert len(one.version) == 12


def test_a_group_is_inherited_by_what_lies_below() -> None:
    rules: Rulebook = rulebook.built_in()
    assert rules.group_of("user.health_and_medical.something_else") == "special"
    assert rules.group_of("user.name.first") is None
