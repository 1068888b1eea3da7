from datetime import date

import pytest

from impact.models import Kwartaalwoord
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_words_of_a_quarter_are_read_in_the_own_wijk_only():
    team, other = make.make_team(), make.make_team()
    by = make.make_coordinator(team)
    row = Kwartaalwoord.objects.create(
        wijk=team.wijk,
        kwartaal=date(2026, 7, 1),
        wat_niet_lukte="Het huiswerkuur viel twee keer uit.",
        door=by,
    )
    partners = [make.make_contactpersoon(make.make_partner(each.wijk)).user for each in (team, other)]
    readers = (by, *partners, make.make_coordinator(other), make.make_staff("projectleider"))
    assert [list(Kwartaalwoord.objects.visible_to(user)) for user in readers] == [[row], [row], [], [], [row]]
