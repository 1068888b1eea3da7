"""Starts the tests' own PostgreSQL and Valkey; a run leaves nothing behind but `.data/test`.

Only the process that was started by hand starts servers: xdist workers find the same addresses in tests.settings.
Test databases are copies of a template that is migrated once per set of migrations.
"""

import fcntl
import gc
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every machine and every run: a red test can be run again.
hypothesis_settings.register_profile("fixed", max_examples=50, derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("fixed")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    from vooruit import embedded

    embedded.start_if_unset(throwaway=True)
    turn = _template_turn()
    threading.Thread(target=_make_template, args=[turn]).start()  # meanwhile the workers look for their tests


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, then the rest in its random order: two workers end at the same time.

    A worker that is done steals from the end of the other's, so a long test is never the last; what shares a long
    beginning comes before all, so that it stays with one worker.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    long = item.get_closest_marker("long")
    return 2 if long is None else 0 if long.kwargs.get("shared") else 1


def pytest_collection_finish() -> None:
    """Look no more for garbage in what stays until the end: the house and three thousand tests."""
    gc.collect()
    gc.freeze()


def wait_for_template() -> None:
    """Return when the template is there, or when making it failed: then nothing can be copied."""
    _template_turn().close()


def _template_turn() -> IO[str]:
    """One process at a time has to do with the template; closing the file ends the turn."""
    from vooruit import embedded

    turn = (embedded.data_folder() / "template.lock").open("w")
    fcntl.flock(turn, fcntl.LOCK_EX)
    return turn


def _make_template(turn: IO[str]) -> None:
    """Migrate the template if this set of migrations has none yet, and drop those of earlier sets."""
    with turn:
        _migrate_template()


def _migrate_template() -> None:
    import psycopg
    from django.conf import settings
    from psycopg import sql

    database = settings.DATABASES["default"]
    template = database["TEST"]["TEMPLATE"]
    where = {"user": database["USER"], "password": database["PASSWORD"], "dbname": database["NAME"]}
    where |= {"host": database["OPTIONS"].get("host", database["HOST"]), "port": database["PORT"]}
    with psycopg.connect(
        autocommit=True, **{name: value for name, value in where.items() if value}
    ) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_vooruit\\_%'"
        )
        names = [name for (name,) in found]
        if template in names:
            return
        for name in [*names, f"new_{template}"]:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"new_{template}")))
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_INTO": f"new_{template}",
        }
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, check=True)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(f"new_{template}"), sql.Identifier(template)))
