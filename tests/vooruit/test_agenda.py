import re

import pytest
from django.urls import reverse

from tests.factories import make_student, make_team

pytestmark = pytest.mark.django_db


def test_each_choice_of_the_agenda_has_one_current_tab(client):
    client.force_login(make_student(make_team()))
    page = client.get(reverse("agenda"), {"per": "maand", "wiens": "wijk"}).content.decode()
    tabs = re.findall(r'<nav class="vu-tabs" aria-label="(.*?)">(.*?)</nav>', page, re.DOTALL)
    assert [(name, html.count('aria-current="page"')) for name, html in tabs] == [
        ("Week of maand", 1),
        ("Van wie", 1),
    ]
