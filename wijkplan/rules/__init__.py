"""Verbs on the plan: imported by `rules` when the house starts."""

from wijkplan.rules import cyclus, partijen, plan, rondes, stukken

__all__ = ["cyclus", "partijen", "plan", "rondes", "stukken"]
