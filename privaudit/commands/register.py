"""privaudit register: the declared side, from a first draft on."""

from __future__ import annotations

from privaudit.commands._console import guarded
from privaudit.commands._register_convert import convert
from privaudit.commands._register_diff import diff
from privaudit.commands._register_lint import complaints, lint
from privaudit.commands._register_new import new
from privaudit.commands._register_schema import schema
from privaudit.model.command import Command

COMMAND = Command(
    group={
        "new": guarded(new),
        "lint": Command(run=guarded(lint), listing=complaints),
        "convert": guarded(convert),
        "diff": guarded(diff),
        "schema": guarded(schema),
    },
    help="The register of processing activities (GDPR Article 30): draft one from a scan, complete it in an editor.",
)
