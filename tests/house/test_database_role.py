import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_connect_as_a_role_that_row_security_binds():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


@pytest.mark.django_db
def test_role_owns_every_table_of_its_schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner = current_user FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchall() == [(True,)]
