"""Lists that others keep, dated and with their source, and what they say of values: one module per kind of list."""
