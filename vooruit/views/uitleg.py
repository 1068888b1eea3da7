from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.guards import public
from vooruit.uitleg import TALEN, in_taal


@public(because="Bewoners lezen zonder inloggen wat we over hen opschrijven, en hoe ze nee zeggen.")
@require_safe
def uitleg(request: HttpRequest, taal: str = "nl") -> HttpResponse:
    """What we do with what residents tell, in the language of the address and not of the reader's account."""
    found = in_taal(taal)
    if found is None:
        raise Http404
    context = {"uitleg": found, "talen": TALEN.values(), "contact": settings.CONTACT}
    response = render(request, "vooruit/uitleg.html", context)
    response["Content-Language"] = found.taal
    return response
