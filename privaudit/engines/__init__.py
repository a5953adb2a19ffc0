"""Who computes: one module per engine.  The only place that executes a question."""
