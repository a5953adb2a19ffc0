"""Work shared out among copies of this process: the same answers, in the same order, whatever becomes of a copy."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from privaudit import in_parts as parts
from privaudit.in_parts import in_parts

HERE = os.getpid()
NUMBERS = range(20)

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux lets a process copy itself safely")


@pytest.fixture(autouse=True, params=[1, 2, 3])
def _cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_cores", lambda: request.param)


def _children() -> set[str]:
    """The processes that this one has started and that are there, be it that nobody has waited for their end."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
            found |= {status.parent.name} if int(parent) == HERE else set()
    return found


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """No copy outlives its work; servers of other tests do."""
    before = _children()
    yield
    assert _children() <= before


@dataclass(frozen=True)
class Answer:
    """What is made of a number, and by which process."""

    number: int
    thing: object
    process: int


def test_the_answers_come_in_order_from_as_many_processes_as_there_are_cores(request: pytest.FixtureRequest) -> None:
    made = in_parts(lambda number: Answer(number, None, os.getpid()), NUMBERS, [1] * 20, least=2, shared=())
    assert [answer.number for answer in made] == list(NUMBERS)
    assert len({answer.process for answer in made}) == request.node.callspec.params["_cores"]


def test_little_work_is_done_here() -> None:
    assert set(in_parts(lambda _: os.getpid(), NUMBERS, [1] * 20, least=11, shared=())) == {HERE}
    assert in_parts(lambda number: number, (), (), least=1, shared=()) == []


def test_large_ones_count_for_more_than_small_ones() -> None:
    made = in_parts(lambda number: (number, os.getpid()), NUMBERS, [1000, *[1] * 19], least=1, shared=())
    assert [number for number, _ in made] == list(NUMBERS)
    assert {process for number, process in made if number == 0} == {HERE}


def test_shared_things_come_back_as_what_they_are() -> None:
    things = [object() for _ in NUMBERS]
    made = in_parts(lambda number: Answer(number, things[number], os.getpid()), NUMBERS, [1] * 20, least=1, shared=things)
    assert all(answer.thing is thing for answer, thing in zip(made, things, strict=True))


def test_a_part_whose_process_is_ended_is_done_here() -> None:
    def work(number: int) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert in_parts(work, NUMBERS, [1] * 20, least=1, shared=()) == list(NUMBERS)


def test_an_error_of_a_part_is_raised_as_ever() -> None:
    def work(number: int) -> int:
        if number == NUMBERS[-1]:
            raise ValueError(number)
        return number

    with pytest.raises(ValueError, match="19"):
        in_parts(work, NUMBERS, [1] * 20, least=1, shared=())
