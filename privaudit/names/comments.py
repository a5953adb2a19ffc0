"""What the comment on a column says: a text of its own, in the language of the schema's names or in another.

`date de naissance` below names that nobody can read is French; and `contains no e-mail addresses` says that there are none.
"""

from __future__ import annotations

from functools import lru_cache

from privaudit import words
from privaudit.model.rules import Rulebook, Strength, Tokens
from privaudit.names.languages import speech_of, spoken
from privaudit.names.naming import Names, Reading, names_of

_MOST_WORDS = 8
"""Words of a comment that is looked at in its own language; a longer one speaks of other things too."""
_NEAR = 3
"""Words before a phrase among which one may deny it."""
_NO = words.tokens("not never none without kein keine keinen nicht ohne pas sans niet geen zonder bez senza utan uden uten ilman sem fara")
_NO_OF_A_SENTENCE = words.tokens("no sin non nem nu nie")
"""These stand for other things within a comment: a number, the number of a social insurance."""
_VERBS = frozenset(words.tokens("contains contain holds has have stores includes with are is there contient contiene enthält contem"))
_HARMLESS = frozenset(words.tokens("null empty blank unique only more longer yet"))
"""Behind a `not` these say nothing of what stands there."""


def readings_of(comment: str, names: Names, rulebook: Rulebook) -> tuple[Reading, ...]:
    """What a comment says, best first: in the words of the schema, else in those of its own language; nothing that it denies."""
    found = tuple(names.readings(comment))
    if not any(_is_clear(reading) for reading in found[:1]):
        own = _in_its_language(words.tokens(comment), names.speech.languages, rulebook)
        clear = [reading for reading in (own.readings(comment) if own is not None else ()) if _is_clear(reading)]
        found = (*clear, *found)
    said = words.tokens(comment)
    return tuple(reading for reading in found if not _is_denied(reading, said))


def _is_clear(reading: Reading) -> bool:
    return reading.word.strength is Strength.STRONG and not reading.unknown


def _in_its_language(said: Tokens, languages: Tokens, rulebook: Rulebook) -> Names | None:
    """A reader of the language of a text; None where the schema speaks it."""
    if len(said) > _MOST_WORDS:
        return None
    others = [language for language in _languages(said, rulebook) if language not in languages]
    return names_of(speech_of((others[0], *languages), rulebook)) if others else None


@lru_cache(maxsize=4096)
def _languages(said: Tokens, rulebook: Rulebook) -> Tokens:
    return spoken(frozenset(said), rulebook)


def _is_denied(reading: Reading, said: Tokens) -> bool:
    """Whether a word before the phrase says that there is no such thing."""
    first = reading.word.tokens[0]
    at = next((place for place, word in enumerate(said) if word == first), 0)
    if at and first in (*_NO, *_NO_OF_A_SENTENCE) and said[at - 1] in _VERBS:
        # `no e-mail` is a wish of somebody, `contains no e-mail` none.
        return True
    for place in range(max(0, at - _NEAR), at):
        if said[place + 1] in _HARMLESS:
            continue
        begins = place == 0 or said[place - 1] in _VERBS
        if said[place] in _NO or (begins and said[place] in _NO_OF_A_SENTENCE):
            return True
    return False
