from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activiteiten import services
from activiteiten.models import Bijeenkomst, Inzet
from core.errors import Refused
from core.guards import guard
from core.redirects import back_path, back_to
from mensen.models import User

ROW = ("activiteit",)


@guard("activiteiten.sign_up", of=Bijeenkomst, select=ROW)
@require_POST
def sign_up(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Ik kom», for one task; without a task it is to help."""
    asked = request.POST.get("rol", "")
    rol = asked if asked in Inzet.Rol.values else Inzet.Rol.HELPT
    try:
        services.sign_up(bijeenkomst=bijeenkomst, rol=rol, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Fijn, je staat erbij: %(naam)s.") % {"naam": bijeenkomst.naam})
    return back_to(request, bijeenkomst.get_absolute_url())


@guard("activiteiten.sign_up", of=Bijeenkomst, select=ROW)
@require_POST
def sign_off(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Ik kan niet»: no reason is asked, and the team sees that a place is open."""
    try:
        services.sign_off(bijeenkomst=bijeenkomst, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Goed dat je het zegt. Je team ziet dat er een plek open is."))
    return back_to(request, bijeenkomst.get_absolute_url())


@guard("activiteiten.sign_up", of=Bijeenkomst, select=(*ROW, "plek"))
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Ruilen»: ask a teammate or the whole team to take over, or come after all."""
    mates = services.mates_for(bijeenkomst, request.user)
    if request.method == "POST":
        return _asked(request, bijeenkomst, {str(mate.uuid): mate for mate in mates})
    people = bijeenkomst.inzetten.select_related("user", "ruil_aan")
    own = next((row for row in people if row.user_id == request.user.pk and row.status == "ingepland"), None)
    context = {
        "bijeenkomst": bijeenkomst,
        "eigen": own if bijeenkomst.is_to_come else None,
        "mensen": mates,
        "terug": back_path(request, bijeenkomst.get_absolute_url()),
    }
    return render(request, "activiteiten/ruilen.html", context)


def _asked(request: HttpRequest, bijeenkomst: Bijeenkomst, mates: dict[str, User]) -> HttpResponse:
    asked = request.POST.get("aan", "")
    try:
        said = _ask(bijeenkomst, asked, mates, request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return back_to(request, bijeenkomst.get_absolute_url())


def _ask(bijeenkomst: Bijeenkomst, asked: str, mates: dict[str, User], by: User) -> str:
    if asked == "niemand":
        services.withdraw_swap(bijeenkomst=bijeenkomst, by=by)
        return _("Goed, je komt zelf.")
    if asked != "team" and asked not in mates:
        raise Refused(_("Kies iemand van je team die daar nog niets doet."))
    aan = mates.get(asked)
    services.ask_swap(bijeenkomst=bijeenkomst, aan=aan, by=by)
    wie = aan.voornaam if aan else _("het team")
    return _("Gevraagd aan %(wie)s. Tot iemand ja zegt, sta jij erbij.") % {"wie": wie}


@guard("activiteiten.sign_up", of=Bijeenkomst, select=ROW)
@require_POST
def take_over(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Ik neem het over», of who asked it."""
    asked = request.POST.get("van", "")
    rows = bijeenkomst.inzetten.select_related("user")
    van = next((row.user for row in rows if str(row.user.uuid) == asked), request.user)
    try:
        services.take_over(bijeenkomst=bijeenkomst, van=van, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request,
            _("Fijn, jij neemt het over van %(naam)s: %(wat)s.")
            % {"naam": van.voornaam, "wat": bijeenkomst.naam},
        )
    return back_to(request, bijeenkomst.get_absolute_url())
