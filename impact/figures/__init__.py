"""What the rows say: pure readings, each with its formula, unit, source, n and what missing means."""
