"""What a target names: one module per kind of input, each exporting SOURCE."""
