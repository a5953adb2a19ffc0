"""What a table is about: persons, things, closed lists, or what persons did.  The same word means another thing in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from privaudit.declared_type import kind_of
from privaudit.model.estate import Column, Table
from privaudit.model.rules import Role, Strength, is_within, is_within_any
from privaudit.names import whose
from privaudit.names.accesses import is_of_accesses
from privaudit.names.closed_lists import is_closed_list, names_somebody
from privaudit.names.mixed_tables import is_of_files, is_of_parties
from privaudit.names.named_columns import OF_A_NAME, Named, named_in, tells_of_humans
from privaudit.names.naming import Names, Reading
from privaudit.names.table_names import TableNames
from privaudit.names.topics import CATALOGUED, topic_of
from privaudit.names.unnamed import is_unnamed
from privaudit.names.whose import is_of_its_doer

_FIRST = 4
"""Columns that say what a table is about."""
_MEETING = 2
"""Kinds of columns that make a table one about persons where they meet."""
_MANY = 3
"""... whatever the table is called."""
_ADDRESS = "user.contact.address"
_NAME = "user.name"
_EMAIL = "user.contact.email"
_ON_A_MAP = 2
"""Columns of coordinates that say where a thing is."""
_DEMOGRAPHIC = "user.demographic"
_OF_HUMANS = ("user.demographic.date_of_birth", "user.demographic.marital_status")
"""What is told of persons themselves, and not of whom one turns to in an organisation."""
_UNIQUE_ID = "user.unique_id"

_FILES = "user.content"
_HEALTH = "user.health_and_medical"
_BODY = "user.biometric.health"
_FEW_OF_HEALTH = 2
_MANY_OF_HEALTH = 4
"""Columns about health that make a record of health, of patients and of other persons."""
_ORGANISATIONS = ("user.contact.organization", "user.workplace")


class Kind(StrEnum):
    """What a table is about."""

    PERSON = "person"
    THING = "thing"
    REFERENCE = "reference"
    LOG = "log"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TableContext:
    """A table as its columns see it."""

    names: TableNames
    kind: Kind
    reason: str
    """Why it is of that kind, as evidence."""
    address_parts: int
    """How many different parts of a postal address its columns name."""
    bank_parts: int
    """How many different parts of a bank account its columns name."""
    card_parts: int
    """How many different parts of a payment card its columns name."""
    phone_parts: int
    """How many columns name a phone number or a part of one."""
    linked: str | None
    """The column that points to a person, or that tells one; None where no row belongs to somebody."""
    topic: str | None
    """The category that the name of the table says, where its rows belong to persons."""
    of_accesses: bool
    """Whether each row is a person's visit to a system or a place."""
    of_organisations: bool
    """Whether each row is an organisation that names the person to turn to: what it is called, does and writes is its own."""

    @property
    def of_things(self) -> bool:
        """Whether its rows are things or entries of a closed list."""
        return self.kind in {Kind.THING, Kind.REFERENCE}


def table_context(table: Table, names: Names) -> TableContext:
    """The kind of a table, from the words of its name and from the categories that its columns name."""
    read = TableNames(table, names)
    named = named_in(read)
    kind, reason = _kind(read, named)
    linked = read.link or (read.owner[0] if read.owner is not None else None)
    belongs = kind is Kind.PERSON or linked is not None or read.of_persons
    if kind is not Kind.PERSON and (linked is not None or is_of_patients(read)) and not read.of_animals and _is_of_health(read):
        return _context(read, named, (Kind.LOG, f"the table {table.name} is a record of health"), linked, _HEALTH)
    if (kind is Kind.THING or (kind is Kind.PERSON and not named.alone)) and is_of_files(read):
        return _context(read, named, (Kind.LOG, f"the table {table.name} is about files of persons"), linked, _FILES)
    if kind is Kind.THING and linked is not None and read.of_patient:
        kind, reason = Kind.LOG, f"the rows of the table {table.name} are each of a patient"
    if kind in {Kind.THING, Kind.REFERENCE} and whose.is_each_of_one(read):
        kind, reason = Kind.LOG, f"the rows of the table {table.name} are each of the person of {read.link}"
    if kind is Kind.THING and read.link is not None and _says_where_one_was(read, named):
        kind, reason = Kind.LOG, f"the rows of the table {table.name} are where the person of {read.link} was"
    topical = kind not in {Kind.THING, Kind.REFERENCE} and not read.of_animals
    topic = topic_of(read, belongs=belongs) if topical else None
    return _context(read, named, (kind, reason), linked, topic)


def _context(read: TableNames, named: Named, kind: tuple[Kind, str], linked: str | None, topic: str | None) -> TableContext:
    parts = named.addresses, named.accounts, named.cards, named.phones
    human = _names_alone(named) or not named.alone.isdisjoint(_OF_HUMANS)
    organisations = kind[0] is Kind.PERSON and not human and _contact_of(read, named) is not None
    return TableContext(read, *kind, *parts, linked, topic, is_of_accesses(read), organisations)


def _kind(read: TableNames, named: Named) -> tuple[Kind, str]:
    table = f"the table {read.table.name}"
    roles = frozenset(role for word in read.words for role in word.roles)
    listed = bool(roles & {Role.THING, Role.REFERENCE, Role.COUNTER}) and _is_about_a_list(read, named)
    things = listed or _is_about_things(read)
    if Role.PERSON in roles and not things and not _is_contact_of_a_place(read, named):
        done = Role.LOG in read.head and Role.PERSON not in read.head
        if done and len(named.alone) < _MANY:
            return _other_kind(read, frozenset({Role.LOG}), named)
        return Kind.PERSON, f"{table} is named after persons"
    if is_closed_list(read):
        return Kind.REFERENCE, f"{table} lists the values of one of its columns"
    why = _why_of_persons(read, named, things=things)
    return (Kind.PERSON, why) if why else _other_kind(read, roles, named)


def _is_about_things(read: TableNames) -> bool:
    """Whether a word of the table's name is one of things or lists, and the one that says what it is none of persons."""
    return any(word.roles & {Role.THING, Role.REFERENCE, Role.COUNTER} for word in read.words) and Role.PERSON not in read.head


def _is_about_a_list(read: TableNames, named: Named) -> bool:
    """Whether a name puts last, in the English manner, of which list it is, and no column tells a person: `victime_category`."""
    last = read.words[-1].roles
    listed = len(read.words) > 1 and bool(last & {Role.REFERENCE, Role.COUNTER, Role.VALUE}) and not last & {Role.PERSON, Role.QUALIFIER}
    return listed and not read.link and not read.owner and not named.alone and not named.contact and not named.addresses


def _says_where_one_was(read: TableNames, named: Named) -> bool:
    """Whether rows have a spot on the map and a moment, and no name as places do: `user_locations`, `tracks`."""
    moment = any(kind_of(column.type) == "date" for column in read.table.columns)
    called = any(reading.word.category.startswith((_NAME, _ADDRESS)) for _, reading in read.best)
    return named.located >= _ON_A_MAP and moment and not called


def _is_contact_of_a_place(read: TableNames, named: Named) -> bool:
    """Whether a table of contacts says by its name that they are an organisation's, and no column names a person: `institution_contact`."""
    contacts = all({Role.PERSON, Role.QUALIFIER} <= word.roles for word in read.words if Role.PERSON in word.roles)
    others = [word for word in read.words if Role.PERSON not in word.roles and not word.roles & {Role.PREFIX}]
    places = any(word.category in _ORGANISATIONS or word.roles & {Role.THING, Role.REFERENCE} for word in others)
    return contacts and places and read.link is None and not named.alone and _NAME not in named.contact


def _why_of_persons(read: TableNames, named: Named, *, things: bool) -> str:
    """Why the columns say that the rows are persons; empty where they do not."""
    table = f"the table {read.table.name}"
    if read.table.primary_key == (read.link,):
        return f"{table} has one row for each person: the key {read.table.primary_key[0]} points to one"
    role = next((column.name for column in read.table.columns if _tells_a_person(column, read)), None)
    if role is not None and named.kinds >= _MEETING:
        return f"the column {role} of {table} tells which of its rows are persons"
    if Role.MIXED in read.head and is_of_parties(named):
        return f"{table} has the contact details of persons or organisations, as its word may mean"
    return _why_of_contacts(read, named, things=things)


def _why_of_contacts(read: TableNames, named: Named, *, things: bool) -> str:
    """Why the kinds of columns say that the rows are persons; empty where they do not."""
    table = f"the table {read.table.name}"
    if _is_of_a_place(read, named):
        return ""
    if not (read.link or read.owner) and _tells_traits(read, named):
        return f"{table} has {len(named.traits)} kinds of columns that tell of a person's condition"
    contact = _contact_of(read, named)
    if contact is not None:
        return f"{table} names a person beside the contact details: {contact}"
    telling = (_names_alone(named) or _is_written_to(named)) if things else named.alone or named.contact
    enough = (telling and named.kinds >= _MEETING) or len(named.alone) >= _MANY
    return f"{table} has {named.kinds} kinds of columns that identify or locate persons" if enough else ""


def _names_alone(named: Named) -> frozenset[str]:
    """The categories named that no place, animal or article has either."""
    return named.alone & frozenset(OF_A_NAME)


def _contact_of(read: TableNames, named: Named) -> str | None:
    """The column that names the person to turn to, in a table about things that says how to reach them; None without one."""
    if not _is_about_things(read) or not named.contact - {_NAME} or Role.REFERENCE in read.head:
        return None
    return next((column.name for column, reading in read.best if _names_a_contact(column, reading, read)), None)


def _is_written_to(named: Named) -> bool:
    """Whether a row has a name, an e-mail address and a gender or a birth date, which articles, animals and shops have not together."""
    traits = any(is_within(category, _DEMOGRAPHIC) for category in named.alone)
    return traits and {_NAME, _EMAIL} <= named.contact


def _names_a_contact(column: Column, reading: Reading, read: TableNames) -> bool:
    """Whether a text is the name of the person to turn to, in a row of a supplier: `contact`, `contact_name`."""
    words = read.roles(column)
    said = reading.word.category == _NAME and any(Role.PERSON in word.roles for word in words)
    return said and kind_of(column.type) == "text" and not any(word.roles & {Role.KEY, Role.COUNTER, Role.AUTHOR} for word in words)


def _tells_traits(read: TableNames, named: Named) -> bool:
    """Whether several columns tell of a person's condition, and one of what animals and products have not."""
    return len(named.traits) >= _MANY and tells_of_humans(named) and Role.REFERENCE not in read.head


def _is_of_a_place(read: TableNames, named: Named) -> bool:
    """Whether the rows have an address and a phone, or stand on a map and belong to nobody, and have nothing that persons alone have."""
    mapped = named.located >= _ON_A_MAP and not (read.link or read.owner)
    reached = mapped or "user.contact.phone_number" in named.contact
    return (
        bool(reached and named.addresses)
        and not read.head
        and not named.alone
        and not _is_of_addresses(read)
        and not _has_persons_number(read)
    )


def _has_persons_number(read: TableNames) -> bool:
    """Whether a column is the number by which a person is known: of a member, of the staff."""
    said = (reading.word for _, reading in read.best if reading.exact)
    return any(word.category == _UNIQUE_ID and word.strength is Strength.STRONG for word in said)


def _called_by_its_columns(read: TableNames) -> bool:
    """Whether the first columns say that a row is a thing, where the table's name does not: `restaurant_id`, `restaurant_name`."""
    columns = [{word.text: word.roles for word in read.roles(column)} for column in read.table.columns[:_FIRST]]
    first, *others = columns or [{}]
    things = {word for word, roles in first.items() if Role.THING in roles}
    key = any(Role.KEY in roles for roles in first.values())
    return key and any(things & words.keys() and not any(Role.KEY in roles for roles in words.values()) for words in others)


def _other_kind(read: TableNames, roles: frozenset[Role], named: Named) -> tuple[Kind, str]:
    """The kind of a table that is not about persons."""
    table = f"the table {read.table.name}"
    records = (read.link or read.owner) is not None and _topic_of_health(read)
    doings = Role.LOG in read.head and Role.REFERENCE not in read.head and not _is_about_a_list(read, named)
    if (Role.REFERENCE in roles and not records and not doings) or _is_of_places(read):
        return Kind.REFERENCE, f"{table} is a list of reference"
    if (Role.LOG in roles and not (Role.THING in read.head and Role.LOG not in read.head)) or is_of_its_doer(read):
        return Kind.LOG, f"{table} is about what persons did"
    if _is_catalogue(read):
        return Kind.REFERENCE, f"{table} is a catalogue: none of its rows belongs to a person"
    if _is_of_a_place(read, named):
        return Kind.THING, f"{table} has an address and contact details, and nothing that persons alone have"
    things = Role.THING in roles or (not read.head and _called_by_its_columns(read))
    return (Kind.THING, f"{table} is about things") if things else (Kind.UNKNOWN, "")


def _is_catalogue(read: TableNames) -> bool:
    """Whether a table is called after what persons have (drugs, diagnoses, posts, offences), and none points to one or to their doings."""
    reading = read.reading
    if all(is_unnamed(column.name) for column in read.table.columns):
        # Where no column has a name, none can point to a person.
        return False
    if reading is None or reading.of_person or not is_within_any(reading.word.category, CATALOGUED):
        return False
    roles = ({role for word in read.roles(column) for role in word.roles} for column in read.table.columns)
    done = any({Role.LOG, Role.KEY} <= of and Role.AUTHOR not in of for of in roles)
    return not done and read.link is None and read.owner is None and not names_somebody(read)


def _is_of_places(read: TableNames) -> bool:
    """Whether a table is called after parts of addresses alone: a list of towns, of postal codes."""
    found = read.names.readings(read.label)
    places = all(reading.word.category.startswith(f"{_ADDRESS}.") for reading in found)
    prefixed = sum(Role.PREFIX in word.roles for word in read.words)
    return bool(found) and places and sum(len(reading.word.tokens) for reading in found) + prefixed >= len(read.tokens)


def _is_of_addresses(read: TableNames) -> bool:
    return any(is_within(reading.word.category, _ADDRESS) for reading in read.names.readings(read.label))


def _tells_a_person(column: Column, read: TableNames) -> bool:
    """Whether a flag says that the row is a customer, a member ...: companies and persons share the table."""
    words = read.roles(column)
    flag = kind_of(column.type) == "boolean" or column.type.lower().startswith(("tinyint", "smallint"))
    persons = [word for word in words if Role.PERSON in word.roles]
    # A parent is also the row above, where rows of any kind stand in a tree: `section.parent`; `age_group_baby` is for whom a place is.
    listed = any(word.roles & {Role.REFERENCE, Role.THING} for word in words)
    return flag and bool(persons) and not listed and all(word.roles & {Role.PERSON, Role.COUNTER} for word in words)


def is_of_patients(read: TableNames) -> bool:
    """Whether the table's rows are of patients: it is called after them, or a column points to one."""
    return read.of_patient or any(Role.PATIENT in word.roles for word in read.words)


def _topic_of_health(read: TableNames) -> bool:
    """Whether the table is called after something of health: `diagnoses`."""
    return read.reading is not None and is_within(read.reading.word.category, _HEALTH)


def _is_of_health(read: TableNames) -> bool:
    """Whether a table's rows are of patients, or at least of persons, and several of its columns are about health."""
    named = [reading.word for _, reading in read.best]
    health = [word for word in named if is_within(word.category, _HEALTH)]
    if is_of_patients(read):
        return len(health) + sum(is_within(word.category, _BODY) for word in named) >= _FEW_OF_HEALTH
    return Role.THING not in read.head and sum(word.strength is Strength.STRONG for word in health) >= _MANY_OF_HEALTH
