from datetime import timedelta
from functools import partial
from math import ceil
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activiteiten import services
from activiteiten.forms import AfgelastForm, BijeenkomstForm, NieuweBijeenkomstForm
from activiteiten.models import Activiteit, Bijeenkomst, Foto, Inzet, Telling
from activiteiten.querysets import day_start, named_since
from core.attempts import attempt
from core.guards import guard
from core.locking import Conflict, conflict_response
from mensen.models import User

GET_POST = ["GET", "HEAD", "POST"]
NAMES = ("begin", "eind", "plek", "titel")


@guard("activiteiten.change", of=Activiteit, select=("wijk", "plek"))
@require_http_methods(GET_POST)
def create(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """Plan one or more bijeenkomsten of an activity."""
    form = NieuweBijeenkomstForm(
        request.POST or None, activiteit=activiteit, initial=_as_before(request, activiteit)
    )
    tried = attempt(
        form,
        lambda: services.plan_bijeenkomsten(
            activiteit=activiteit,
            weken=form.cleaned_data["weken"] or 1,
            client_id=form.cleaned_data["client_id"],
            inzet=form.inzet(),
            by=request.user,
            **{name: form.cleaned_data[name] for name in NAMES},
        ),
    )
    if tried.done:
        messages.success(request, _("Gepland."))
        return redirect(activiteit)
    context = {"form": form, "activiteit": activiteit}
    return render(request, "activiteiten/bijeenkomst_form.html", context, status=tried.status)


@guard(
    "activiteiten.view_bijeenkomst",
    of=Bijeenkomst,
    select=("activiteit", "plek", "geteld_door", "volgens", "telt", "reeks"),
)
@require_safe
def detail(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """One bijeenkomst: when, where, who, and its count (or both, when two people differ)."""
    user = request.user
    rows = Telling.objects.visible_to(user).filter(bijeenkomst=bijeenkomst)
    tellingen = list(rows.select_related("door", "beslist_door").order_by("op"))
    context = {
        "bijeenkomst": bijeenkomst,
        **_coming(user, bijeenkomst),
        "inzetten": bijeenkomst.inzetten.shown_to(user).select_related("user").order_by("-rol", "user__naam"),
        "zonder_namen": bijeenkomst.begin < day_start(named_since()),
        "tellingen": tellingen,
        "mijn_telling": next(filter(partial(user.has_perm, "activiteiten.correct_telling"), tellingen), None),
        "verschil": any(telling.afwijkend and not telling.beslist_op for telling in tellingen),
        "fotos": Foto.objects.visible_to(user).filter(bijeenkomst=bijeenkomst),
        "mag_foto": user.has_perm("activiteiten.add_foto", bijeenkomst),
        "mag_tellen": user.has_perm("activiteiten.count", bijeenkomst),
        "mag_wijzigen": user.has_perm("activiteiten.change_bijeenkomst", bijeenkomst),
        "mag_afgelasten": user.has_perm("activiteiten.cancel", bijeenkomst),
        "afgelast_form": AfgelastForm(bijeenkomst=bijeenkomst),
        "mag_kiezen": user.has_perm("activiteiten.decide_count", bijeenkomst),
    }
    return render(request, "activiteiten/bijeenkomst.html", context)


def _coming(user: User, bijeenkomst: Bijeenkomst) -> dict[str, Any]:
    """Whether «Ik kom» or «Ik kan niet» stands there, and what this person does already."""
    ahead = bijeenkomst.is_to_come
    if ahead:
        prefetch_related_objects([bijeenkomst], "inzetten__user", "inzetten__ruil_aan")
    rows = [row for row in bijeenkomst.inzetten.all() if row.status != Inzet.Status.AFWEZIG] if ahead else ()
    return {
        "mag_komen": ahead and user.has_perm("activiteiten.sign_up", bijeenkomst),
        "mijn_rol": next((row.rol for row in rows if row.user_id == user.pk), ""),
    }


@guard("activiteiten.change_bijeenkomst", of=Bijeenkomst, select=("activiteit", "plek"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """Move a bijeenkomst, or change its people; who saves second sees both versions."""
    form = BijeenkomstForm(request.POST or None, bijeenkomst=bijeenkomst)
    try:
        tried = attempt(form, lambda: _save(request, bijeenkomst, form))
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(bijeenkomst)
    context = {"form": form, "activiteit": bijeenkomst.activiteit, "bijeenkomst": bijeenkomst}
    return render(request, "activiteiten/bijeenkomst_form.html", context)


def _save(request: HttpRequest, bijeenkomst: Bijeenkomst, form: BijeenkomstForm) -> None:
    """Write the change for this one, or for more of its series."""
    values = {
        "bijeenkomst": bijeenkomst,
        "slot": form.cleaned_data["slot"],
        "inzet": form.inzet(form.before),
        "by": request.user,
        **{name: form.cleaned_data[name] for name in NAMES},
    }
    welke = services.Welke(form.cleaned_data.get("welke") or "deze")
    if welke == services.Welke.DEZE:
        services.change_bijeenkomst(**values)
    else:
        services.change_following(welke=welke, **values)


def _as_before(request: HttpRequest, activiteit: Activiteit) -> dict[str, Any]:
    """«Herhaal vorige week»: what, where, when and who of an earlier one, a week on; never its numbers."""
    asked = request.GET.get("als", "")
    rows = Bijeenkomst.objects.visible_to(request.user).filter(activiteit=activiteit)
    recent = rows.select_related("plek").order_by("-begin")[:60] if asked else ()
    row = next((row for row in recent if str(row.uuid) == asked), None)
    if row is None:
        return {}
    weeks = max(ceil((timezone.localdate() - row.dag).days / 7), 1)
    return {
        "dag": row.dag + timedelta(weeks=weeks),
        "van": row.van,
        "tot": row.tot,
        "titel": row.titel,
        "plek": row.plek.naam if row.plek else "",
        "opent": row.opent,
        "koken": row.koken,
        "helpen": [user for user in row.helpen if user not in row.koken]
        if activiteit.nodig_kookt
        else row.helpen,
    }
