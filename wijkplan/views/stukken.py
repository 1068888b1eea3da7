"""One thing on the board, by itself: what it says, out of what it grew, who changed it and who agreed to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import guard
from wijkplan.figures.geschiedenis import events_of, people_of, tell
from wijkplan.figures.partijen import read_versies
from wijkplan.models import Doel, Indicator, Prioriteit, Wijkplan

MEEST = 6


@guard("wijkplan.view_prioriteit", of=Prioriteit, select=("wijkplan__wijk",))
@require_safe
def prioriteit(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """A priority; other versions of it are named with the titles they had, merged or split."""
    rows = Prioriteit.objects.visible_to(request.user).select_related("wijkplan")
    uit = list(rows.filter(werd=prioriteit).order_by("rang"))
    context = {
        "uit": uit,
        "werd": list(rows.filter(uit=prioriteit).order_by("wijkplan__versie", "rang")),
        "ernaast": list(
            rows.filter(uit__in=uit, wijkplan=prioriteit.wijkplan_id).exclude(pk=prioriteit.pk).distinct()
        ),
        "doelen": list(Doel.objects.visible_to(request.user).filter(prioriteit=prioriteit)),
        "mag_wijzigen": request.user.has_perm("wijkplan.change_prioriteit", prioriteit),
    }
    return _page(request, prioriteit, prioriteit.wijkplan, "prioriteit", context)


@guard("wijkplan.view_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
@require_safe
def doel(request: HttpRequest, doel: Doel) -> HttpResponse:
    """A goal, with the versions before and after it in which it stands."""
    plan = doel.prioriteit.wijkplan
    rows = Doel.objects.visible_to(request.user).filter(lijn=doel.lijn).exclude(pk=doel.pk)
    others = list(rows.select_related("prioriteit__wijkplan").order_by("prioriteit__wijkplan__versie"))
    context = {
        "uit": [row for row in others if row.prioriteit.wijkplan_id == plan.vorige_id],
        "werd": [row for row in others if row.prioriteit.wijkplan.vorige_id == plan.pk],
        "indicatoren": list(Indicator.objects.visible_to(request.user).filter(doel=doel)),
        "mag_wijzigen": request.user.has_perm("wijkplan.change_doel", doel),
    }
    return _page(request, doel, plan, "doel", context)


def _page(
    request: HttpRequest, stuk: Prioriteit | Doel, plan: Wijkplan, soort: str, context: dict[str, Any]
) -> HttpResponse:
    events = events_of(plan, soorten=[soort]).filter(pgh_obj_id=str(stuk.pk))
    newest = list(events.order_by("-pgh_created_at", "-pgh_id")[:MEEST])
    versies = read_versies(Wijkplan.objects.visible_to(request.user).filter(pk=plan.pk))
    standing = [tekst for tekst in versies[0].teksten if tekst.voorlegging.ingetrokken_op is None]
    context |= {
        "stuk": stuk,
        "soort": soort,
        "plan": plan,
        "wijk": plan.wijk,
        "regels": tell(newest, people_of(events)),
        "tekst": standing[0] if standing else None,
    }
    return render(request, "wijkplan/stuk.html", context)
