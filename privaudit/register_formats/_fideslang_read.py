"""Resources of fideslang as a register: each system with declarations is an activity, each other one that they send to a recipient."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from privaudit.errors import PrivauditError, RegisterError
from privaudit.model.estate import Place
from privaudit.model.register_format import Known, Lost, Read, Source
from privaudit.register import parse
from privaudit.register.complaints import complaints
from privaudit.register.values import known_categories
from privaudit.register.vocabulary import PURPOSES, ROLES, SAFEGUARDS, SUBJECTS
from privaudit.register_formats import _fideslang_words as words
from privaudit.register_formats._fideslang_entries import Entry
from privaudit.register_formats._fideslang_fields import Tables, read_tables
from privaudit.yaml_text.document import compose
from privaudit.yaml_text.problems import quoted
from privaudit.yaml_text.writing import block

Data = dict[str, Any]
UNKNOWN_COUNTRY = "AQ"
"""Antarctica: fideslang says no country, and no register would keep this one."""
NAMELESS = "To be filled in"
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")
_KINDS = {text: kind for kind, text in words.TRANSFERS.items()}
_BASES = {text: basis for basis, text in words.BASES.items()}
_SPECIAL_BASES = {text: basis for basis, text in words.SPECIAL_BASES.items()}


def read(source: Source, known: Known) -> Read:
    """The register that the resources are, and what could not be carried.  Raises RegisterError for what is no clean YAML."""
    document = compose(source.text)
    if document.problems:
        raise RegisterError(complaints(document, source.shown, document.problems))
    lost: list[Lost] = []
    data = _Reader(source.data, known_categories(known.categories), lost).register()
    try:
        register = parse(block(data), source.shown, known.categories)
    except RegisterError as wrong:
        told = tuple(PrivauditError(f"as a register: {one.message}", one.hint, Place(source.shown)) for one in wrong.complaints)
        raise RegisterError(told) from None
    return Read(register, tuple(lost), placed=False)


class _Reader:
    def __init__(self, data: Data, categories: Collection[str], lost: list[Lost]) -> None:
        self._file = Entry(data, "", lost)
        self._categories = categories
        self._lost = lost
        self._ids: set[str] = set()
        self._recipients: dict[str, str] = {}
        """By the key of a system: the id of the recipient that it is."""
        self._security: dict[str, None] = {}
        self._joint: dict[str, None] = {}

    def register(self) -> Data:
        """The register as plain data."""
        organisation = self._organisation()
        self._file.has("data_category")  # their keys are categories that a register knows, or are said where they are used
        tables = read_tables(self._file, self._categories)
        systems = self._file.entries("system", "fides_key")
        sent_to = {flow.text("fides_key") for system in systems for flow in system.entries("egress", "fides_key")}
        receiving = [one for one in systems if not one.has("privacy_declarations") and self._receives(one, sent_to)]
        recipients = [self._recipient(one) for one in receiving]
        activities = [self._activity(one, tables) for one in systems if one not in receiving]
        activities += [self._tables_alone(one) for one in tables.values() if not one.owned]
        if not activities:
            raise RegisterError((PrivauditError("there is no system and no dataset in it", "system: or dataset: must have an entry"),))
        if self._joint:
            organisation["joint_controllers"] = [{"name": name} for name in self._joint]
        self._file.close()
        own = _identifiers(tables)
        ties = [tie for one in tables.values() for tie in one.ties(tables)]
        return {
            "privaudit": 1,
            "organisation": {**organisation, **({"identifiers": own} if own else {})},
            "links": [{"from": source, "to": target} for source, target in dict.fromkeys(ties)],
            "recipients": recipients,
            "security": list(self._security),
            "activities": activities,
        }

    @staticmethod
    def _receives(system: Entry, sent_to: Collection[str]) -> bool:
        return words.RECIPIENT in system.texts("tags") or system.text("fides_key") in sent_to

    def _organisation(self) -> Data:
        found = self._file.entries("organization", "fides_key")
        for other in found[1:]:
            self._file.lose("organization", f"is a second one, and a register is of one: {other.path}")
        self._file.lose("organization", f"says no country: {UNKNOWN_COUNTRY} stands for it until you write yours")
        if not found:
            self._file.lose("organization", "is not there: write its name")
            return {"name": NAMELESS, "country": UNKNOWN_COUNTRY}
        own = found[0]
        data: Data = {"name": own.text("name") or NAMELESS, "country": UNKNOWN_COUNTRY}
        if (controller := own.entry("controller")) is not None and (contact := self._contact(controller)):
            data["contact"] = contact
        if (representative := own.entry("representative")) is not None and (name := representative.text("name")):
            contact = self._contact(representative)
            data["representative"] = {"name": name, **({"contact": contact} if contact else {})}
        if (officer := own.entry("data_protection_officer")) is not None:
            data["dpo"] = {key: text for key, text in (("name", officer.text("name")), ("email", self._mailbox(officer))) if text}
            officer.close()
        own.close()
        return data

    def _contact(self, entry: Entry) -> Data:
        said = (("email", self._mailbox(entry)), ("address", entry.text("address")))
        entry.close()
        return {key: text for key, text in said if text}

    @staticmethod
    def _mailbox(entry: Entry) -> str:
        mailbox = entry.text("email")
        if not mailbox or _MAILBOX.fullmatch(mailbox):
            return mailbox
        entry.lose("email", "is no mailbox")
        return ""

    def _recipient(self, system: Entry) -> Data:
        key = system.text("fides_key")
        tags = system.texts("tags")
        titles = system.texts("responsibility")
        role = next(
            (tag for tag in tags if tag in ROLES), next((own for own, title in words.RESPONSIBILITY.items() if title in titles), "")
        )
        if not role:
            system.lose("responsibility", "does not say what the recipient is: third_party stands for it")
        self._recipients[key] = self._id(key.removeprefix(f"{words.RECIPIENT}."), "recipients")
        data: Data = {"id": self._recipients[key], "name": system.text("name") or key, "role": role or "third_party"}
        if purpose := system.text("description"):
            data["purpose"] = purpose
        kinds = [_KINDS.get(text, text) for text in system.known("legal_basis_for_transfers", {*_KINDS, *SAFEGUARDS}, "safeguard")]
        if kinds:
            data["safeguard"] = {"kind": kinds[0]}
        system.has("does_international_transfers")
        system.close()
        return data

    def _activity(self, system: Entry, tables: dict[str, Tables]) -> Data:
        declarations = system.entries("privacy_declarations", "name", "data_use")
        named = self._datasets(system, declarations)
        own = [tables[key] for key in named if key in tables]
        for key in (key for key in named if key not in tables):
            system.lose("dataset_references", f"names no dataset of this file: {quoted(key)}")
        said = _Declared(declarations, self._categories)
        titles = system.texts("responsibility")
        data: Data = {"id": self._id(system.text("fides_key"), "activities")}
        data |= {"title": title} if (title := system.text("name")) else {}
        data |= {"role": "processor" if titles and words.RESPONSIBILITY["controller"] not in titles else "controller"}
        data |= {"purposes": said.purposes, "basis": [*said.bases, *said.special_bases], "subjects": said.subjects}
        data |= {"where": [{"tables": one.names} for one in own if one.names], "data": _data(said.categories, own)}
        flows = system.entries("egress", "fides_key")
        received = [self._recipients[key] for flow in flows if (key := flow.text("fides_key")) in self._recipients]
        for flow in flows:
            if flow.text("fides_key") not in self._recipients and flow.text("fides_key") not in tables:
                system.lose("egress", f"goes to no system of this file: {flow.path}")
        self._security |= dict.fromkeys(filter(str.strip, system.text("data_security_practices").splitlines()))
        self._joint |= dict.fromkeys(filter(None, map(str.strip, system.text("joint_controller_info").split(";"))))
        system.close()
        return {**data, "recipients": list(dict.fromkeys(received))} if received else data

    @staticmethod
    def _datasets(system: Entry, declarations: list[Entry]) -> list[str]:
        keys = [*system.texts("dataset_references"), *(key for one in declarations for key in one.texts("dataset_references"))]
        return list(dict.fromkeys(keys))

    def _tables_alone(self, own: Tables) -> Data:
        own.entry.lose("fides_key", "is of no system: purposes, bases and persons are left for you")
        data: Data = {"id": self._id(own.key, "activities"), "title": own.title or own.key, "purposes": [], "basis": [], "subjects": []}
        return {**data, "where": [{"tables": own.names}] if own.names else [], "data": _data((), [own])}

    def _id(self, key: str, kind: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") or "unnamed"
        wanted = key if re.fullmatch(r"[a-z0-9][a-z0-9-]*", key) else plain
        own, number = wanted, 2
        while f"{kind}/{own}" in self._ids:
            own, number = f"{wanted}-{number}", number + 1
        self._ids.add(f"{kind}/{own}")
        return own


class _Declared:
    """What the declarations of a system say together."""

    def __init__(self, declarations: list[Entry], categories: Collection[str]) -> None:
        self.purposes: list[str] = []
        self.bases: list[str] = []
        self.special_bases: list[str] = []
        self.subjects: list[str] = []
        self.categories: list[str] = []
        for one in declarations:
            self._add(self.purposes, [purpose] if (purpose := _word(one, "data_use", {use: use for use in PURPOSES})) else [])
            self._add(self.bases, [basis] if (basis := _word(one, "legal_basis_for_processing", _BASES)) else [])
            self._add(self.special_bases, [basis] if (basis := _word(one, "special_category_legal_basis", _SPECIAL_BASES)) else [])
            self._add(self.subjects, one.known("data_subjects", SUBJECTS, "kind of person"))
            self._add(self.categories, one.known("data_categories", categories, "category"))
            if one.text("retention_period"):
                one.lose("retention_period", "is text: write it as a clock, with the column that starts it")
            for formal in ("name", "dataset_references", "processes_special_category_data", "data_shared_with_third_parties", "egress"):
                one.has(formal)
            one.close()

    @staticmethod
    def _add(to: list[str], new: list[str]) -> None:
        to.extend(one for one in dict.fromkeys(new) if one not in to)


def _word(entry: Entry, key: str, meaning: dict[str, str]) -> str:
    text = entry.text(key)
    if text and text not in meaning:
        entry.lose(key, "is nothing that a register knows")
    return meaning.get(text, "")


def _data(categories: Collection[str], own: list[Tables]) -> list[Data]:
    """The categories as declared, then those of single columns."""
    columns: dict[tuple[str, str], list[str]] = {}
    for tables in own:
        for (category, reason), names in tables.columns.items():
            columns.setdefault((category, reason), []).extend(names)
    by_hand = {category for category, _ in columns}
    found: list[Data] = []
    for category in dict.fromkeys([*categories, *(category for category, _ in columns)]):
        if category not in by_hand:
            found.append({"category": category})
        for (of, reason), names in columns.items():
            if of == category:
                columns_of = {"columns": names} if names else {}
                found.append({"category": category, **columns_of, **({"reason": reason} if reason else {})})
    return found


def _identifiers(tables: dict[str, Tables]) -> dict[str, list[str]]:
    """By what persons are known, and the columns that hold it."""
    found: dict[str, list[str]] = {}
    for one in tables.values():
        for name, columns in one.identities.items():
            found[name] = list(dict.fromkeys([*found.get(name, ()), *columns]))
    return found
