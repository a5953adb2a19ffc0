"""A plan as SQL text that others carry out: one module per dialect, its file name as SQLAlchemy calls it, each exporting SCRIPT."""
