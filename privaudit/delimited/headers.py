"""Whether a row names the columns of a table, and what they are called.

A first row that is data must never be taken for names: names are printed in reports, and it would be somebody's data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from privaudit.lists import word_lists
from privaudit.words import tokens

LONGEST = 200
"""Characters of the longest name."""
_MOSTLY = 0.6
_NEARLY_ALL = 0.9
_HALF = 0.5
_FEWEST_TEXTS = 5
"""Rows below words that stand above nothing but texts."""
_LONGEST_WORD = 30
_A_LONG_TEXT = 40
_TEXT = re.compile(r"\S+\s+\S|[\[{<]")
"""What a text has and a word has not: a second word, the beginning of what a program wrote."""
_OTHER_DELIMITERS = {";": 2, "|": 2, "\t": 2, ",": 3}
"""And into how many parts each cuts a row at least: a comma stands in amounts too."""
_PLACEHOLDERS = frozenset({"-", "--", "n/a", "na", "nan", "null", "none", "nil", "unknown", "inconnu", "unbekannt", "?"})
_VALUE = re.compile(
    r"""\S+@\S+                                                   # an e-mail address
      | [+(€$£-]?\s?\d[\d\s().,/:'\u2019+-]*\s?[%€$£]?                 # a number, an amount, a date, a phone number
      | \d{4}-\d\d?-\d\d?[T\s].*                                  # a date and time
      | \d+\s?,?\s.+\s.+                                          # a street with its number
      | [A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){3,}                     # an account number
      | (?:https?://|www\.)\S+
      | [0-9a-fA-F]{8}-?[0-9a-fA-F]{4}[0-9a-fA-F-]{4,}            # an identifier by chance
      | (?:[0-9a-fA-F]{1,4}:){3,}[0-9a-fA-F:]*
      | [Tt]rue|[Ff]alse|TRUE|FALSE|[Vv]rai|[Ff]aux|[Oo]ui|[Nn]on|[Yy]es|[Nn]o|[Jj]a|[Nn]ein|[Ss]í""",
    re.VERBOSE,
)
_COUNTED = re.compile(r"\d{1,3}\s.+\s.+")
"""A name that begins with a number, `3 months before`, looks like a street with its number."""
_REFERENCE = re.compile(r"[A-Z]{1,3}[-\s]?\d{3,}[A-Z\d-]*")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]*)+")
_WORDS = frozenset(
    tokens(
        "id ref reference code key uuid number nr num no numero nummer name nom nombre nome naam imie nazwa first last given "
        "family surname middle prenom vorname nachname apellido cognome voornaam achternaam nazwisko fullname firstname lastname "
        "username user login account compte konto cuenta customer client kunde cliente klant contact kontakt contacto patient "
        "member membre mitglied employee employe salarie mitarbeiter person personne subject supplier vendor email mail courriel "
        "correo phone telephone tel telefon telefono mobile portable handy fax address adresse direccion indirizzo adres street "
        "rue strasse calle via city ville ort stadt ciudad citta town zip postal postcode cp plz cap country pays land pais paese "
        "region state etat province department departement birth birthdate birthday naissance geburt geburtsdatum nacimiento "
        "nascita dob date datum fecha data jour day month mois year annee time heure zeit hora created updated modified deleted "
        "started ended start end debut fin begin timestamp at gender sex sexe genero geschlecht civility civilite anrede title "
        "titre titel titulo type kind categorie category status statut estado stato active actif aktiv flag amount montant betrag "
        "importe price prix preis precio total sum currency devise wahrung quantity quantite menge order commande bestellung "
        "pedido invoice facture rechnung payment paiement iban bic card carte karte note comment commentaire bemerkung remark "
        "description libelle bezeichnung label message text sujet language langue sprache idioma ip url website site company "
        "societe firma empresa organisation organization job position poste function fonction beruf role service team group "
        "groupe gruppe product produit produkt producto sku version source origin channel canal opt consent consentement "
        "newsletter unsubscribe desinscription value valeur wert valor count score rate percent latitude longitude lat lon file "
        "path size color colour weight height age nationality nationalite password hash token ssn nir siret siren vat tva "
        "diagnosis doctor medecin insurance assurance contract contrat vertrag salary salaire gehalt iso column field spalte "
        "colonne"
    )
)


def names_columns(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a row are the names of the columns of the rows below it; in doubt they are not."""
    codes = {position for position, cell in enumerate(first) if _is_code(cell.strip(), position, below)}
    first = ["" if position in codes else cell for position, cell in enumerate(first)]
    filled = [cell.strip() for cell in first if cell.strip()]
    if not filled or len(codes) > len(filled) or any(is_value(cell) or len(cell) > LONGEST for cell in filled):
        return False
    if any(_is_uncut(cell, [row[position] for row in below]) for position, cell in enumerate(first)):
        return False
    known = sum(_is_known(cell) for cell in filled) / len(filled)
    if not below:
        return known >= _HALF or all(_IDENTIFIER.fullmatch(cell) for cell in filled)
    if _repeats(first, below):
        return False
    return known >= _HALF or _stands_out(first, below, known) or _stands_above_texts(first, below)


def unique_names(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of the columns: cleaned of what could harm a terminal, none empty, none twice even in another case."""
    names: list[str] = []
    taken: set[str] = set()
    for position in range(width):
        own = clean(cells[position]) if position < len(cells) else ""
        own = own or f"column_{position + 1}"
        name, number = own, 1
        while name.lower() in taken:
            number += 1
            name = f"{own}_{number}"
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def clean(name: str) -> str:
    """The name without control characters and marks of writing direction, and with single blanks."""
    spaced = " ".join(name.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}).strip()


def is_value(cell: str) -> bool:
    """Whether the text is a value and no name: an address, a number, a date, a reference, an answer."""
    return _VALUE.fullmatch(cell) is not None or _REFERENCE.fullmatch(cell) is not None


def _is_code(cell: str, position: int, below: Sequence[Sequence[str]]) -> bool:
    """Whether what looks like a reference, or begins with a number, is a name: only numbers, dates and the like stand below.

    Programs number their fields (`F001`), and a name may count something (`30 days late`).
    """
    looks = next((look for look in (_REFERENCE, _COUNTED) if look.fullmatch(cell)), None)
    if looks is None:
        return False
    values = [value for row in below if (value := row[position].strip())]
    return bool(values) and all(is_value(value) and not looks.fullmatch(value) for value in values)


def _is_uncut(cell: str, below: Sequence[str]) -> bool:
    """Whether the text is a row of data that another delimiter cuts, as are most texts below it: some of its parts are values."""
    for delimiter, fewest in _OTHER_DELIMITERS.items():
        parts = [part.strip() for part in cell.split(delimiter)]
        if len(parts) >= fewest and any(map(is_value, parts)) and sum(delimiter in text for text in below) >= _HALF * len(below):
            return True
    return False


def _is_known(cell: str) -> bool:
    return any(word in _WORDS for word in tokens(cell))


def _repeats(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a cell of the row comes again below: it is a value then.  A row that comes again as a whole is a header again."""
    others = [row for row in below if list(row) != list(first)]
    return any(cell.strip() and any(cell == row[position] for row in others) for position, cell in enumerate(first))


def _stands_out(first: Sequence[str], below: Sequence[Sequence[str]], known: float) -> bool:
    """Whether texts stand above numbers, dates or addresses, or identifiers above other texts."""
    typed: list[float] = []
    for position, cell in enumerate(first):
        values = [value for row in below if (value := row[position].strip())]
        if values and cell.strip() and cell.strip().lower() not in _PLACEHOLDERS:
            typed.append(sum(map(is_value, values)) / len(values))
    contrasts = [share for share in typed if share >= _MOSTLY]
    if contrasts:
        return known > 0 or len(contrasts) > 1 or max(contrasts) >= _NEARLY_ALL
    cells = [cell.strip() for cell in first if cell.strip()]
    if all(_IDENTIFIER.fullmatch(cell) for cell in cells):
        return True
    values = [value for row in below for cell in row if (value := cell.strip())]
    capital = sum(value[0].isupper() for value in values) / len(values) if values else 0.0
    return len(cells) > 1 and all(cell == cell.lower() and cell.replace("_", "").isalnum() for cell in cells) and capital >= _MOSTLY


def _stands_above_texts(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether plain words stand above columns of which one has texts alone: `payload` above what programs wrote.

    In doubt it is a first row: where a word is somebody's name, or is one of many plain words, as the names to sign in with are.
    """
    cells = [cell.strip() for cell in first]
    if len(cells) < 2 or len(below) < _FEWEST_TEXTS or not all(map(_is_plain_word, cells)):  # noqa: PLR2004 one may be a text of one word
        return False
    columns = [[value for row in below if (value := row[position].strip())] for position in range(len(cells))]
    if any(sum(map(_is_plain_word, set(values))) > _HALF * len(values) for values in columns):
        return False
    texts = any(len(values) >= _FEWEST_TEXTS and sum(map(_is_text, values)) >= _NEARLY_ALL * len(values) for values in columns)
    return texts and not any(word_lists.is_first_name(cell) or word_lists.is_last_name(cell) or word_lists.is_city(cell) for cell in cells)


def _is_plain_word(cell: str) -> bool:
    return cell.isascii() and cell.replace("_", "").isalpha() and cell == cell.lower() and len(cell) <= _LONGEST_WORD


def _is_text(value: str) -> bool:
    return len(value) > _A_LONG_TEXT or _TEXT.match(value) is not None
