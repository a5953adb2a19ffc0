"""SQL text as tables: dialects, statements, column lists, and what later statements change."""
