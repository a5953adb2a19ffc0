"""What the format of the register knows and this version does not check yet.

A promise that nobody checks must not look as if it were, so such keys and words are refused by name.  A version that builds
one takes it out of here and puts it into the grammar.
"""

from __future__ import annotations

from collections.abc import Mapping

UNBUILT_KEYS: Mapping[str, frozenset[str]] = {
    "": frozenset({"stores", "accepted"}),
    "organisation": frozenset({"professional_only", "third_parties", "identifiers"}),
    "links": frozenset({"same"}),
    "recipients": frozenset({"safeguard", "tables", "contacts", "consent"}),
    "activities": frozenset({"controllers", "access", "foreign_contacts", "publication"}),
    "activities.clocks": frozenset({"min", "when", "archive", "override", "exception", "valid", "everywhere", "except", "proof"}),
    "activities.clocks.applies_to": frozenset({"categories", "columns"}),
    "activities.clocks.start": frozenset({"after"}),
    "activities.marketing": frozenset({"opt_in", "log", "clocks"}),
}
"""By the place in the grammar, positions left out: the keys that may stand there and are not built."""

UNBUILT_ROLES = frozenset({"processor"})
"""Words of `activities.role`."""
UNBUILT_ENDS = frozenset({"anonymise", "archive"})
"""Words of `activities.clocks.then`."""
UNBUILT_CHANNELS = frozenset({"sms", "phone", "post", "push"})
"""Words of `activities.marketing.channel`."""

NOT_BUILT = "is part of the format but not built in this version"
"""What is said of each."""
REMOVE_IT = "remove it: this version would not check it"
