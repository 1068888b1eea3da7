from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.guards import guard
from vooruit.kaart import read_cijfers, read_kaart
from wijken.models import Wijk


@guard("wijken.view", of=Wijk, by="slug")
def kaart(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Outline, places and official figures; also read into the wijk page when that is scrolled to it."""
    context = {
        "wijk": wijk,
        "kaart": read_kaart(request.user, wijk),
        "effecten": read_cijfers(request.user, wijk),
        "mag_cijfers": request.user.has_perm("wijken.add_kerncijfer", wijk),
        "dit_jaar": request.user.scope.today.year,
    }
    return render(request, "vooruit/wijk/kaart.html", context)
