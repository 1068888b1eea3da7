from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import guard
from vooruit.cyclus import cyclus_of, with_doen
from wijkplan.figures.cyclus import planjaar_on, planjaren
from wijkplan.figures.cyclus_feiten import left_before
from wijkplan.models import Wijkplan


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def jaarcyclus(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The twenty cells of a plan year: what was done with whom, what has its turn, and where to do it."""
    today = request.user.scope.today
    row = with_doen(Wijkplan.objects.visible_to(request.user).filter(pk=plan.pk)).get()
    years = planjaren(plan.periode_van, plan.periode_tot)
    wanted = request.GET.get("jaar", "")
    chosen = next((year for year in years if str(year.nummer) == wanted), None)
    jaar = chosen or planjaar_on(plan.periode_van, plan.periode_tot, today)
    context = {
        "plan": plan,
        "cyclus": cyclus_of(row, today, jaar),
        "jaren": years,
        "openstaand": left_before(row),
        "mag_doen": request.user.has_perm("wijkplan.cycle", plan),
    }
    return render(request, "vooruit/jaarcyclus.html", context)
