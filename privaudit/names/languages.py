"""Which languages the names of a schema speak, and the words that count there.

`art` is a kind in German and nothing in English, `data` a day in Italian, `cap` a postal code: a word counts where its language
is spoken.  Long words that only one language has (`geburtsdatum`) count wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from privaudit import words
from privaudit.model.estate import Table
from privaudit.model.rules import Role, Rulebook, Strength, Tokens, Vocabulary, Word
from privaudit.names import cut_words, listed_keys, patients, person_keys, prefixes, programs, row_owners, threes
from privaudit.names.phrases import Phrases
from privaudit.names.speech import Speech

ENGLISH = "en"
"""Spoken in every schema: its words are the technical ones."""
LEAST = 0.5
"""Words of a language, unknown to English, from which it is spoken; a word that several languages share is divided among them."""
SHARE = 0.04
"""... as a share of all different words of the schema, lest one chance word decides in a large one."""
FOREMOST = 0.5
"""The share of the words that English alone explains from which another language's meaning goes before the English one."""
UNMISTAKABLE = 6
"""Letters of a phrase that counts in whatever company."""
_MANY = 3
"""Languages that agree on a short phrase, from which it counts everywhere."""
_KIN = {"da": "sv", "nb": "sv"}
"""Languages that are so near to another that to agree with it says nothing."""
_SECOND = 2
"""Words from which a further language is spoken beside the first: one may be by chance."""
_TINY = 6
"""Different words of a schema that is so small that one short word must do."""
_IN_Y = re.compile("[a-z]{2}[bcdfghjklmnpqrstvwxz]y$")
_IN_SS = re.compile("[a-z]{2}(ss|x|ch|sh)$")
"""English words whose plurals end in -ies and -es."""
_EVERYWHERE = ("tel", "fax", "email", "mail", "gsm", "url", "web", "app", "sms", "iban", "login", "adr")
"""Words that are glued to those of any language: `telprive`, `emailgenitore`."""
_LONG = 5
"""Letters from which a word of a phrase is recognised without the phrase."""
_SHORT = 4
"""Letters below which a word speaks for a language only half."""


def speech(tables: Iterable[Table], rulebook: Rulebook) -> Speech:
    """The words that count in tables that were made together: the file's or database's own."""
    schema = tuple(tables)
    tokens = _tokens(schema, rulebook)
    known = _speech_of(spoken(tokens, rulebook), rulebook)
    prefix = prefixes.marked_prefix([table.name.rpartition(".")[2] for table in schema])
    said = (prefix.rstrip("_"),)
    prefix = "" if said in known.words or said in known.roles else prefix
    labels = frozenset(row_owners.label_of(table.name, prefix) for table in schema)
    known = programs.without_programs(schema, replace(known, prefix=prefix, labels=labels))
    known = _with_roles(known, patients.carers_in(schema, known.roles, prefix))
    known = _with_roles(known, patients.subjects_in(schema, known.words, known.roles, prefix))
    known = replace(known, short={**cut_words.written_out(tokens, known), **_short(schema, known)})
    known = replace(known, keys=person_keys.keys_in(schema, known.roles))

    def direct(table: Table) -> bool | None:
        return _points_to_person(table, known)

    listed = listed_keys.keys_of_lists(schema, known.words, known.roles, direct, prefix)
    return replace(known, listed=listed, owners=row_owners.owners_in(schema, direct, known.roles, prefix))


def _with_roles(known: Speech, more: Mapping[Tokens, frozenset[Role]]) -> Speech:
    """The speech with more roles.  For none nothing is copied: it has those of whole languages, and each file of a folder has a speech."""
    return replace(known, roles={**known.roles, **more}) if more else known


def _short(tables: Sequence[Table], known: Speech) -> dict[str, Tokens]:
    """What tables named after persons put before all their columns, where that is no word: `PAT_ID` of `PATIENT`, so `LAB_PAT_ID` too."""
    found: dict[str, Tokens] = {}
    for table in tables:
        names = [column.name.lower() for column in table.columns]
        piece = prefixes.marked_prefix(names).rstrip("_")
        label = row_owners.label_of(table.name, known.prefix)
        persons = any(Role.PERSON in known.roles_of(token) for token in label)
        said = (piece,) in known.words or (piece,) in known.roles
        if persons and not said and all(name.startswith(f"{piece}_") for name in names):
            whole = tuple(token for token in label if prefixes.is_short_for(piece, token))
            found |= {piece: whole[:1]} if piece and whole else {}
    return found


def _points_to_person(table: Table, known: Speech) -> bool | None:
    """Whether a table's rows point to persons: True to patients, False to others, None not at all."""
    keys = [key for key in table.foreign_keys if not row_owners.is_authors(key.columns[0], known.roles)]
    targets = [row_owners.label_of(key.target.table, known.prefix) for key in keys]
    for name in [column.name for column in table.columns]:
        if name.lower() in known.keys:
            return Role.PATIENT in known.keys[name.lower()]
        tokens = words.tokens(name)
        targets += [tokens] if any(Role.KEY in known.roles_of(token) for token in tokens) else []
    for tokens in targets:
        of = frozenset(chain.from_iterable(known.roles_of(token) for token in tokens))
        if Role.PERSON in of and not of & {Role.THING, Role.REFERENCE, Role.AUTHOR}:
            return Role.PATIENT in of
    return None


def spoken(tokens: frozenset[str], rulebook: Rulebook) -> tuple[str, ...]:
    """The languages of a set of words, the one whose meanings go first at the front; English is always among them."""
    english = vocabulary_of(ENGLISH, rulebook).tokens if ENGLISH in rulebook.vocabularies else frozenset()
    found: list[str] = []
    open_tokens = tokens - english
    others = {name: one for name, one in rulebook.vocabularies.items() if name != ENGLISH}
    least = max(LEAST if len(tokens) > _TINY else LEAST / 2, SHARE * len(tokens))
    while others:
        told = {name: open_tokens & one.tokens for name, one in others.items()}
        shares = {name: _weight(known, others.values()) for name, known in told.items() if not found or len(known) >= _SECOND}
        best = max(shares, key=lambda name: (shares[name], name), default=None)
        if best is None or shares[best] < least:
            break
        open_tokens -= others.pop(best).tokens
        found.append(best)
    if not found:
        return (ENGLISH,)
    first = rulebook.vocabularies[found[0]].tokens
    at = 0 if len(tokens & first - english) < FOREMOST * len(tokens & english - first) else len(found)
    return (*found[:at], ENGLISH, *found[at:])


def _weight(tokens: frozenset[str], vocabularies: Iterable[Vocabulary]) -> float:
    known = tuple(vocabularies)
    return sum((1.0 if len(token) >= _SHORT else 0.5) / sum(token in one.tokens for one in known) for token in tokens)


def _tokens(tables: Iterable[Table], rulebook: Rulebook) -> frozenset[str]:
    short = [one for one in rulebook.vocabularies.values() if one.threes]
    found: set[str] = set()
    for table in tables:
        found.update(words.tokens(table.name.rpartition(".")[2]))
        columns = [column.name for column in table.columns]
        prefix = prefixes.glued_prefix(columns)
        found.update(*(words.tokens(prefixes.without(name, prefix)) for name in columns))
        found |= threes.words_of(columns, short)
    return frozenset(token for token in found if token.isalpha())


def speech_of(languages: tuple[str, ...], rulebook: Rulebook) -> Speech:
    """The words of some languages, the one whose meanings go first at the front: for a text that is no name of a schema."""
    return _speech_of(languages, rulebook)


@lru_cache(maxsize=64)
def _speech_of(languages: tuple[str, ...], rulebook: Rulebook) -> Speech:
    known: dict[Tokens, Word] = _unmistakable(languages, rulebook)
    roles: dict[Tokens, frozenset[Role]] = {}
    fillers: set[str] = set()
    pieces: list[frozenset[str]] = []
    same: dict[str, tuple[tuple[str, str], ...]] = {}
    short: dict[str, Tokens] = {}
    spoken_here = [name for name in languages if name in rulebook.vocabularies]
    foreign = frozenset(chain.from_iterable(rulebook.vocabularies[name].tokens for name in spoken_here if name != ENGLISH))
    for vocabulary in (_without_plurals(vocabulary_of(name, rulebook), rulebook, foreign) for name in reversed(spoken_here)):
        for phrase in _about_values(vocabulary) & known.keys():
            del known[phrase]
        known |= vocabulary.words
        roles |= vocabulary.roles
        fillers |= vocabulary.fillers
        short |= vocabulary.threes
        for word, others in vocabulary.same.items():
            same[word] = (*((other, vocabulary.language) for other in others), *same.get(word, ()))
        pieces.insert(0, _pieces(vocabulary))
    tokens = frozenset(chain.from_iterable(chain(known, roles)))
    joining = frozenset(fillers - vocabulary_of(languages[0], rulebook).tokens)
    return Speech(languages, Phrases(known, languages), roles, joining, tokens, tuple(pieces), same, threes=short)


def _about_values(vocabulary: Vocabulary) -> frozenset[Tokens]:
    """The single words that only tell of values in a language, whatever they mean in one that goes after it: Spanish `tip`, a kind."""
    return frozenset(phrase for phrase, of in vocabulary.roles.items() if Role.COUNTER in of and len(phrase) == 1) - vocabulary.words.keys()


@lru_cache(maxsize=64)
def vocabulary_of(language: str, rulebook: Rulebook) -> Vocabulary:
    """The words of a language; of English also the plurals in -ies and -es, so that `salaries` is no French `salarié`."""
    plain = rulebook.vocabularies[language]
    if language != ENGLISH:
        return plain
    plurals = {phrase: (*phrase[:-1], many) for phrase in chain(plain.words, plain.roles) if (many := _plural(phrase[-1]))}
    said = {many: plain.words[phrase]._replace(tokens=many) for phrase, many in plurals.items() if phrase in plain.words}
    done = {many: plain.roles[phrase] for phrase, many in plurals.items() if phrase in plain.roles}
    tokens = plain.tokens | {many[-1] for many in plurals.values()}
    return replace(plain, words=said | dict(plain.words), roles=done | dict(plain.roles), tokens=tokens)


def _without_plurals(vocabulary: Vocabulary, rulebook: Rulebook, foreign: frozenset[str]) -> Vocabulary:
    """English without the plurals that are words of another language which the schema speaks: the French `salarié` is no salary."""
    plain = rulebook.vocabularies[vocabulary.language]
    made = {phrase for phrase in chain(vocabulary.words, vocabulary.roles) if phrase[-1] in foreign}
    drop = made - plain.words.keys() - plain.roles.keys()
    if not drop:
        return vocabulary
    words_left = {phrase: word for phrase, word in vocabulary.words.items() if phrase not in drop}
    return replace(vocabulary, words=words_left, roles={phrase: of for phrase, of in vocabulary.roles.items() if phrase not in drop})


def _plural(word: str) -> str:
    """What is left of an English plural without its s, where that is not the word: `salarie`, `addresse`; else nothing."""
    match word[-1]:
        case "y":
            return f"{word[:-1]}ie" if _IN_Y.search(word) else ""
        case "s" | "x" | "h":
            return f"{word}e" if _IN_SS.search(word) else ""
        case _:
            return ""


def _pieces(vocabulary: Vocabulary) -> frozenset[str]:
    alone = [phrase[0] for phrase in chain(vocabulary.words, vocabulary.roles) if len(phrase) == 1]
    return vocabulary.fillers.union(alone, _EVERYWHERE, [token for token in vocabulary.tokens if len(token) >= _LONG])


def _unmistakable(languages: tuple[str, ...], rulebook: Rulebook) -> dict[Tokens, Word]:
    """The phrases of other languages on which all agree that have them: long ones of any, short ones of several.

    There are tens of thousands: only those that several languages have are looked at one by one.
    """
    found: dict[Tokens, Word] = {}
    agreed: Counter[Tokens] = Counter()
    """Languages that say the same as the first one."""
    disputed: set[Tokens] = set()
    for name, vocabulary in rulebook.vocabularies.items():
        if name in languages:
            continue
        first = {phrase: found[phrase] for phrase in found.keys() & vocabulary.words.keys()}
        for phrase, word in first.items():
            if word.category == vocabulary.words[phrase].category:
                agreed[phrase] += _KIN.get(word.language, word.language) != _KIN.get(name, name)
            else:
                disputed.add(phrase)
        found |= vocabulary.words
        found |= first
    strong = Strength.STRONG
    clear = {phrase: word for phrase, word in found.items() if word[2] is strong and len("".join(phrase)) >= UNMISTAKABLE}
    clear |= {phrase: found[phrase] for phrase, others in agreed.items() if others and (_letters(phrase) >= _SHORT or others + 1 >= _MANY)}
    for phrase in disputed & clear.keys():
        del clear[phrase]
    return clear


def _letters(phrase: Tokens) -> int:
    return len("".join(phrase))
