"""Assumptions that nobody tested in a year, read along with the wijken of a coordinator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

from wijken.models import Wijk
from wijkplan.models import Schakel

MEEST = 2


@dataclass(frozen=True)
class Aanname:
    """An assumption that grew old."""

    uuid: str
    aanname: str
    sinds: date


def with_untested(wijken: QuerySet[Wijk], today: date) -> QuerySet[Wijk]:
    """Each wijk carries the oldest assumptions its plan in force rests on untested; no query more."""
    rows = Schakel.objects.untested(today).filter(doel__prioriteit__wijkplan__wijk=OuterRef("pk"))
    sent = JSONObject(uuid=Cast("uuid", CharField()), aanname=F("aanname"), sinds=F("sinds"))
    return wijken.annotate(aannames=ArraySubquery(rows.values(json=sent)[:MEEST]))


def untested(wijken: Iterable[Wijk]) -> list[Aanname]:
    """What `with_untested` brought along."""
    rows = [row for wijk in wijken for row in wijk.aannames]  # type: ignore[attr-defined]
    return [Aanname(row["uuid"], row["aanname"], date.fromisoformat(row["sinds"])) for row in rows]
