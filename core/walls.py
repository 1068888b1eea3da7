"""Walls of a room: row-level security that PostgreSQL keeps, whoever asks and however.

A room with walls puts `Wall` on each of its tables in a migration. From then on the application's own role sees and
writes no row of it, unless the transaction says for whom it works: keys of a scope, or a task by name. Both are
settings that end with the transaction, so nothing is left open for the next request, task or line in a shell.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.operations.base import Operation
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.module_loading import import_string

View = Callable[..., HttpResponse]
POLICY = "muur"
# PostgreSQL keeps an ended setting as '', so both read '' as not set. A sub-select is read once, not for every row.
SCOPE = "(SELECT NULLIF(current_setting('muur.scope', true), '')::bigint[])"
TASK = "(SELECT NULLIF(current_setting('muur.taak', true), '') IS NOT NULL)"
ENTER = (
    "SELECT current_setting('muur.scope', true), current_setting('muur.taak', true), "
    "set_config('muur.scope', %s, true), set_config('muur.taak', %s, true)"
)
LEAVE = "SELECT set_config('muur.scope', %s, true), set_config('muur.taak', %s, true)"

# Who may pass every wall, and why. A name that is not here opens nothing.
TAKEN = {
    "bewaren": "the nightly sweep forgets what was kept as long as it may be",
    "bench": "the bench fills a database of its own",
    "demo": "the demo invents its residents, in profile demo only",
    "migratie": "a migration that changes rows",
    "rechten": "somebody asks what is held about her, or to forget it",
}


def for_task(naam: str) -> Any:
    """Open the walls for a task of `TAKEN`, until the end of the block or of the decorated function.

    It is one transaction. Raises KeyError for any other name.
    """
    TAKEN[naam]
    return opened(taak=naam)


@contextmanager
def opened(*, scope: Iterable[int] = (), taak: str = "") -> Iterator[None]:
    """Work within these keys, or for this task, in one transaction; after it things are as they were.

    Inside another transaction the former scope is put back by hand; else, and after an error, PostgreSQL does so.
    """
    outermost = not connection.in_atomic_block
    keys = ",".join(str(int(key)) for key in sorted(scope))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENTER, [f"{{{keys}}}", taak])
        before = cursor.fetchone()
        yield
        if not outermost:
            cursor.execute(LEAVE, [before[0] or "", before[1] or ""])


def walled(*rooms: str) -> Callable[[View], View]:
    """Let a view see, of these rooms, what the scope of its visitor lets her see.

    Guards do so for views and permissions of a room with walls; elsewhere (the roof) it stands under the guard.
    `settings.WALLS` names what opens the walls of a room for a person.
    """
    behind = sorted({*rooms} & {*settings.WALLS})

    def decorate(view: View) -> View:
        if not behind:
            return view

        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with ExitStack() as stack:
                for room in behind:
                    stack.enter_context(import_string(settings.WALLS[room])(request.user))
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()  # Django would do so later, outside
                return response

        return inside

    return decorate


def within(column: str) -> str:
    """Rule of a table whose rows carry a key of the scope."""
    return f"{TASK} OR {column} = ANY ({SCOPE}::bigint[])"


def through(column: str, table: str) -> str:
    """Rule of a table whose rows point at a row of another table with walls: seen when that row is."""
    return f'{TASK} OR EXISTS (SELECT 1 FROM "{table}" over WHERE over.id = {column})'  # noqa: S608 - names of our own


class Wall(Operation):
    """Put row-level security on a table, binding its owner too, or replace its rule.

    `rule` says which rows may be seen and written; write it with `within` or `through`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, rule: str) -> None:
        self.model_name, self.rule = model_name, rule

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing of the models changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, _from: Any, to_state: Any) -> None:
        """Raise the wall."""
        table = self._table(app_label, to_state)
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        rule = self.rule
        schema_editor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({rule}) WITH CHECK ({rule})")

    def database_backwards(self, app_label: str, schema_editor: Any, _from: Any, to_state: Any) -> None:
        """Take it down."""
        table = self._table(app_label, to_state)
        schema_editor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")

    def _table(self, app_label: str, state: Any) -> str:
        return f'"{state.apps.get_model(app_label, self.model_name)._meta.db_table}"'

    def describe(self) -> str:
        """Say what it does."""
        return f"Row-level security on {self.model_name}"
