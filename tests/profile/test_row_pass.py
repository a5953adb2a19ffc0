"""One pass over the rows of a table."""

from __future__ import annotations

from privaudit import questions as ask
from privaudit import rulebook
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.model.estate import Table
from privaudit.profile.counted import Known, Passed
from privaudit.profile.forms import Forms
from privaudit.profile.row_pass import FEW, RowPass
from tests.conftest import Rows

FORMS = Forms(rulebook.built_in().patterns)
TOWNS = ("the town of Lyon in the south", "the town of Paris in the north", "the town of Rennes in the west")


def passed(engine: DuckDBEngine, table: Table, familiar: tuple[str, ...] = (), telling: int | None = None) -> Passed:
    texts = [Known(texts=True)] * 2
    asked = RowPass(["town", "again"], texts, [None, None], FORMS, [familiar] * 2, [60, 60], telling, 10, 10)
    (answer,) = engine.ask(asked.question(ask.relation(table.relation or "")))
    return asked.read(answer)


def test_rows_that_differ_in_familiar_texts_alone_are_chosen_alike_in_whatever_order(engine: DuckDBEngine, rows: Rows) -> None:
    towns = tuple(f"the town of {chr(97 + number) * 3} in the south" for number in range(26))
    lines = [f"{town},{other}" for town in towns for other in towns for _ in range(FEW // 8)]
    there = rows("there", "\n".join(["town,again", *lines, ""]))
    back = rows("back", "\n".join(["town,again", *lines[::-1], ""]))
    one, other = (passed(engine, table, towns) for table in (there, back))
    assert len(one.some) == FEW
    assert sorted(map(str, one.some)) == sorted(map(str, other.some))
    assert one.columns == other.columns


def test_familiar_texts_count_as_others_do(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "\n".join(["town,again", *(f"{TOWNS[i % 3]},{TOWNS[0] if i else 'ask jo@shop.org'}" for i in range(99)), ""]))
    known, unknown = passed(engine, table, TOWNS), passed(engine, table)
    assert known.columns == unknown.columns
    assert (known.rest, known.some_of_rest) == (unknown.rest, unknown.some_of_rest)
    assert known.rest == 1


def test_chance_may_choose_by_the_cell_that_tells_rows_apart(engine: DuckDBEngine, rows: Rows) -> None:
    lines = [f"{TOWNS[0]} no {chr(97 + i // 26)}{chr(97 + i % 26)},{TOWNS[i % 3]}" for i in range(26 * 26)]
    found = passed(engine, rows("t", "\n".join(["town,again", *lines, ""])), telling=0)
    assert 0 < len(found.some) < FEW
    assert len({str(row) for row in found.some}) == len(found.some)
