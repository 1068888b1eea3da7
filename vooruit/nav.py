"""Who finds which pages in the menu; named by the setting NAV_BUILDER so that core needs no domain word."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


def build(request: HttpRequest) -> dict[str, Any]:
    """Menu of this person: `items` for the top or bottom bar, `mode` says which of the two."""
    if not request.user.is_authenticated:
        return {"mode": "none", "items": []}
    scope = request.user.scope
    student_only = scope.is_student and not scope.is_coordinator and not scope.is_projectleider
    wanted: list[tuple[bool, str, str, str]] = [
        (True, _("Vandaag"), "home", "sun"),
        (bool(scope.own_wijken), _("Agenda"), "agenda", "calendar"),
        (bool(scope.own_wijken), _("Loggen"), "loggen", "plus"),
        (bool(scope.own_wijken), _("Mijn contacten"), "bewoners:list", "users"),
        (not student_only and not scope.is_partner, _("Wijken"), "wijken", "map"),
        (
            scope.is_partner or scope.is_projectleider or scope.is_coordinator,
            _("Cijfers"),
            "impact:overview",
            "chart",
        ),
        (scope.is_projectleider, _("Toezeggingen"), "partners:alle_toezeggingen", "handshake"),
        (scope.is_beheerder, _("Beheer"), "beheer", "settings"),
        (True, _("Meer"), "meer", "menu"),
    ]
    items = [
        {"label": label, "url": url, "current": request.path == url, "icon": icon, "name": name}
        for shown, label, name, icon in wanted
        if shown and (url := _url(name))
    ]
    return {"mode": "bottom" if student_only else "top", "items": items}


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
