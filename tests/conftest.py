"""What every test stands on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.core.management import BaseCommand
from django.db import connection, transaction
from django.db.models.signals import post_migrate

from mensen.models import User
from teams.models import Team
from tests import factories as f
from tests import plugin
from tests.walls import behind_a_door
from vooruit.celery import LoggedTask

STRAGGLERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend' AND usename = current_user
"""


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker
) -> Iterator[None]:
    """A copy of the migrated template: nothing is left to migrate. It is dropped at the end."""
    # Nothing of ours reads content types or Django's own permissions; making them again after every story is slow.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    ordinary = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        plugin.wait_for_template()
        name = connection.creation._create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        connection.ops.sql_flush = sql_flush
    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(STRAGGLERS)
        connection.creation.destroy_test_db(ordinary, verbosity=0)


def sql_flush(_style: Any, tables: list[str], **_options: Any) -> list[str]:
    """Empty what is not empty: a test fills few tables, and truncating them all takes longer than most tests.

    Walls against deleting stand in triggers of our own, so these are off in between; keys are looked at in the end.
    """
    look = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('muur.taak', 'test', true)"
        )  # `flush` is a command: outside the walls
        cursor.execute(look)
        filled = [f'"{table}"' for (table,) in cursor.fetchall()]
    return [
        "SELECT set_config('muur.taak', 'test', true)",
        *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in filled),
        *(f"DELETE FROM {table}" for table in filled),
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in filled),
    ]


@pytest.fixture(scope="session", autouse=True)
def doors() -> Iterator[None]:
    """Commands and tasks begin outside the walls, as requests do (tests/settings.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseCommand, "execute", behind_a_door(BaseCommand.execute))
        patch.setattr(LoggedTask, "__call__", behind_a_door(LoggedTask.__call__))
        yield


@pytest.fixture
def team(db: None) -> Team:
    """The team of Geuzenveld, where most tests play."""
    return f.make_team(f.make_wijk("Geuzenveld"))


@pytest.fixture
def coordinator(team: Team) -> User:
    """Who coordinates it."""
    return f.make_coordinator(team, "Yasmina Haddou")
