"""What the name of a column, its type and its table say: the categories that it may hold, each with a score."""

from __future__ import annotations

from privaudit.declared_type import has_room, kind_of, longest
from privaudit.detect import blocks
from privaudit.detect.access_evidence import hear_access
from privaudit.detect.candidate import INDICATED, Candidate, Candidates
from privaudit.detect.date_evidence import is_of_a_paper
from privaudit.detect.given_numbers import hear_given_number
from privaudit.detect.key_evidence import hear_entry, hear_key, hear_listed, is_chosen
from privaudit.detect.sign_in_names import hear_sign_in_name
from privaudit.detect.told_texts import hear_told_text
from privaudit.detect.topic_evidence import RECORDS, goes_before, is_of_means, told_by_table
from privaudit.detect.word_strength import A_TEXT, is_note_of_them, strength_of
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Rulebook, Strength, is_within, is_within_any
from privaudit.model.verdicts import EvidenceKind
from privaudit.names.closed_lists import LISTED
from privaudit.names.naming import Beside, Reading
from privaudit.names.table_kind import Kind, TableContext

_BROAD = ("user.account", "user.payment")
"""Categories so wide that their type or their state says little of a person: `account status`, `payment type`."""
_MACHINES = ("user.device", "user.telemetry")
"""Categories of what machines have too: a table of devices that belong to nobody is one of machines."""
_ADDRESS_OF_DEVICE = "user.device.ip_address"
_WHOEVERS = (*_MACHINES, "user.government_id.vehicle_registration", "user.privacy_preferences")
"""Categories that are a person's, though the table is about things, where its rows belong to persons: who uploaded the file."""
_WRITTEN = "user.content.private"
_RECORDED = ("user.health_and_medical", "user.criminal_history")
"""Categories whose codes, kinds and labels tell as much as their texts in the row of a patient: `code_diagnostic`."""
_CRIMINAL = "user.criminal_history"
_SCHOOL = "user.education"
_NAMING = {Role.CODE, Role.VALUE, Role.REFERENCE}
_ANIMALS = ("user.health_and_medical", "user.biometric.health")
"""Special categories that animals have too."""
_DOCUMENTS = "user.content"
_PHOTO = "user.content.self_image"
_PAPERS = "user.government_id"
_KEPT_AS_FILES = (_DOCUMENTS, _PHOTO, "user.content.signature")
"""Categories of which the name of the file or its place stand for the thing itself: `signature_path`."""
_OF_ANIMALS = ("user.name", "user.account", "user.demographic", "user.health_and_medical", "user.biometric", "user.behavior")
"""What is told of animals too: how they are called, what they have, when they came."""
_UNSHARED = (
    "user.name.first",
    "user.name.last",
    "user.authorization",
    "user.government_id.national_identification_number",
)
"""Categories that hardly any thing, place or organisation has."""
_NAME = "user.name"
_RELATIVES = "user.social"
_CHILDREN = "user.childrens"
_COUNTED = {Role.PERSON, Role.COUNTER, Role.NUMBER}
_CONTACT = "user.contact"
_ADDRESS = "user.contact.address"
_GIVEN = "user.unique_id"
_A_NAME = 20
"""Characters from which a column has room for names, and not only for keys."""

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
    "animal": -0.5,
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
        category = context.names.category(reading)
        if category not in candidates:
            candidates[category] = Candidate(category, phrase=reading.word.tokens)
            _hear_reading(candidates[category], reading, column, context, rulebook)
            _hear_beside(candidates[category], reading, column, context, rulebook)
            if not is_of_a_paper(category, column, context):
                hear_type(
                    candidates[category], column, rulebook, part=blocks.is_part(category, column, context) or _is_its_end(reading, column)
                )
            hear_key(candidates[category], column, context)
            hear_entry(candidates[category], reading, column, context)
    blocks.hear_house_number(candidates, column, context)
    blocks.hear_account(candidates, column, context)
    if not context.of_things:
        _hear_topic(candidates, column, context, rulebook)
    hear_listed(candidates, column, context)
    hear_access(candidates, column, context)
    _hear_role(candidates, column, context)
    hear_given_number(candidates, column, context)
    hear_sign_in_name(candidates, column, context)
    hear_told_text(candidates, column, context)
    return candidates


def hear_type(candidate: Candidate, column: Column, rulebook: Rulebook, *, part: bool = False) -> None:
    """Holds the declared type and length against the category; a `part` of a value may be short."""
    category = rulebook.categories[candidate.category]
    kind, length = kind_of(column.type), longest(column.type)
    if category.kinds and kind and kind not in category.kinds:
        candidate.add(EvidenceKind.TYPE, WEIGHTS["type"], f"the type {column.type} holds no such values")
    elif length is not None and length < category.shortest and not part:
        candidate.add(EvidenceKind.TYPE, WEIGHTS["length"], f"the type {column.type} is too short for such values")


def _is_its_end(reading: Reading, column: Column) -> bool:
    """Whether a name says how many characters of the value there are, and the column has room for as many: `ssn4`, `card_last_4`."""
    length = longest(column.type)
    return length is not None and str(length) in (*reading.word.tokens, *reading.rest)


def _hear_reading(candidate: Candidate, reading: Reading, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    strength = strength_of(reading, column, context)
    exact = WEIGHTS["exact"] if reading.exact and strength != "weak of a thing" else 0.0
    candidate.add(EvidenceKind.NAME, WEIGHTS[strength] + exact, f"the name reads as {rulebook.title_of(candidate.category)}")
    if (candidate.category in _BROAD or is_within(candidate.category, _PAPERS)) and reading.counts:
        candidate.add(EvidenceKind.NAME, WEIGHTS["counter"], "the name is that of a kind or a state")
    if context.kind is Kind.PERSON and reading.strength is Strength.STRONG:
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS["person table"], context.reason)
    if context.names.of_animals and not reading.of_person and candidate.category.startswith(_OF_ANIMALS):
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS["animal"], "the rows are animals, or of one")
    whoevers = is_within_any(candidate.category, _WHOEVERS) and (context.linked is not None or _is_put_there(candidate.category, context))
    if context.of_things and not _says_whose(reading, context) and not whoevers:
        candidate.add(EvidenceKind.CONTEXT, WEIGHTS[_against(candidate.category, context, rulebook)], context.reason)


def _is_put_there(category: str, context: TableContext) -> bool:
    """Whether an address is that of whoever put a file there or fetched it, and not that of a machine."""
    told = [word.roles & {Role.FILE, Role.LOG, Role.THING} for word in context.names.words]
    return category == _ADDRESS_OF_DEVICE and any(told) and {Role.THING} not in told


def _says_whose(reading: Reading, context: TableContext) -> bool:
    """Whether a word says that it is of a person, even in a table of things; not where a closed list has the kinds of persons.

    Rows above and below are called parents and children too: the `has_children` of a category.
    """
    speech = context.names.names.speech
    if is_within(reading.word.category, _CHILDREN) and all(speech.roles_of(token) & _COUNTED for token in reading.word.tokens):
        return False
    kinds = any({Role.REFERENCE, Role.COUNTER} & speech.roles_of(token) for token in reading.word.tokens)
    listed = context.kind is Kind.REFERENCE and is_within_any(reading.word.category, LISTED) and kinds
    return bool(reading.leaves(Role.PERSON)) if listed else reading.of_person


def _against(category: str, context: TableContext, rulebook: Rulebook) -> str:
    """What it says against a category that the table is about things: a survey has opinions, a shop an address, an animal an illness."""
    if context.kind is Kind.REFERENCE:
        return "reference table"
    animals = is_within_any(category, _ANIMALS) and context.linked is None
    persons = (rulebook.group_of(category) is not None and not animals) or is_within_any(category, _UNSHARED)
    return "thing table" if persons else "shared with things"


def _hear_beside(candidate: Candidate, reading: Reading, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Hears the words around the phrase; beside what is chosen from a list, those of a key are harmless."""
    chosen = is_chosen(reading, context)
    kinds = rulebook.categories[candidate.category].kinds
    dated = not kinds or "date" in kinds
    recorded = _is_recorded(candidate.category, reading, column, context)
    recorded = recorded or is_of_a_paper(candidate.category, column, context)
    recorded = recorded or _is_searched_by(reading, column, context) or _is_a_picture(candidate.category, reading, column)
    for beside in () if recorded else reading.left:
        if Role.COUNTER in beside.roles and not _is_harmless(beside, column, dated=dated) and not (chosen and Role.KEY in beside.roles):
            candidate.add(EvidenceKind.NAME, WEIGHTS["counter"], f"{beside.text!r} makes it a column about the value")
    if candidate.category == _WRITTEN and any(Role.NUMBER in beside.roles and beside.category != _WRITTEN for beside in reading.left):
        candidate.add(EvidenceKind.NAME, WEIGHTS["counter"], "the name is that of a number")
    if candidate.category == _WRITTEN and any(Role.PERSON in beside.roles and not beside.before for beside in reading.left):
        candidate.add(EvidenceKind.NAME, WEIGHTS["of its author"], "the name is that of who wrote it")
    for word in () if recorded or is_note_of_them(reading, column, context) else _things_beside(candidate, reading, context):
        candidate.add(EvidenceKind.NAME, WEIGHTS["thing"], f"{word!r} makes it one of a thing")
    if not recorded:
        _hear_another(candidate, reading, context)
    written = candidate.category == _WRITTEN and has_room(column.type, A_TEXT)
    weight = WEIGHTS["unknown" if written or reading.strength is Strength.STRONG else "unknown beside weak"]
    for word in _unheard(reading, context)[:3]:
        candidate.add(EvidenceKind.NAME, weight, f"{word!r} is not known")


def _unheard(reading: Reading, context: TableContext) -> tuple[str, ...]:
    """The words that nobody knows, without those beside somebody's first or last name: they say whose the rest is (`dfd_zip`)."""
    somebodys = {word for rest in context.names.of_names for word in rest} if reading.unknown else set()
    return tuple(word for word in reading.unknown if word not in somebodys)


def _hear_another(candidate: Candidate, reading: Reading, context: TableContext) -> None:
    """Hears the words that say what a weak word is of, and the places whose addresses and phones stand in the row of a person."""
    reached = is_within(candidate.category, _CONTACT) and not reading.of_person
    for beside in reading.left:
        if reached and blocks.is_of_a_place(beside, context):
            candidate.add(EvidenceKind.NAME, WEIGHTS["of another"], f"the row says where {beside.text!r} is and how to reach it")
        if reading.strength is Strength.WEAK and _is_what_it_is_of(beside, candidate.category):
            candidate.add(EvidenceKind.NAME, WEIGHTS["of another"], f"{beside.text!r} says what it is of")


def _is_what_it_is_of(beside: Beside, category: str) -> bool:
    """Whether a word says what a weak one is of: one before it, or a way to reach it that is beside a court or a clinic: `court_phone`."""
    if beside.category in {None, category}:
        return False
    reached = is_within(beside.category or "", _CONTACT) and category.startswith(_RECORDED)
    return reached or (beside.before and not beside.roles)


def _things_beside(candidate: Candidate, reading: Reading, context: TableContext) -> tuple[str, ...]:
    """The words beside a phrase that make it one of a thing; not the file of a signature, nor what is served at an address."""
    if reading.of_person or context.names.is_name_of_one(reading):
        return ()
    harmless = {Role.FILE} if candidate.category in _KEPT_AS_FILES else set()
    if context.kind is Kind.PERSON and candidate.category.startswith(_ADDRESS):
        harmless = {Role.QUALIFIER}
    others = (beside for beside in reading.left if not _is_said_again(beside, candidate.category))
    return tuple(beside.text for beside in others if beside.roles & {Role.THING, Role.REFERENCE} and not beside.roles & harmless)


def _is_said_again(beside: Beside, category: str) -> bool:
    """Whether a word says the same as the phrase, or that it is the picture of a paper: `bonus discount` of pay, `passport_image`."""
    pictured = is_within(category, _PAPERS) and (beside.category == _PHOTO or Role.FILE in beside.roles)
    return beside.category == category or pictured


def _is_recorded(category: str, reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a text is but the code, the kind or the label of what a patient, a prisoner or a pupil has: `code_diagnostic`.

    Of who is accused or convicted, also how it stands and until when: `custody_time_limit`.
    """
    if is_within(category, _CRIMINAL) and context.names.of_convict:
        return not any(word.roles & {Role.KEY, Role.AUTHOR} for word in context.names.roles(column))
    named = all(beside.roles & _NAMING for beside in reading.left) and kind_of(column.type) == "text"
    if category.startswith(_RECORDED):
        return named and (context.names.of_patient or context.names.of_convict)
    return named and is_within(category, _SCHOOL) and context.names.of_pupil


def _is_searched_by(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a text is the name of a person in the form by which it is searched or sorted: `last_name_key`."""
    keyed = bool(reading.left) and all(Role.KEY in beside.roles and not beside.before for beside in reading.left)
    named = reading.word.category.startswith(_NAME) and reading.strength is Strength.STRONG
    return keyed and named and context.kind is Kind.PERSON and has_room(column.type, _A_NAME) and column.name not in context.names.pointing


def _is_a_picture(category: str, reading: Reading, column: Column) -> bool:
    """Whether bytes are the picture itself, whatever its name says of its size: `full_size_image`."""
    pictured = category.startswith(_KEPT_AS_FILES) and kind_of(column.type) == "binary"
    return pictured and not any(Role.KEY in beside.roles for beside in reading.left)


def _is_harmless(beside: Beside, column: Column, *, dated: bool) -> bool:
    """Whether a word that often makes another column out of a value does not do so here."""
    if Role.DATE in beside.roles and dated:
        return True
    return Role.STATE in beside.roles and beside.before and kind_of(column.type) == "text"


def _hear_topic(candidates: Candidates, column: Column, context: TableContext, rulebook: Rulebook) -> None:
    """Hears the table's name for a column whose own name says nothing else: `user_phones.number`."""
    best = max((one.score for one in candidates.values()), default=0.0)
    told = told_by_table(column, context, rulebook) if best < INDICATED else None
    if told is not None and WEIGHTS[told[1]] > best and (best <= WEIGHTS["weak"] or goes_before(told, candidates, context)):
        category, sign, said = told
        candidate = candidates.setdefault(category, Candidate(category))
        lacking = candidate.lacks(WEIGHTS[sign]) if is_of_means(category, context) else WEIGHTS[sign] - max(0.0, candidate.score)
        candidate.add(EvidenceKind.CONTEXT, lacking, said)
        hear_type(candidate, column, rulebook)


def _hear_role(candidates: Candidates, column: Column, context: TableContext) -> None:
    """Hears a text that is called after a person and nothing else, in a record of what persons did: `appointments.patient`."""
    words = context.names.roles(column)
    persons = any(Role.PERSON in word.roles for word in words) and all(
        word.roles & {Role.PERSON, Role.PREFIX, Role.LOG, Role.CARER} or word.category == _WRITTEN or word.text.isdigit() for word in words
    )
    if persons and context.kind is not Kind.PERSON and all(word.category == _RELATIVES for word in words):
        # Products, plants and activities have families too.
        return
    told = any(one.score >= INDICATED for one in candidates.values())
    if len(words) > 1 and context.topic is not None and is_within_any(context.topic, RECORDS):
        # There the father is one's history, and not who it was.
        return
    if context.of_things and (
        context.kind is Kind.REFERENCE
        or any(Role.QUALIFIER in word.roles and Role.PREFIX not in word.roles and not word.text.isdigit() for word in words)
    ):
        return
    parents = context.of_things and any(Role.REFERENCE in word.roles for word in words)
    if persons and not told and not parents and has_room(column.type, _A_NAME) and column.name not in context.names.pointing:
        candidate = candidates.setdefault(_NAME, Candidate(_NAME))
        role = candidate.lacks(WEIGHTS["a person's role"])
        candidate.add(EvidenceKind.NAME, role, "the name says who it is, and texts of that length are names")
