"""When the demo is refused."""

import pytest
from django.core.management import CommandError, call_command

from mensen.models import User
from tests.factories import make_user


@pytest.mark.django_db
def test_demo_is_refused_outside_its_profile(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="profile demo"):
        call_command("demo")


@pytest.mark.django_db
def test_demo_leaves_a_database_with_people_alone(monkeypatch):
    make_user()
    monkeypatch.setenv("DATABASE_URL", "postgres://elders/echt")
    with pytest.raises(CommandError, match="left alone"):
        call_command("demo", "--opnieuw")
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(CommandError, match="there already"):
        call_command("demo")
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("scale", ["0", "1001"])
def test_demo_refuses_a_scale_that_cannot_be(scale):
    with pytest.raises(CommandError, match="scale"):
        call_command("demo", "--scale", scale)
