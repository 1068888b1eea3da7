from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activiteiten import services
from activiteiten.models import Bijeenkomst, Inzet
from core.errors import Refused
from core.guards import guard
from core.redirects import back_to

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
