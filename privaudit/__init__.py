"""Holds what an organisation promises about personal data against what its data really is."""

__version__ = "0.1.0"
