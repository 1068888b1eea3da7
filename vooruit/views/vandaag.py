from typing import Any

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activiteiten.models import Maandvrijgave
from bewoners.muur import for_user
from core.periods import Month
from mensen.models import User
from vooruit.aannames import untested, with_untested
from vooruit.beheer import installation
from vooruit.beheerafspraken import upkeep, upkeep_of
from vooruit.cyclus import asked_by_cyclus, with_doen
from vooruit.initiatieven import checks_on, with_checks
from vooruit.raakt import moved_dates
from vooruit.rondes import asked_by_rondes, with_rondes
from vooruit.signalen import signalen_of, waiting_in
from vooruit.vandaag import afspraken_due, any_day, gather, metingen_waiting, momenten, releasable
from vooruit.vertrek import leaving_of, vertrek_in
from wijken.models import Wijk
from wijkplan.models import Indicator, Wijkplan

MEEST_METINGEN = 4


def coordinator_home(request: HttpRequest) -> HttpResponse:
    """What needs a coordinator today in all her wijken, and what starts this week."""
    user = request.user
    today = user.scope.today
    wijken = _own_wijken(user)
    released = Maandvrijgave.objects.visible_to(user).values_list("wijk_id", "maand")
    found = momenten(user.scope.coordinator_wijken, today)
    shown = Wijkplan.objects.visible_to(user).shown_in(user.scope.coordinator_wijken, today)
    plans = list(with_rondes(with_doen(shown)))
    vragen = gather(
        found,
        afspraken_due(user.scope.coordinator_wijken, today),
        Indicator.objects.visible_to(user).to_measure(today)[:MEEST_METINGEN],
        releasable(wijken, {(w, Month.of(m)) for w, m in released}, today),
        moved_dates(user.scope.coordinator_wijken),
        metingen_waiting(user.scope.coordinator_wijken),
        cyclus=asked_by_cyclus(user, plans),
        rondes=[
            *vertrek_in(wijken, today),
            *asked_by_rondes(user, plans),
            *checks_on(wijken),
            *waiting_in(wijken),
        ],
        later=any_day(upkeep(wijken, today), untested(wijken)),
    )
    context: dict[str, Any] = {"wijken": wijken, "momenten": found, "vragen": vragen, "mag_plannen": True}
    return render(request, "vooruit/coordinator_home.html", context)


def _own_wijken(user: User) -> list[Wijk]:
    """The wijken she coordinates, with what each of them asks. One query, inside the walls."""
    today, own = user.scope.today, OuterRef("pk")
    rows = Wijk.objects.visible_to(user).filter(pk__in=user.scope.coordinator_wijken)
    rows = with_checks(with_untested(rows, today), today).annotate(
        beheer=upkeep_of(own, today), onbeantwoord=signalen_of(own), vertrek=leaving_of(own, today)
    )
    with for_user(user):
        return list(rows)


def welcome(request: HttpRequest) -> HttpResponse:
    """Home of someone without a wijk: what asks her attention, what her role can do here, and where it is."""
    points = installation() if request.user.scope.is_beheerder else []
    return render(request, "vooruit/welkom.html", {"let_op": [point for point in points if point.let_op]})
