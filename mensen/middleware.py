from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


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
