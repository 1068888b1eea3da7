from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.guards import guard
from core.redirects import back_to
from partners.models import Datumwijziging
from partners.services import mark_seen
from vooruit.raakt import one_move, read_geraakt

MET = ("ontwikkeling__wijk", "ontwikkeling__eigenaar", "door", "bekeken_door")


@guard("partners.weigh_move", of=Datumwijziging, select=MET)
@require_safe
def raakt(request: HttpRequest, wijziging: Datumwijziging) -> HttpResponse:
    """Everything that a moved date hits, with what one can do about it."""
    context = {
        "wijziging": wijziging,
        "wijk": wijziging.ontwikkeling.wijk,
        "verschuiving": one_move(wijziging),
        "geraakt": read_geraakt(wijziging),
        "may_act": request.user.has_perm("partners.see_move", wijziging),
    }
    return render(request, "vooruit/raakt.html", context)


@guard("partners.see_move", of=Datumwijziging, select=MET)
@require_POST
def gezien(request: HttpRequest, wijziging: Datumwijziging) -> HttpResponse:
    """Somebody looked at it; the line goes from «Vraagt jou nu»."""
    mark_seen(wijziging=wijziging, by=request.user)
    messages.success(request, _("Gezien. De datum en wat hij raakt blijven hier staan."))
    return back_to(request, reverse("wijk", args=[wijziging.ontwikkeling.wijk.slug]))
