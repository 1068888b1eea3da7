"""Verbs on the plan: imported by `rules` when the house starts."""

from wijkplan.rules import cyclus, partijen, plan

__all__ = ["cyclus", "partijen", "plan"]
