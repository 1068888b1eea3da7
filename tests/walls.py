"""Behind the walls of a room: a test stands inside them, what it tests begins outside, as in production.

The connection of a test says it is the task «test» (tests/settings.py). At each door through which production comes in
(a request, a management command, a task of the worker) that is taken away, and given back behind it: what forgets to
open the walls sees nothing there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus


@contextmanager
def closed() -> Iterator[None]:
    """No scope and no task, as for a request or a shell that just began; the query log does not see it."""
    if connection.connection is None:
        yield
        return
    _set("")
    try:
        yield
    finally:
        driver = connection.connection
        if driver is not None and driver.info.transaction_status != TransactionStatus.INERROR:
            _set("test")


def _set(taak: str) -> None:
    connection.connection.execute("SELECT set_config('muur.taak', %s, false)", [taak])


def closed_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Let each view begin outside the walls."""
    return behind_a_door(get_response)


def behind_a_door(act: Callable[..., Any]) -> Callable[..., Any]:
    """Do the same, beginning outside the walls."""

    @wraps(act)
    def begun_outside(*args: Any, **kwargs: Any) -> Any:
        with closed():
            return act(*args, **kwargs)

    return begun_outside
