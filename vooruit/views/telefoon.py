"""The installable app: what a browser asks to put it on a home screen, and to log without connection."""

import json
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.guards import guard, public
from vooruit import telefoon

GROUND, PRIMARY = "#faf7f0", "#0b5563"  # --vu-ground and --vu-primary: a manifest knows one colour
BECAUSE = "De browser haalt dit op zonder account; er staat niets in over mensen."


@public(because=BECAUSE)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, icons and colours of the app, in the language of the page that asks."""
    taal = _taal(request)
    with translation.override(taal):
        answer = _manifest(taal)
    return JsonResponse(
        answer, content_type="application/manifest+json", headers={"Cache-Control": "max-age=3600"}
    )


def _manifest(taal: str) -> dict[str, Any]:
    loggen = {"name": _("Loggen"), "url": reverse("loggen"), "icons": [_icon(192)]}
    return {
        "id": "/",
        "name": settings.ORGANISATIE,
        "short_name": settings.ORGANISATIE,
        "description": _("Samen bouwen aan een buurt: tellen, loggen en zien wat er verandert."),
        "lang": taal,
        "dir": "ltr",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": PRIMARY,
        "icons": [_icon(192), _icon(512), _icon(512, purpose="maskable")],
        "shortcuts": [loggen],
    }


def _icon(size: int, purpose: str = "any") -> dict[str, str]:
    return {
        "src": staticfiles_storage.url(f"dist/app-{size}-{purpose}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


@public(because=BECAUSE)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site; asked anew every time, so that a release reaches every phone."""
    known = json.dumps(telefoon.worker())
    answer = render(request, "vooruit/telefoon/sw.js", {"known": known}, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@public(because="Deze pagina bewaart elke telefoon; er staat niets in over mensen.")
@require_safe
def telefoon_page(request: HttpRequest) -> HttpResponse:
    """What waits on this phone, and the forms to log without connection; filled in by the phone itself."""
    taal = _taal(request)
    page = telefoon.shell(taal)
    return HttpResponse(page, headers={"Content-Language": taal, "Cache-Control": "no-cache"})


@guard("bewoners.log")
@require_safe
def weet(request: HttpRequest) -> HttpResponse:
    """What the forms on this phone need to know of who is logged in."""
    return JsonResponse(telefoon.memory(request.user), headers={"Cache-Control": "no-store"})


def _taal(request: HttpRequest) -> str:
    """The language asked for in the address, else that of the reader."""
    asked = request.GET.get("taal", "")
    return (
        asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    )
