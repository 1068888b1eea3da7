"""Every request gets an id, in its log lines and in its answer, so a complaint leads to the lines."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
ACCEPTABLE = re.compile(r"[0-9A-Za-z-]{8,64}")
logger = structlog.get_logger("request")


class RequestIdMiddleware:
    """Bind the request id and log one line per request: the route, never the path, query or body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = self._id_from_proxy(request) or uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            logger.info(
                "request",
                method=request.method,
                route=match.route if match else None,
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000),
            )
        response[HEADER] = request_id
        return response

    def _id_from_proxy(self, request: HttpRequest) -> str | None:
        """Only our own proxy may name a request; a visitor may not."""
        given = request.headers.get(HEADER, "")
        return given if settings.SECURE_PROXY_SSL_HEADER and ACCEPTABLE.fullmatch(given) else None


NOT_A_KEY = re.compile(r"[^0-9a-z]")
OTHER_CHARSET = re.compile(r";\s*charset=(?!\"?utf-?8\"?\s*(;|$))[^;]*", re.IGNORECASE)


class SessionKeyMiddleware:
    """Forget a session cookie that no server of ours made, before it can reach the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NOT_A_KEY.search(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return self.get_response(request)


def reading_utf8(application: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a WSGI application: what comes in is read as UTF-8, whatever charset the visitor claims.

    Django looks the charset up while it makes the request, before any middleware, and breaks on a strange one.
    """

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ["CONTENT_TYPE"] = OTHER_CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return wrapped
