"""What is known of each place of the grammar.  A place that is not here is said in plain words, and neither loosens nor tightens."""

from __future__ import annotations

from collections.abc import Mapping

from privaudit.register_changes.terms import Term
from privaudit.register_changes.vocabulary.activities import ACTIVITIES, MARKETING
from privaudit.register_changes.vocabulary.clocks import CLOCKS
from privaudit.register_changes.vocabulary.organisation import ORGANISATION
from privaudit.register_changes.vocabulary.recipients import RECIPIENTS, STORES

TERMS: Mapping[str, Term] = {**ORGANISATION, **RECIPIENTS, **STORES, **ACTIVITIES, **CLOCKS, **MARKETING}
"""By place in the grammar, positions left out."""
