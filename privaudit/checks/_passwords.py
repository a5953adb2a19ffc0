"""What the values of a column of passwords are: slow hashes, weak ones, marks of a locked account, or words that anybody can read.

Slow are the functions that the OWASP Password Storage Cheat Sheet and NIST SP 800-63B ask for, salted and repeated many times: Argon2,
scrypt, bcrypt, PBKDF2; and the crypt functions that repeat SHA-2 thousands of times.  Weak is what is computed in one pass, salted or
not, and what repeats MD5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from privaudit.model.facts import FormCounts, TableColumn
from privaudit.model.findings import Context, NotChecked
from privaudit.model.rules import is_within
from privaudit.model.verdicts import ColumnVerdict, Verdict

PASSWORD = "user.authorization.password"  # noqa: S105 a category, not a password
ENOUGH = 5
"""Values that must all be of a form that words may have too, before they are taken for hashes of it."""


class Strength(Enum):
    """What a form of values says of how passwords are kept."""

    SLOW = "slow"
    WEAK = "weak"
    DIGEST = "digest"
    """One pass of a good function, unless there is a salt elsewhere: then nobody can tell."""
    CIPHER = "cipher"
    """Perhaps encrypted, perhaps hashed: no word."""
    MARK = "mark"
    """No password at all: locked, unset, masked."""
    LIKE_WORDS = "like words"
    """An old hash that looks like a word: it is one only where all values have the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of stored passwords; the patterns are of the portable subset."""

    title: str
    strength: Strength
    regex: str
    telling: bool = False
    """Whether nothing else has the form, so that it speaks outside a column of passwords too."""


def _either(*regexes: str) -> str:
    return "|".join(regexes)


def _any_case(words: str) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}|{word.upper()}" for word in words.split())


_HEX = "([0-9a-f]{%d}|[0-9A-F]{%d})"
_MD5, _SHA1 = (_HEX.replace("%d", str(digits)) for digits in (32, 40))
_SHA2 = _either(*(_HEX.replace("%d", str(digits)) for digits in (56, 64, 96)), "([0-9a-f]{64}){2}|([0-9A-F]{64}){2}")
_SALT = "[:$][^ ]{1,64}"
_MARKS = (
    "disabled locked nologin unset invalid expired deleted removed none null nil empty unknown redacted masked hidden filtered "
    "anonymised anonymized true false yes no"
)
FORMS = (
    Form("Argon2", Strength.SLOW, r"(\{[A-Za-z0-9]{3,10}\})?\$argon2(id|i|d)\$[^ ]{20,}", telling=True),
    Form(
        "bcrypt",
        Strength.SLOW,
        r"(\{[A-Za-z-]{3,10}\}|bcrypt(_sha256)?\$|\$wp)?\$2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}",
        telling=True,
    ),
    Form("scrypt", Strength.SLOW, r"(\$scrypt\$|scrypt[:$]|SCRYPT[:$]|\$s0\$|\$g?y\$|\$7\$)[^ ]{20,}", telling=True),
    Form(
        "PBKDF2",
        Strength.SLOW,
        _either(
            r"(\{PBKDF2[A-Z0-9-]{0,8}\}|\$?pbkdf2[a-z0-9_:-]{0,12}[$:]|PBKDF2[A-Za-z0-9-]{0,12}[$:])[^ ]{20,}",
            "sha(1|256|512):[0-9]{3,9}:[^ :]+:[^ ]{16,}",
            r"SCRAM-SHA-(1|256|512)\$[0-9]+:[^ ]{40,}",
            "AQAAAA[A-Za-z0-9+/]{40,100}={0,2}",
        ),
        telling=True,
    ),
    Form(
        "SHA-2 crypt",
        Strength.SLOW,
        _either(
            r"(\{[A-Z0-9-]{0,12}CRYPT\})?\$[56]\$(rounds=[0-9]+\$)?[^ $]{0,16}\$([./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})",
            r"\$S\$[./A-Za-z0-9]{52}",
            r"\$A\$[0-9]{3}\$[^ ]{30,}",
        ),
        telling=True,
    ),
    Form("LM and NTLM", Strength.WEAK, r"[0-9A-Fa-f]{32}:[0-9A-Fa-f]{32}(:::)?|\$NT\$" + _MD5),
    Form("MD5 crypt", Strength.WEAK, r"(\{[A-Z0-9-]{0,12}CRYPT\})?\$(1|apr1)\$[^ $]{0,8}\$[./A-Za-z0-9]{22}", telling=True),
    Form("MD5 repeated (phpass)", Strength.WEAK, r"U?\$[HP]\$[./A-Za-z0-9]{31}", telling=True),
    Form("MySQL (SHA-1 twice)", Strength.WEAK, r"\*[0-9A-F]{40}", telling=True),
    Form("MD5 with a mark", Strength.WEAK, r"\{S?MD5\}[^ ]{16,}|md5\$[^ $]{0,64}\$" + _MD5, telling=True),
    Form("SHA-1 with a mark", Strength.WEAK, r"\{S?SHA\}[^ ]{20,}|sha1\$[^ $]{0,64}\$" + _SHA1 + "|0x0100[0-9A-Fa-f]{48}", telling=True),
    Form(
        "SHA-2 in one pass with a mark",
        Strength.WEAK,
        r"\{S?SHA-?(224|256|384|512)\}[^ ]{28,}|sha(224|256|384|512)\$[^ $]{0,64}\$[0-9a-f]{56,}|0x0200[0-9A-Fa-f]{100,}",
        telling=True,
    ),
    Form("MD5 or NTLM", Strength.WEAK, f"(md5)?{_MD5}({_SALT})?"),
    Form("SHA-1", Strength.WEAK, f"{_SHA1}({_SALT})?|[A-Za-z0-9+/]{{27}}="),
    Form("SHA-2 in one pass with its salt", Strength.WEAK, f"({_SHA2}){_SALT}"),
    Form("SHA-2 in one pass", Strength.DIGEST, _SHA2),
    Form(
        "marks",
        Strength.MARK,
        _either(
            r"!{1,2}|!\*|\*+|[xX*•#.-]{2,}|[!-~]|![A-Za-z0-9]{40}|!{1,2}\$[^ ]{20,}|\*(LK|NP|LOCKED|NOLOGIN)\*?|\\N|[nN]/?[aA]",
            rf"[\[<(]?({_any_case(_MARKS)})[\])>]?",
        ),
    ),
    Form(
        "ciphertext",
        Strength.CIPHER,
        _either(
            r"-----BEGIN PGP [^!]{10,}|(0x|\\x)[0-9A-Fa-f]{16,}|([0-9a-f]{2}){20,}|([0-9A-F]{2}){20,}",
            r"([A-Za-z0-9+/_-]{4}){4,}([A-Za-z0-9+/_-]{2}==|[A-Za-z0-9+/_-]{3}=)",
            r"(ENC|enc|AES|aes|vault)[:({][^ ]{16,}|\{\"[^ ]{16,}|[A-Za-z0-9+/_=.:$-]{40,}",
        ),
    ),
    Form("DES crypt", Strength.LIKE_WORDS, r"(\{CRYPT\})?[./0-9A-Za-z]{13}"),
    Form("MySQL before 4.1", Strength.LIKE_WORDS, "[0-9a-f]{16}"),
)
"""In the order in which the first that a value has counts."""
_SALTS = frozenset({"sel", "salz", "zout", "sal", "sale", "sol"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Stored:
    """How the values of one column of passwords are kept."""

    column: ColumnVerdict
    verdict: Verdict
    forms: tuple[Form, ...]
    counts: FormCounts
    salted: bool
    """Whether the table has a column of salts."""

    @property
    def place(self) -> TableColumn:
        """Where its rows are."""
        return TableColumn(self.column.table, self.column.column.name)

    @property
    def regexes(self) -> tuple[str, ...]:
        """The patterns that its values were held against."""
        return tuple(form.regex for form in self.forms)

    def of(self, *strengths: Strength) -> dict[int, int]:
        """The places of the forms of these strengths that some value has -> how many."""
        found = zip(self.forms, self.counts.by_form, strict=True)
        return {place: count for place, (form, count) in enumerate(found) if count and self._strength(form, count) in strengths}

    @property
    def readable(self) -> dict[int, int]:
        """... of values that are of no form at all, or of one that only looks like a hash; the place behind the forms is of the former."""
        return {**self.of(Strength.LIKE_WORDS), **({len(self.forms): self.counts.other} if self.counts.other else {})}

    def _strength(self, form: Form, count: int) -> Strength:
        if form.strength is Strength.LIKE_WORDS:
            marks = sum(number for own, number in zip(self.forms, self.counts.by_form, strict=True) if own.strength is Strength.MARK)
            return Strength.WEAK if count >= ENOUGH and count + marks == self.counts.values else form.strength
        if form.strength is Strength.DIGEST and not self.salted:
            return Strength.WEAK
        return form.strength


def stored(context: Context) -> Iterator[Stored | NotChecked]:
    """Each column of passwords that has rows, in the order of the inventory; what is a schema without rows cannot be told."""
    others = tuple(pattern.regex for pattern in context.rulebook.patterns if is_within(pattern.category, PASSWORD))
    forms = _forms(others)
    telling = tuple(form for form in forms if form.telling)
    for column in context.inventory.columns:
        verdict = next((verdict for category, verdict in column.found if is_within(category, PASSWORD)), None)
        if verdict is None or _is_salt(column):
            continue
        own = column.category is not None and is_within(column.category, PASSWORD)
        table = column.table
        name = f"{table.name}.{column.column.name}"
        if not table.has_rows or table.lacks_values_of(column.column.name):
            if verdict.personal:
                yield NotChecked(name, f"{table.name} is a schema without rows" if not table.has_rows else "the rows do not hold it")
            continue
        chosen = forms if own else telling
        counts = context.facts.forms(TableColumn(table, column.column.name), tuple(form.regex for form in chosen))
        salted = any(_is_salt(beside) for beside in context.inventory.of(table))
        yield Stored(column, verdict, chosen, counts, salted)


def _forms(regexes: Sequence[str]) -> tuple[Form, ...]:
    """Our forms, and before those that are of no certain hash the patterns of the rules: the user may have added some."""
    first = next(place for place, form in enumerate(FORMS) if form.strength is Strength.MARK)
    known = tuple(Form("of the rules", Strength.SLOW, regex) for regex in regexes)
    return (*FORMS[:first], *known, *FORMS[first:])


def _is_salt(column: ColumnVerdict) -> bool:
    words = [word.lower() for word in _WORD.findall(column.column.name)]
    of_passwords = column.category is not None and is_within(column.category, PASSWORD)
    return any(word.endswith("salt") or (word in _SALTS and of_passwords) for word in words)
