"""When two e-mail addresses are the same contact, as a key that the engine computes from the address.

Compared after trimming, in lower case, with the domain in its ASCII form (IDNA), and only at providers that ignore them
without dots and tags in the local part.  Nothing else is folded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import idna
from sqlglot import exp

from privaudit import questions as ask
from privaudit.rulebook import dated_list

BEYOND_ASCII = ".*[^ -~].*"


@dataclass(frozen=True, slots=True)
class MailProvider:
    """A mail provider that delivers several spellings of an address to one mailbox."""

    domains: tuple[str, ...]
    """The domains under which it does so."""
    one_mailbox: bool
    """Whether the same local part is the same mailbox under each of the domains."""
    dots_ignored: bool
    tag: str
    """The mark behind which the local part is ignored; empty for none."""


@cache
def mail_providers() -> tuple[MailProvider, ...]:
    """The dated list of providers in the rules."""
    return tuple(
        MailProvider(tuple(entry["domains"]), entry["one_mailbox"], entry["dots_ignored"], entry["tag"])
        for entry in dated_list("mail_providers")["providers"]
    )


def domain_of(folded: exp.Expr) -> exp.Expr:
    """The domain of a folded address; NULL where the text is no address."""
    return ask.after_last(folded, "@")


def ascii_domains(domains: Sequence[str]) -> dict[str, str]:
    """International domains as the mail system writes them (IDNA 2008 with the mapping of UTS 46); others are left out."""
    found: dict[str, str] = {}
    for domain in domains:
        try:
            found[domain] = idna.encode(domain, uts46=True).decode("ascii")
        except idna.IDNAError:
            continue
    return found


def contact_key(folded: exp.Expr, providers: Sequence[MailProvider], international: Mapping[str, str]) -> exp.Expr:
    """The key of a folded address: equal for two spellings of the same contact; NULL where the text is no address."""
    local, domain = ask.before_last(folded, "@"), domain_of(folded)
    in_ascii = [(exp.EQ(this=domain.copy(), expression=ask.text(name)), ask.text(known)) for name, known in international.items()]
    written = ask.case(in_ascii, domain) if in_ascii else domain
    branches = [
        (ask.one_of(written, provider.domains), ask.joined(_mailbox(local, provider), ask.text("@"), _home(written, provider)))
        for provider in providers
    ]
    several = ask.case(branches, ask.joined(local, ask.text("@"), written))
    # Most addresses are at a domain that writes each mailbox in one way: to cut those up takes most of the time.
    special = [*international, *(domain for provider in providers for domain in provider.domains)]
    return ask.case([(ask.one_of(domain, special), several), (ask.has(folded, "@"), folded)], exp.null())


def _mailbox(local: exp.Expr, provider: MailProvider) -> exp.Expr:
    untagged = ask.before_first(local, provider.tag) if provider.tag else local
    return ask.without(untagged, ".") if provider.dots_ignored else untagged


def _home(domain: exp.Expr, provider: MailProvider) -> exp.Expr:
    return ask.text(provider.domains[0]) if provider.one_mailbox else domain
