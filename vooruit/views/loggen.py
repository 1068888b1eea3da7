from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activiteiten.models import Bijeenkomst
from core.guards import guard


@guard("bewoners.log")
@require_safe
def loggen(request: HttpRequest) -> HttpResponse:
    """Three rows under the thumb; the first is guessed from the calendar and from who was planned."""
    mine = (
        Bijeenkomst.objects.visible_to(request.user)
        .waiting_for(request.user)
        .select_related("activiteit", "plek")
        .first()
    )
    wijk = (
        Bijeenkomst.objects.visible_to(request.user).to_count().recent().select_related("activiteit", "plek")
    )
    return render(request, "vooruit/loggen.html", {"eerst": mine or wijk.first()})
