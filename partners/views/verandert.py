"""«Iets verandert bij ons»: what a partner tells about itself counts at once, and the coordinator hears it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.guards import guard
from partners import services
from partners.forms import ContactForm, RoomEndForm, WoonplekEndForm
from partners.models import Bijdrage, Contactpersoon, RuimtelijkeOntwikkeling, Woonplek
from partners.views.answers import answer

GET_POST = ["GET", "HEAD", "POST"]


@guard("partners.report")
@require_safe
def verandert(request: HttpRequest) -> HttpResponse:
    """Everything of one's own organisation that may change: dates, rooms, people."""
    user, today = request.user, request.user.scope.today
    mine, wijken = user.scope.partners, user.scope.partner_wijken
    plans = RuimtelijkeOntwikkeling.objects.visible_to(user).filter(eigenaar__in=mine, wijk__in=wijken)
    homes = Woonplek.objects.visible_to(user).filter(corporatie__in=mine, wijk__in=wijken)
    rooms = (
        Bijdrage.objects.visible_to(user)
        .standing()
        .filter(partner__in=mine, wijk__in=wijken, soort=Bijdrage.Soort.RUIMTE, tot__gte=today)
    )
    closed = [RuimtelijkeOntwikkeling.Status.KLAAR, RuimtelijkeOntwikkeling.Status.VERVALLEN]
    context = {
        "ontwikkelingen": plans.exclude(status__in=closed).select_related("wijk"),
        "woonplekken": homes.select_related("wijk"),
        "ruimtes": rooms.select_related("wijk"),
        "mensen": Contactpersoon.objects.visible_to(user)
        .filter(partner__in=mine)
        .on(today)
        .select_related("partner"),
    }
    return render(request, "partners/verandert.html", context)


@guard("partners.end_woonplek", of=Woonplek, select=("wijk", "corporatie"))
@require_http_methods(GET_POST)
def woonplek_end(request: HttpRequest, woonplek: Woonplek) -> HttpResponse:
    """Until when students can live here."""
    form = WoonplekEndForm(request.POST or None, instance=woonplek)
    return answer(
        request,
        form,
        lambda data: services.end_woonplek(
            woonplek=form.instance, tot=data["beschikbaar_tot"], expected_slot=data["slot"], by=request.user
        ),
        to=reverse("partners:verandert"),
        said=_("Opgeslagen. De coördinator van de wijk krijgt bericht."),
        title=_("Kamers in %(naam)s") % {"naam": woonplek.naam},
    )


@guard("partners.end_room", of=Bijdrage, select=("wijk", "partner"))
@require_http_methods(GET_POST)
def room_end(request: HttpRequest, bijdrage: Bijdrage) -> HttpResponse:
    """Until when this room to meet in is there."""
    form = RoomEndForm(request.POST or None, instance=bijdrage)
    return answer(
        request,
        form,
        lambda data: services.end_room(
            bijdrage=form.instance,
            tot=data["tot"],
            reden=data["reden"],
            expected_slot=data["slot"],
            by=request.user,
        ),
        to=reverse("partners:verandert"),
        said=_("Opgeslagen. De coördinator van de wijk krijgt bericht."),
        title=bijdrage.omschrijving,
    )


@guard("partners.change_contactpersoon", of=Contactpersoon, select=("partner",))
@require_http_methods(GET_POST)
def contact(request: HttpRequest, persoon: Contactpersoon) -> HttpResponse:
    """How one calls a colleague, and until when."""
    form = ContactForm(request.POST or None, instance=persoon)
    own = persoon.partner_id in request.user.scope.partners
    return answer(
        request,
        form,
        lambda data: services.change_contactpersoon(
            persoon=form.instance, expected_slot=data["slot"], by=request.user
        ),
        to=reverse("partners:verandert") if own else reverse("home"),
        said=_("Opgeslagen. De coördinatoren van uw wijken krijgen bericht.") if own else "",
        title=_("Contactpersoon wijzigen"),
        lead=str(persoon.partner),
    )
