"""Residents in a round: paper tokens with a sheet and a count, and ballots out of a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.qr import draw_code
from wijken.models import Invoer
from wijken.services import start_invoer
from wijkplan import services
from wijkplan.forms.rondes import StembestandForm, TelForm
from wijkplan.models import Bewonerstelling, Ronde, Rondeoptie

PLAN = ("wijkplan__wijk",)


def _opties(request: HttpRequest, ronde: Ronde) -> list[Rondeoptie]:
    return list(Rondeoptie.objects.visible_to(request.user).filter(ronde=ronde).distinct())


@guard("wijkplan.count_tokens", of=Ronde, select=PLAN)
def count(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Type how many tokens lie at each option; the code on the sheet leads here, to its own field."""
    form = TelForm(request.POST or None, opties=_opties(request, ronde))
    done = attempt(
        form,
        lambda: services.count_tokens(
            ronde=ronde,
            aantallen=form.aantallen(),
            waar=form.cleaned_data["waar"],
            client_id=form.cleaned_data["client_id"],
            by=request.user,
        ),
    )
    if done.done:
        n = sum(row.aantal for row in done.result)
        messages.success(request, ngettext("%d fiche geteld.", "%d fiches geteld.", n) % n)
        return redirect("wijkplan:ronde_count", ronde.uuid)
    tellingen = Bewonerstelling.objects.visible_to(request.user).filter(ronde=ronde)
    context = {
        "ronde": ronde,
        "plan": ronde.wijkplan,
        "form": form,
        "occasions": _occasions(tellingen.select_related("door", "optie")),
        "is_open": ronde.takes_votes,
    }
    return render(request, "wijkplan/ronde_count.html", context, status=done.status)


def _occasions(rows: Any) -> list[dict[str, Any]]:
    """Counts of one occasion together."""
    found: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(row.client_id, {"id": row.client_id, "first": row, "rows": [], "som": 0})
        one["rows"].append(row)
        one["som"] += row.aantal
    return list(found.values())


@guard("wijkplan.count_tokens", of=Ronde, select=PLAN)
@require_POST
def count_remove(request: HttpRequest, ronde: Ronde, client_id: UUID) -> HttpResponse:
    """A count that was wrong goes, as a whole."""
    try:
        services.remove_tokens(ronde=ronde, client_id=client_id, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, gettext("De telling is weg."))
    return redirect("wijkplan:ronde_count", ronde.uuid)


@guard("wijkplan.count_tokens", of=Ronde, select=PLAN)
@require_safe
def sheet(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """A sheet to print: per option a box for tokens and a code that opens the count of that option."""
    opties = _opties(request, ronde)
    address = request.build_absolute_uri(reverse("wijkplan:ronde_count", args=[ronde.uuid]))
    context = {
        "ronde": ronde,
        "plan": ronde.wijkplan,
        "opties": [(optie, draw_code(f"{address}#id_o_{optie.uuid.hex}")) for optie in opties],
    }
    return render(request, "wijkplan/ronde_sheet.html", context)


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
def ballots(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Hand in a file with ballots of residents; the worker reads it."""
    form = StembestandForm(request.POST or None, request.FILES or None)
    done = attempt(
        form,
        lambda: start_invoer(
            soort=Invoer.Soort.STEMMEN,
            bestand=form.cleaned_data["bestand"],
            droog=form.cleaned_data["droog"],
            opties={"over": str(ronde.uuid), "terug": ronde.get_absolute_url(), "titel": ronde.titel},
            client_id=form.cleaned_data["client_id"],
            by=request.user,
        ),
    )
    if done.done:
        return redirect("wijken:invoer_detail", uuid=done.result.uuid)
    context = {"ronde": ronde, "plan": ronde.wijkplan, "form": form}
    return render(request, "wijkplan/ronde_ballots.html", context, status=done.status)
