"""The subcommands: one file each; options in, one call of the pipeline, text out, exit code."""
