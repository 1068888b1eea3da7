from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from activiteiten.models import Inzet, Telling
from activiteiten.services import (
    add_after_count,
    cancel_bijeenkomst,
    correct_telling,
    decide_telling,
    hand_count_to,
    tel_bijeenkomst,
)
from core.errors import AlreadyUsed, Refused
from mensen.models import Logregel
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_inzet,
    make_student,
    make_team,
    release_maand,
)


def tel(bijeenkomst, aantal, by, client_id=None, **extra):
    return tel_bijeenkomst(
        bijeenkomst=bijeenkomst, aantal=aantal, client_id=client_id or uuid4(), by=by, **extra
    )


@pytest.fixture
def gisteren(huis):
    return make_bijeenkomst(huis.taalcafe)


@pytest.mark.parametrize("aantal", [23, 0, None])
def test_first_count_stands_in_each_of_its_three_values(huis, gisteren, aantal):
    telling = tel(gisteren, aantal, huis.noor, seconden=4)
    gisteren.refresh_from_db()
    assert (gisteren.status, gisteren.aantal_deelnemers) == ("doorgegaan", aantal)
    assert (gisteren.geteld_door, telling.afwijkend, telling.seconden) == (huis.noor, False, 4)


def test_count_takes_who_was_planned_as_present(huis, gisteren):
    make_inzet(gisteren, huis.noor)
    make_inzet(gisteren, huis.emre, status=Inzet.Status.AFWEZIG)
    tel(gisteren, 23, huis.noor)
    assert dict(gisteren.inzetten.values_list("user", "status")) == {
        huis.noor.pk: "aanwezig",
        huis.emre.pk: "afwezig",
    }


def test_same_body_again_is_the_same_success(huis, gisteren):
    client_id = uuid4()
    assert tel(gisteren, 23, huis.noor, client_id) == tel(gisteren, 23, huis.noor, client_id)
    assert Telling.objects.count() == 1


def test_other_body_under_the_same_id_is_already_used(huis, gisteren):
    client_id = uuid4()
    tel(gisteren, 23, huis.noor, client_id)
    with pytest.raises(AlreadyUsed):
        tel(gisteren, 24, huis.noor, client_id)


def test_other_person_under_the_same_id_is_already_used(huis, gisteren):
    client_id = uuid4()
    tel(gisteren, 23, huis.noor, client_id)
    with pytest.raises(AlreadyUsed):
        tel(gisteren, 23, huis.emre, client_id)


def test_same_number_of_a_second_person_confirms(huis, gisteren):
    tel(gisteren, 23, huis.emre)
    assert tel(gisteren, 23, huis.noor).afwijkend is False
    gisteren.refresh_from_db()
    assert (gisteren.geteld_door, gisteren.tellingen.count()) == (huis.emre, 2)


def test_another_number_is_kept_beside_the_first(huis, gisteren):
    tel(gisteren, 23, huis.emre)
    assert tel(gisteren, 21, huis.noor).afwijkend is True
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == 23


@pytest.mark.parametrize(("first", "second", "stands"), [(None, 21, 21), (21, None, 21)])
def test_unknown_differs_from_nothing_and_a_number_fills_it(huis, gisteren, first, second, stands):
    tel(gisteren, first, huis.emre)
    assert tel(gisteren, second, huis.noor).afwijkend is False
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == stands


def test_second_count_of_the_same_person_is_refused(huis, gisteren):
    tel(gisteren, 23, huis.noor)
    with pytest.raises(Refused, match="Je telde dit al"):
        tel(gisteren, 24, huis.noor)


def test_coordinator_counts_by_somebodys_word(huis, gisteren):
    tel(gisteren, 14, huis.yasmina, volgens=huis.noor)
    gisteren.refresh_from_db()
    assert (gisteren.geteld_door, gisteren.volgens) == (huis.yasmina, huis.noor)


def test_count_before_the_end_is_refused(huis):
    straks = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="pas na afloop"):
        tel(straks, 23, huis.noor)


def test_count_of_a_cancelled_bijeenkomst_is_refused(huis, gisteren):
    cancel_bijeenkomst(bijeenkomst=gisteren, by=huis.noor)
    with pytest.raises(Refused, match="niet doorgegaan"):
        tel(gisteren, 23, huis.noor)


@pytest.mark.parametrize("aantal", [-1, 5001, 2**63])
def test_impossible_count_is_refused(huis, gisteren, aantal):
    with pytest.raises(Refused) as refused:
        tel(gisteren, aantal, huis.noor)
    assert refused.value.field == "aantal"


def test_released_month_is_refused_by_every_verb_of_counting(huis, gisteren):
    telling = tel(gisteren, 23, huis.noor)
    release_maand(huis.wijk, gisteren.dag, huis.yasmina)
    for verb in (
        lambda: tel(gisteren, 23, huis.emre),
        lambda: correct_telling(telling=telling, aantal=22, by=huis.noor),
        lambda: decide_telling(telling=telling, by=huis.yasmina),
        lambda: add_after_count(
            bijeenkomst=gisteren, nieuw_aanwezig=1, helpers_uit_wijk=None, verbindend=None, by=huis.noor
        ),
    ):
        with pytest.raises(Refused, match="al vrijgegeven"):
            verb()


def test_released_month_of_another_wijk_refuses_nothing(huis, gisteren):
    release_maand(make_team().wijk, gisteren.dag, huis.yasmina)
    assert tel(gisteren, 23, huis.noor).aantal == 23


def test_correction_changes_the_count_in_force_and_is_recorded(huis, gisteren):
    telling = tel(gisteren, 23, huis.noor)
    correct_telling(telling=telling, aantal=32, by=huis.noor)
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == 32
    assert Logregel.objects.get(wat="activiteiten.telling_aangepast").details == {"van": 23, "naar": 32}


def test_correction_to_the_other_number_settles_the_difference(huis, gisteren):
    mine, other = tel(gisteren, 23, huis.noor), tel(gisteren, 21, huis.emre)
    correct_telling(telling=mine, aantal=21, by=huis.noor)
    other.refresh_from_db()
    assert other.afwijkend is False


def test_correction_away_from_a_confirmation_makes_a_difference(huis, gisteren):
    mine, other = tel(gisteren, 23, huis.noor), tel(gisteren, 23, huis.emre)
    correct_telling(telling=mine, aantal=21, by=huis.noor)
    other.refresh_from_db()
    assert other.afwijkend is True


def test_correction_of_a_deviating_count_leaves_the_one_in_force(huis, gisteren):
    tel(gisteren, 23, huis.emre)
    mine = tel(gisteren, 21, huis.noor)
    assert correct_telling(telling=mine, aantal=23, by=huis.noor).afwijkend is False
    gisteren.refresh_from_db()
    assert (gisteren.aantal_deelnemers, gisteren.geteld_door) == (23, huis.emre)


def test_correction_is_open_for_14_days(huis, gisteren):
    telling = tel(gisteren, 23, huis.noor)
    with time_machine.travel(timezone.now() + timedelta(days=15)), pytest.raises(Refused, match="14 dagen"):
        correct_telling(telling=telling, aantal=22, by=huis.noor)


def test_correction_of_somebody_elses_count_is_refused(huis, gisteren):
    telling = tel(gisteren, 23, huis.noor)
    with pytest.raises(Refused, match="iemand anders"):
        correct_telling(telling=telling, aantal=22, by=huis.emre)


def test_correction_below_new_faces_is_refused(huis, gisteren):
    telling = tel(gisteren, 23, huis.noor)
    add_after_count(
        bijeenkomst=gisteren, nieuw_aanwezig=9, helpers_uit_wijk=None, verbindend=None, by=huis.noor
    )
    with pytest.raises(Refused, match="9 nieuwe"):
        correct_telling(telling=telling, aantal=8, by=huis.noor)


@pytest.mark.parametrize("pick", [23, 21])
def test_coordinator_picks_one_number_and_both_are_kept(huis, gisteren, pick):
    tellingen = {23: tel(gisteren, 23, huis.emre), 21: tel(gisteren, 21, huis.noor)}
    decide_telling(telling=tellingen[pick], by=huis.yasmina)
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == pick
    assert gisteren.geteld_door == tellingen[pick].door
    assert (gisteren.tellingen.count(), gisteren.tellingen.open_differences().count()) == (2, 0)


def test_correction_after_the_decision_is_refused(huis, gisteren):
    tel(gisteren, 23, huis.emre)
    mine = tel(gisteren, 21, huis.noor)
    decide_telling(telling=mine, by=huis.yasmina)
    mine.refresh_from_db()
    with pytest.raises(Refused, match="gekozen"):
        correct_telling(telling=mine, aantal=20, by=huis.noor)


def test_handed_count_waits_for_the_teammate_only(huis, gisteren):
    make_inzet(gisteren, huis.noor)
    hand_count_to(bijeenkomst=gisteren, to=huis.emre, by=huis.noor)
    waiting = type(gisteren).objects.waiting_for
    assert (list(waiting(huis.noor)), list(waiting(huis.emre))) == ([], [gisteren])


def test_hand_over_to_another_wijk_is_refused(huis, gisteren):
    with pytest.raises(Refused, match="werkt niet in deze wijk"):
        hand_count_to(bijeenkomst=gisteren, to=make_student(make_team()), by=huis.noor)


def test_hand_over_of_a_counted_bijeenkomst_is_refused(huis, gisteren):
    tel(gisteren, 23, huis.noor)
    with pytest.raises(Refused, match="al geteld"):
        hand_count_to(bijeenkomst=gisteren, to=huis.emre, by=huis.noor)


def test_after_count_stores_new_faces_helpers_and_presence(huis, gisteren):
    make_inzet(gisteren, huis.noor)
    tel(gisteren, 23, huis.noor)
    add_after_count(
        bijeenkomst=gisteren,
        nieuw_aanwezig=4,
        helpers_uit_wijk=2,
        verbindend=True,
        aanwezig={huis.emre},
        by=huis.noor,
    )
    gisteren.refresh_from_db()
    assert (gisteren.nieuw_aanwezig, gisteren.helpers_uit_wijk, gisteren.verbindend) == (4, 2, True)
    assert dict(gisteren.inzetten.values_list("user", "status")) == {
        huis.noor.pk: "afwezig",
        huis.emre.pk: "aanwezig",
    }


@pytest.mark.parametrize(
    ("nieuw", "helpers", "field"), [(24, None, "nieuw_aanwezig"), (1, 24, "helpers_uit_wijk")]
)
def test_after_count_beyond_the_count_is_refused(huis, gisteren, nieuw, helpers, field):
    tel(gisteren, 23, huis.noor)
    with pytest.raises(Refused) as refused:
        add_after_count(
            bijeenkomst=gisteren,
            nieuw_aanwezig=nieuw,
            helpers_uit_wijk=helpers,
            verbindend=None,
            by=huis.noor,
        )
    assert refused.value.field == field


def test_after_count_without_a_count_is_refused(huis, gisteren):
    tel(gisteren, None, huis.noor)
    with pytest.raises(Refused, match="Tel eerst"):
        add_after_count(
            bijeenkomst=gisteren, nieuw_aanwezig=1, helpers_uit_wijk=None, verbindend=None, by=huis.noor
        )


def at_once(*verbs):
    """Run the verbs in threads that start together; return what each returned or raised."""
    barrier, results = Barrier(len(verbs)), [None] * len(verbs)

    def run(n, verb):
        barrier.wait()
        try:
            results[n] = verb()
        except Exception as error:  # noqa: BLE001
            results[n] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def alles():
    team = make_team()
    activiteit = make_activiteit(team, make_coordinator(team))
    return make_student(team), make_student(team), make_bijeenkomst(activiteit)


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_with_one_client_id_make_one_row(alles):
    noor, _emre, bijeenkomst = alles
    client_id = uuid4()
    results = at_once(*[lambda: tel(bijeenkomst, 23, noor, client_id)] * 2)
    assert results[0] == results[1]
    assert Telling.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_count_and_one_difference(alles):
    noor, emre, bijeenkomst = alles
    results = at_once(lambda: tel(bijeenkomst, 23, noor), lambda: tel(bijeenkomst, 21, emre))
    assert sorted(telling.afwijkend for telling in results) == [False, True]
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.aantal_deelnemers == next(t.aantal for t in results if not t.afwijkend)
