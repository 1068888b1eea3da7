from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from core.guards import public
from core.redirects import back_to


@public(because="De taal kiezen kan ook op de inlogpagina.")
@require_POST
def set_taal(request: HttpRequest) -> HttpResponse:
    """Remember the language on the account, and in a cookie for who is not logged in."""
    taal = request.POST.get("taal", "")
    response = back_to(request, "/")
    if taal not in dict(settings.LANGUAGES):
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, taal, max_age=31536000, samesite="Lax", secure=not settings.DEMO
    )
    if request.user.is_authenticated:
        request.user.taal = taal
        request.user.save(update_fields=["taal"])
    return response
