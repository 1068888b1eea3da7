"""Every table of a room with walls has them: row-level security that also binds the role that owns it."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from core.walls import POLICY
from tests.walls import closed

pytestmark = pytest.mark.django_db
LOOK = """
    SELECT c.relrowsecurity AND c.relforcerowsecurity,
           coalesce(string_agg(p.policyname || ' ' || p.cmd || ' ' || p.permissive, ','), ''),
           bool_and(p.qual LIKE '%%muur.taak%%' AND (p.qual LIKE '%%muur.scope%%' OR p.qual LIKE '%%EXISTS%%')
                    AND p.with_check = p.qual)
    FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname AND p.schemaname = 'public'
    WHERE c.relname = %s AND c.relnamespace = 'public'::regnamespace GROUP BY 1
"""


def tables() -> list[str]:
    rooms = [apps.get_app_config(room) for room in settings.WALLS]
    return sorted(
        {model._meta.db_table for room in rooms for model in room.get_models(include_auto_created=True)}
    )


@pytest.mark.parametrize("table", tables())
def test_table_is_behind_a_wall(table):
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [table])
        assert cursor.fetchall() == [(True, f"{POLICY} ALL PERMISSIVE", True)]


def test_no_row_of_a_wall_is_seen_without_a_scope(world):
    models = [model for room in settings.WALLS for model in apps.get_app_config(room).get_models()]
    assert any(model.objects.exists() for model in models)
    with closed():
        assert [model._meta.label for model in models if model.objects.exists()] == []
