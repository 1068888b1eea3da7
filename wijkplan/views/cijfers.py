from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core.exports import Sheet, csv_response, filename, xlsx_response
from core.guards import guard
from wijken.vocabulary import Effectgebied
from wijkplan import services
from wijkplan.figures.cijfers import KOP, Cijfers, Keuze, read_cijfers, read_rij
from wijkplan.figures.tijdlijn import read_tijdlijn
from wijkplan.forms import OntgrendelForm, SluitForm
from wijkplan.models import Indicator, Ontgrendeling, Periodeslot, Wijkplan
from wijkplan.views.answers import answer

VEEL = 30  # so many charts at most on one page; more and every row links to its own


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def cijfers(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Target against actual for the whole plan."""
    blad = _read(request, plan)
    context = {
        "plan": plan,
        "blad": blad,
        "keuzes": _choices(blad),
        "grafieken": len(blad.gekozen) <= VEEL,
        "gesloten": Periodeslot.objects.visible_to(request.user).closed_until(plan.wijk_id),
        "mag_rekenen": request.user.has_perm("wijkplan.steer", plan),
        "mag_meten": plan.wijk_id in request.user.scope.own_wijken,
    }
    return render(request, "wijkplan/cijfers.html", context)


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def cijfers_file(request: HttpRequest, plan: Wijkplan, soort: str) -> HttpResponseBase:
    """The rows of the page as a file; only what is vastgesteld, and the trail keeps who took it."""
    blad = _read(request, plan)
    services.log_export(plan=plan, soort=soort, by=request.user)
    header = [str(title) for title in KOP]
    rows = [rij.cellen for rij in blad.gekozen]
    name = filename("cijfers", plan.wijk.slug, f"versie-{plan.versie}", ext=soort)
    if soort == "csv":
        return csv_response(rows, header=header, name=name)
    return xlsx_response([Sheet(gettext("Cijfers"), header, rows)], explanations=blad.uitleg, name=name)


@guard(
    "wijkplan.view_indicator", of=Indicator, select=("doel__prioriteit__wijkplan__wijk", "verantwoordelijke")
)
@require_safe
def indicator_page(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """All measurements of one indicator, with their state, a picture and who wrote what when."""
    plan = indicator.doel.prioriteit.wijkplan
    team = plan.wijk_id in request.user.scope.own_wijken
    context = {
        "plan": plan,
        "rij": read_rij(indicator, today=request.user.scope.today, team=team),
        "tijdlijn": read_tijdlijn(indicator) if team else [],
        "mag_meten": request.user.has_perm("wijkplan.measure", indicator),
        "mag_oordelen": plan.wijk_id in request.user.scope.coordinator_wijken,
        "mag_wijzigen": request.user.has_perm("wijkplan.change_indicator", indicator),
    }
    return render(request, "wijkplan/indicator.html", context)


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def sloten(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Which periods are closed, by whom, and who may mend them until when."""
    return render(request, "wijkplan/cijfers_sloten.html", _locks(request, plan))


@guard("wijkplan.close_period", of=Wijkplan, select=("wijk",))
def period_close(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Close measurements up to a day."""
    form = SluitForm(request.POST or None)
    return answer(
        request,
        form,
        lambda data: services.close_period(plan=plan, by=request.user, **data),
        plan=plan,
        template="wijkplan/cijfers_sluit.html",
        done=redirect("wijkplan:sloten", plan.uuid),
    )


@guard("wijkplan.unlock_period", of=Wijkplan, select=("wijk",))
def period_unlock(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Give one person access to closed periods, for some days and with a reason."""
    form = OntgrendelForm(request.POST or None, plan=plan)
    return answer(
        request,
        form,
        lambda _data: services.unlock_period(plan=plan, by=request.user, **form.values()),
        plan=plan,
        template="wijkplan/cijfers_ontgrendel.html",
        done=redirect("wijkplan:sloten", plan.uuid),
    )


def _locks(request: HttpRequest, plan: Wijkplan) -> dict[str, Any]:
    rows = Periodeslot.objects.visible_to(request.user).in_wijk(plan.wijk)
    unlocks = Ontgrendeling.objects.visible_to(request.user).in_wijk(plan.wijk)
    return {
        "plan": plan,
        "sloten": rows.select_related("door").order_by("-tot"),
        "ontgrendelingen": unlocks.select_related("voor", "door").order_by("-op")[:20],
        "nu": timezone.now(),
        "mag_sluiten": request.user.has_perm("wijkplan.close_period", plan),
        "mag_ontgrendelen": request.user.has_perm("wijkplan.unlock_period", plan),
    }


def _read(request: HttpRequest, plan: Wijkplan) -> Cijfers:
    asked = {name: request.GET.get(name, "")[:40] for name in ("niveau", "effectgebied", "wie")}
    today, team = request.user.scope.today, plan.wijk_id in request.user.scope.own_wijken
    return read_cijfers(plan, today=today, keuze=Keuze(**asked), team=team)


def _choices(blad: Cijfers) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """The three ways to look at fewer rows: name, label, what is chosen, what can be."""
    return [
        (
            "niveau",
            gettext("Soort"),
            blad.keuze.niveau,
            [(str(v), str(w)) for v, w in Indicator.Niveau.choices],
        ),
        (
            "effectgebied",
            gettext("Effectgebied"),
            blad.keuze.effectgebied,
            [(str(v), str(w)) for v, w in Effectgebied.choices],
        ),
        ("wie", gettext("Wie meet"), blad.keuze.wie, blad.wie),
    ]
