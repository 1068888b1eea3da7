"""What happened to a plan, for who works with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import guard
from core.paging import paginate
from wijkplan.figures.geschiedenis import SOORTEN, events_of, people_of, tell
from wijkplan.models import Wijkplan


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def geschiedenis(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Who changed what and why, the newest first; of one person or one kind when asked. Money for who may see it."""
    pays = request.user.has_perm("wijkplan.view_dekking", plan)
    kinds = {name: label for name, (_model, label) in SOORTEN.items() if pays or name != "dekking"}
    kind, who = request.GET.get("soort", ""), request.GET.get("wie", "")
    people = people_of(events_of(plan, soorten=kinds))
    person = next((row for row in people if str(row.uuid) == who), None)
    rows = events_of(plan, soorten=[kind] if kind in kinds else kinds)
    if person is not None:
        rows = rows.filter(pgh_context__door=person.pk)
    page = paginate(rows, params=request.GET, ordering=["-pgh_created_at", "-pgh_id", "-pgh_slug"], size=30)
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "page": page,
        "regels": tell(page, people),
        "soorten": kinds,
        "soort": kind,
        "mensen": people,
        "wie": person,
    }
    return render(request, "wijkplan/geschiedenis.html", context)
