"""Two people at the same moment: a contact always has somebody who keeps it up, or is closed."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from bewoners import services
from bewoners.models import Overdracht, Relatie
from core.errors import Refused
from tests.activiteiten.test_tellen import at_once
from tests.bewoners.overdragen import keepers
from tests.factories import make_coordinator, make_overdracht, make_relatie, make_student, make_team

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate


@pytest.fixture
def duo():
    team = make_team()
    noor, emre = make_student(team, "Noor Visser"), make_student(team, "Emre Aydin")
    relatie = make_relatie(team.wijk, noor, sinds=TODAY() - timedelta(days=30))
    services.join_relatie(relatie=relatie, user=emre, by=noor)
    return SimpleNamespace(noor=noor, emre=emre, yasmina=make_coordinator(team), relatie=relatie)


def over(duo, van, naar, **extra):
    velden = {"client_id": uuid4(), "kennismaking_op": TODAY(), "by": van} | extra
    return partial(services.hand_over, relatie=duo.relatie, van=van, naar=naar, **velden)


def outcome(results):
    return sorted("refused" if isinstance(each, Refused) else type(each).__name__ for each in results)


def test_same_form_at_the_same_moment_hands_over_once(duo):
    sent = over(duo, duo.noor, duo.emre)
    assert outcome(at_once(sent, sent, sent)) == ["Overdracht"] * 3
    assert (Overdracht.objects.count(), keepers(duo.relatie)) == (1, ["Emre"])


def test_two_forms_of_one_contact_hand_over_once(duo):
    results = at_once(over(duo, duo.noor, duo.emre), over(duo, duo.noor, duo.yasmina))
    assert (outcome(results), Overdracht.objects.count()) == (["Overdracht", "refused"], 1)


def test_handed_to_each_other_somebody_keeps_it_up(duo):
    at_once(over(duo, duo.noor, duo.emre), over(duo, duo.emre, duo.noor))
    assert len(keepers(duo.relatie)) == 1


def test_met_and_taken_back_is_one_of_the_two(duo):
    row = make_overdracht(duo.relatie, duo.noor, duo.emre)
    meet = partial(services.meet_overdracht, overdracht=row, kennismaking_op=TODAY(), by=duo.emre)
    undo = partial(services.undo_overdracht, overdracht=row, by=duo.noor)
    results = at_once(meet, undo)
    assert "refused" in outcome(results)
    assert Overdracht.objects.open().count() == 0


def test_both_leave_and_it_is_closed(duo):
    stop = {"relatie": duo.relatie, "uitkomst": "afgesloten"}
    results = at_once(
        partial(services.leave_relatie, van=duo.noor, by=duo.noor, **stop),
        partial(services.leave_relatie, van=duo.emre, by=duo.emre, **stop),
    )
    assert sorted(results) == [False, True]
    assert Relatie.objects.get().status == Relatie.Status.AFGESLOTEN


def test_erased_while_handed_over_is_no_crash(duo):
    erase = partial(services.erase_code, code=duo.relatie.code, waarom="op verzoek")
    results = at_once(over(duo, duo.noor, duo.emre), erase)
    assert set(outcome(results)) <= {"Overdracht", "dict", "refused"}
    assert not Relatie.objects.exists()


def test_talk_logged_while_it_closes_keeps_it_closed(duo):
    Relatie.objects.update(status=Relatie.Status.SLAPEND)
    asleep = Relatie.objects.get()
    duo.relatie.perioden.filter(user=duo.emre).delete()
    services.leave_relatie(relatie=duo.relatie, van=duo.noor, uitkomst="afgesloten", by=duo.noor)
    talk = {"wie": "relatie", "relatie": asleep, "hoe": "koffie", "duur": "even", "themas": set()}
    services.log_contactmoment(wijk=asleep.wijk, client_id=uuid4(), by=duo.noor, **talk)
    assert Relatie.objects.get().status == Relatie.Status.AFGESLOTEN
