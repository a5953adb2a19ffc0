"""Marketing as the model has it: each key of the grammar, and where it goes."""

from __future__ import annotations

from privaudit.model.clock_declarations import Choice, Event, Start
from privaudit.model.marketing import MarketingClock, OptIn, SendLog
from privaudit.model.register import ColumnName, Register
from privaudit.register.periods import period


def test_every_channel_is_kept(declared: Register) -> None:
    assert [marketing.channel for marketing in declared.activities[2].marketing] == ["email", "sms", "phone", "post", "push"]


def test_consent_log_and_clocks_are_kept_with_their_lines(declared: Register, whole: str) -> None:
    email, sms, *_ = declared.activities[2].marketing
    assert email.opt_in is not None
    assert email.opt_in == OptIn(
        ColumnName("leads", "opted_in_at"),
        email.opt_in.place,
        of=ColumnName("leads", "email"),
        evidence=ColumnName("leads", "opt_in_source"),
        required=True,
    )
    assert whole.splitlines()[(email.opt_in.place.line or 0) - 1].strip().startswith("opt_in: ")
    assert email.log == SendLog(ColumnName("sent", "email"), ColumnName("sent", "sent_at"))
    (clock,) = email.clocks
    assert clock == MarketingClock(
        "inactive",
        ColumnName("residents", "email"),
        (Start(Event.CONTRACT_END, ColumnName("residents", "ended_on")),),
        Choice.LATEST,
        period("P3Y"),
        clock.place,
    )
    assert whole.splitlines()[(clock.place.line or 0) - 1].strip().startswith("- {id: inactive")
    assert sms.opt_in == OptIn(ColumnName("leads", "sms_agreed_at"), sms.place)
