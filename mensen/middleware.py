import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.phone import is_from_phone, log_in_first
from core.redirects import page_of_form
from core.wacht.tel import telling
from mensen.services import keep_telling


class TaalMiddleware:
    """Language from the person, then the cookie, then the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        chosen = request.user.taal if request.user.is_authenticated else ""
        taal = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if taal not in known:
            taal = translation.get_language_from_request(request)
        with translation.override(taal):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class WachtMiddleware:
    """What the free-text guard counted while a form was sent, added to the month when the answer is ready."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        with telling() as tally:
            response = self.get_response(request)
        if tally and request.user.is_authenticated:
            keep_telling(tally=tally)
        return response


class LoginMiddleware(LoginRequiredMiddleware):
    """Nobody comes in without a login: a page leads to it, a phone that sends its logs is told to ask for it."""

    def handle_no_permission(  # type: ignore[override] # a phone can do nothing with a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Answer 401 to a phone; anybody else goes to the login page, and from a form back to the page it stood on."""
        if is_from_phone(request):
            return log_in_first()
        if page := page_of_form(request):  # the address of a button answers nobody who only asks to see it
            field = self.get_redirect_field_name(view_func)
            return redirect_to_login(page, self.get_login_url(view_func), field)
        return super().handle_no_permission(request, view_func)


UUR, DAG = 3600, 86400
NOTE_EVERY = 600


class SessieMiddleware:
    """How long a login lasts: who only works in a team 30 days, everyone else 12 hours, or 8 without a sign.

    The session keeps when it began and when it was last seen (noted every ten minutes); the role of today decides.
    A login of 30 days is a right to write. Whether it is also `recent_login`, which seeing relations asks, stands on
    the request: proved with a password or code within RECENT_LOGIN, and not silent for RECENT_SILENCE since.
    No browser keeps what was seen meanwhile: on a shared computer Back shows nothing after logging out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.recent_login = False  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            now = int(time.time())
            begin = request.session.setdefault("begin", now)
            seen = request.session.setdefault("gezien", now)
            longest, idle = self.limits(request)
            if now - begin > longest or now - seen > idle:
                logout(request)
            else:
                self.note(request, now - seen, now)
                request.recent_login = self.is_recent(request, now)  # type: ignore[attr-defined]
        known = request.user.is_authenticated
        response = self.get_response(request)
        if known:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @staticmethod
    def note(request: HttpRequest, silence: int, now: int) -> None:
        """Keep that she was here, and when she came back from a long silence."""
        if silence > settings.RECENT_SILENCE * UUR:
            request.session["stil"] = now
        if silence > NOTE_EVERY:
            request.session["gezien"] = now

    @staticmethod
    def is_recent(request: HttpRequest, now: int) -> bool:
        """Whether she logged in, or was asked again, short ago."""
        asked = [record["at"] for record in get_authentication_records(request, request.user)[-1:]]
        proved = max([request.session["begin"], *asked])
        return proved >= request.session.get("stil", 0) and now - proved <= settings.RECENT_LOGIN * UUR

    @staticmethod
    def limits(request: HttpRequest) -> tuple[int, int]:
        """Seconds since the login, and since the last sign."""
        scope = request.user.scope  # type: ignore[union-attr]
        more = scope.is_coordinator or scope.is_partner or scope.organisatie_rollen
        return (30 * DAG, 30 * DAG) if scope.is_student and not more else (12 * UUR, 8 * UUR)
