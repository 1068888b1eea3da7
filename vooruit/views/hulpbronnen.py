from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activiteiten.forms import HulpbronFilter
from core.guards import guard
from vooruit.hulpbronnen import read_hulpbronnen
from wijken.models import Wijk


@guard("activiteiten.view_hulpbronnen", of=Wijk, by="slug")
@require_safe
def hulpbronnen(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """What a wijk already has, by kind, beside its map."""
    form = HulpbronFilter(request.GET or None)
    context = {
        "wijk": wijk,
        "form": form,
        "vraag": form.vraag,
        "er": read_hulpbronnen(request.user, wijk, form.vraag, request.GET),
        "mag": request.user.has_perm("activiteiten.add_hulpbron", wijk),
        "today": request.user.scope.today,
    }
    return render(request, "vooruit/wijk/hulpbronnen.html", context)
