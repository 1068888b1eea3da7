from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import guard
from vooruit.keten import read_keten
from vooruit.los import further, read_los
from wijkplan.models import Doel, Schakel, Wijkplan


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def keten(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The whole chain of a plan drawn and as a list, with what was tested this year."""
    user, today = request.user, request.user.scope.today
    tested = Schakel.objects.visible_to(user).tested_in(plan.wijk_id, today.year)
    context = {
        "plan": plan,
        "keten": read_keten(Wijkplan.objects.visible_to(user).filter(pk=plan.pk), plan, today),
        "getoetst": tested.select_related("doel", "effect"),
        "jaar": today.year,
        "mag_wijzigen": user.has_perm("wijkplan.change", plan),
        "mag_toetsen": user.has_perm("wijkplan.steer", plan),
    }
    return render(request, "vooruit/keten/keten.html", context)


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def los(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What hangs loose in both directions, each with the act that ties it."""
    user, today = request.user, request.user.scope.today
    goals = Doel.objects.visible_to(user).to_work_for([plan.wijk_id], today).select_related("prioriteit")
    mag_plannen = user.has_perm("activiteiten.add", plan.wijk)
    context = {
        "plan": plan,
        "los": read_los(Wijkplan.objects.visible_to(user).filter(pk=plan.pk), plan, today),
        "doelen": list(goals),
        "mag_plannen": mag_plannen,
        "mag_wijzigen": user.has_perm("wijkplan.change", plan),
        "verder": further(plan, Wijkplan.objects.visible_to(user)) if mag_plannen else None,
    }
    return render(request, "vooruit/keten/los.html", context)
