from datetime import timedelta

import pytest
from django.utils import timezone

from activiteiten.models import Telling
from tests.factories import make_bijeenkomst


@pytest.fixture
def telling(huis):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=1))
    return Telling.objects.create(client_id=row.uuid, body_hash="", bijeenkomst=row, aantal=8, door=huis.noor)


def test_only_who_counted_corrects_her_count_and_for_14_days(huis, telling):
    people = (huis.noor, huis.emre, huis.yasmina)
    assert [user.has_perm("activiteiten.correct_telling", telling) for user in people] == [True, False, False]
    telling.op -= timedelta(days=15)
    assert not huis.noor.has_perm("activiteiten.correct_telling", telling)


def test_a_student_says_afterwards_and_the_coordinator_ahead_that_it_did_not_happen(huis):
    ahead, past = (make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=n)) for n in (1, -1))
    answers = [
        [user.has_perm("activiteiten.cancel", row) for row in (ahead, past)]
        for user in (huis.noor, huis.yasmina)
    ]
    assert answers == [[False, True], [True, True]]
