from datetime import date

import pytest

from tests.factories import (
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_student,
    make_team,
    release_maand,
)

pytestmark = pytest.mark.django_db


def test_only_the_coordinator_of_the_wijk_withdraws_a_released_month():
    team = make_team()
    coordinator = make_coordinator(team)
    release = release_maand(team.wijk, date(2026, 8, 1), coordinator)
    others = [
        make_student(team),
        make_contactpersoon(make_partner(team.wijk)).user,
        make_coordinator(make_team()),
    ]
    allowed = [user.has_perm("impact.withdraw", release) for user in (coordinator, *others)]
    assert allowed == [True, False, False, False]
