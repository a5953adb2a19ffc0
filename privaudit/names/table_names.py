"""A table's name and those of its columns, freed of what its schema puts before all names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Strength, Tokens
from privaudit.names import patients, prefixes, row_owners, threes, whose
from privaudit.names.glued import HEAD_LAST
from privaudit.names.languages import ENGLISH
from privaudit.names.naming import Beside, Names, Reading
from privaudit.words import singulars

_OLD = 3
"""Letters from which a word that is cut short is read, in a file of old."""
_CRUMB = 4
"""Letters of a word, at most, in a table that cuts all short, and names that show it."""
_ABBREVIATED = 0.6
"""The share of names so short from which a table cuts all short."""
_OWNED = (
    "user.authorization",
    "user.financial",
    "user.contact.email",
    "user.contact.phone_number",
    "user.contact.address",
    "user.contact.url",
    "user.government_id",
)
"""Categories whose phrases have words of things that do not make the table one about things."""
_THINGS = (Role.THING, Role.REFERENCE, Role.COUNTER)
_NAME = "user.name"
_PARTS_OF_NAMES = ("user.name.first", "user.name.last")
_WRITTEN = "user.content.private"
_SUBJECT = ("subject",)
"""Of a lesson, or of a message where one stands beside it."""
_TITLE = ("title",)
_COURTESY = "user.demographic.gender"
_POST = "user.job_title"
_WORK = ("user.workplace", "user.contact.organization", "user.financial.salary")
_NAMES = (_NAME, *_PARTS_OF_NAMES)
_EMAIL = "user.contact.email"
_TELLING = (Role.PERSON, Role.THING, Role.REFERENCE, Role.LOG, Role.COUNTER, Role.MIXED)


@dataclass(frozen=True, slots=True)
class _Told:
    """The name of a column, as it is read."""

    plain: str
    readings: tuple[Reading, ...]
    roles: tuple[Beside, ...]


@dataclass(frozen=True, eq=False)
class TableNames:
    """One table as its names are read."""

    table: Table
    names: Names

    @cached_property
    def label(self) -> str:
        """The name of the table without its schema and without the prefix that most tables have."""
        return self.label_of(self.table.name)

    def label_of(self, name: str) -> str:
        """The same of another table's name."""
        return prefixes.without(name.rpartition(".")[2], self.names.speech.prefix)

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the table's name, in order."""
        return self.names.tokens(self.label)

    @cached_property
    def reading(self) -> Reading | None:
        """The best way to read the table's name as a category; None where it names none."""
        return next(iter(self.names.readings(self.label)), None)

    @cached_property
    def words(self) -> tuple[Beside, ...]:
        """The same, each with its roles; a word that is part of something else is no thing: `bank accounts`, `customer list`."""
        words = self.names.roles(self.label)
        said = self.reading.word if self.reading is not None else None
        owned = said.tokens if said is not None and len(said.tokens) > 1 and said.category.startswith(_OWNED) else ()
        several = sum(bool(word.category or word.roles.intersection(_TELLING)) for word in words) > 1
        return tuple(
            replace(word, roles=word.roles.difference(_THINGS)) if word.text in owned or (several and _is_form(word)) else word
            for word in words
        )

    @cached_property
    def head(self) -> frozenset[Role]:
        """The roles of the word that says what the table is."""
        telling = [word.roles for word in self.words if word.roles.intersection(_TELLING)]
        if not telling:
            return frozenset()
        return telling[-1 if self.names.speech.languages[0] in HEAD_LAST else 0]

    @cached_property
    def of_doings(self) -> bool:
        """Whether the table is named after what persons do, and not after something of it: `reservations`, not `question_answers`."""
        told = [word.roles for word in self.words if word.roles.intersection(_TELLING)]
        return bool(told) and all(Role.LOG in roles for roles in told)

    @cached_property
    def of_persons(self) -> bool:
        """Whether a word of the table's name means persons."""
        return any(Role.PERSON in word.roles for word in self.words)

    def is_called_after(self, reading: Reading) -> bool:
        """Whether each word that a reading of the table's name rests on is one for persons: the `deceased`, the `disabled`."""
        return all(Role.PERSON in self.names.speech.roles_of(token) for token in reading.word.tokens)

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return frozenset(one for token in self.tokens for one in singulars(token))

    @cached_property
    def _prefix(self) -> tuple[tuple[str, ...], int]:
        """What most columns begin with, piece by piece, unless that is a word that says something; and how short a word may be cut."""
        columns = [column.name for column in self.table.columns]
        found: list[str] = []
        plain = columns
        while marked := prefixes.marked_prefix(plain):
            shorter = [prefixes.without(name, marked) for name in plain]
            if self._says_something(marked.rstrip("_"), plain) or shorter == plain:
                break
            found.append(marked)
            plain = shorter
        glued = prefixes.glued_prefix(columns, self.names.speech.tokens) if not found else ""
        return ((glued,), _OLD) if glued else (tuple(found), 0)

    def _says_something(self, word: str, names: Sequence[str]) -> bool:
        """Whether it is a known word; the table's own name cut short before every column says nothing new."""
        if (
            prefixes.is_short_for(word, self.label)
            and word not in self.tokens
            and all(name.lower().startswith(f"{word}_") for name in names)
        ):
            return False
        if len(word) == 1:
            return False
        roles = self.names.speech.roles_of(word)
        named = self.names.speech.words.get((word,))
        tells = named is not None and (named.strength is Strength.STRONG or len(word) > _OLD)
        return (tells or bool(roles)) and Role.PREFIX not in roles

    @cached_property
    def pointing(self) -> frozenset[str]:
        """The columns of keys: they hold what points to a row, not what it says."""
        keys = (name for key in self.table.foreign_keys for name in key.columns)
        speech = self.names.speech
        named = (name for name, target in row_owners.named_pointers(self.table, speech.roles) if target in speech.labels - {self.tokens})
        return frozenset((*self.table.primary_key, *keys, *named))

    def plain(self, column: Column) -> str:
        """The name of a column without the prefix and the suffix that most of them have."""
        return self._told(column).plain

    def _told(self, column: Column) -> _Told:
        if column.name not in self._known:
            glued = self._in_threes.get(column.name)
            plain = glued or self._without_own_end(self._bare(column.name))
            short = (_OLD,) if self._prefix[1] or self._abbreviates else ()
            listed = glued is not None and threes.is_code_of_a_list(column.name, glued, self.names.speech)
            readings = () if listed else self.names.readings(plain, self._ignored, *short)
            self._known[column.name] = _Told(plain, readings, self.names.roles(plain))
        return self._known[column.name]

    @cached_property
    def _abbreviates(self) -> bool:
        """Whether columns are called by a few letters beside the table's own: `nom_inqu, ced_inqu, tel_inqu`."""
        plain = ((self._bare(column.name), column.name) for column in self.table.columns)
        shorter = [short for short, name in plain if short != name]
        return len(shorter) >= _CRUMB and sum(len(short) <= _CRUMB for short in shorter) >= _ABBREVIATED * len(shorter)

    @cached_property
    def _in_threes(self) -> Mapping[str, str]:
        """The names that are glued of words of three letters, written out."""
        return threes.columns_of(self.table, self.names.speech, self.tokens)

    def _bare(self, name: str) -> str:
        return prefixes.without_end(reduce(prefixes.without, self._prefix[0], name), self._suffix)

    def _without_own_end(self, name: str) -> str:
        """The name without the table's own at its end, where it is glued on and makes no words with the rest."""
        known = self.names.speech.tokens
        last = name.rpartition("_")[2]
        if not (last.islower() or last.isupper()) or last.lower() in known or known.issuperset(self.names.tokens(name)):
            return name
        return prefixes.without_end(name, prefixes.own_end(name, self.label, self.tokens, known))

    @cached_property
    def _known(self) -> dict[str, _Told]:
        """What the columns are called, by name: many ask for it."""
        return {}

    @cached_property
    def _suffix(self) -> str:
        """What most columns end in, where that is the table's name cut short."""
        names, known = [column.name for column in self.table.columns], self.names.speech.tokens
        of = self.label, known, self.tokens
        return prefixes.marked_suffix(names, *of) or prefixes.glued_suffix(names, *of)

    def readings(self, column: Column) -> tuple[Reading, ...]:
        """The ways to read the name of a column, the best first; the words of the table's own name change nothing."""
        return self._told(column).readings

    def roles(self, column: Column) -> tuple[Beside, ...]:
        """The words of a column's name, each with its roles."""
        return self._told(column).roles

    @cached_property
    def best(self) -> tuple[tuple[Column, Reading], ...]:
        """The columns whose names read as a category, each with the best reading."""
        return tuple((column, reading) for column in self.table.columns for reading in self.readings(column)[:1])

    @cached_property
    def of_names(self) -> Mapping[Tokens, frozenset[str]]:
        """What stands beside the words for first and last names, and which are there: `role` of `prenom_role`."""
        found: dict[Tokens, frozenset[str]] = {}
        for _, reading in self.best:
            category = reading.word.category
            if reading.strength is Strength.STRONG and category in _PARTS_OF_NAMES:
                found[reading.rest] = found.get(reading.rest, frozenset()) | {category}
        return found

    @cached_property
    def _has_written(self) -> bool:
        return any(reading.word.category == _WRITTEN for _, reading in self.best)

    @cached_property
    def _names_work(self) -> bool:
        said = [reading.word for _, reading in self.best if reading.exact]
        told = [word.category for word in said]
        after = any(word.tokens == _TITLE and not {*told[:at]}.isdisjoint(_PARTS_OF_NAMES) for at, word in enumerate(said))
        return after and _POST not in told and not {*told}.isdisjoint(_WORK)

    def is_name_of_one(self, reading: Reading) -> bool:
        """Whether a reading is the first or last name of somebody, or a name beside such a one: `nom_role` beside `prenom_role`."""
        return reading.word.category in _NAMES and reading.rest in self.of_names

    def category(self, reading: Reading) -> str:
        """What a reading says; a bare name beside the first name is the last one, and the other way round, save in English.

        There a bare title after the names is that of a post, where a column names the place of work and none the post.
        """
        word = reading.word
        if word.tokens == _SUBJECT and self._has_written:
            return _WRITTEN
        if word.category not in {_NAME, _COURTESY}:
            return word.category
        if word.tokens == _TITLE and word.category == _COURTESY and not reading.rest and self._names_work:
            return _POST
        beside = self.of_names.get(reading.rest, frozenset())
        if word.category == _NAME and word.strength is Strength.WEAK and word.language != ENGLISH and len(beside) == 1:
            return next(part for part in _PARTS_OF_NAMES if part not in beside)
        return word.category

    @cached_property
    def link(self) -> str | None:
        """The column that points to a person (`user_id`, `emp_no`) or that tells one (an e-mail address, a user name)."""
        return whose.link_of(self)

    @cached_property
    def of_known_person(self) -> bool:
        """Whether the column that points to a person says who that is: a patient, an employee, and not any user of the system."""
        return whose.is_of_known_person(self)

    @cached_property
    def of_animals(self) -> bool:
        """Whether the rows are animals, or of one to which a column points: the visits of a `pet_id`."""
        return whose.is_of_animals(self)

    @cached_property
    def of_pupil(self) -> bool:
        """Whether the rows are pupils, or each of one."""
        return whose.is_of(Role.PUPIL, self)

    @cached_property
    def of_convict(self) -> bool:
        """Whether the rows are persons who are held, accused or convicted, or each of one."""
        return whose.is_of(Role.CONVICT, self)

    @cached_property
    def addressed(self) -> bool:
        """Whether a column is just an e-mail address: whose row it is, in a table of requests, of sign-ups."""
        said = (reading for _, reading in self.best if reading.exact)
        return any(reading.word.category == _EMAIL and reading.word.strength is Strength.STRONG for reading in said)

    @cached_property
    def owner(self) -> tuple[str, bool] | None:
        """The column that points to what a person did, and whether that is a patient: `visit_id`."""
        speech = self.names.speech
        return row_owners.owner_of(self.table, speech.owners, speech.roles, speech.prefix)

    @cached_property
    def of_patient(self) -> bool:
        """Whether a column points to a patient, or to what a patient went through."""
        if (self.owner is not None and self.owner[1]) or any(patients.is_record_number(reading) for _, reading in self.best):
            return True
        speech = self.names.speech
        targets = (self.label_of(key.target.table) for key in self.table.foreign_keys)
        keys = [self.roles(column) for column in self.table.columns if self._points(column)]
        keyed = any(Role.PATIENT in speech.keys.get(column.name.lower(), ()) for column in self.table.columns)
        return keyed or any(Role.PATIENT in word.roles for words in (*map(self.names.roles, targets), *keys) for word in words)

    def _points(self, column: Column) -> bool:
        """Whether a column's name is that of a key or of a person: `visit_id`, `patient`; a `diagnosis` is of animals too."""
        return any(word.roles & {Role.KEY, Role.PERSON} for word in self.roles(column))


def _is_form(word: Beside) -> bool:
    """Whether a word only says in which form the rows are there: export, list, copy."""
    return Role.QUALIFIER in word.roles and Role.PERSON not in word.roles
