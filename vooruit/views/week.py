from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activiteiten.models import Weekuur
from core.guards import guard
from core.walls import walled
from vooruit.teamuren import read_cost, read_teams
from vooruit.week import chosen, read_week


@guard("activiteiten.log_los")
@walled("bewoners")
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """One's own week: hours by where they went, against the norm, and what does not count yet."""
    periode = chosen(request.GET.get("dag", ""), request.user.scope.today)
    context = {"week": read_week(request.user, periode), "soorten": Weekuur.Soort.choices}
    return render(request, "vooruit/week.html", context)


@guard("activiteiten.view_uren")
@walled("bewoners")
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """What the students of the teams one coordinates add up to, over the last eight weeks that are over."""
    context = {"teams": read_teams(request.user), "figuur": read_cost(request.user)}
    return render(request, "vooruit/teamuren.html", context)
