"""Why something is not in a person's package, or could not be reached: each sentence once, in every language of the page for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Reason(Enum):
    """The sentences, in English and in French; `{name}` is filled in."""

    NO_WAY = (
        "no column, foreign key or link tells whose its rows are",
        "aucune colonne, clé étrangère ni lien ne dit de qui sont ses lignes",
    )
    NO_ROWS = ("it is a schema without rows", "c'est un schéma sans lignes")
    SUGGESTED = (
        "only what names suggest leads there{which}; confirm it with --yes, or declare it in the register",
        "seuls des noms suggèrent un chemin jusque-là{which} ; à confirmer avec --yes, ou à déclarer dans le registre",
    )
    SHARED_LIST = (
        "only {table} leads there, whose rows several persons share",
        "seule {table} y mène, dont plusieurs personnes partagent les lignes",
    )
    NOT_IN_RUN = ("no table of this run has it", "aucune table examinée ne la contient")
    NOT_IN_ROWS = ("only the schema has it, the rows do not", "seul le schéma la contient, pas les lignes")

    OF_OTHERS = ("they point to the person, and are of somebody else", "elles renvoient à la personne, et sont celles d'une autre")
    HANDLED = (
        "the person wrote or handled them, and they are of somebody else",
        "la personne les a écrites ou traitées, et elles sont celles d'une autre",
    )
    SHARED = (
        "rows of the person point to them, and so do rows of others",
        "des lignes de la personne y renvoient, et des lignes d'autres personnes aussi",
    )
    ROW_OF_OTHER_NAME = (
        "they bear an address or number of the person, and the name of somebody else ({place})",
        "elles portent une adresse ou un numéro de la personne, et le nom d'une autre ({place})",
    )
    ROW_OF_OTHER_PERSON = (
        "they bear an address or number of the person, and what else was given is that of somebody else ({place})",
        "elles portent une adresse ou un numéro de la personne, et ce qui a été donné en plus est celui d'une autre ({place})",
    )
    BEARING_AND_OF_OTHERS = (
        "they bear an address or number of the person, and belong to somebody else to whom they lead",
        "elles portent une adresse ou un numéro de la personne, et appartiennent à une autre, à qui elles renvoient",
    )
    SHARED_IN_VIEW = (
        "rows of a view that bear an address or number which others share, and nothing in them tells whose they are",
        "lignes d'une vue qui portent une adresse ou un numéro que d'autres partagent, et rien n'y dit de qui elles sont",
    )
    KEY = ("{key}", "{key}")
    LINE = ("line {line}", "ligne {line}")
    A_ROW = ("a row", "une ligne")
    NO_KEY = ("a row without a key that may be shown", "une ligne sans clé qui puisse être montrée")

    OTHER_ADDRESS = ("it is the address of somebody else", "c'est l'adresse d'une autre personne")
    OTHER_NAME = ("the name beside it is that of somebody else", "le nom qui l'accompagne est celui d'une autre personne")
    OTHER_PERSON = ("it points to somebody else", "elle renvoie à une autre personne")

    UNDECLARED = (
        "no activity of the register declares it: on which basis it is processed is not known",
        "aucune activité du registre ne la déclare : on ne sait sur quelle base elle est traitée",
    )
    OTHER_BASIS = (
        "activity {activity} rests neither on consent nor on contract (basis: {basis})",
        "l'activité {activity} ne repose ni sur le consentement ni sur un contrat (base : {basis})",
    )
    NO_BASIS = ("none declared", "aucune déclarée")
    THIRD_PARTY = (
        "activity {activity} has it from a third party, not from the person",
        "l'activité {activity} la tient d'un tiers, non de la personne",
    )
    NAMED_THIRD_PARTY = (
        "activity {activity} has it from a third party ({party}), not from the person",
        "l'activité {activity} la tient d'un tiers ({party}), non de la personne",
    )
    INFERRED = (
        "activity {activity} has it inferred, not provided by the person or observed",
        "l'activité {activity} l'a déduite : la personne ne l'a pas fournie et elle n'a pas été observée",
    )
    FOR_OTHERS = (
        "it is held on behalf of others, who answer for it: {names}",
        "elle est détenue pour le compte d'autres, qui en répondent : {names}",
    )
    NOT_NAMED = ("not named", "non nommés")
    SECRET = (
        "it is a password, a token or a key: whoever reads it could sign in as the person, and as data it tells nothing of them",
        "c'est un mot de passe, un jeton ou une clé : qui le lit pourrait se connecter au nom de la personne, et il n'en dit rien",
    )
    STORED_COPIES = (
        "copies in files that are not opened; what they copy is exported from where it comes from",
        "copies dans des fichiers qui ne sont pas ouverts ; ce qu'ils copient est exporté de sa source",
    )


_LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with what is filled in.  As text it is English."""

    reason: Reason
    words: tuple[tuple[str, str | Because], ...] = field(default=())

    def said(self, language: str) -> str:
        """The sentence in a language."""
        filled = {name: word.said(language) if isinstance(word, Because) else word for name, word in self.words}
        template: str = self.reason.value[_LANGUAGES.index(language)]
        return template.format_map(filled)

    def __str__(self) -> str:
        return self.said("en")


def because(reason: Reason, **words: str | Because) -> Because:
    """A reason, with what is filled in by name."""
    return Because(reason, tuple(words.items()))
