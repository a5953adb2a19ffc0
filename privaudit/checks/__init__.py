"""The checks: one file each; its name is its id, its docstring its page."""
