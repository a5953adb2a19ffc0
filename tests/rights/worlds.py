"""Random schemas with random foreign keys, and persons whose rows are known because they were made for them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PERSONS = "people"
_SPELLINGS = (str.lower, str.upper, str.title, lambda text: f"  {text} ")


@dataclass
class World:
    """Tables with their rows, and whose these are."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """For each table: column and the table whose `id` it points to."""
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    owners: dict[str, list[int | None]] = field(default_factory=dict)
    """For each row the person it was made for; None: nobody's."""

    def of(self, person: int) -> dict[str, list[str]]:
        """The ids of the rows that were made for a person, by table; tables without one are left out."""
        found = {
            table: sorted(row["id"] for row, owner in zip(self.rows[table], self.owners[table], strict=True) if owner == person)
            for table in self.rows
        }
        return {table: ids for table, ids in found.items() if ids}

    def add(self, table: str, owner: int | None, **cells: str) -> str:
        """Makes a row, and gives its id."""
        key = str(1000 * (1 + list(self.rows).index(table)) + len(self.rows[table]))
        self.rows[table].append({**dict.fromkeys(self.columns[table], ""), "id": key, **cells})
        self.owners[table].append(owner)
        return key

    def table(self, name: str, *columns: str, keys: list[tuple[str, str]] | None = None) -> None:
        """Makes a table without rows."""
        self.columns[name] = ["id", *columns, *(column for column, _ in keys or [])]
        self.keys[name] = keys or []
        self.rows[name], self.owners[name] = [], []

    def mine(self, table: str, person: int) -> list[str]:
        """The ids of a person's rows of a table."""
        return [row["id"] for row, owner in zip(self.rows[table], self.owners[table], strict=True) if owner == person]

    def csv(self, table: str) -> str:
        """The table as an export."""
        lines = [self.columns[table], *([row[name] for name in self.columns[table]] for row in self.rows[table])]
        return "".join(f"{','.join(line)}\n" for line in lines)


def address(person: int) -> str:
    """How a person is known."""
    return f"person{person}@mail.example"


def a_world(seed: int) -> World:
    """A world by chance: the same one for the same seed."""
    chance = random.Random(seed)  # noqa: S311 no secret
    world, persons = World(), range(chance.randint(2, 4))
    lists = [f"list{n}" for n in range(chance.randint(0, 2))]
    for name in lists:
        world.table(name, "label")
        for n in range(2):
            world.add(name, None, label=f"entry {n}")
    owned = [f"own{n}" for n in range(chance.randint(0, 2))]
    for name in owned:
        world.table(name, "payload")
    things = [f"thing{n}" for n in range(chance.randint(1, 5))]
    own_keys = [(f"to_{name}", name) for name in owned]
    cycle = [("to_best", "thing0")] if chance.random() < 0.5 else []
    world.table(PERSONS, "email", keys=[*cycle, *(key for key in own_keys if chance.random() < 0.5)])
    _make_things(world, chance, things, lists, own_keys)
    for person in persons:
        _make_rows(world, chance, person, things, lists)
    if things and cycle:
        for row, owner in zip(world.rows[PERSONS], world.owners[PERSONS], strict=True):
            row["to_best"] = chance.choice(["", *world.mine("thing0", owner or 0)])
    return world


def _make_things(world: World, chance: random.Random, things: list[str], lists: list[str], own_keys: list[tuple[str, str]]) -> None:
    """Each points to a table before it, some to themselves, to a list, to a second table before, or to a row of their own."""
    for place, name in enumerate(things):
        before = [PERSONS, *things[:place]]
        keys = [(f"of_{(first := chance.choice(before))}", first)]
        second = chance.choice(before)
        if second != first and chance.random() < 0.3:
            keys.append((f"of_{second}", second))
        if chance.random() < 0.3:
            keys.append(("part_of", name))
        keys += [(f"in_{name}", name) for name in lists if chance.random() < 0.6]
        keys += [key for key in own_keys if chance.random() < 0.2]
        world.table(name, "payload", keys=keys)


def _make_rows(world: World, chance: random.Random, person: int, things: list[str], lists: list[str]) -> None:
    spelled = chance.choice(_SPELLINGS)(address(person))
    own = {column: world.add(target, person, payload="2026-01-31") for column, target in world.keys[PERSONS] if target.startswith("own")}
    world.add(PERSONS, person, email=spelled, **own)
    for name in things:
        first, target = world.keys[name][0]
        for number in range(chance.randint(0, 3) if world.mine(target, person) else 0):
            cells = {first: chance.choice(world.mine(target, person))}
            for column, other in world.keys[name][1:]:
                # Each entry of a list is some other person's too.
                cells[column] = (
                    world.rows[other][number % 2]["id"]
                    if other in lists
                    else world.add(other, person, payload="2026-01-31")
                    if other.startswith("own")
                    else chance.choice(["", *world.mine(other, person)])
                )
            world.add(name, person, payload="2026-03-15", **cells)
