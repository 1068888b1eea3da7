"""What comes into the plan from outside: pasted lines, and ballots of residents."""

from wijkplan.imports.plakken import COLUMNS, read_lines

__all__ = ["COLUMNS", "read_lines"]
