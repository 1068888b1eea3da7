from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from bewoners.kaartje import card_of
from bewoners.models import Relatie
from core.guards import guard
from core.pdf import pdf_response, render_pdf
from teams.models import Lidmaatschap


@guard("bewoners.view_relatie", of=Relatie, by="code", recent=True)
@require_safe
def kaartje(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """The card of one contact: her word and whom she can ask; never her name."""
    perioden = relatie.perioden.on(request.user.scope.today).select_related("user").order_by("van", "pk")
    data = card_of(
        taal=request.GET.get("taal", ""),
        studenten=[periode.user for periode in perioden],
        coordinators=Lidmaatschap.objects.visible_to(request.user).coordinators(relatie.wijk_id),
        pagina=request.build_absolute_uri(reverse("uitleg")),
        woord=relatie.roepnaam,
    )
    return pdf_response("kaartje.pdf", render_pdf("bewoners/kaartje.typ", data))


@guard("bewoners.list")
@require_safe
def kaartjes(request: HttpRequest) -> HttpResponse:
    """Cards without a word, to hand out at a first meeting: who gives them, and her coordinator."""
    scope = request.user.scope
    coordinates = bool(scope.coordinator_wijken)
    data = card_of(
        taal=request.GET.get("taal", ""),
        studenten=[] if coordinates else [request.user],
        coordinators=[request.user]
        if coordinates
        else Lidmaatschap.objects.visible_to(request.user).coordinators(*scope.own_wijken),
        pagina=request.build_absolute_uri(reverse("uitleg")),
    )
    return pdf_response("kaartjes.pdf", render_pdf("bewoners/kaartje.typ", data))
