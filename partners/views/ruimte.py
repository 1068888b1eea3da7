"""Homes and developments of a wijk: the timeline, and what the coordinator writes down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.guards import guard
from partners import services
from partners.figures.tijdlijn import tijdlijn
from partners.forms import (
    BeheerForm,
    MoveForm,
    OntwikkelingAddForm,
    OntwikkelingChangeForm,
    WoonplekAddForm,
    WoonplekChangeForm,
)
from partners.models import RuimtelijkeOntwikkeling, Woonplek
from partners.views.answers import answer
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]


def overview_url(user_can: bool, wijk: Wijk) -> str:
    """Back to the timeline for who may see it, else to what a partner tells."""
    return reverse("partners:ruimte", args=[wijk.slug]) if user_can else reverse("partners:verandert")


@guard("partners.list", of=Wijk, by="slug")
@require_safe
def ruimte(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Where students live and what changes in the buildings, as a picture and as tables."""
    plans = RuimtelijkeOntwikkeling.objects.visible_to(request.user).in_wijk(wijk)
    homes = Woonplek.objects.visible_to(request.user).in_wijk(wijk)
    ontwikkelingen = list(plans.select_related("eigenaar").prefetch_related("plekken"))
    woonplekken = list(homes.select_related("corporatie", "ontwikkeling"))
    context = {
        "wijk": wijk,
        "ontwikkelingen": ontwikkelingen,
        "woonplekken": woonplekken,
        "lijn": tijdlijn(ontwikkelingen, woonplekken, request.user.scope.today),
        "may_add": request.user.has_perm("partners.add_ruimte", wijk),
        "today": request.user.scope.today,
    }
    return render(request, "partners/ruimte.html", context)


@guard("partners.add_ruimte", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def ontwikkeling_create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """A development on the timeline."""
    return answer(
        request,
        OntwikkelingAddForm(request.POST or None, wijk=wijk),
        lambda data: services.add_ontwikkeling(wijk=wijk, by=request.user, **data),
        to=reverse("partners:ruimte", args=[wijk.slug]),
        title=_("Wat gaat hier veranderen?"),
        lead=_(
            "Sloop, renovatie, nieuwbouw of een nieuwe inrichting. Schuift de datum, dan zie je wat het raakt."
        ),
        wijk=wijk,
    )


@guard("partners.add_ruimte", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def beheer(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Which organisation runs which place, so that it hears when a date closes it."""
    form = BeheerForm(request.POST or None, wijk=wijk)
    return answer(
        request,
        form,
        lambda _data: services.set_beheer(wijk=wijk, by=request.user, **form.values()),
        to=reverse("partners:ruimte", args=[wijk.slug]),
        title=_("Wie beheert welke plek?"),
        lead=_("Schuift een datum en sluit een plek, dan krijgt wie hem beheert meteen een mail."),
        wijk=wijk,
    )


@guard("partners.change_ontwikkeling", of=RuimtelijkeOntwikkeling, select=("wijk",))
@require_http_methods(GET_POST)
def ontwikkeling_change(request: HttpRequest, ontwikkeling: RuimtelijkeOntwikkeling) -> HttpResponse:
    """What is known of a development, and which places it closes."""
    form = OntwikkelingChangeForm(request.POST or None, instance=ontwikkeling, wijk=ontwikkeling.wijk)
    return answer(
        request,
        form,
        lambda data: services.change_ontwikkeling(
            ontwikkeling=form.instance, plekken=data["plekken"], expected_slot=data["slot"], by=request.user
        ),
        to=reverse("partners:ruimte", args=[ontwikkeling.wijk.slug]),
        title=_("Ontwikkeling wijzigen"),
        wijk=ontwikkeling.wijk,
    )


@guard("partners.move_ontwikkeling", of=RuimtelijkeOntwikkeling, select=("wijk", "eigenaar"))
@require_http_methods(GET_POST)
def move(request: HttpRequest, ontwikkeling: RuimtelijkeOntwikkeling) -> HttpResponse:
    """Another start; the organisation whose plan it is says so herself, and it counts at once."""
    inside = request.user.has_perm("partners.change_ontwikkeling", ontwikkeling)
    return answer(
        request,
        MoveForm(request.POST or None, initial={"nieuw": ontwikkeling.start_gepland}),
        lambda data: services.move_date(ontwikkeling=ontwikkeling, by=request.user, **data),
        to=overview_url(inside, ontwikkeling.wijk),
        said=_("De nieuwe datum staat er. De coördinator van de wijk krijgt bericht."),
        title=_("Nieuwe datum: %(wat)s %(naam)s")
        % {"wat": ontwikkeling.get_soort_display(), "naam": ontwikkeling.naam},
        lead=_("De einddatum schuift evenveel mee."),
        wijk=ontwikkeling.wijk if inside else None,
    )


@guard("partners.add_ruimte", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def woonplek_create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Rooms for students."""
    return answer(
        request,
        WoonplekAddForm(request.POST or None, wijk=wijk),
        lambda data: services.add_woonplek(wijk=wijk, by=request.user, **data),
        to=reverse("partners:ruimte", args=[wijk.slug]),
        title=_("Kamers voor studenten"),
        lead=_("In welk complex, hoeveel kamers en tot wanneer. Nooit een adres."),
        wijk=wijk,
    )


@guard("partners.change_woonplek", of=Woonplek, select=("wijk",))
@require_http_methods(GET_POST)
def woonplek_change(request: HttpRequest, woonplek: Woonplek) -> HttpResponse:
    """Other rooms, or another last day."""
    form = WoonplekChangeForm(request.POST or None, instance=woonplek, wijk=woonplek.wijk)
    return answer(
        request,
        form,
        lambda data: services.change_woonplek(
            woonplek=form.instance, expected_slot=data["slot"], by=request.user
        ),
        to=reverse("partners:ruimte", args=[woonplek.wijk.slug]),
        title=_("Kamers wijzigen"),
        wijk=woonplek.wijk,
    )
