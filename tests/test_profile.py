"""Counts of values, where every value of every column is looked at."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from sqlglot import exp

from privaudit import profile as profiling
from privaudit import rulebook
from privaudit.delimited.view import is_full_pass
from privaudit.engines.duckdb import DuckDBEngine
from privaudit.lowering._nodes import lower
from privaudit.lowering.duckdb import LOWERING
from privaudit.model.estate import Column, Table
from privaudit.model.profile import Validated
from privaudit.model.rules import Category, Pattern, Rulebook
from privaudit.profile import FIRST_LOOK, REST, profile
from privaudit.profile.counted import CUT
from privaudit.profile.steps import CANDIDATES
from privaudit.questions import Answer
from privaudit.rulebook import reading
from tests.conftest import CARD, EMAIL, RULES, Rows

BUILT_IN = rulebook.built_in()

ADDRESS, NUMBER = f"{EMAIL}/address", f"{CARD}/number"


@pytest.fixture(params=["told", "passed"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether small tables are told cell by cell, or passed over as large ones are."""
    if request.param == "passed":
        monkeypatch.setattr(profiling, "TOLD", 0)
    return str(request.param)


def with_check_digit(number: int) -> str:
    """A card number: fifteen digits and the one of Luhn's formula."""
    digits = f"{number:015d}"
    total = sum(sum(divmod(int(digit) * (2 if index % 2 == 0 else 1), 10)) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def test_values_are_filled_where_they_are_not_blank(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "id,note\n1,  two words \n2,\n3,   \n4,one\n")
    found = profile(engine, table, RULES)
    assert found.rows == 4
    assert (found.columns["note"].values, found.columns["note"].longest, found.columns["note"].spaced) == (2, 9, 1)
    assert found.columns["id"].values == 4


def test_values_that_are_a_form_and_values_that_hold_one_are_counted_apart(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "note\na@x.org\n b@x.org \nwrite to c@x.org please\nnothing here\n@\n")
    found = profile(engine, table, RULES).columns["note"]
    assert found.hits == {ADDRESS: 2}
    assert found.inside == {ADDRESS: 1}


def test_a_form_inside_a_long_value_without_a_blank_is_found(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", f"id,payload\n1,{'x' * 40}/to=c@x.org/{'y' * 40}\n2,short/to=c@x.org/\n")
    assert profile(engine, table, RULES).columns["payload"].inside == {ADDRESS: 1}


@pytest.mark.parametrize(("last", "hits", "inside"), [("late@x.org", {ADDRESS: 1}, {}), ("write to late@x.org", {}, {ADDRESS: 1})])
def test_what_the_first_look_does_not_see_is_counted_all_the_same(
    engine: DuckDBEngine, rows: Rows, last: str, hits: dict[str, int], inside: dict[str, int]
) -> None:
    table = rows("t", "id,note\n" + "".join(f"{number},nothing to see\n" for number in range(29_999)) + f"29999,{last}\n")
    assert FIRST_LOOK < 29_999
    found = profile(engine, table, RULES)
    assert found.rows == 30_000
    assert found.columns["note"].hits == hits
    assert found.columns["note"].inside == inside


def test_a_rare_form_beside_a_common_one_is_counted_too(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "note\n" + "a@x.org\n" * 10_500 + f"{with_check_digit(4)}\n")
    found = profile(engine, table, RULES).columns["note"]
    assert found.hits == {ADDRESS: 10_500, NUMBER: 1}
    assert found.validated == {NUMBER: Validated(1, 1)}


def test_check_digits_are_those_of_distinct_values(engine: DuckDBEngine, rows: Rows) -> None:
    good, bad = with_check_digit(411111111111111), "4111111111111112"
    table = rows("t", "card\n" + f"{good}\n" * 5 + f"{bad}\n" * 3)
    found = profile(engine, table, RULES).columns["card"]
    assert found.hits == {NUMBER: 8}
    assert found.validated == {NUMBER: Validated(checked=2, valid=1)}


def test_check_digits_inside_texts_are_those_of_the_piece_that_fits(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", f"note\npaid with {with_check_digit(41)} today\npaid with {with_check_digit(41)} again\n")
    found = profile(engine, table, RULES).columns["note"]
    assert (found.hits, found.inside) == ({}, {NUMBER: 2})
    assert found.validated == {NUMBER: Validated(1, 1)}


def test_at_most_so_many_candidates_meet_their_check_digit_and_the_same_at_each_run(engine: DuckDBEngine, rows: Rows) -> None:
    numbers = [f"{number:016d}" for number in range(3_000)]
    valid = sum(number == with_check_digit(int(number[:-1])) for number in numbers)
    first = profile(engine, rows("t", "card\n" + "\n".join(numbers) + "\n"), RULES).columns["card"].validated[NUMBER]
    random.Random(7).shuffle(numbers)  # noqa: S311 test data, no secret
    again = profile(engine, rows("u", "card\n" + "\n".join(numbers) + "\n"), RULES).columns["card"].validated[NUMBER]
    assert first == again
    assert first.checked == CANDIDATES
    assert 0 < first.valid < valid == 300


def test_a_table_with_a_header_alone_has_no_values(engine: DuckDBEngine, rows: Rows) -> None:
    found = profile(engine, rows("t", "email,note\n"), RULES)
    assert found.rows == 0
    assert [column.values for column in found.columns.values()] == [0, 0]
    assert found.columns["email"].longest == 0


def test_wide_tables_are_asked_in_several_passes_and_keep_all_columns(
    engine: DuckDBEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiling, "TOGETHER", 3)
    found = profile(engine, rows("t", "a,b,c,d,e,f,g\nx@x.org,2,3,y@x.org,5,6,z@x.org\n"), RULES)
    assert found.rows == 1
    assert list(found.columns) == list("abcdefg")
    assert [name for name, column in found.columns.items() if column.hits] == ["a", "d", "g"]


def test_a_column_that_only_the_schema_has_is_not_asked_for(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "email\na@x.org\n")
    both = Table(table.source, table.name, (*table.columns, Column("note", in_rows=False)), relation=table.relation)
    found = profile(engine, both, RULES)
    assert found.rows == 1
    assert list(found.columns) == ["email"]


def test_rows_that_could_not_be_read_are_named_by_their_line(engine: DuckDBEngine, rows: Rows) -> None:
    found = profile(engine, rows("t", "id,email\n1,a@x.org\n2,b@x.org,too much\n3,c@x.org\n"), RULES)
    assert found.rows == 2
    assert [rejected.line for rejected in found.rejected] == [3]


def small_rules(*patterns: Pattern) -> Rulebook:
    """Rules of nothing but these forms."""
    return Rulebook("small", {"any": Category("any", "Any", "pd:Any", patterns=patterns)}, {})


def test_one_address_at_the_end_of_a_long_column_of_numbers_is_found(engine: DuckDBEngine, rows: Rows) -> None:
    lines = [f"{number},{number % 100}" for number in range(400_000)]
    lines[-1] = "a@x.org,7"
    found = profile(engine, rows("t", "\n".join(["id,size", *lines, ""])), RULES)
    assert found.rows == 400_000
    assert (found.columns["id"].hits, found.columns["size"].hits) == ({ADDRESS: 1}, {})


def test_more_rows_than_can_be_told_one_by_one_are_counted_to_the_last(engine: DuckDBEngine, rows: Rows) -> None:
    late = "".join(f"a{number}@x.org,say b@x.org\n" for number in range(3 * REST))
    found = profile(engine, rows("t", "who,what\n" + "1,2\n" * 11_000 + late + f"{with_check_digit(4)},3\n"), RULES)
    assert found.columns["who"].hits == {ADDRESS: 3 * REST, NUMBER: 1}
    assert found.columns["what"].inside == {ADDRESS: 3 * REST}


def test_a_form_that_proves_nothing_hides_no_other(engine: DuckDBEngine, rows: Rows) -> None:
    word = Pattern("any/word", "any", "[a-z@.]+")
    mail = Pattern("any/mail", "any", "[a-z]+@x[.]org", needs="@", proves=True)
    table = rows("t", "id,who\n" + "1,word\n" * 20_000 + "2,a@x.org\n")
    assert profile(engine, table, small_rules(word, mail)).columns["who"].hits == {"any/word": 20_001, "any/mail": 1}


def test_a_form_that_proves_nothing_counts_where_many_have_it_late(engine: DuckDBEngine, rows: Rows) -> None:
    word = Pattern("any/word", "any", "[a-z]+")
    table = rows("t", "id,who\n" + "".join(f"{number},{number if number < 15_000 else 'word'}\n" for number in range(40_000)))
    assert profile(engine, table, small_rules(word)).columns["who"].hits == {"any/word": 25_000}


def test_what_stands_in_several_texts_of_a_row_is_counted_once_for_each(engine: DuckDBEngine, rows: Rows) -> None:
    line = f"2,say a@x.org,say b@x.org or {with_check_digit(4)}\n"
    found = profile(engine, rows("t", "id,one,two\n" + "1,no word,no word\n" * 400 + line), RULES)
    assert (found.columns["one"].inside, found.columns["two"].inside) == ({ADDRESS: 1}, {ADDRESS: 1, NUMBER: 1})
    assert found.columns["two"].validated == {NUMBER: Validated(1, 1)}


@pytest.mark.parametrize("late", [False, True])
def test_white_space_around_a_value_hides_nothing(engine: DuckDBEngine, rows: Rows, late: bool) -> None:
    head = "x\n" * (FIRST_LOOK + 100) if late else ""
    cells = ("a@x.org", " a@x.org  ", "\ta@x.org", "\u00a0a@x.org\u3000", '"a@x.org\n"', "a@x.org\t")
    found = profile(engine, rows("t", "note\n" + head + "\n".join(cells) + "\n \u00a0 \n"), RULES).columns["note"]
    assert (found.values - head.count("x"), found.hits, found.spaced) == (6, {ADDRESS: 6}, 0)


def test_lengths_are_those_of_characters(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", "note\n" + "short\n" * (FIRST_LOOK + 100) + "Éléonore  \n")
    assert profile(engine, table, RULES).columns["note"].longest == 8


def test_of_a_very_long_value_only_the_beginning_is_looked_at(engine: DuckDBEngine, rows: Rows) -> None:
    early, late = f"a@x.org {'y' * CUT}", f"{'y' * CUT} a@x.org"
    found = profile(engine, rows("t", f"note\n{early}\n{late}\nword\n"), RULES).columns["note"]
    assert (found.values, found.cut, found.inside, found.longest) == (3, 2, {ADDRESS: 1}, CUT + 8)


def test_two_runs_give_the_same(engine: DuckDBEngine, rows: Rows) -> None:
    numbers = random.Random(7)  # noqa: S311 test data, no secret
    lines = [f"{numbers.randrange(10**16):016d},{numbers.randrange(40)},u{number}@x.org" for number in range(30_000)]
    table = rows("t", "\n".join(["card,size,mail", *lines, ""]))
    assert profile(engine, table, RULES) == profile(engine, table, RULES)


@pytest.fixture(name="questions")
def _questions(monkeypatch: pytest.MonkeyPatch) -> list[exp.Expr]:
    """What the engine was asked."""
    questions: list[exp.Expr] = []
    answer: Callable[[DuckDBEngine, exp.Expr], list[Answer]] = DuckDBEngine.ask

    def asking(asked: DuckDBEngine, question: exp.Expr) -> list[Answer]:
        questions.append(question)
        return answer(asked, question)

    monkeypatch.setattr(DuckDBEngine, "ask", asking)
    return questions


def test_a_table_is_read_once_beside_the_first_looks(engine: DuckDBEngine, rows: Rows, questions: list[exp.Expr], way: str) -> None:
    table = rows("t", f"a,b\na@x.org,{with_check_digit(4)}\nword,say b@x.org\n")
    profile(engine, table, RULES)
    *looks, last = questions
    assert len(looks) == (1 if way == "told" else 2)
    assert all(look.find(exp.Limit) is not None for look in looks)
    assert last.find(exp.Limit) is None
    # Else the engine would read a large file once more, to see whether all of it can be read.
    assert is_full_pass(lower(last, LOWERING), [column.name for column in table.columns]) is (way == "passed")


@pytest.mark.parametrize("late", [False, True])
def test_every_pattern_fires(engine: DuckDBEngine, rows: Rows, late: bool) -> None:
    """Where the first look sees its examples, and, if it proves, where only the last rows of a long column hold them."""
    entries = [
        (f"{key}/{entry.name}", entry)
        for key, files in reading.read(rulebook.built_in_folder()).categories.items()
        for file in files
        for entry in file.patterns
        if entry.proves or not late
    ]
    examples = [[value.strip() for value in entry.examples.hit] for _, entry in entries]
    deepest = max(map(len, examples))
    lines = [",".join(f"p{number}" for number in range(len(entries)))]
    lines += [",".join(["-"] * len(entries))] * (FIRST_LOOK + 100 if late else 0)
    for row in range(deepest):
        cells = (values[row] if row < len(values) else "" for values in examples)
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    found = profile(engine, rows("t", "\n".join([*lines, ""])), BUILT_IN)
    columns = zip(entries, examples, found.columns.values(), strict=True)
    assert [name for (name, _), values, column in columns if column.hits.get(name, 0) < len(values)] == []


def people(count: int, *, every: int = 0, odd: str = "") -> str:
    """Rows of which each so manieth has an odd number."""
    cells = (odd if every and number % every == every - 1 else str(number) for number in range(count))
    return "number,day\n" + "".join(f"{cell},2024-01-{i % 28 + 1:02}\n" for i, cell in enumerate(cells))


def test_a_cell_that_is_not_like_the_others_of_its_column_is_told(engine: DuckDBEngine, rows: Rows) -> None:
    table = rows("t", people(FIRST_LOOK * 2, every=FIRST_LOOK + 7_000, odd="jane@shop.org"))
    found = profile(engine, table, BUILT_IN).columns["number"]
    assert found.values == FIRST_LOOK * 2
    assert found.hits["user.contact.email/address"] == 1


def test_a_column_that_becomes_another_one_is_counted_to_the_last_cell(
    engine: DuckDBEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More rows than can be told one by one: the column is looked at cell by cell in a second pass."""
    monkeypatch.setattr(profiling, "ODD", 50)
    lines = people(FIRST_LOOK * 2).splitlines()
    lines[FIRST_LOOK + 1 :] = [f"jane{i}@shop.org,2024-01-01" for i in range(FIRST_LOOK)]
    found = profile(engine, rows("t", "\n".join(lines)), BUILT_IN).columns
    assert found["number"].hits["user.contact.email/address"] == FIRST_LOOK
    assert found["number"].values == FIRST_LOOK * 2
    assert found["day"].values == FIRST_LOOK * 2


def test_what_only_later_cells_are_is_counted_of_their_column_alone(engine: DuckDBEngine, rows: Rows, questions: list[exp.Expr]) -> None:
    """Numbers of five digits, of which the first rows have none, may be postal codes."""
    found = profile(engine, rows("t", people(FIRST_LOOK * 3)), BUILT_IN).columns
    assert found["number"].hits["user.contact.address.postal_code/fr"] == FIRST_LOOK * 2
    assert (found["number"].values, found["day"].values) == (FIRST_LOOK * 3, FIRST_LOOK * 3)
    *_, every, again = ([column for column in ("number", "day") if f'"{column}"' in question.sql()] for question in questions)
    assert (every, again) == (["number", "day"], ["number"])


def test_empty_cells_blank_cells_and_marks_are_no_surprise(engine: DuckDBEngine, rows: Rows) -> None:
    lines = people(FIRST_LOOK * 2).splitlines()
    lines[-4:] = [",2024-01-01", '"  ",2024-01-01', " 12 ,", '"1\x1f2024-01-01",']
    found = profile(engine, rows("t", "\n".join(lines)), BUILT_IN).columns
    assert found["number"].values == FIRST_LOOK * 2 - 2
    assert found["day"].values == FIRST_LOOK * 2 - 2


def test_texts_that_come_again_and_again_hide_no_other(engine: DuckDBEngine, rows: Rows) -> None:
    notes = ["asked for the manual of the pump", "called about the last invoice", "wants an offer for next spring"] * FIRST_LOOK
    notes[-2:] = ["wants an offer for next spring: jane@shop.org", "on sick leave since last May"]
    found = profile(engine, rows("t", "\n".join(["id,note", *(f"{i},{note}" for i, note in enumerate(notes)), ""])), BUILT_IN).columns
    assert found["note"].inside == {"user.contact.email/address": 1}
    assert (found["note"].values, found["note"].spaced, found["note"].health) == (len(notes), len(notes), 1)


@pytest.mark.parametrize("count", [60, FIRST_LOOK * 2])
def test_texts_that_speak_of_health_are_counted_over_all_rows(engine: DuckDBEngine, rows: Rows, count: int) -> None:
    """The first ones in the notes, and one where no text had been before."""
    notes = ["on sick leave since May" if number % 20 == 0 else "called about the invoice" for number in range(count)]
    codes = [*(f"A-{number}" for number in range(count - 1)), "souffre de diabète"]
    lines = (f"{code},{note}" for code, note in zip(codes, notes, strict=True))
    found = profile(engine, rows("t", "\n".join(["code,note", *lines, ""])), BUILT_IN).columns
    assert found["note"].health == count // 20
    assert found["code"].health == 1
