"""Direct marketing as the model has it."""

from __future__ import annotations

from privaudit.model.marketing import Marketing, MarketingClock, OptIn, OptOut, SendLog
from privaudit.register.convert.lines import Lines
from privaudit.register.convert.parts import column, columns
from privaudit.register.convert.periods import starts_of
from privaudit.register.grammar import marketing as grammar
from privaudit.register.periods import period
from privaudit.register.values import column_name, folded_value
from privaudit.yaml_text.problems import Loc
from privaudit.yes_no import YES


def marketing(entry: grammar.Marketing, lines: Lines, loc: Loc) -> Marketing:
    """Direct marketing over one channel."""
    return Marketing(
        channel=entry.channel,
        contacts=columns(entry.contacts),
        opt_out=tuple(_opt_out(opt_out, lines, (*loc, "opt_out", at)) for at, opt_out in enumerate(entry.opt_out)),
        place=lines.place(*loc),
        opt_in=None if entry.opt_in is None else _opt_in(entry.opt_in, lines, (*loc, "opt_in")),
        log=None if entry.log is None else SendLog(column_name(entry.log.recipient), column_name(entry.log.at)),
        clocks=tuple(_clock(clock, lines, (*loc, "clocks", at)) for at, clock in enumerate(entry.clocks)),
    )


def _opt_in(entry: grammar.OptIn, lines: Lines, loc: Loc) -> OptIn:
    return OptIn(column_name(entry.column), lines.place(*loc), column(entry.of), column(entry.evidence), entry.required)


def _opt_out(entry: grammar.OptOut, lines: Lines, loc: Loc) -> OptOut:
    means = YES if entry.means is None else tuple(folded_value(value) for value in entry.means)
    return OptOut(
        flag=column(entry.flag),
        means=() if entry.flag is None else means,
        date=column(entry.date),
        list=column(entry.list_),
        of=column(entry.of),
        place=lines.place(*loc),
    )


def _clock(entry: grammar.MarketingClock, lines: Lines, loc: Loc) -> MarketingClock:
    choice, starts, waits = starts_of(entry.start)
    return MarketingClock(entry.id, column_name(entry.of), starts, choice, period(entry.max), lines.place(*loc), waits)
