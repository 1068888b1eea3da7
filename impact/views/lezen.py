"""Pages one reads: the quarter of a wijk, all wijken beside each other, and both as files."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.exports import Sheet, csv_response, filename, xlsx_response
from core.guards import guard
from core.periods import Month, Period, Quarter, SchoolYear, parse
from impact.figures.figuur import kop
from impact.figures.kwartaal import (
    Kwartaalblad,
    Vrijgave,
    newest_whole,
    quarters_of,
    read_kwartaal,
    read_vrijgaven,
    with_releases,
)
from impact.figures.mogelijk import read_mogelijk
from impact.figures.overzicht import KOLOMMEN, Overzicht, read_overzicht
from impact.figures.rondom import read_rondom
from impact.forms import PeriodForm
from impact.services import log_export
from wijken.models import Wijk
from wijkplan.figures.gevraagd import asked_of

# -- One wijk ------------------------------------------------------------------------------------------


@guard("impact.view", of=Wijk, by="slug")
@require_safe
def quarter(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """What partners read of a quarter, in the order in which it is believed."""
    scope = request.user.scope
    rondom = read_rondom(wijk, scope.today, scope.partner_wijken | scope.coordinator_wijken)
    kwartalen, blad = _sheet_of(request, wijk, rondom.vrijgaven)
    context = {
        "wijk": wijk,
        "kwartalen": kwartalen,
        "lopend": Quarter.of(scope.today),
        "blad": blad,
        "gevraagd": asked_of(request.user, wijk),
        "gevolgen": read_mogelijk(request.user, wijk, scope.today, blad.kwartaal) if blad else [],
        "rondom": rondom,
        "woorden": rondom.words_of(blad and blad.kwartaal),
        "may_release": request.user.has_perm("impact.release", wijk),
        "k": settings.K_PARTNER,
    }
    return render(request, "impact/quarter.html", context)


@guard("impact.view", of=Wijk, by="slug")
@require_safe
def quarter_file(request: HttpRequest, wijk: Wijk, soort: str) -> HttpResponseBase:
    """Hand over the same figures as a file, and remember who took them."""
    _kwartalen, blad = _sheet_of(request, wijk, read_vrijgaven(wijk))
    if blad is None:
        return redirect("impact:quarter", slug=wijk.slug)
    log_export(wijk=wijk, periode=blad.kwartaal.slug, soort=soort, by=request.user)
    name = filename("vooruit", wijk.slug, blad.kwartaal.label, ext=soort)
    rows = [figuur.rij for figuur in blad.figuren]
    if soort == "csv":
        return csv_response(rows, header=kop(), name=name)
    sheets = [
        Sheet(_("Cijfers"), kop(), rows),
        Sheet(_("Alinea"), [_("Alinea")], [[blad.alinea]]),
    ]
    return xlsx_response(sheets, explanations=[f.uitleg for f in blad.figuren], name=name)


def _sheet_of(
    request: HttpRequest, wijk: Wijk, vrijgaven: list[Vrijgave]
) -> tuple[list[Quarter], Kwartaalblad | None]:
    """The quarters one can read, and the one asked for, else the newest whole one; None when none was released."""
    kwartalen = quarters_of(vrijgaven, request.user.scope.today)
    if not kwartalen:
        return [], None
    asked = parse(request.GET.get("kwartaal", ""))
    chosen = (
        asked
        if isinstance(asked, Quarter) and asked in kwartalen
        else newest_whole(wijk, kwartalen, vrijgaven)
    )
    return kwartalen, read_kwartaal(wijk, chosen, vrijgaven, k=settings.K_PARTNER)


# -- All wijken ----------------------------------------------------------------------------------------


@guard("impact.overview")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show all wijken to who leads; bring the others to their own."""
    if not request.user.has_perm("impact.view_all"):
        return _own(request)
    form, periode = _period_of(request)
    table = _table_of(request, periode)
    sort, down = request.GET.get("sorteer", ""), request.GET.get("omlaag") == "1"
    context = {
        "form": form,
        "periode": periode,
        "table": table,
        "rows": table.sorted_by(sort, down=down),
        "columns": columns(periode, sort, down=down),
        "presets": presets(request.user.scope.today, periode),
        "k": settings.K_INTERN,
    }
    return render(request, "impact/overview.html", context)


@guard("impact.view_all")
@require_safe
def overview_file(request: HttpRequest, soort: str) -> HttpResponseBase:
    """Hand over the table as a file, and remember who took it."""
    _form, periode = _period_of(request)
    table = _table_of(request, periode)
    log_export(wijk=None, periode=periode.slug, soort=soort, by=request.user)
    name = filename("vooruit", _("alle wijken"), periode.slug, ext=soort)
    header = [_("Wijk"), *kop()]
    rows = [[rij.naam, *figuur.rij] for rij in table.alle for figuur in rij.cellen]
    if soort == "csv":
        return csv_response(rows, header=header, name=name)
    wide = [[rij.naam, *(figuur.waarde for figuur in rij.cellen)] for rij in table.alle]
    sheets = [
        Sheet(_("Wijken"), [_("Wijk"), *(str(title) for _definitie, title in KOLOMMEN)], wide),
        Sheet(_("Cijfers"), header, rows),
    ]
    return xlsx_response(sheets, explanations=[f.uitleg for f in table.totaal.cellen], name=name)


def _own(request: HttpRequest) -> HttpResponse:
    """Bring a partner or coordinator to her wijk: the first that has figures to read, else the first."""
    scope = request.user.scope
    mine = scope.partner_wijken | scope.coordinator_wijken
    wijken = list(Wijk.objects.visible_to(request.user).filter(pk__in=mine).order_by("naam"))
    if not wijken:
        return render(request, "impact/none.html")
    told = with_releases(wijken)
    first = next((wijk for wijk in wijken if wijk.pk in told), wijken[0])
    return redirect("impact:quarter", slug=first.slug)


def _table_of(request: HttpRequest, periode: Period) -> Overzicht:
    wijken = list(Wijk.objects.visible_to(request.user).filter(actief_sinds__lte=periode.last))
    return read_overzicht(wijken, periode, k=settings.K_INTERN)


def _period_of(request: HttpRequest) -> tuple[PeriodForm, Period]:
    """The period asked for; a wrong one is told in the form and the last whole quarter shown."""
    default = Quarter.of(timezone.localdate()).previous()
    if "van" in request.GET or "tot" in request.GET:
        form = PeriodForm(request.GET)
        return form, form.span if form.is_valid() else default
    periode = parse(request.GET.get("periode", "")) or default
    return PeriodForm(initial={"van": periode.first, "tot": periode.last}), periode


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link to the same table in another way."""

    label: str
    query: str
    current: bool = False
    sort: str = ""


def presets(today: date, periode: Period) -> list[Link]:
    """Periods one asks for most."""
    month, quarter_now, year = Month.of(today), Quarter.of(today), SchoolYear.of(today)
    usual = [month, month.previous(), quarter_now, quarter_now.previous(), year, year.previous()]
    return [Link(label=p.label, query=urlencode({"periode": p.slug}), current=p == periode) for p in usual]


def columns(periode: Period, sort: str, *, down: bool) -> list[Link]:
    """Heads of the table; each turns the order around when it is the one sorted by."""
    found = []
    for code, title in [("", _("Wijk")), *((definitie.code, title) for definitie, title in KOLOMMEN)]:
        current = code == sort
        turn = not down if current else bool(code)
        query = {"periode": periode.slug, "sorteer": code, "omlaag": int(turn)}
        aria = ("descending" if down else "ascending") if current else ""
        found.append(Link(label=str(title), query=urlencode(query), current=current, sort=aria))
    return found
