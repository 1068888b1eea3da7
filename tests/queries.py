"""Counts the queries of a page as the issue does: without session, user, scope and savepoints."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

OVERHEAD = (
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO SAVEPOINT",
    "SELECT set_config('muur",  # what PostgreSQL does itself where no test's transaction is around
    'SELECT "django_session"',
    'UPDATE "django_session"',
    'INSERT INTO "django_session"',
)
SCOPE = ('FROM "teams_lidmaatschap"', 'FROM "partners_contactpersoon"')
USER = 'FROM "mensen_user" WHERE "mensen_user"."id" ='
WALLS = "SELECT current_setting('muur.scope'"  # says the scope to the database, once a request


def own_queries(captured: CaptureQueriesContext) -> list[str]:
    """The queries of the page itself: the first scope, built and said, and the session's user are not its own."""
    left: list[str] = []
    overhead_left = dict.fromkeys((*SCOPE, USER, WALLS), 1)
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
