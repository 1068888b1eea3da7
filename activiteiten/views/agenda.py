"""Calendars on a phone: making and ending a secret address, and what a client reads there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activiteiten import services
from activiteiten.forms import SleutelForm, name_of
from activiteiten.kalender import kalender_response, make_kalender, webcal
from activiteiten.models import Agendasleutel, Bijeenkomst, Inzet
from core.guards import guard, public
from core.qr import draw_code
from teams.models import Team


@guard("activiteiten.list")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sleutels(request: HttpRequest) -> HttpResponse:
    """«Zet in je telefoon»: which addresses there are, and the secret of one that was just made, once."""
    form = SleutelForm(request.POST or None, by=request.user)
    made = None
    if form.is_valid():
        sleutel, token = services.make_agendasleutel(**form.chosen(), by=request.user)
        path = reverse("activiteiten:feed", args=[sleutel.uuid, token])
        made = _shown(request.build_absolute_uri(path), name_of(**form.chosen()))
    mine = {
        (row.soort, row.team_id, row.wijk_id): row for row in Agendasleutel.objects.visible_to(request.user)
    }
    lines = [
        {"wat": key, "naam": name_of(**o), "sleutel": mine.get(_identity(**o))}
        for key, o in form.options.items()
    ]
    context = {"form": form, "made": made, "lines": lines}
    return render(request, "activiteiten/sleutels.html", context)


def _identity(soort: str, team: Any = None, wijk: Any = None) -> tuple[str, int | None, int | None]:
    return str(soort), team.pk if team else None, wijk.pk if wijk else None


def _shown(address: str, naam: str) -> dict[str, Any]:
    return {
        "naam": naam,
        "adres": address,
        "code": draw_code(address),
        "webcal": webcal(address),
    }


@guard("activiteiten.withdraw_sleutel", of=Agendasleutel)
@require_POST
def withdraw(request: HttpRequest, sleutel: Agendasleutel) -> HttpResponse:
    """The address stops working at once."""
    services.withdraw_agendasleutel(sleutel=sleutel, by=request.user)
    messages.success(request, _("Ingetrokken. Wie het adres heeft, leest er niets meer mee."))
    return redirect("activiteiten:sleutels")


@public(because="Een agenda op een telefoon kan niet inloggen: het geheime adres is de sleutel.")
@require_safe
def feed(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """What a calendar reads at a secret address: what its person may see today, without anybody's name."""
    sleutel = services.find_agendasleutel(uuid=uuid, token=token)
    rows = _rows(sleutel) if sleutel is not None else None
    if sleutel is None or rows is None:
        return HttpResponse(status=410, headers={"Cache-Control": "no-store"})
    with translation.override(sleutel.user.taal or "nl"):
        content = make_kalender(
            rows,
            naam=name_of(team=sleutel.team, wijk=sleutel.wijk),
            adres=request.build_absolute_uri("/bijeenkomsten/"),
            jij=_own_tasks(sleutel),
        )
    return kalender_response(request, content, naam="agenda", deelbaar=False)


def _rows(sleutel: Agendasleutel) -> "QuerySet[Bijeenkomst] | None":
    """The bijeenkomsten of this key, asked of the scope of today; None when her role does not reach them any more."""
    user = sleutel.user
    rows = Bijeenkomst.objects.visible_to(user).in_kalender()
    if not user.has_perm("activiteiten.list"):
        return None
    if sleutel.team is not None:
        seen = Team.objects.visible_to(user).filter(pk=sleutel.team_id).exists()
        return rows.filter(activiteit__team=sleutel.team) if seen else None
    if sleutel.wijk is not None:
        seen = user.scope.sees_all_wijken or sleutel.wijk_id in user.scope.own_wijken
        return rows.in_wijk(sleutel.wijk) if seen else None
    return rows.for_user(user) if user.scope.own_wijken else None


def _own_tasks(sleutel: Agendasleutel) -> dict[int, str]:
    """In a calendar of one's own: what one does oneself; in others nothing about anybody."""
    if sleutel.soort != Agendasleutel.Soort.PERSOON:
        return {}
    rows = Inzet.objects.visible_to(sleutel.user).filter(user=sleutel.user)
    says = {"opent": _("Jij opent."), "kookt": _("Jij kookt."), "helpt": _("Jij helpt.")}
    return {pk: says.get(rol, "") for pk, rol in rows.values_list("bijeenkomst", "rol")}
