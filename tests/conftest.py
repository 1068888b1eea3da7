"""What every test stands on."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from mensen.models import User
from teams.models import Team
from tests import factories as f

STRAGGLERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend' AND usename = current_user
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Empty tables fast after a test, and close what a server thread left open before the database is dropped."""
    # Nothing of ours reads content types or Django's own permissions; making them again after every story is slow.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(STRAGGLERS)


@pytest.fixture
def team(db: None) -> Team:
    """The team of Geuzenveld, where most tests play."""
    return f.make_team(f.make_wijk("Geuzenveld"))


@pytest.fixture
def coordinator(team: Team) -> User:
    """Who coordinates it."""
    return f.make_coordinator(team, "Yasmina Haddou")
