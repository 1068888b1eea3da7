"""A cache that may disappear: without Redis every read is a miss, and the page is only slower.

Except for the limits on logging in: those are then counted in the memory of each process, so that nobody can try
passwords without end, and nobody is refused because of it.
"""

import time
from functools import wraps
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

SECONDS_TO_ANSWER = 0.5
SECONDS_LEFT_ALONE = 5  # after a failure, so a hanging server costs one request half a second, not each
LIMITS = ":allauth:rl:"
# A server that refuses is away too: one whose disk or memory is full takes no more writes.
AWAY = (RedisConnectionError, RedisTimeoutError, ResponseError, OSError)
MEMORY = LocMemCache("limits", {"MAX_ENTRIES": 10_000})
logger = structlog.get_logger(__name__)


def _forgiving(method: str, missed: Any) -> Any:
    """Wrap one method of the client: when the server does not answer or refuses, give what a miss gives."""
    original = getattr(RedisCacheClient, method)

    @wraps(original)
    def call(self: "ForgivingClient", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.silent_until:
            try:
                return original(self, *args, **kwargs)
            except AWAY as error:
                self.silent_until = time.monotonic() + SECONDS_LEFT_ALONE
                logger.warning("cache_unavailable", method=method, error=type(error).__name__)
        if method in {"add", "get", "set", "delete"} and LIMITS in str(args[0]):
            return getattr(MEMORY, method)(*args, **kwargs)
        return missed(*args, **kwargs) if callable(missed) else missed

    return call


def _no_such_key(key: str, *_: Any) -> None:
    raise ValueError(f"Key '{key}' not found.")


class ForgivingClient(RedisCacheClient):
    """Django's own client, with every method forgiving."""

    silent_until = 0.0

    # True: nobody else holds it, as in a cache that was just emptied.
    add = _forgiving("add", missed=True)
    get = _forgiving("get", missed=lambda _key, default: default)
    set = _forgiving("set", missed=None)
    touch = _forgiving("touch", missed=False)
    delete = _forgiving("delete", missed=False)
    get_many = _forgiving("get_many", missed=lambda _keys: {})
    has_key = _forgiving("has_key", missed=False)
    incr = _forgiving("incr", missed=_no_such_key)
    set_many = _forgiving("set_many", missed=None)
    delete_many = _forgiving("delete_many", missed=None)
    clear = _forgiving("clear", missed=False)


class ForgivingRedisCache(RedisCache):
    """Redis with short timeouts; a server that is gone, hangs or refuses counts as an empty cache."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        timeouts = {"socket_timeout": SECONDS_TO_ANSWER, "socket_connect_timeout": SECONDS_TO_ANSWER}
        super().__init__(server, params | {"OPTIONS": timeouts | params.get("OPTIONS", {})})
        self._class = ForgivingClient
