"""An invented shop's export of its customers' last orders: the same at every run, nobody's data."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Callable, Mapping
from pathlib import Path

ROWS = 1_000
TODAY = dt.date(2026, 11, 21)


def _cut(text: str) -> list[str]:
    return text.split(", ")


_FIRST = _cut(
    "Amélie, Bastien, Camille, Denis, Élodie, Fabien, Gaëlle, Hugo, Inès, Julien, Karine, Laurent, Margaux, Nicolas, Océane, "
    "Patrick, Quentin, Romane, Sylvain, Thérèse, Ursula, Valentin, Wolfgang, Xavier, Yannick, Zoé, Oliver, Charlotte, Nigel, "
    "Eleanor, Graham, Beatrice, Jürgen, Annegret, Detlef, Heike, Matteo, Chiara, Alessandro, Begoña, Iñigo, Pilar, Joost, "
    "Femke, Agnieszka, Zbigniew, João, Fatima, Mohamed, Aïcha"
)
_LAST = _cut(
    "Lefebvre, Moreau, Garnier, Chevallier, Rousseau, Boucher, Poirier, Lemoine, Delattre, Vasseur, Quémener, Kervella, "
    "Mazaud, Peyrat, Soubiran, Etcheverry, Haddad, Benali, Diallo, Traoré, Nguyen, Kowalczyk, Zielinska, Müller, Schröder, "
    "Vogel, Brinkmann, Oberhuber, Rossi, Ferraro, Colombo, Greco, García, Fernández, Ruiz, Ortega, Iglesias, Silva, Pereira, "
    "Janssen, Bakker, Smith, Jones, Taylor, Wright, Thompson, Patel, Singh, Perrin, Marchand, Gauthier, Barbier, Renaud, "
    "Leclerc, Masson"
)
_TOWNS = _cut(
    "Lyon, Nantes, Strasbourg, Lille, Rennes, Grenoble, Dijon, Angers, Saint-Étienne, Aix-en-Provence, Villeurbanne, "
    "Bruxelles, Genève, Köln, München, Leeds, Cork, Sevilla, Bologna, Utrecht, Kraków, Braga, Annecy, Quimper, Roanne, "
    "Vannes, Colmar, Albi, Bayonne, Arles, Petit-Bourg-les-Vents, Sainte-Odile-du-Val"
)
_STREETS = _cut(
    "rue des Lilas, avenue du Parc, boulevard Carnot, chemin des Vignes, place du Marché, impasse du Moulin, rue de la Gare, "
    "allée des Tilleuls"
)
_JOBS = _cut(
    "comptable, infirmière, ingénieur, professeur, vendeuse, maçon, juriste, technicien, cheffe de projet, retraité, étudiante, menuisier"
)
_GOODS = _cut(
    "Oak Table, Desk Lamp, Coffee Maker, Blue Mug, Steel Bottle, Garden Hose, Rain Jacket, Wall Clock, Cast Iron Pan, Bath "
    "Towel, Paper Clips, Fountain Pen"
)
_COLOURS = _cut("red, green, blue, yellow, black, white, orange, pink, brown, grey, turquoise, beige")
_STATES = _cut("paid, shipped, delivered, returned, cancelled, pending")
_FIRMS = _cut(
    "Nordic Parcel Services, Blue Anchor Freight, Rive Gauche Logistics, Quick Post Partners, Alpine Cargo Group, Harbour Line Couriers"
)
_NOTES = (
    *("will call back on Monday about the delivery", "prefers the afternoon, second floor", "asked for an invoice in two parts"),
    *("parcel came back, sent again", "wants a smaller table next time", "gift wrap please"),
)

Make = Callable[[random.Random, int], object]


def _luhn_digit(digits: str) -> str:
    total = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2]) + sum(map(int, digits[-2::-2]))
    return str(-total % 10)


def _digits(rnd: random.Random, number: int) -> str:
    return "".join(rnd.choices("0123456789", k=number))


def card(rnd: random.Random, _: int) -> str:
    digits = "497" + _digits(rnd, 12)
    return digits + _luhn_digit(digits)


def iban(rnd: random.Random, _: int) -> str:
    account = _digits(rnd, 21)
    bban = account + f"{97 - int(account + '00') % 97:02}"
    return f"FR{98 - int(bban + '152700') % 97:02}{bban}"


def nir(rnd: random.Random, _: int) -> str:
    born = f"{rnd.choice('12')}{rnd.randint(40, 99):02}{rnd.randint(1, 12):02}"
    number = f"{born}{rnd.randint(1, 95):02}{rnd.randint(1, 990):03}{rnd.randint(1, 990):03}"
    return number + f"{97 - int(number) % 97:02}"


def _mobile(rnd: random.Random, _: int) -> str:
    digits = rnd.choice("67") + _digits(rnd, 8)
    grouped = "0" + digits[0] + "".join(f" {digits[start : start + 2]}" for start in range(1, 9, 2))
    return grouped if rnd.random() < 0.5 else f"+33{digits}"


def _email(rnd: random.Random, _: int) -> str:
    return f"{rnd.choice('abcdefgjlmnprst')}{_digits(rnd, 5)}@{rnd.choice(['courriel.fr', 'poste-libre.eu', 'mailbox.info'])}"


def _note(rnd: random.Random, row: int) -> str:
    note = rnd.choice(_NOTES)
    return f"{note}, write to {_email(rnd, row)}" if row % 20 == 0 else note


def _day(rnd: random.Random, oldest: int, youngest: int) -> dt.date:
    return TODAY - dt.timedelta(days=rnd.randint(youngest, oldest))


def _moment(rnd: random.Random, _: int) -> str:
    return f"{_day(rnd, 1400, 1)} {rnd.randint(7, 22):02}:{rnd.randint(0, 59):02}:{rnd.randint(0, 59):02}"


def _uuid(rnd: random.Random, _: int) -> str:
    digits = f"{rnd.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _ip(rnd: random.Random, _: int) -> str:
    return f"{rnd.randint(60, 190)}.{rnd.randint(0, 255)}.{rnd.randint(0, 255)}.{rnd.randint(1, 254)}"


PERSONAL: Mapping[str, tuple[str, Make]] = {
    "first_name": ("user.name.first", lambda rnd, _: rnd.choice(_FIRST)),
    "last_name": ("user.name.last", lambda rnd, _: rnd.choice(_LAST)),
    "full_name": ("user.name", lambda rnd, _: f"{rnd.choice(_LAST).upper()} {rnd.choice(_FIRST)}"),
    "email": ("user.contact.email", _email),
    "mobile": ("user.contact.phone_number", _mobile),
    "iban": ("user.financial.bank_account", iban),
    "card_number": ("user.financial.credit_card", card),
    "nir": ("user.government_id.national_identification_number", nir),
    "ip_address": ("user.device.ip_address", _ip),
    "birth_date": ("user.demographic.date_of_birth", lambda rnd, _: _day(rnd, 30_000, 6_600)),
    "city": ("user.contact.address.city", lambda rnd, _: rnd.choice(_TOWNS)),
    "street": ("user.contact.address", lambda rnd, _: f"{rnd.randint(1, 180)} {rnd.choice(_STREETS)}"),
    "notes": ("user.content.private", _note),
}
"""Column -> the category of its values, and how one is made."""
BY_NAME_ONLY: Mapping[str, Make] = {
    "postcode": lambda rnd, _: f"{rnd.randint(1, 95):02}{_digits(rnd, 3)}",
    "job_title": lambda rnd, _: rnd.choice(_JOBS),
}
"""Personal, but with values that say so to nobody."""
OTHER: Mapping[str, Make] = {
    "id": lambda _, row: row + 1,
    "order_number": lambda _, row: 4_976_000_000_000_000 + 7 * row,
    "order_uuid": _uuid,
    "created_at": _moment,
    "due_date": lambda rnd, _: _day(rnd, 40, -60),
    "amount": lambda rnd, _: f"{rnd.uniform(3, 900):.2f}",
    "quantity": lambda rnd, _: rnd.randint(1, 12),
    "product": lambda rnd, _: rnd.choice(_GOODS),
    "sku": lambda rnd, _: f"{rnd.choice('ABCDE')}{rnd.choice('KLMNP')}-{_digits(rnd, 4)}",
    "colour": lambda rnd, _: rnd.choice(_COLOURS),
    "status": lambda rnd, _: rnd.choice(_STATES),
    "app_version": lambda rnd, _: f"{rnd.randint(1, 5)}.{rnd.randint(0, 20)}.{rnd.randint(0, 9)}.{rnd.randint(0, 9)}",
    "carrier": lambda rnd, _: rnd.choice(_FIRMS),
    "parcel_weight": lambda rnd, _: f"{rnd.randint(100, 9000)} g",
}
"""What is no personal data, whatever it is called."""


def write(path: Path, names: Mapping[str, str], seed: int = 20261121) -> None:
    """The export as a CSV file, with the columns called as `names` says, and else as they are."""
    rnd = random.Random(seed)  # noqa: S311 invented data, the same at every run
    makers = {**{column: make for column, (_, make) in PERSONAL.items()}, **BY_NAME_ONLY, **OTHER}
    columns = sorted(makers, key=lambda column: (column != "id", column))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([names.get(column, column) for column in columns])
        writer.writerows([makers[column](rnd, row) for column in columns] for row in range(ROWS))
