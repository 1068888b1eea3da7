"""What every page's frame needs: the organisation's name, the theme, the ribbon and the menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

THEMES = ("licht", "donker")


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the frame of a page. The menu is lazy: the static error pages never ask for it."""
    theme = request.COOKIES.get("thema", "")
    return {
        "organisatie": settings.ORGANISATIE,
        "demo": settings.DEMO,
        "thema": theme if theme in THEMES else "",
        "nav": SimpleLazyObject(lambda: _nav(request)),
        "wie": SimpleLazyObject(lambda: who(request)),
    }


def _nav(request: HttpRequest) -> dict[str, Any]:
    """Ask the roof for the menu (NAV_BUILDER) and mark the entry that leads to the page we are on."""
    if not settings.NAV_BUILDER or not request.user.is_authenticated:
        return {"mode": "none", "items": []}
    nav = import_string(settings.NAV_BUILDER)(request)
    if not any(item["current"] for item in nav["items"]):
        fits = [item for item in nav["items"] if item["url"] != "/" and request.path.startswith(item["url"])]
        if fits:
            max(fits, key=lambda item: len(item["url"]))["current"] = True
    return nav


def who(request: HttpRequest) -> str:
    """Name the reader without naming her: what a browser keeps is given back and sent only by who typed it."""
    user = request.user
    return salted_hmac("core.context.wie", str(user.pk)).hexdigest()[:12] if user.is_authenticated else ""
