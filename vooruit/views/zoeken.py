from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.guards import guard
from core.periods import Quarter
from vooruit.zoeken import find_in_wijk
from wijken.models import Wijk


@guard("wijken.view", of=Wijk, by="slug")
def zoeken(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Find an activity, a partner or an afspraak of this wijk; counts are in the answer."""
    vraag = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:80]
    kwartaal = Quarter.of(request.user.scope.today)
    gevonden = find_in_wijk(request.user, wijk, vraag, kwartaal) if len(vraag) > 1 else None
    context = {"wijk": wijk, "vraag": vraag, "gevonden": gevonden, "kwartaal": kwartaal}
    return render(request, "vooruit/zoeken.html", context)
