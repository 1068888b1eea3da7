"""The yearly cycle as it is seen from the roof: with what was held for each goal, and with what it asks today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DateField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject, TruncMonth

from activiteiten.models import Activiteit, Bijeenkomst
from mensen.models import User
from vooruit.vandaag import Vraag
from wijkplan.figures.cyclus import Cel, Cyclus, Planjaar
from wijkplan.figures.cyclus_feiten import open_acties, read_cyclus, with_cyclus
from wijkplan.models import Wijkplan
from wijkplan.querysets.cyclus import BINNENKORT


@dataclass(frozen=True)
class Achterstand:
    """A plan in force whose cycle is behind: how many steps, and the one to do first."""

    plan: Wijkplan
    aantal: int
    cel: Cel


def with_doen(plans: QuerySet[Wijkplan]) -> QuerySet[Wijkplan]:
    """The plans with what their cycle is computed from, in the same query."""
    months = (
        Bijeenkomst.objects.filter(activiteit=OuterRef("pk"), status=Bijeenkomst.Status.DOORGEGAAN)
        .annotate(maand=Cast(TruncMonth("begin"), DateField()))
        .order_by("maand")
        .values("maand")
        .distinct()
    )
    done = (
        Activiteit.objects.filter(wijk=OuterRef("wijk"), doel__isnull=False)
        .order_by("pk")
        .values(json=JSONObject(lijn=Cast("doel__lijn", CharField()), maanden=ArraySubquery(months)))
    )
    return with_cyclus(plans).annotate(cyclus_doen=ArraySubquery(done))


def cyclus_of(plan: Any, day: date, jaar: Planjaar | None = None) -> Cyclus:
    """The twenty cells of a plan that was read `with_doen`; no query."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in plan.cyclus_doen:
        held[row["lijn"]] += row["maanden"] or []
    return read_cyclus(plan, day, gehouden=held, jaar=jaar)


def asked_by_cyclus(user: User, plans: Iterable[Any]) -> list[Vraag]:
    """What improvements and cycles of these plans (read `with_doen`) ask of this person today; no query of its own.

    Her own improvements from two weeks before their deadline, and one line per plan in force that is behind.
    """
    today, found, seen = user.scope.today, [], set()
    for plan in plans:
        for actie in open_acties(plan):
            mine = actie.eigenaar == user.pk and actie.deadline <= today + BINNENKORT
            if mine and actie.uuid not in seen:
                seen.add(actie.uuid)
                found.append(Vraag("actie", actie))
        if plan.is_in_force and plan.wijk_id in user.scope.coordinator_wijken:
            late = cyclus_of(plan, today).te_laat
            found += [Vraag("cyclus", Achterstand(plan, len(late), late[0]))] if late else []
    return found
