"""What a word of a name is worth in its table: the same `note`, `title` or `city` is a person's here and a thing's there."""

from __future__ import annotations

from privaudit.declared_type import has_room, is_whole, kind_of, longest
from privaudit.detect import blocks
from privaudit.detect.date_evidence import is_any_date
from privaudit.detect.topic_evidence import RECORDS
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Strength, is_within, is_within_any
from privaudit.names.naming import Reading
from privaudit.names.table_kind import Kind, TableContext, is_of_patients
from privaudit.words import singulars

_LINKED = (
    "user.authorization",
    "user.biometric",
    "user.criminal_history",
    "user.demographic.age_range",
    "user.demographic.marital_status",
    "user.demographic.nationality",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.trade_union_membership",
    "user.device",
    "user.location.precise",
    "user.social",
    "user.telemetry",
)
"""Categories whose weak words are a person's where the row belongs to one."""
_WRITTEN = "user.content.private"
"""... and texts, in records of what persons did: the body of a message, the reason of a block."""
_OF_NAMES = ("user.name", "user.demographic.gender")
_CALLED = ("user.name", "user.contact.organization")
_CONSENT = "user.privacy_preferences"
_EMAIL = "user.contact.email"
_LOGIN = "user.account.username"
_PHOTO = "user.content.self_image"
_NAME = "user.name"
_PARTS_OF_NAMES = ("user.name.first", "user.name.last")
_GIVEN = "user.unique_id"
_DOCUMENTS = "user.content"
_VEHICLE = "user.government_id.vehicle_registration"
_SCHOOL = "user.education"
_HEALTH = "user.health_and_medical"
_BODY = "user.biometric.health"
_CRIMINAL = "user.criminal_history"
_POST = "user.job_title"
_ACCOUNT = "user.financial.bank_account"
_ADDRESS = "user.contact.address"
_STREET = "user.contact.address.street"
_PLACE = "user.location"
_PAPERS = "user.government_id"
_IN_LISTS = (
    _PLACE,
    _PAPERS,
    "user.workplace",
    "user.financial",
    "user.education",
    "user.behavior",
    "user.health_and_medical",
    "user.content",
)
"""Categories whose words are also those of things that are listed elsewhere, so that a whole number is but the key of one."""
_EMPLOYER = "user.contact.organization"
_OF_TABLES = (
    (_GIVEN,),
    (_SCHOOL, _EMPLOYER),
    ("user.financial",),
    ("user.government_id",),
    ("user.job_title", "user.workplace", _EMPLOYER),
)
"""Categories whose weak words count in a table that is called after others of the same group, where its rows belong to persons."""
_ITS_OWN = (*_OF_NAMES, "user.contact.url", "user.financial.salary", _DOCUMENTS)
"""Categories that an organisation has of its own: what it is called, shows and writes of itself."""
_A_SUM = 5
"""Digits or characters that a column has room for, at least, which is no flag and no kind."""
_A_SENTENCE = 80
"""Characters from which a column has room for a sentence."""
A_TEXT = 200
"""Characters from which a column is meant for texts."""


def strength_of(reading: Reading, column: Column, context: TableContext) -> str:
    """The sign, one of those that `name_evidence` weighs."""
    if reading.strength is Strength.STRONG:
        return "weak" if is_any_date(reading, column, context) or blocks.is_where_nobody_lives(reading, context) else "strong"
    if _means_something_else(reading, column, context):
        return "weak"
    things = _is_of_the_organisation(reading, context) or _is_its_own_name(reading, column, context)
    somebodys = reading.of_person or context.kind is Kind.PERSON or _is_of_somebody(reading, context)
    if _completes_a_name(reading, context) or (somebodys and not things):
        return "weak with a person"
    switch = context.linked is not None and (_is_switch(reading, column) or _is_their_vehicle(reading, context))
    if (context.of_things or things) and not switch:
        return "weak of a thing"
    if blocks.in_block(reading, context):
        return "weak with a person"
    return "weak in a row of a person" if switch or _is_theirs(reading, column, context) else "weak"


def _means_something_else(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a weak word means something else here than what it names, even in the row of a person."""
    lacking = blocks.lacks_block(reading, context) or _lacks_a_name(reading, context) or _is_any_class(reading, context)
    vague = _is_vague(reading, column, context) or _is_for_a_while(reading, context) or _is_of_no_patient(reading, column, context)
    return lacking or vague or _is_any_number(reading, context) or _points_to_a_thing(reading, column, context)


def _is_any_number(reading: Reading, context: TableContext) -> bool:
    """Whether a word for a house number (`nro`) is that of any number, by what stands beside it: `nro_mensaje`, `nro_zork`."""
    speech = context.names.names.speech
    number = reading.word.category == _STREET and all(Role.NUMBER in speech.roles_of(token) for token in reading.word.tokens)
    return number and bool(reading.unknown or reading.leaves(Role.LOG, Role.VALUE, Role.FILE))


def _is_of_somebody(reading: Reading, context: TableContext) -> bool:
    """Whether the same words that nobody knows stand beside somebody's first or last name: `dfd_title` beside `dfd_surname`."""
    return reading.rest in context.names.of_names and bool(reading.unknown)


def _completes_a_name(reading: Reading, context: TableContext) -> bool:
    """Whether a bare name is one part of somebody's beside the other: the `nom` beside a `prenom`, in whatever record."""
    part = context.names.category(reading)
    others = context.names.of_names.get(reading.rest, frozenset()) - {part}
    return part in _PARTS_OF_NAMES and bool(others) and context.kind in {Kind.LOG, Kind.UNKNOWN}


def _is_of_the_organisation(reading: Reading, context: TableContext) -> bool:
    """Whether a column says what an organisation is called, does or shows, though its row names the person to turn to."""
    if not context.of_organisations or reading.of_person:
        return False
    speech = context.names.names.speech
    done = reading.word.category == _POST and all(Role.LOG in speech.roles_of(token) for token in reading.word.tokens)
    return done or is_within_any(reading.word.category, _ITS_OWN)


def _is_its_own_name(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a name is that of the thing which the table is called after, whoever has it: `law_firms.solicitor_firm_name`."""
    if not context.of_things or not reading.word.category.startswith(_CALLED):
        return False
    label = {one for token in context.names.tokens for one in singulars(token)}
    roles_of = context.names.names.speech.roles_of
    tokens = context.names.names.tokens(column.name)
    others = [roles_of(token) for token in tokens if token not in label]
    own = any(token in label and Role.PERSON not in roles_of(token) for token in tokens)
    return own and all(roles & {Role.QUALIFIER, Role.PERSON} for roles in others)


def _is_switch(reading: Reading, column: Column) -> bool:
    """Whether a flag says what somebody lets be done: `sms_active`."""
    return reading.word.category == _CONSENT and kind_of(column.type) == "boolean"


def _is_their_vehicle(reading: Reading, context: TableContext) -> bool:
    """Whether a row of a vehicle says whose it is: the `plate` of a policy holder."""
    return reading.word.category == _VEHICLE and context.names.of_known_person


def _lacks_a_name(reading: Reading, context: TableContext) -> bool:
    """Whether a word is part of a name only beside the others, and not here: `prefix`, `suffix`."""
    if not any(Role.COUNTER in context.names.names.speech.roles_of(token) for token in reading.word.tokens):
        return False
    part = reading.word.category in _OF_NAMES
    return part and (bool(reading.left) or not any(other.word.category in _PARTS_OF_NAMES for _, other in context.names.best))


def _is_any_class(reading: Reading, context: TableContext) -> bool:
    """Whether a word of school says nothing of one, for want of a pupil: others have classes, levels and results too."""
    speech = context.names.names.speech
    any_ones = all(Role.COUNTER in speech.roles_of(token) for token in reading.word.tokens)
    return any_ones and context.names.category(reading) == _SCHOOL and not context.names.of_pupil


def _is_for_a_while(reading: Reading, context: TableContext) -> bool:
    """Whether a word of the body that also says how something is (`temp`) means that, where nothing else of a body is measured."""
    speech = context.names.names.speech
    either = reading.word.category == _BODY and all(Role.QUALIFIER in speech.roles_of(token) for token in reading.word.tokens)
    others = (one.word for _, one in context.names.best if one.word.tokens != reading.word.tokens)
    return either and not is_of_patients(context.names) and not any(is_within_any(word.category, (_BODY, _HEALTH)) for word in others)


def _points_to_a_thing(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a whole number, or a flag, is called after things and places that have rows of their own: a user's `location`, `section`.

    A flag may be called after doings too: whether that user may see `purchases`.
    """
    if not is_whole(column.type) or not is_within_any(reading.word.category, _IN_LISTS) or reading.of_person:
        return False
    if is_within(reading.word.category, _PAPERS) and not reading.leaves(Role.KEY):
        # `documento` alone is the number of one's identity card.
        return False
    flag = (longest(column.type) or _A_SUM) < _A_SUM
    listed = {Role.THING, Role.REFERENCE, Role.LOG} if flag else {Role.THING, Role.REFERENCE}
    roles = [context.names.names.speech.roles_of(token) for token in reading.word.tokens]
    return reading.word.category == _PLACE or all(of & listed for of in roles)


def _is_of_no_patient(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a word of care stands where nobody is treated, and means a thing or a state: the `plan` of a customer.

    Words of courts mean offences only of who is accused or convicted: the `appeal` of a claim.
    """
    care = Role.CARE in context.names.names.speech.roles_of(*reading.word.tokens)
    if care and reading.word.category == _CRIMINAL:
        return not context.names.of_convict
    treated = is_of_patients(context.names) or is_within_any(context.topic or "", RECORDS)
    if not care or reading.of_person or treated:
        return False
    said = (one.word for _, one in context.names.best)
    flag = (longest(column.type) or _A_SUM) < _A_SUM
    return flag or not any(is_within(word.category, _HEALTH) and word.strength is Strength.STRONG for word in said)


def _is_vague(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a word for texts is one that changes nothing beside others (`info`, `details`), and not here the name of a text."""
    roles = [context.names.names.speech.roles_of(token) for token in reading.word.tokens]
    vague = reading.word.category == _WRITTEN and all(Role.QUALIFIER in of and Role.VALUE not in of for of in roles)
    plain = reading.exact or len(reading.unknown) == len(reading.left)
    return vague and not (plain and has_room(column.type, A_TEXT))


def _is_theirs(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a weak word tells something of the person whose row it is, though the row is not that person."""
    if reading.word.category == _WRITTEN and _is_written_of_them(reading, column, context):
        return True
    noted = reading.word.category == _WRITTEN and reading.exact and _is_note(reading, context)
    if _is_whose_row_it_is(reading, context) or ((reading.word.category == _POST or noted) and _names_somebody(context, in_full=noted)):
        return True
    accused = reading.word.category == _CRIMINAL and context.names.of_convict
    if accused or _is_said_by_table(reading, column, context) or _is_of_school(reading, column, context):
        return True
    if reading.word.category == _PHOTO and context.names.of_known_person and not context.of_things:
        return True
    if reading.exact and context.kind is Kind.LOG and reading.word.category in {_LOGIN, _EMAIL, _GIVEN}:
        return reading.word.category != _GIVEN or _is_a_number_itself(reading, context)
    record = (context.topic,) if context.topic is not None and is_within_any(context.topic, RECORDS) else ()
    written = bool(record) or context.kind is Kind.LOG or (context.linked is not None and _is_note(reading, context))
    texts = (_DOCUMENTS,) if context.topic == _WRITTEN and kind_of(column.type) == "text" else (_WRITTEN,)
    theirs = (*_LINKED, *record, *texts) if written else _LINKED
    if context.names.of_patient:
        theirs = (*theirs, *RECORDS)
    belongs = context.linked is not None or context.topic is not None or context.names.of_patient or context.names.of_convict
    return belongs and is_within_any(context.names.category(reading), theirs if context.topic != _DOCUMENTS else (_WRITTEN,))


def _is_written_of_them(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a text is a note of what somebody did, or the only one of that person's row."""
    return (context.names.of_doings and _is_note(reading, context)) or (reading.exact and _is_only_text(column, context))


def is_note_of_them(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a long text is a note in the row of a known person, whatever else it is about: `delivery_notes` of a customer."""
    theirs = context.kind is Kind.PERSON or (context.names.of_known_person and not context.of_things)
    return theirs and reading.word.category == _WRITTEN and _is_note(reading, context) and has_room(column.type, A_TEXT)


def _is_only_text(column: Column, context: TableContext) -> bool:
    """Whether a row of a person says one thing in words: what was agreed with a customer, beside keys, dates and kinds."""
    about = {Role.KEY, Role.COUNTER, Role.AUTHOR, Role.DATE}
    others = [other for other in context.names.table.columns if other != column and kind_of(other.type) == "text"]
    short = all(any(word.roles & about for word in context.names.roles(other)) or other.name in context.names.pointing for other in others)
    return short and context.names.of_known_person and not context.of_things and has_room(column.type, _A_SENTENCE)


def _names_somebody(context: TableContext, *, in_full: bool) -> bool:
    """Whether a column is just somebody's first, last or, `in_full`, whole name, and whose row it is: what stands beside is that one's."""
    said = [reading for _, reading in context.names.best if reading.exact and reading.strength is Strength.STRONG]
    parts = any(reading.word.category in _PARTS_OF_NAMES for reading in said)
    whole = in_full and any(reading.word.category == _NAME and len(reading.word.tokens) > 1 for reading in said)
    return not context.of_things and (parts or whole)


def _is_whose_row_it_is(reading: Reading, context: TableContext) -> bool:
    """Whether a bare name is that of who has the e-mail address beside it, or of the holder of an account.

    The holder's name or address stands beside the account, in a table that is called after such: whose mandate it is.
    """
    if reading.word.category == _NAME and reading.exact and context.names.addressed:
        return True
    told = context.names.reading
    called = told is not None and told.word.category == _ACCOUNT and not context.of_things
    holders = reading.exact and is_within_any(reading.word.category, (_NAME, _ADDRESS))
    return called and holders and context.bank_parts > 0 and context.address_parts > 0


def _is_said_by_table(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether the table's name is of the same branch: the `debts` of a financial situation, the `registry number` of a registration."""
    told = context.names.reading
    if context.linked is None or told is None or told.strength is not Strength.STRONG or (longest(column.type) or _A_SUM) < _A_SUM:
        return False
    category = context.names.category(reading)
    return any(is_within_any(category, of) and is_within_any(told.word.category, of) for of in _OF_TABLES)


def _is_of_school(reading: Reading, column: Column, context: TableContext) -> bool:
    """Whether a row of a pupil tells of school, or what somebody wrote of that one."""
    plain = reading.exact or len(reading.unknown) == len(reading.left)
    written = reading.word.category == _WRITTEN and plain and has_room(column.type, A_TEXT)
    return context.names.of_pupil and (reading.word.category == _SCHOOL or written)


def _is_a_number_itself(reading: Reading, context: TableContext) -> bool:
    """Whether one word is that of a person's number, and of no key: `matricula`."""
    return len(reading.word.tokens) == 1 and not any(
        Role.KEY in context.names.names.speech.roles_of(token) for token in reading.word.tokens
    )


def _is_note(reading: Reading, context: TableContext) -> bool:
    """Whether a word of texts is one of notes, and not one of any text (`description`, `content`) that a thing has too."""
    return not any(Role.VALUE in context.names.names.speech.roles_of(token) for token in reading.word.tokens)
