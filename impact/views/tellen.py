"""Counting again, without waiting for the night."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.guards import guard
from impact import services
from wijkplan.models import Wijkplan


@guard("impact.count", of=Wijkplan, select=("wijk",))
@require_POST
def count_now(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Count what counts by itself in this plan, and say how many numbers changed."""
    changed = services.count_plan(plan=plan, by=request.user)
    text = ngettext("Geteld. %d cijfer is veranderd.", "Geteld. %d cijfers zijn veranderd.", changed)
    messages.success(request, text % changed)
    return redirect("wijkplan:cijfers", uuid=plan.uuid)
