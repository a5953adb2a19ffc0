"""All forms are looked for as one alternation in a row: it must stay small enough for an engine to run it as an automaton."""

from __future__ import annotations

import time

import duckdb
import pytest

from privaudit import rulebook
from privaudit.profile.gate import cell_gate, text_gate

VALUES = {
    "digits": "(hash(i) % 1000000007)::VARCHAR",
    "zero and digits": "'0' || (100000000 + hash(i) % 800000000)",
    "dates": "strftime(DATE '1990-01-01' + (hash(i) % 12000)::INTEGER, '%Y-%m-%d')",
    "hexadecimal": "md5(i::VARCHAR)",
    "addresses": "'ab' || i || '@example.org'",
    "notes": "'Order ' || i || ' shipped to 12 rue du Moulin, see box ' || (hash(i) % 999)",
}
SECONDS = 2.0
"""100,000 values take about 0.1 seconds.  Where counted repeats of wide classes, or digits that only some forms allow, multiply the states
beyond the engine's memory, it falls back to a walk that takes a hundred times as long."""


PATTERNS = rulebook.built_in().patterns
GATES = {
    "cells": cell_gate([pattern for pattern in PATTERNS if pattern.proves]),
    "texts": text_gate([pattern for pattern in PATTERNS if pattern.inside]),
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("what", VALUES)
def test_the_alternation_of_all_forms_runs_as_an_automaton(what: str, gate: str) -> None:
    with duckdb.connect() as engine:
        made = f"SELECT chr(31) || {VALUES[what]} || chr(31) AS row FROM range(100000) AS rows (i)"  # noqa: S608 our own
        engine.execute(f"CREATE TABLE sample AS {made}")
        start = time.process_time()
        engine.execute("SELECT count(*) FROM sample WHERE regexp_matches(row, ?)", [GATES[gate]]).fetchall()
        assert time.process_time() - start < SECONDS
