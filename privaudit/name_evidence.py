"""What the name of a column, its type and its table say: the categories that it may hold, each with a score."""

from __future__ import annotations

from collections.abc import Sequence

from privaudit import blocks
from privaudit.candidate import INDICATED, Candidate, Candidates
from privaudit.declared_type import kind_of, longest
from privaudit.key_evidence import hear_key, is_chosen, tells_by_key
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Rulebook, Strength, Tokens, is_within
from privaudit.model.verdicts import EvidenceKind
from privaudit.naming import Beside, Reading
from privaudit.table_kind import Kind, TableContext
from privaudit.words import singulars

_RECORDS = ("user.health_and_medical", "user.biometric", "user.criminal_history", "user.education")
"""What a table may be a record of, so that all it says of a person is of that category: `patient_history.coffee`."""
_RECORDED = (*_RECORDS, "user.social")
"""... and what such a record may tell of: also of relatives."""
_BROAD = ("user.account", "user.payment")
"""Categories so wide that their type or their state says little of a person: `account status`, `payment type`."""
_MACHINES = ("user.device", "user.telemetry")
"""Categories of what machines have too: a table of devices that belong to nobody is one of machines."""
_WHOEVERS = (*_MACHINES, "user.government_id.vehicle_registration")
"""Categories that are a person's, though the table is about things, where its rows belong to persons: who uploaded the file."""
_LINKED = (
    "user.authorization",
    "user.biometric",
    "user.criminal_history",
    "user.demographic.age_range",
    "user.demographic.marital_status",
    "user.demographic.nationality",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.device",
    "user.location.precise",
    "user.social",
    "user.telemetry",
)
"""Categories whose weak words are a person's where the row belongs to one."""
_WRITTEN = "user.content.private"
"""... and texts, in records of what persons did: the body of a message, the reason of a block."""
_HEALTH = "user.health_and_medical"
_SAID_AGAIN = (_WRITTEN, "user.contact.url", "user.contact.email")
"""Categories of which a weak word counts where the table's name says the same, of rows that belong to persons."""
_ANIMALS = ("user.health_and_medical", "user.biometric.health")
"""Special categories that animals have too."""
_UNSHARED = (
    "user.name.first",
    "user.name.last",
    "user.authorization",
    "user.government_id.national_identification_number",
)
"""Categories that hardly any thing, place or organisation has."""
_NAME = "user.name"
_LOGIN = "user.account.username"
_A_NAME = 20
"""Characters from which a column has room for names, and not only for keys."""
_A_TEXT = 200
"""Characters from which a column is meant for texts."""

WEIGHTS = {
    "strong": 0.75,
    "weak with a person": 0.65,
    "weak in a row of a person": 0.6,
    "weak": 0.35,
    "weak of a thing": 0.0,
    "exact": 0.1,
    "person table": 0.1,
    "shared with things": -0.4,
    "thing table": -0.25,
    "reference table": -0.5,
    "topic of the table": 0.6,
    "table and column": 0.6,
    "record about a person": 0.55,
    "a person's role": 0.5,
    "of its author": -0.35,
    "counter": -0.6,
    "thing": -0.35,
    "of another": -0.2,
    "unknown": -0.05,
    "unknown beside weak": -0.15,
    "type": -0.5,
    "length": -0.5,
}
"""What each sign adds to the score; INDICATED and UNDETERMINED of `candidate` are the marks to reach."""


def from_name(column: Column, context: TableContext, rulebook: Rulebook) -> Candidates:
    """The categories that the name says, each held against its table and its type."""
    candidates: Candidates = {}
    for reading in context.names.readings(column):
        category = reading.word.category
        if category not in candidates:
            candidates[category] = Candidate(category, phrase=reading.word.tokens)
            _hear_reading(candidates[category], reading, context, rulebook)
            _hear_beside(candidates[category], reading, column, rulebook, chosen=is_chosen(reading, context))
            hear_type(candidates[category], column, rulebook, part=blocks.is_part(category, context))
            hear_key(candidates[category], column, context)
    blocks.hear_house_number(candidates, column, context)
    if not context.of_things:
        _hear_topic(candidates, column, context, rulebook)
    _hear_role(candidates, column, context)
    return candidates


def hear_type(candidate: Candidate, column: Column, rulebook: Rulebook, *, part: bool = False) -> None:
    """Holds the declared type and length against the category; a `part` of a value may be short."""
    category = rulebook.categories[candidate.category]
    kind, length = kind_of(column.type), longest(column.type)
    if category.kinds and kind and kind not in category.kinds:
        candidate.add(EvidenceKind.TYPE, WEIGHTS["type"], f"the type {column.type} holds no such values")
    elif length is not None and length < category.shortest and not part:
        candidate.add(EvidenceKind.TYPE, WEIGHTS["length"], f"the type {column.type} is too short for such values")


def _hear_reading(candidate: Candidate, reading: Reading, context: TableContext, rulebook: Rulebook) -> None:
    strength = _strength(reading, context)
    exact = WEIGHTS["exact"] if reading.exact and strength != "weak of a thing" else 0.0
    candidate.add(EvidenceKind.NAME, WEIGHTS[strength] + exact, f"the name reads as {rulebook.title_of(candidate.category)}")
    if candidate.category in _BROAD and reading.counts:
        candidate.add(EvidenceKind.NAME, WEIGHTS["counter"], "the name is that of a kind or a state")
    if context.kind is Kind.PERSON and reading.strength is Strength.STRONG:
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS["person table"], context.reason)
    whoevers = context.linked is not None and _is_of(candidate.category, _WHOEVERS)
    if context.of_things and not reading.of_person and not whoevers:
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS[_against(candidate.category, context, rulebook)], context.reason)


def _against(category: str, context: TableContext, rulebook: Rulebook) -> str:
    """What it says against a category that the table is about things: a survey has opinions, a shop an address, an animal an illness."""
    if context.kind is Kind.REFERENCE:
        return "reference table"
    animals = _is_of(category, _ANIMALS) and context.linked is None
    persons = (rulebook.group_of(category) is not None and not animals) or _is_of(category, _UNSHARED)
    return "thing table" if persons else "shared with things"


def _strength(reading: Reading, context: TableContext) -> str:
    if reading.strength is Strength.STRONG:
        return "strong"
    if blocks.lacks_block(reading, context):
        return "weak"
    if reading.of_person or context.kind is Kind.PERSON:
        return "weak with a person"
    if context.of_things:
        return "weak of a thing"
    if blocks.in_block(reading, context):
        return "weak with a person"
    return "weak in a row of a person" if _is_theirs(reading, context) else "weak"


def _is_theirs(reading: Reading, context: TableContext) -> bool:
    """Whether a weak word tells something of the person whose row it is, though the row is not that person."""
    if reading.word.category == _WRITTEN and context.names.of_doings and _is_note(reading, context):
        return True
    if reading.word.category == _NAME and reading.exact and context.names.addressed:
        return True
    if reading.word.category == _LOGIN and reading.exact and context.kind is Kind.LOG:
        return True
    record = (context.topic,) if context.topic is not None and _is_of(context.topic, _RECORDS) else ()
    written = bool(record) or context.kind is Kind.LOG or (context.linked is not None and _is_note(reading, context))
    theirs = (*_LINKED, *record, _WRITTEN) if written else _LINKED
    if context.names.of_patient:
        theirs = (*theirs, *_RECORDS)
    belongs = context.linked is not None or context.topic is not None
    return belongs and _is_of(reading.word.category, theirs)


def _is_note(reading: Reading, context: TableContext) -> bool:
    """Whether a word of texts is one of notes, and not one of any text (`description`, `content`) that a thing has too."""
    return not any(Role.VALUE in context.names.names.speech.roles.get((token,), ()) for token in reading.word.tokens)


def _hear_beside(candidate: Candidate, reading: Reading, column: Column, rulebook: Rulebook, *, chosen: bool) -> None:
    """Hears the words around the phrase; beside what is `chosen` from a list, those of a key are harmless."""
    kinds = rulebook.categories[candidate.category].kinds
    dated = not kinds or "date" in kinds
    for beside in reading.left:
        if Role.COUNTER in beside.roles and not _is_harmless(beside, column, dated=dated) and not (chosen and Role.KEY in beside.roles):
            candidate.add(EvidenceKind.NAME, WEIGHTS["counter"], f"{beside.text!r} makes it a column about the value")
    if candidate.category == _WRITTEN and any(Role.PERSON in beside.roles and not beside.before for beside in reading.left):
        candidate.add(EvidenceKind.NAME, WEIGHTS["of its author"], "the name is that of who wrote it")
    if not reading.of_person:
        for word in reading.leaves(Role.THING, Role.REFERENCE):
            candidate.add(EvidenceKind.NAME, WEIGHTS["thing"], f"{word!r} makes it one of a thing")
    if reading.strength is Strength.WEAK:
        for beside in reading.left:
            if beside.category not in {None, candidate.category} and beside.before and not beside.roles:
                candidate.add(EvidenceKind.NAME, WEIGHTS["of another"], f"{beside.text!r} says what it is of")
    written = candidate.category == _WRITTEN and _has_room(column, _A_TEXT)
    weight = WEIGHTS["unknown" if written or reading.strength is Strength.STRONG else "unknown beside weak"]
    for word in reading.unknown[:3]:
        candidate.add(EvidenceKind.NAME, weight, f"{word!r} is not known")


def _has_room(column: Column, characters: int) -> bool:
    """Whether a column is for texts, of so many characters at least."""
    length = longest(column.type)
    return kind_of(column.type) == "text" and (length is None or length >= characters)


def _is_harmless(beside: Beside, column: Column, *, dated: bool) -> bool:
    """Whether a word that often makes another column out of a value does not do so here."""
    if Role.DATE in beside.roles and dated:
        return True
    return Role.STATE in beside.roles and beside.before and kind_of(column.type) == "text"


def _hear_topic(candidates: Candidates, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Hears the table's name for a column whose own name says nothing else: `user_phones.number`."""
    best = max((one.score for one in candidates.values()), default=0.0)
    told = _told_with_table(column, context, rulebook) if best < INDICATED else None
    if told is not None and WEIGHTS[told[1]] > best and (best <= WEIGHTS["weak"] or _goes_before(told, candidates, context)):
        category, sign, said = told
        candidate = candidates.setdefault(category, Candidate(category))
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS[sign] - max(0.0, candidate.score), said)
        hear_type(candidate, column, rulebook)


def _goes_before(told: tuple[str, str, str], candidates: Candidates, context: TableContext) -> bool:
    """Whether what the table tells goes before what the column's own name nearly says."""
    category, sign, _ = told
    if sign == "record about a person":
        return True
    if category not in candidates:
        return sign == "table and column"
    again = context.linked is not None and _is_of(category, _SAID_AGAIN)
    return again and all(one.weight > 0 for one in candidates[category].evidence)


def _told_with_table(column: Column, context: TableContext, rulebook: Rulebook) -> tuple[str, str, str] | None:
    """The category that a column has by its table, the sign that says so and the sentence; None where the table tells none."""
    whole = _with_label(column, context)
    if whole is not None:
        return whole, "table and column", f"the names of table and column together read as {rulebook.title_of(whole)}"
    category = context.topic
    if category is None:
        return None
    said = f"the table is about {rulebook.title_of(category)}"
    words = context.names.roles(column)
    of_value = any(Role.VALUE in word.roles for word in words)
    if of_value and all(word.roles & {Role.VALUE, Role.QUALIFIER, Role.PREFIX} for word in words):
        return category, "topic of the table", said
    points = kind_of(column.type) == "number" and column.name in context.names.pointing and not tells_by_key(column, category, context)
    dated = category == _HEALTH and context.names.of_patient and _is_day_of_care(words, column)
    record = _is_of(category, _RECORDS) and not points and (dated or not _is_bookkeeping(words, column))
    return (category, "record about a person", f"{said} of a person") if record else None


def _hear_role(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a text that is called after a person and nothing else, in a record of what persons did: `appointments.patient`."""
    words = context.names.roles(column)
    persons = any(Role.PERSON in word.roles for word in words) and all(
        word.roles & {Role.PERSON, Role.PREFIX, Role.LOG} or word.category == _WRITTEN for word in words
    )
    told = any(one.score >= INDICATED for one in candidates.values())
    if len(words) > 1 and context.topic is not None and _is_of(context.topic, _RECORDS):
        # There the father is one's history, and not who it was.
        return
    if context.of_things and (context.kind is Kind.REFERENCE or any(Role.QUALIFIER in word.roles for word in words)):
        return
    if persons and not told and _has_room(column, _A_NAME) and column.name not in context.names.pointing:
        candidate = candidates.setdefault(_NAME, Candidate(_NAME))
        role = candidate.lacks(WEIGHTS["a person's role"])
        candidate.add(EvidenceKind.NAME, role, "the name says who it is, and texts of that length are names")


def _is_day_of_care(words: Sequence[Beside], column: Column) -> bool:
    """Whether a date is that of what was done to a patient, and not of the row: `admission_date`, not `date_modified`."""
    others = [word for word in words if Role.DATE not in word.roles]
    told = any(word.category is not None or not word.roles or Role.LOG in word.roles for word in others)
    return kind_of(column.type) == "date" and told and not any(word.roles & {Role.AUTHOR, Role.STATE, Role.COUNTER} for word in others)


def _is_bookkeeping(words: Sequence[Beside], column: Column) -> bool:
    """Whether a name says that a column is about the record and not about the person: `type`, `updated_by`, `date`."""
    harmless = {Role.QUALIFIER, Role.PREFIX, Role.VALUE, Role.DATE}
    told = [word for word in words if word.category is not None and Role.COUNTER not in word.roles]
    kind, named = kind_of(column.type), any(_is_of(word.category or "", _RECORDED) for word in told)
    if any(Role.KEY in word.roles and Role.VALUE not in word.roles for word in words) or (kind == "boolean" and not named):
        return True
    if (kind == "date" or len(words) == 1) and any(Role.DATE in word.roles for word in words):
        return True
    return not named and any(word.roles and not word.roles & harmless for word in words)


def _with_label(column: Column, context: TableContext) -> str | None:
    """The category that the last words of the table's name and those of the column's name say together.

    As in `salaries.amount`, or `email_addresses.address`, where the table's name says the column's in full.
    """
    label = context.names.tokens
    own = context.names.names.tokens(context.names.plain(column))
    if all(word.roles & {Role.KEY, Role.COUNTER} and Role.VALUE not in word.roles for word in context.names.roles(column)):
        return None
    if context.linked is not None and _repeats(own, label, context.names.reading):
        return context.topic
    speech = context.names.names.speech
    for size in (1, 2, 3):
        wholes = ((*label[-size:-1], one, *own) for one in singulars(label[-1])) if len(label) >= size else ()
        for word in (speech.words.get(whole) for whole in wholes):
            if word is not None and word.strength is Strength.STRONG:
                somebodys = context.linked is not None or not _is_of(word.category, _MACHINES)
                return word.category if somebodys else None
    return None


def _repeats(own: Tokens, label: Tokens, said: Reading | None) -> bool:
    """Whether a column says again the last word of a table's name, which is the last of a phrase: `email_addresses.address`."""
    whole = said is not None and len(said.word.tokens) > 1 and label[-1] == said.word.tokens[-1]
    return whole and len(own) == 1 and own[0] in singulars(label[-1])


def _is_of(category: str, roots: tuple[str, ...]) -> bool:
    return any(is_within(category, root) for root in roots)
