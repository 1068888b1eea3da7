"""Counts the queries of a page as the issue does: without session, user, scope and savepoints."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

OVERHEAD = (
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO SAVEPOINT",
    'SELECT "django_session"',
    'UPDATE "django_session"',
    'INSERT INTO "django_session"',
)
SCOPE = ('FROM "teams_lidmaatschap"', 'FROM "partners_contactpersoon"')
USER = 'FROM "mensen_user" WHERE "mensen_user"."id" ='


def own_queries(captured: CaptureQueriesContext) -> list[str]:
    """The queries of the page itself: the first scope pair and the session's user are not its own."""
    left: list[str] = []
    overhead_left = dict.fromkeys((*SCOPE, USER), 1)
    for query in captured.captured_queries:
        sql = query["sql"]
        if sql.startswith(OVERHEAD):
            continue
        found = next((name for name in overhead_left if name in sql and overhead_left[name]), None)
        if found:
            overhead_left[found] = 0
            continue
        left.append(sql)
    return left


@contextmanager
def assert_queries(expected: int) -> Iterator[None]:
    """Assert the literal number of queries the page itself makes."""
    with CaptureQueriesContext(connection) as captured:
        yield
    queries = own_queries(captured)
    assert len(queries) == expected, "\n".join([f"{len(queries)} != {expected}", *queries])
