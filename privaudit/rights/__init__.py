"""What persons may ask for: their data, its erasure, and an answer in time."""
