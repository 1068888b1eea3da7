from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from activiteiten.models import Activiteit, Bijeenkomst
from activiteiten.services import (
    cancel_bijeenkomst,
    change_activiteit,
    change_bijeenkomst,
    link_to_doel,
    log_los,
    plan_activiteit,
    plan_bijeenkomst,
    plan_bijeenkomsten,
    restore_bijeenkomst,
    start_activiteit,
)
from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from core.moments import moment
from mensen.models import Logregel
from tests.factories import (
    make_bijeenkomst,
    make_counted,
    make_doel,
    make_plan,
    make_prioriteit,
    make_team,
    release_maand,
)
from wijken.models import Plek


def doel_of(wijk, by):
    return make_doel(make_prioriteit(make_plan(wijk, by)))


def plan(huis, **extra):
    begin = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    velden = {"activiteit": huis.taalcafe, "begin": begin, "eind": begin + timedelta(hours=2)}
    return plan_bijeenkomsten(**velden | {"by": huis.yasmina, **extra})


def change(huis, bijeenkomst, **extra):
    velden = {
        "begin": bijeenkomst.begin,
        "eind": bijeenkomst.eind,
        "plek": None,
        "titel": "",
        "inzet": {},
        "slot": bijeenkomst.slot,
        **extra,
    }
    return change_bijeenkomst(bijeenkomst=bijeenkomst, by=huis.yasmina, **velden)


def test_activiteit_belongs_to_the_wijk_of_its_team(huis):
    doel = doel_of(huis.wijk, huis.yasmina)
    made = plan_activiteit(team=huis.team, by=huis.yasmina, titel="Buurtmaaltijd", doel=doel)
    assert (made.wijk, made.doel, made.door) == (huis.wijk, doel, huis.yasmina)


def test_activiteit_sent_twice_is_made_once(huis):
    client_id = uuid4()
    first, again = (
        plan_activiteit(team=huis.team, by=huis.yasmina, client_id=client_id, titel="Maaltijd") for _ in "12"
    )
    assert first == again


def test_activiteit_id_of_another_person_is_already_used(huis):
    client_id = uuid4()
    plan_activiteit(team=huis.team, by=huis.yasmina, client_id=client_id, titel="Maaltijd")
    with pytest.raises(AlreadyUsed):
        plan_activiteit(team=huis.team, by=huis.noor, client_id=client_id, titel="Maaltijd")


def test_activiteit_with_another_body_under_the_same_id_is_already_used(huis):
    client_id = uuid4()
    made = plan_activiteit(team=huis.team, by=huis.yasmina, client_id=client_id, titel="Maaltijd")
    with pytest.raises(AlreadyUsed):
        plan_activiteit(team=huis.team, by=huis.yasmina, client_id=client_id, titel="Taalcafé")
    made.refresh_from_db()
    assert made.titel == "Maaltijd"


def test_new_place_sent_twice_is_still_the_same_body(huis):
    client_id = uuid4()
    first = plan(huis, client_id=client_id, plek=Plek(naam="De Theepot", wijk=huis.wijk))
    again = plan(huis, client_id=client_id, plek=Plek.objects.get(naam="De Theepot"))
    assert first == again
    assert Plek.objects.filter(naam="De Theepot").count() == 1


def test_bijeenkomst_with_another_body_or_person_under_the_same_id_is_already_used(huis):
    client_id = uuid4()
    plan(huis, client_id=client_id)
    others = [{"weken": 2}, {"titel": "Anders"}, {"by": huis.noor}, {"inzet": {huis.noor: "opent"}}]
    for other in others:
        with pytest.raises(AlreadyUsed):
            plan(huis, client_id=client_id, **other)
    assert Bijeenkomst.objects.count() == 1


def test_doel_of_another_wijk_is_refused(huis):
    elders = doel_of(make_team().wijk, huis.yasmina)
    for verb in (
        lambda: plan_activiteit(team=huis.team, by=huis.yasmina, titel="Maaltijd", doel=elders),
        lambda: link_to_doel(activiteit=huis.taalcafe, doel=elders, slot=0, by=huis.yasmina),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.field == "doel"


def test_linking_to_a_doel_is_recorded(huis):
    doel = doel_of(huis.wijk, huis.yasmina)
    link_to_doel(activiteit=huis.taalcafe, doel=doel, slot=0, by=huis.yasmina)
    assert Activiteit.objects.get(pk=huis.taalcafe.pk).doel == doel
    assert Logregel.objects.get(wat="activiteiten.gekoppeld").details == {"doel": doel.pk}


def test_loose_activity_takes_no_doel(huis):
    los = log_los(
        team=huis.team,
        dag=timezone.localdate(),
        duur=timedelta(hours=1),
        aantal=4,
        client_id=uuid4(),
        by=huis.noor,
    ).bijeenkomst.activiteit
    with pytest.raises(Refused, match="Losse momenten"):
        link_to_doel(activiteit=los, doel=doel_of(huis.wijk, huis.yasmina), slot=0, by=huis.yasmina)


def test_change_of_an_activiteit_opened_before_anothers_save_is_a_conflict(huis):
    change_activiteit(activiteit=huis.taalcafe, slot=0, by=huis.yasmina, titel="Taalavond")
    with pytest.raises(Conflict):
        change_activiteit(activiteit=huis.taalcafe, slot=0, by=huis.yasmina, titel="Taalochtend")


def test_weekly_bijeenkomsten_keep_their_hour_when_summer_time_ends(huis):
    begin = moment(date(2026, 10, 20), time(19))
    rows = plan(huis, begin=begin, eind=begin + timedelta(hours=2), weken=3)
    assert [timezone.localtime(row.begin).hour for row in rows] == [19, 19, 19]
    assert rows[1].begin - rows[0].begin == timedelta(days=7, hours=1)


def test_planned_people_get_their_task_at_each_bijeenkomst(huis):
    rows = plan(huis, weken=2, inzet={huis.noor: "opent", huis.emre: "helpt"})
    for row in rows:
        assert dict(row.inzetten.values_list("user", "rol")) == {huis.noor.pk: "opent", huis.emre.pk: "helpt"}


def test_bijeenkomsten_sent_twice_are_made_once(huis):
    client_id = uuid4()
    assert plan(huis, client_id=client_id, weken=3)[0] == plan(huis, client_id=client_id, weken=3)[0]
    assert Bijeenkomst.objects.count() == 3


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"eind": timezone.now()}, "eind"),
        ({"eind": timezone.now() + timedelta(days=4)}, "eind"),
        ({"weken": 0}, "weken"),
        ({"weken": 53}, "weken"),
    ],
)
def test_odd_period_is_refused_beside_its_field(huis, extra, field):
    with pytest.raises(Refused) as refused:
        plan(huis, **extra)
    assert refused.value.field == field


def test_stopped_activiteit_is_not_planned_again(huis):
    huis.taalcafe.gestopt_op = timezone.localdate()
    with pytest.raises(Refused, match="gestopt"):
        plan(huis)


def test_released_month_takes_no_new_bijeenkomst_move_or_cancellation(huis):
    begin = timezone.now() - timedelta(days=1)
    planned, cancelled = make_bijeenkomst(huis.taalcafe, begin), make_bijeenkomst(huis.taalcafe, begin)
    cancel_bijeenkomst(bijeenkomst=cancelled, by=huis.yasmina)
    release_maand(huis.wijk, timezone.localdate(begin), huis.yasmina)
    for verb in (
        lambda: plan_bijeenkomst(activiteit=huis.taalcafe, begin=begin, eind=planned.eind, by=huis.yasmina),
        lambda: change(huis, planned, begin=begin - timedelta(hours=1)),
        lambda: cancel_bijeenkomst(bijeenkomst=planned, by=huis.yasmina),
        lambda: restore_bijeenkomst(bijeenkomst=cancelled, by=huis.yasmina),
    ):
        with pytest.raises(Refused, match="al vrijgegeven"):
            verb()


def test_start_plans_activity_and_weeks_in_one_go_and_once(huis):
    begin, client_id = timezone.now() + timedelta(days=1), uuid4()
    for _ in "12":
        made = start_activiteit(
            team=huis.team,
            by=huis.yasmina,
            client_id=client_id,
            begin=begin,
            eind=begin + timedelta(hours=2),
            weken=4,
            inzet={huis.noor: "opent"},
            titel="Buurtmaaltijd",
        )
    assert made.bijeenkomsten.count() == 4


def test_moved_bijeenkomst_keeps_its_people_in_line_with_the_form(huis):
    row = plan(huis, inzet={huis.noor: "opent", huis.emre: "helpt"})[0]
    begin = row.begin + timedelta(days=1)
    change(huis, row, begin=begin, eind=begin + timedelta(hours=1), inzet={huis.emre: "opent"})
    assert dict(row.inzetten.values_list("user", "rol")) == {huis.emre.pk: "opent"}
    assert Logregel.objects.filter(wat="activiteiten.verplaatst").count() == 1


def test_counted_bijeenkomst_is_not_moved_to_the_future(huis):
    row = make_counted(huis.taalcafe, 23, huis.noor)
    begin = timezone.now() + timedelta(days=1)
    with pytest.raises(Refused, match="al geteld"):
        change(huis, row, begin=begin, eind=begin + timedelta(hours=1))


def test_change_opened_before_anothers_save_is_a_conflict(huis):
    row = plan(huis)[0]
    change(huis, row, titel="Extra avond")
    with pytest.raises(Conflict):
        change(huis, row, titel="Gewone avond", slot=0)


def test_cancel_and_restore_can_be_said_twice(huis):
    row = make_bijeenkomst(huis.taalcafe)
    for _ in "12":
        assert cancel_bijeenkomst(bijeenkomst=row, by=huis.noor).status == "afgelast"
    for _ in "12":
        assert restore_bijeenkomst(bijeenkomst=row, by=huis.noor).status == "gepland"
    assert Logregel.objects.filter(wat__startswith="activiteiten.").count() == 2


def test_counted_bijeenkomst_is_not_cancelled(huis):
    row = make_counted(huis.taalcafe, 23, huis.noor)
    with pytest.raises(Refused, match="al geteld"):
        cancel_bijeenkomst(bijeenkomst=row, by=huis.noor)


def los(huis, **extra):
    velden = {
        "dag": timezone.localdate(),
        "duur": timedelta(hours=1),
        "aantal": 9,
        "client_id": uuid4(),
        **extra,
    }
    return log_los(team=huis.team, by=huis.noor, **velden)


def test_something_unplanned_is_a_counted_bijeenkomst_of_the_one_loose_activity(huis, time_machine):
    time_machine.move_to(moment(date(2026, 11, 3), time(15)))
    first, second = los(huis, titel="Opruimen").bijeenkomst, los(huis).bijeenkomst
    assert first.activiteit == second.activiteit
    assert (first.activiteit.los, first.activiteit.doel, first.naam) == (True, None, "Opruimen")
    assert (first.status, first.aantal_deelnemers, first.duur) == ("doorgegaan", 9, timedelta(hours=1))
    assert first.inzetten.get().status == "aanwezig"


def test_something_unplanned_sent_twice_is_stored_once(huis):
    client_id = uuid4()
    assert los(huis, client_id=client_id) == los(huis, client_id=client_id)
    assert Bijeenkomst.objects.count() == 1


def test_something_unplanned_of_an_earlier_day_stands_at_noon(huis):
    dag = timezone.localdate() - timedelta(days=3)
    assert timezone.localtime(los(huis, dag=dag).bijeenkomst.begin).hour == 12


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"dag": timezone.localdate() + timedelta(days=2)}, "dag"),
        ({"duur": timedelta(hours=25)}, "duur"),
        ({"aantal": 5001}, "aantal"),
    ],
)
def test_something_unplanned_with_odd_values_is_refused(huis, extra, field):
    with pytest.raises(Refused) as refused:
        los(huis, **extra)
    assert refused.value.field == field


def test_something_unplanned_just_after_midnight_stays_on_its_day(huis):
    with time_machine.travel(moment(date(2026, 11, 3), time(0, 10)), tick=False):
        assert los(huis).bijeenkomst.dag == date(2026, 11, 3)


def test_moment_takes_the_first_of_an_hour_that_happens_twice():
    assert moment(date(2026, 10, 25), time(2, 30)).astimezone(UTC) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_moment_refuses_an_hour_that_does_not_happen():
    with pytest.raises(Refused, match=r"bestaat 02\.30 niet") as refused:
        moment(date(2026, 3, 29), time(2, 30), field="begin_tijd")
    assert refused.value.field == "begin_tijd"
