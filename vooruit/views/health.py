"""What a machine asks: is the process alive, and can it serve."""

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.guards import public

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
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _redis_answers() -> bool:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5
        ) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
