"""The report formats: one file each, report in, text out, pure."""
