"""Verbs on the plan: imported by `rules` when the house starts."""

from wijkplan.rules import partijen, plan

__all__ = ["partijen", "plan"]
