"""What a table's name tells of a column whose own name says little: `user_phones.number`, `salaries.amount`, a patient's history."""

from __future__ import annotations

import re
from collections.abc import Sequence

from privaudit.declared_type import has_room, is_whole, kind_of
from privaudit.detect.candidate import Candidates
from privaudit.detect.key_evidence import tells_by_key
from privaudit.model.estate import Column
from privaudit.model.rules import Role, Rulebook, Strength, Tokens, is_within, is_within_any
from privaudit.names import whose
from privaudit.names.naming import Beside, Reading
from privaudit.names.table_kind import Kind, TableContext
from privaudit.words import singulars

RECORDS = ("user.health_and_medical", "user.biometric", "user.criminal_history", "user.education")
"""What a table may be a record of, so that all it says of a person is of that category: `patient_history.coffee`."""
_PAY = "user.financial.salary"
"""... so that each sum of it is."""
_MEANS = "user.financial"
"""... where more than one word says it: the `financial situation` of a person, and not the costs of a bankruptcy."""
_SECRETS = ("user.authorization",)
"""Categories of which the key of a row is the value itself, as a text: `sessions.id`."""
_FILES = ("user.content", "user.content.self_image")
"""... and of files of a person."""
_A_WORD = 50
"""Characters that what is said of a patient has room for, at least: codes and kinds are shorter."""
_A_PLACE = 16
"""Characters that the name or the place of a file has room for, at least: the endings and kinds of files are shorter."""
_RECORDED = (*RECORDS, "user.social")
"""... and what such a record may tell of: also of relatives."""
_HEALTH = "user.health_and_medical"
_CRIMINAL = "user.criminal_history"
_CALLED = ("user.name", "user.name.last", "user.demographic.gender")
"""Categories that have the words for how anything is called: in such a record a `name` or a `title` is that of what a person has."""
_OF_ANYBODY = ("user.contact", "user.unique_id", "user.government_id", "user.name", "user.financial", "user.payment", "user.account")
"""Categories of which a kind or a code says nothing of the person."""
_OF_A_THING = {Role.LOG, Role.THING, Role.FILE, Role.KEY, Role.PERSON, Role.VALUE}
"""... and roles of words of which they say nothing either."""
_WORK = "user.workplace"
_CONSENT = "user.privacy_preferences"
_WRITTEN = "user.content.private"
_LOGIN = "user.account.username"
_SAID_AGAIN = (_WRITTEN, "user.contact.url", "user.contact.email", _PAY)
"""Categories of which a weak word counts where the table's name says the same, of rows that belong to persons."""
_REACHED = ("user.contact.phone_number", "user.contact.email", "user.contact.url")
"""Ways to reach a person, of which a table may list one kind only."""
_MACHINES = ("user.device", "user.telemetry")
"""Categories of what machines have too: rows that belong to nobody are of machines."""


_CHECKSUM = re.compile(r"(md5|sha[0-9]+|crc32)$", re.IGNORECASE)


def told_by_table(column: Column, context: TableContext, rulebook: Rulebook) -> tuple[str, str, str] | None:
    """The category that a column has by its table, the sign that says so and the sentence; None where the table tells none."""
    whole = _with_label(column, context, rulebook)
    if whole is not None:
        return whole, "table and column", f"the names of table and column together read as {rulebook.title_of(whole)}"
    category = context.topic
    silent = (
        category in {None, _WRITTEN} and context.kind in {Kind.UNKNOWN, Kind.PERSON} and not whose.is_called_after_persons(context.names)
    )
    if (silent and _is_measured(context.names.roles(column), column, context)) or _says_which(column, context):
        category = _HEALTH if context.names.of_patient else _CRIMINAL
        return category, "record about a person", f"it tells of what the row of a person is about: {rulebook.title_of(category)}"
    if category is None:
        return None
    said = f"the table is about {rulebook.title_of(category)}"
    if is_within_any(category, _REACHED) and _says_alone(column, context):
        return category, "table and column", f"{said}, and no other column says which"
    words = context.names.roles(column)
    of_itself = {Role.VALUE, Role.CODE} if is_within_any(category, _SECRETS) else {Role.VALUE}
    key = kind_of(column.type) == "number" and column.name in context.names.pointing and any(Role.KEY in word.roles for word in words)
    of_value = any(word.roles & of_itself for word in words) and not key and not _describes_a_sum(category, column, words)
    if of_value and all(word.roles & {*of_itself, Role.QUALIFIER, Role.PREFIX} for word in words):
        return category, "topic of the table", said
    return (category, "record about a person", f"{said} of a person") if _is_recorded(column, category, words, context) else None


def _says_which(column: Column, context: TableContext) -> bool:
    """Whether a text is the code or the kind of what a patient or a prisoner has, which the table is called after: `alert_code`.

    Not that of a thing or of something done: `visit_type`, `phone_type`.
    """
    if context.of_things or not (context.names.of_patient or context.names.of_convict) or kind_of(column.type) != "text":
        return False
    tokens = [token for token in context.names.names.tokens(context.names.plain(column)) if not token.isdigit()]
    speech = context.names.names.speech
    others = [token for token in tokens if not speech.roles_of(token) & {Role.CODE, Role.REFERENCE}]
    label = {one for token in context.names.tokens for one in singulars(token)}
    had = all(
        token in label
        and not speech.roles_of(token) & _OF_A_THING
        and not ((token,) in speech.words and is_within_any(speech.words[token,].category, _OF_ANYBODY))
        for token in others
    )
    return 0 < len(others) < len(tokens) and had


def _describes_a_sum(category: str, column: Column, words: Sequence[Beside]) -> bool:
    """Whether a text says what a sum is for, and is none: the `description` of a payroll."""
    described = any(Role.COUNTER in word.roles or word.category == _WRITTEN for word in words)
    return is_within(category, _MEANS) and kind_of(column.type) == "text" and described


def _says_alone(column: Column, context: TableContext) -> bool:
    """Whether a text is called `name` or `label`, and the other columns are but keys, dates, kinds and remarks."""
    about = {Role.KEY, Role.COUNTER, Role.DATE, Role.REFERENCE, Role.AUTHOR}
    others = (one for one in context.names.table.columns if one != column)
    silent = all(
        kind_of(one.type) in {"boolean", "date"}
        or one.name in context.names.pointing
        or any(word.roles & about or word.category == _WRITTEN for word in context.names.roles(one))
        for one in others
    )
    plain = all(word.roles & {Role.QUALIFIER, Role.VALUE, Role.PREFIX} for word in context.names.roles(column))
    return silent and plain and kind_of(column.type) == "text"


def _is_recorded(column: Column, category: str, words: Sequence[Beside], context: TableContext) -> bool:
    """Whether a column tells something of the person whom a record of a category is about, and is not the record's own."""
    if category in _FILES:
        return _is_of_a_file(words, column)
    if category == _CONSENT:
        return _is_consent(words, column)
    if category == _WORK and context.names.of_known_person:
        return _is_assessed(words, column)
    number = kind_of(column.type) == "number"
    if number and column.name in context.names.pointing and not tells_by_key(column, category, context):
        return False
    if number and (category == _PAY or is_of_means(category, context)):
        return not is_whole(column.type)
    care = category == _HEALTH and context.names.of_patient and _is_day_of_care(words, column)
    said = is_within(category, _HEALTH) and _is_said_of_patient(words, column, context)
    return is_within_any(category, RECORDS) and (care or said or _is_measured(words, column, context) or not _is_bookkeeping(words, column))


def goes_before(told: tuple[str, str, str], candidates: Candidates, context: TableContext) -> bool:
    """Whether what the table tells goes before what the column's own name nearly says."""
    category, sign, _ = told
    if sign == "record about a person":
        return True
    if category not in candidates:
        return sign == "table and column"
    again = context.linked is not None and is_within_any(category, _SAID_AGAIN)
    return again and all(one.weight > 0 for one in candidates[category].evidence)


def _with_label(column: Column, context: TableContext, rulebook: Rulebook) -> str | None:
    """The category that the last words of the table's name and those of the column's name say together.

    As in `salaries.amount`, or `email_addresses.address`, where the table's name says the column's in full.
    """
    label = context.names.tokens
    own = context.names.names.tokens(context.names.plain(column))
    if all(word.roles & {Role.KEY, Role.COUNTER} and Role.VALUE not in word.roles for word in context.names.roles(column)):
        return _as_secret(column, (*label, *own), context)
    if context.linked is not None and _repeats(own, label, context.names.reading):
        return context.topic
    speech = context.names.names.speech
    for size in (1, 2, 3):
        wholes = ((*label[-size:-1], one, *own) for one in singulars(label[-1])) if len(label) >= size else ()
        for word in (speech.words.get(whole) for whole in wholes):
            if word is not None and word.strength is Strength.STRONG:
                return word.category if _fits(word.category, column, context, rulebook) else None
    return None


def _fits(category: str, column: Column, context: TableContext, rulebook: Rulebook) -> bool:
    """Whether the names of table and column mean together what they read as.

    What machines have too is somebody's only where the row is; what means a date is none of a category without (Polish `usage.data`);
    and only a person's table has names to sign in with: the `name` in a log is none.
    """
    kinds = rulebook.categories[category].kinds
    if category == _LOGIN:
        return context.names.of_persons
    dated = any(Role.DATE in word.roles for word in context.names.roles(column))
    if dated and kinds and "date" not in kinds:
        return False
    return context.linked is not None or not is_within_any(category, _MACHINES)


def _as_secret(column: Column, whole: Tokens, context: TableContext) -> str | None:
    """The category of a key that is a secret itself, where names of table and column say so and it is a text: `sessions.id`."""
    text = "char" in column.type.lower() or column.type.lower() == "text"
    word = context.names.names.speech.words.get(whole) if text else None
    return word.category if word is not None and word.strength is Strength.STRONG and is_within_any(word.category, _SECRETS) else None


def _repeats(own: Tokens, label: Tokens, said: Reading | None) -> bool:
    """Whether a column says again the last word of a table's name, which is the last of a phrase: `email_addresses.address`."""
    whole = said is not None and len(said.word.tokens) > 1 and label[-1] == said.word.tokens[-1]
    return whole and len(own) == 1 and own[0] in singulars(label[-1])


def _is_of_a_file(words: Sequence[Beside], column: Column) -> bool:
    """Whether a column is a file, its name or its place, and not its size, its kind or who put it there."""
    about = {Role.COUNTER, Role.KEY, Role.REFERENCE, Role.AUTHOR, Role.DATE}
    if any(len(word.text.split()) > 1 and Role.THING in word.roles and Role.FILE not in word.roles for word in words):
        # A phrase of a thing is more than its words: French `type document`.
        return False
    checked = any(is_within_any(word.category or "", _SECRETS) for word in words) or _CHECKSUM.search(column.name) is not None
    held = kind_of(column.type) == "binary" or has_room(column.type, _A_PLACE)
    return held and not checked and not any(word.roles & about for word in words)


def is_of_means(category: str, context: TableContext) -> bool:
    """Whether the table's name says in more than one word that it is about somebody's means."""
    told = context.names.reading
    return category == _MEANS and told is not None and len(told.word.tokens) > 1


def _is_consent(words: Sequence[Beside], column: Column) -> bool:
    """Whether a column says that somebody consented or objected, or when: `granted`, `status`, `withdrawn_at`."""
    if any(word.roles & {Role.KEY, Role.AUTHOR, Role.PERSON} for word in words):
        return False
    plain = all(word.roles <= {Role.QUALIFIER, Role.DATE, Role.COUNTER, Role.STATE} and not word.category for word in words)
    unheard = any(not word.roles or Role.STATE in word.roles or Role.DATE not in word.roles for word in words)
    status = [word.roles for word in words] == [{Role.COUNTER, Role.REFERENCE}] and kind_of(column.type) == "text"
    return status or (plain and unheard and kind_of(column.type) in {"boolean", "date"})


def _is_assessed(words: Sequence[Beside], column: Column) -> bool:
    """Whether a record of somebody's work says how well it is done: `strengths`, `outcome`, `score`."""
    plain = all(Role.MEASURE in word.roles or not (word.roles - {Role.QUALIFIER} or word.category) for word in words)
    graded = any(Role.MEASURE in word.roles for word in words) and kind_of(column.type) in {"number", "text"}
    unheard = all(not word.roles for word in words) and has_room(column.type, _A_PLACE)
    return plain and (graded or unheard)


def _is_day_of_care(words: Sequence[Beside], column: Column) -> bool:
    """Whether a date is that of what was done to a patient, and not of the row: `admission_date`, not `date_modified`."""
    others = [word for word in words if Role.DATE not in word.roles]
    told = any(word.category is not None or not word.roles or Role.LOG in word.roles for word in others)
    return kind_of(column.type) == "date" and told and not any(word.roles & {Role.AUTHOR, Role.STATE, Role.COUNTER} for word in others)


def _is_said_of_patient(words: Sequence[Beside], column: Column, context: TableContext) -> bool:
    """Whether a text of a patient's history is called by a thing or by nothing in particular: `coffee`, `laboratory`, `other`."""
    plain = {Role.THING, Role.QUALIFIER, Role.VALUE}
    if len(words) == 1 and words[0].category in _CALLED:
        return has_room(column.type, _A_WORD)
    kept = {Role.KEY, Role.REFERENCE, Role.COUNTER, Role.FILE, Role.PERSON, Role.CARER, Role.LOG, Role.AUTHOR, Role.DATE}
    said = context.names.of_patient and all(word.roles & plain and not word.roles & kept for word in words)
    return said and kind_of(column.type) == "text" and has_room(column.type, _A_WORD)


def _is_measured(words: Sequence[Beside], column: Column, context: TableContext) -> bool:
    """Whether a column says only how much, how long or how grave something is, of a patient or a prisoner: `duration`, `result_code`."""
    if not (context.names.of_patient or context.names.of_convict):
        return False
    harmless = {Role.MEASURE, Role.QUALIFIER, Role.VALUE, Role.CODE, Role.NUMBER, Role.PREFIX}
    plain = all(word.roles & harmless or word.category or not word.roles for word in words)
    return plain and any(Role.MEASURE in word.roles for word in words) and kind_of(column.type) in {"text", "number", ""}


def _is_bookkeeping(words: Sequence[Beside], column: Column) -> bool:
    """Whether a name says that a column is about the record and not about the person: `type`, `updated_by`, `date`."""
    harmless = {Role.QUALIFIER, Role.PREFIX, Role.VALUE, Role.DATE}
    told = [word for word in words if word.category is not None and Role.COUNTER not in word.roles]
    if kind_of(column.type) == "binary" and any(Role.FILE in word.roles for word in words):
        return False
    if all(word.roles & {Role.QUALIFIER, Role.PREFIX} and Role.VALUE not in word.roles for word in words):
        return True
    kind, named = kind_of(column.type), any(is_within_any(word.category or "", _RECORDED) for word in told)
    if any(Role.KEY in word.roles and Role.VALUE not in word.roles for word in words) or (kind == "boolean" and not named):
        return True
    if (kind == "date" or len(words) == 1) and any(Role.DATE in word.roles for word in words):
        return True
    return not named and any(word.roles and not word.roles & harmless for word in words)
