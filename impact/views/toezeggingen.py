from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import guard
from impact.figures.mogelijk import read_mogelijk
from partners.figures import per_soort
from wijken.models import Wijk


@guard("impact.view", of=Wijk, by="slug")
@require_safe
def toezeggingen(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Own promises of a partner next to what they made possible; a coordinator reads those of every partner."""
    gevolgen = read_mogelijk(request.user, wijk, request.user.scope.today)
    context = {
        "wijk": wijk,
        "gevolgen": gevolgen,
        "totalen": per_soort(gevolg.stand for gevolg in gevolgen),
        "te_laat": [gevolg.stand for gevolg in gevolgen if gevolg.stand.te_laat],
        "may_report": request.user.has_perm("partners.report"),
    }
    return render(request, "impact/toezeggingen.html", context)
