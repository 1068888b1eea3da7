"""Promises: the ledger of a wijk and of all wijken, one promise with its bookings, and both as files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exports import Explanation, Sheet, csv_response, filename, xlsx_response
from core.guards import guard
from core.paging import paginate
from partners import services
from partners.figures import changes_of, export_header, export_row, per_soort, stand_of
from partners.filters import BijdrageFilter
from partners.forms import BookForm, PromiseChangeForm, PromiseForm, WithdrawForm
from partners.models import Bijdrage
from partners.querysets import BijdrageQuerySet
from partners.views.answers import answer
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]


@guard("partners.list_bijdragen", of=Wijk, by="slug")
@require_safe
def ledger(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """What partners promised this wijk, what is late first."""
    rows = Bijdrage.objects.visible_to(request.user).in_wijk(wijk)
    return _ledger(request, rows, wijk, may_add=request.user.has_perm("partners.add_bijdrage", wijk))


@guard("partners.list_all")
@require_safe
def ledger_all(request: HttpRequest) -> HttpResponse:
    """What partners promised in all wijken."""
    return _ledger(request, Bijdrage.objects.visible_to(request.user), None, may_add=False)


@guard("partners.list_bijdragen", of=Wijk, by="slug")
@require_safe
def ledger_file(request: HttpRequest, wijk: Wijk, soort: str) -> HttpResponseBase:
    """The ledger of a wijk as a file."""
    return _file(request, Bijdrage.objects.visible_to(request.user).in_wijk(wijk), wijk, soort)


@guard("partners.list_all")
@require_safe
def ledger_all_file(request: HttpRequest, soort: str) -> HttpResponseBase:
    """The ledger of all wijken as a file."""
    return _file(request, Bijdrage.objects.visible_to(request.user), None, soort)


def _ledger(
    request: HttpRequest, rows: BijdrageQuerySet, wijk: Wijk | None, *, may_add: bool
) -> HttpResponse:
    today = request.user.scope.today
    filled = BijdrageFilter(request.GET, rows, wijk=wijk, today=today)
    found = filled.qs.with_sums().select_related("partner", "wijk")
    standen = [stand_of(row, today) for row in found]
    page = paginate(found, params=request.GET, ordering=["partner__naam", "pk"], size=40)
    late = [stand for stand in standen if stand.te_laat]
    context = {
        "wijk": wijk,
        "filter": filled,
        "totalen": per_soort(standen),
        "te_laat": sorted(late, key=lambda stand: stand.bijdrage.verwacht_op),
        "page": page,
        "standen": [stand_of(row, today) for row in page.items],
        "may_add": may_add,
        "query": request.GET.urlencode(),
    }
    return render(request, "partners/toezeggingen.html", context)


def _file(request: HttpRequest, rows: BijdrageQuerySet, wijk: Wijk | None, soort: str) -> HttpResponseBase:
    today = request.user.scope.today
    filled = BijdrageFilter(request.GET, rows, wijk=wijk, today=today)
    found = (
        filled.qs.with_sums().select_related("partner", "wijk").order_by("wijk__naam", "partner__naam", "pk")
    )
    lines = [export_row(stand_of(row, today)) for row in found]
    services.log_export(wijk=wijk, soort=soort, by=request.user)
    name = filename("toezeggingen", wijk.slug if wijk else _("alle wijken"), today, ext=soort)
    if soort == "csv":
        return csv_response(lines, header=export_header(), name=name)
    meaning = Explanation(
        figuur=_("Toezegging nagekomen"),
        formule=_(
            "ontvangen / toegezegd, per toezegging in haar eigen eenheid; soorten worden nooit opgeteld"
        ),
        periode=_("de periode van de toezegging"),
        bron=_("boekingen van de coördinator"),
        n="",
        bewijsniveau=_("geteld door het team"),
    )
    sheets = [Sheet(_("Toezeggingen"), export_header(), lines)]
    return xlsx_response(sheets, explanations=[meaning], name=name)


@guard("partners.view_bijdrage", of=Bijdrage, select=("wijk", "partner"))
@require_safe
def detail(request: HttpRequest, bijdrage: Bijdrage) -> HttpResponse:
    """One promise: how it stands, what was booked, and what changed and why."""
    return render(request, "partners/toezegging.html", _detail(request, bijdrage, BookForm()))


def _detail(request: HttpRequest, bijdrage: Bijdrage, form: BookForm) -> dict[str, Any]:
    mine = Bijdrage.objects.visible_to(request.user).with_sums()
    found = mine.select_related("wijk", "partner").get(pk=bijdrage.pk)
    return {
        "bijdrage": found,
        "stand": stand_of(found, request.user.scope.today),
        "boekingen": list(found.boekingen.select_related("door")[:100]),
        "gewijzigd": changes_of(found),
        "form": form,
        "may_change": request.user.has_perm("partners.change_bijdrage", found),
    }


@guard("partners.add_bijdrage", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def promise(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Write down what a partner promises."""
    form = PromiseForm(request.POST or None, wijk=wijk, initial={"partner": request.GET.get("partner")})
    return answer(
        request,
        form,
        lambda data: services.promise(wijk=wijk, by=request.user, **data),
        to=reverse("partners:toezeggingen", args=[wijk.slug]),
        said=_("Opgeschreven. Zeg bij «Wie betaalt wat» voor welk doel het is."),
        title=_("Toezegging opschrijven"),
        lead=_("Wat zegt een partner toe aan deze wijk, hoeveel en tot wanneer?"),
        wijk=wijk,
    )


@guard("partners.change_bijdrage", of=Bijdrage, select=("wijk", "partner"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, bijdrage: Bijdrage) -> HttpResponse:
    """Change a promise, with a reason; who saves second sees both versions."""
    form = PromiseChangeForm(request.POST or None, instance=bijdrage)
    return answer(
        request,
        form,
        lambda data: services.change_promise(
            bijdrage=form.instance, reden=data["reden"], expected_slot=data["slot"], by=request.user
        ),
        to=reverse("partners:toezegging", args=[bijdrage.uuid]),
        title=_("Toezegging wijzigen"),
        lead=f"{bijdrage.partner} · {bijdrage.get_soort_display()}",
        wijk=bijdrage.wijk,
    )


@guard("partners.change_bijdrage", of=Bijdrage, select=("wijk", "partner"))
@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, bijdrage: Bijdrage) -> HttpResponse:
    """The promise no longer stands."""
    return answer(
        request,
        WithdrawForm(request.POST or None),
        lambda data: services.withdraw_promise(bijdrage=bijdrage, reden=data["reden"], by=request.user),
        to=reverse("partners:toezegging", args=[bijdrage.uuid]),
        said=_("De toezegging is ingetrokken. Wat er al was geboekt, blijft staan."),
        title=_("Toezegging intrekken"),
        lead=f"{bijdrage.partner}: {bijdrage.omschrijving}",
        submit=_("Trek in"),
        wijk=bijdrage.wijk,
    )


@guard("partners.change_bijdrage", of=Bijdrage, select=("wijk", "partner"))
@require_http_methods(GET_POST)
def book(request: HttpRequest, bijdrage: Bijdrage) -> HttpResponse:
    """Book what came in or was used."""
    form = BookForm(request.POST or None)
    return answer(
        request,
        form,
        lambda data: services.book(bijdrage=bijdrage, by=request.user, **data),
        to=reverse("partners:toezegging", args=[bijdrage.uuid]),
        said=_("Geboekt."),
        title=_("Boeken"),
        lead=f"{bijdrage.partner}: {bijdrage.omschrijving} ({bijdrage.eenheid})",
        submit=_("Boek"),
        wijk=bijdrage.wijk,
    )
