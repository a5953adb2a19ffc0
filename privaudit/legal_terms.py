"""What the bases of processing and the safeguards of transfers are called, by the article that gives them (GDPR Art. 6, 9, 45 to 49)."""

from __future__ import annotations

BASES = {
    "A6-1-a": "consent",
    "A6-1-b": "contract",
    "A6-1-c": "legal obligation",
    "A6-1-d": "vital interests",
    "A6-1-e": "public task",
    "A6-1-f": "legitimate interests",
    "A9-2-a": "explicit consent",
    "A9-2-b": "employment and social security law",
    "A9-2-c": "vital interests",
    "A9-2-d": "members of a not-for-profit body",
    "A9-2-e": "made public by the person",
    "A9-2-f": "legal claims",
    "A9-2-g": "substantial public interest",
    "A9-2-h": "health or social care",
    "A9-2-i": "public health",
    "A9-2-j": "archiving, research or statistics",
}
SAFEGUARDS = {
    "A45-3": "adequacy decision",
    "A46-2-a": "instrument between public authorities",
    "A46-2-b": "binding corporate rules",
    "A46-2-c": "standard contractual clauses of the Commission",
    "A46-2-d": "standard contractual clauses of an authority",
    "A46-2-e": "code of conduct",
    "A46-2-f": "certification",
    "A46-3-a": "authorised contractual clauses",
    "A46-3-b": "authorised arrangement between public authorities",
    "A49-1-a": "explicit consent to the transfer",
    "A49-1-b": "needed for a contract with the person",
    "A49-1-c": "needed for a contract in the person's interest",
    "A49-1-d": "important public interest",
    "A49-1-e": "legal claims",
    "A49-1-f": "vital interests",
    "A49-1-g": "public register",
    "A49-2": "public register",
}
