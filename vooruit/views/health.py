"""What a machine asks: is the process alive, and can it serve."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.guards import public

DATABASE_SECONDS = 1.5
ASKING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ready")
REASON = "A load balancer asks this without an account; the answer holds no data"


@public(because=REASON)
@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Answer without touching anything: the process runs."""
    return JsonResponse({"status": "ok"})


@public(because=REASON)
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 503 without the database; without Redis the product serves on, so that is only «degraded»."""
    database, cache = _database_answers(), _redis_answers()
    status = "unavailable" if not database else "ok" if cache else "degraded"
    answer = {"status": status, "database": _word(database), "redis": _word(cache)}
    return JsonResponse(answer, status=200 if database else 503)


def _word(answers: bool) -> str:
    return "ok" if answers else "down"


def _database_answers() -> bool:
    """Ask over a new connection, and wait no longer: the pool would wait for a server that comes back."""
    asked = ASKING.submit(_ask_database, connection.get_connection_params())
    try:
        asked.result(DATABASE_SECONDS)
    except (psycopg.Error, TimeoutError):
        return False
    return True


def _ask_database(params: dict[str, Any]) -> None:
    with psycopg.connect(**{**params, "connect_timeout": 2}) as fresh:  # psycopg takes no less
        fresh.execute("SELECT 1")


def _redis_answers() -> bool:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5
        ) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
