"""Series: days by a rule, hours by the clock, and nothing that happened ever changes."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Bijeenkomst, Inzet, Reeks, Sluiting
from activiteiten.services import Welke
from core.errors import Refused
from core.locking import Conflict
from tests.factories import make_foto
from tests.queries import assert_queries

TODAY = datetime(2026, 1, 5, 9, tzinfo=timezone.get_default_timezone())  # a monday
DINSDAG = {"begint": date(2026, 1, 6), "van": time(19), "eindigt": time(21), "regel": "FREQ=WEEKLY;BYDAY=TU"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def reeks(huis):
    return plan(huis)


def plan(huis, **changes):
    return services.plan_reeks(activiteit=huis.taalcafe, by=huis.yasmina, **{**DINSDAG, **changes})


def rows_of(reeks, **narrow):
    return list(Bijeenkomst.objects.filter(reeks=reeks, **narrow).order_by("begin"))


def moments(reeks, **narrow):
    return [f"{timezone.localtime(row.begin):%d-%m %H.%M}" for row in rows_of(reeks, **narrow)]


def change(huis, row, welke, **changes):
    now = {"begin": row.begin, "eind": row.eind, "plek": row.plek, "titel": row.titel, "inzet": {}}
    return services.change_following(
        bijeenkomst=row, welke=Welke(welke), slot=row.slot, by=huis.yasmina, **{**now, **changes}
    )


def test_a_series_is_planned_thirteen_months_ahead_at_the_same_hour_of_the_clock(reeks):
    rows = rows_of(reeks)
    assert {timezone.localtime(row.begin).strftime("%a %H") for row in rows} == {"Tue 19"}
    assert (rows[0].dag, rows[-1].dag, len(rows)) == (date(2026, 1, 6), date(2027, 2, 2), 57)


def test_planning_ahead_twice_changes_nothing_and_a_month_later_adds_its_weeks(reeks):
    assert services.plan_ahead(reeks=reeks) == (0, 0)
    with time_machine.travel(TODAY + timedelta(weeks=4), tick=False):
        assert services.keep_all_ahead() == 4


def test_only_what_a_photo_hangs_on_is_cancelled_when_the_day_of_the_rule_changes(huis, reeks):
    first, second, *_rest = rows_of(reeks)
    make_foto(second, huis.noor)
    services.change_reeks(reeks=reeks, slot=reeks.slot, by=huis.yasmina, regel="FREQ=WEEKLY;BYDAY=WE")
    assert [row.pk for row in rows_of(reeks, status="afgelast")] == [second.pk]
    assert not Bijeenkomst.objects.filter(pk=first.pk).exists()
    assert {row.dag.weekday() for row in rows_of(reeks, status="gepland")} == {2}


def test_planning_a_year_takes_as_many_queries_as_planning_two_weeks(huis, reeks):
    counts = []
    for tot in (date(2026, 1, 19), date(2027, 1, 5)):
        short = services.draft(huis.taalcafe, **{**DINSDAG, "van": time(9), "eindigt": time(10), "tot": tot})
        short.door = huis.yasmina
        short.save()
        with assert_queries(5):
            counts.append(services.plan_ahead(reeks=short)[0])
    assert counts == [2, 53]


def test_the_people_of_a_series_stand_at_each_of_its_bijeenkomsten(huis):
    reeks = plan(huis, inzet={huis.noor: "opent"}, tot=date(2026, 1, 20))
    assert Inzet.objects.filter(bijeenkomst__reeks=reeks, user=huis.noor, rol="opent").count() == 3


def test_a_series_sent_twice_is_one(huis):
    client_id = uuid4()
    assert plan(huis, client_id=client_id) == plan(huis, client_id=client_id)
    assert Reeks.objects.count() == 1


def test_what_was_planned_at_the_same_moment_becomes_part_of_the_series(huis):
    with_people = services.plan_bijeenkomst(
        activiteit=huis.taalcafe,
        begin=datetime(2026, 1, 13, 18, tzinfo=timezone.get_fixed_timezone(0)),
        eind=datetime(2026, 1, 13, 20, tzinfo=timezone.get_fixed_timezone(0)),
        by=huis.yasmina,
        inzet={huis.noor: "opent"},
    )
    reeks = plan(huis, tot=date(2026, 1, 20))
    assert rows_of(reeks)[1] == with_people
    assert len(rows_of(reeks)) == 3


def test_a_series_leaves_out_what_it_skips_and_says_why(huis):
    Sluiting.objects.create(
        soort="zomervakantie", naam="Zomervakantie", van=date(2026, 7, 4), tot=date(2026, 8, 16)
    )
    reeks = services.draft(
        huis.taalcafe,
        **DINSDAG,
        sla_over=["zomervakantie", "feestdag"],
        dicht=["12-24:12-31"],
        extra=[date(2026, 7, 14)],
    )
    why = {over.dag: over.waarom for over in services.propose(reeks).overgeslagen}
    assert why == {
        **{date(2026, 7, 7) + timedelta(weeks=n): "Zomervakantie" for n in (0, 2, 3, 4, 5)},
        date(2026, 12, 29): "gesloten van 24 december t/m 31 december",
    }


def test_public_holidays_need_no_rows(huis):
    monday = services.draft(
        huis.taalcafe, **{**DINSDAG, "regel": "FREQ=WEEKLY;BYDAY=MO"}, sla_over=["feestdag"]
    )
    found = services.propose(monday, last=date(2026, 12, 31)).overgeslagen
    assert [over.waarom for over in found] == ["Tweede paasdag", "Koningsdag", "Tweede pinksterdag"]


def test_an_hour_that_does_not_exist_is_skipped_and_of_one_that_comes_twice_the_first_is_taken(huis):
    night = {**DINSDAG, "van": time(2, 30), "eindigt": time(4), "regel": "FREQ=WEEKLY;BYDAY=SU"}
    reeks = services.draft(huis.taalcafe, **night)
    found = services.propose(reeks, last=date(2026, 12, 31))
    assert [over.dag for over in found.overgeslagen] == [date(2026, 3, 29)]
    twice = next(keer for keer in found.keren if keer.dag == date(2026, 10, 25))
    assert twice.eind - twice.begin == timedelta(hours=2, minutes=30)


@pytest.mark.parametrize(
    ("velden", "field"),
    [
        ({"regel": "elke dinsdag"}, "regel"),
        ({"regel": "FREQ=HOURLY"}, "regel"),
        ({"regel": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "regel"),
        ({"regel": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20250101"}, "reeks_tot"),
        ({"dicht": ["01:12"]}, "regel"),
        ({"dicht": ["volgende week"]}, "dicht"),
        ({"tot": date(2026, 1, 1)}, "reeks_tot"),
        ({"eindigt": time(19)}, "tot"),
    ],
)
def test_a_series_that_gives_no_days_is_refused_beside_its_field(huis, velden, field):
    with pytest.raises(Refused) as refused:
        plan(huis, **velden)
    assert refused.value.field == field
    assert not Bijeenkomst.objects.exists()


def test_a_number_of_times_becomes_a_last_day(huis):
    reeks = plan(huis, regel="FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    assert (reeks.regel, reeks.tot) == ("FREQ=WEEKLY;BYDAY=TU", date(2026, 1, 20))
    assert len(rows_of(reeks)) == 3


def test_one_that_was_moved_stays_the_same_one(huis, reeks):
    row = rows_of(reeks)[1]
    services.change_bijeenkomst(
        bijeenkomst=row,
        slot=row.slot,
        by=huis.yasmina,
        begin=row.begin + timedelta(days=1),
        eind=row.eind + timedelta(days=1),
        plek=None,
        titel="",
        inzet={},
    )
    assert services.plan_ahead(reeks=reeks) == (0, 0)
    assert moments(reeks)[:3] == ["06-01 19.00", "14-01 19.00", "20-01 19.00"]


def test_what_was_cancelled_stays_a_fact_and_what_was_put_back_stays_planned(huis, reeks):
    first, second, *_rest = rows_of(reeks)
    services.cancel_bijeenkomst(bijeenkomst=first, by=huis.yasmina)
    services.cancel_bijeenkomst(bijeenkomst=second, by=huis.yasmina)
    services.restore_bijeenkomst(bijeenkomst=second, by=huis.yasmina)
    services.change_reeks(reeks=reeks, slot=0, by=huis.yasmina, dicht=["01"])
    assert [(row.dag.day, row.status) for row in rows_of(reeks, regeldag__lt=date(2026, 2, 1))] == [
        (6, "afgelast"),
        (13, "gepland"),
    ]


def test_this_and_following_leaves_what_comes_before_alone(huis, reeks):
    row = rows_of(reeks)[2]
    change(huis, row, "volgende", begin=row.begin + timedelta(hours=1), eind=row.eind + timedelta(hours=1))
    assert moments(reeks)[:4] == ["06-01 19.00", "13-01 19.00", "20-01 20.00", "27-01 20.00"]
    assert len(rows_of(reeks)) == 57


def test_all_changes_what_is_to_come_and_never_what_was_counted(huis, reeks):
    with time_machine.travel(TODAY + timedelta(days=10), tick=False):
        first, second, third, *_rest = rows_of(reeks)
        services.tel_bijeenkomst(bijeenkomst=first, aantal=8, client_id=uuid4(), by=huis.noor)
        change(
            huis, third, "alle", begin=third.begin + timedelta(hours=1), eind=third.eind + timedelta(hours=1)
        )
        assert moments(reeks)[:4] == ["06-01 19.00", "13-01 19.00", "20-01 20.00", "27-01 20.00"]
        with pytest.raises(Refused):
            change(huis, second, "alle")


def test_all_reaches_also_what_was_planned_before_the_last_change(huis, reeks):
    row = rows_of(reeks)[2]
    change(huis, row, "volgende", begin=row.begin + timedelta(hours=1), eind=row.eind + timedelta(hours=1))
    row = rows_of(reeks)[1]
    change(huis, row, "alle", begin=row.begin - timedelta(hours=2), eind=row.eind - timedelta(hours=2))
    assert set(moments(reeks, regeldag__lt=date(2026, 2, 1))) == {f"{d:02}-01 17.00" for d in (6, 13, 20, 27)}


def test_more_than_one_never_gets_another_day(huis, reeks):
    row = rows_of(reeks)[0]
    with pytest.raises(Refused) as refused:
        change(huis, row, "alle", begin=row.begin + timedelta(days=1), eind=row.eind + timedelta(days=1))
    assert refused.value.field == "dag"


def test_new_people_come_at_this_one_and_those_after_it(huis, reeks):
    row = rows_of(reeks)[2]
    change(huis, row, "volgende", inzet={huis.emre: "opent"})
    assert [row.inzetten.count() for row in rows_of(reeks)[:4]] == [0, 0, 1, 1]


def test_another_rule_from_a_day_on_replaces_what_was_planned_after_it(huis, reeks):
    services.change_reeks(
        reeks=reeks,
        slot=0,
        by=huis.yasmina,
        begint=date(2026, 1, 14),
        regel="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    )
    assert moments(reeks)[:4] == ["06-01 19.00", "13-01 19.00", "14-01 19.00", "28-01 19.00"]
    with pytest.raises(Conflict):
        services.change_reeks(reeks=reeks, slot=0, by=huis.yasmina, titel="Te laat")


def test_cancelling_this_and_following_ends_the_series_and_keeps_the_facts(huis, reeks):
    row = rows_of(reeks)[2]
    assert services.cancel_following(bijeenkomst=row, welke=Welke.VOLGENDE, by=huis.yasmina) == 55
    reeks.refresh_from_db()
    assert reeks.tot == date(2026, 1, 19)
    assert [row.status for row in rows_of(reeks)[:4]] == ["gepland", "gepland", "afgelast", "afgelast"]
    assert services.keep_all_ahead() == 0


def test_who_says_how_one_went_does_not_bring_a_series_back(client, huis, reeks):
    first, second, *_rest = rows_of(reeks)
    services.cancel_following(bijeenkomst=second, welke=Welke.VOLGENDE, by=huis.yasmina)
    with time_machine.travel(first.eind + timedelta(hours=1), tick=False):
        services.cancel_bijeenkomst(bijeenkomst=first, by=huis.noor)
        client.force_login(huis.noor)
        client.post(reverse("activiteiten:restore", args=[first.uuid]), {"welke": "alle"})
        client.post(reverse("activiteiten:cancel", args=[first.uuid]), {"welke": "alle"})
    assert not rows_of(reeks, status="gepland")


def test_a_series_that_was_ended_comes_back_at_once_but_not_what_was_cancelled_alone(huis, reeks):
    rows = rows_of(reeks)
    services.cancel_bijeenkomst(bijeenkomst=rows[3], by=huis.yasmina)
    services.cancel_following(bijeenkomst=rows[2], welke=Welke.VOLGENDE, by=huis.yasmina)
    row = rows_of(reeks)[2]
    assert services.restore_following(bijeenkomst=row, welke=Welke.VOLGENDE, by=huis.yasmina) == 54
    reeks.refresh_from_db()
    assert reeks.tot == rows[-1].regeldag
    assert [row.status for row in rows_of(reeks)[1:5]] == ["gepland", "gepland", "afgelast", "gepland"]


def test_an_activity_that_stops_takes_its_series_out_of_the_calendar(huis, reeks):
    services.change_activiteit(
        activiteit=huis.taalcafe, slot=huis.taalcafe.slot, by=huis.yasmina, gestopt_op=date(2026, 1, 13)
    )
    assert moments(reeks) == ["06-01 19.00", "13-01 19.00"]


def test_a_closure_empties_the_calendar_at_once_and_taking_it_away_fills_it_again(huis):
    reeks = plan(huis, sla_over=["eigen"])
    sluiting = services.add_sluiting(
        wijk=huis.wijk,
        soort="eigen",
        naam="Verbouwing",
        van=date(2026, 1, 10),
        tot=date(2026, 1, 25),
        by=huis.yasmina,
    )
    assert moments(reeks)[:2] == ["06-01 19.00", "27-01 19.00"]
    services.remove_sluiting(sluiting=sluiting, by=huis.yasmina)
    assert len(rows_of(reeks)) == 57


def test_a_closure_of_another_wijk_changes_nothing(huis):
    from tests.factories import make_team

    reeks, other = plan(huis, sla_over=["eigen"]), make_team()
    services.add_sluiting(
        wijk=other.wijk,
        soort="eigen",
        naam="Dicht",
        van=date(2026, 1, 1),
        tot=date(2026, 2, 1),
        by=huis.yasmina,
    )
    assert len(rows_of(reeks)) == 57


def test_a_series_tells_itself_in_plain_words(huis):
    reeks = services.draft(
        huis.taalcafe,
        **{**DINSDAG, "regel": "FREQ=MONTHLY;BYDAY=2SA", "van": time(13), "eindigt": time(16)},
        dicht=["07:08"],
        sla_over=["feestdag"],
    )
    assert f"{reeks.in_woorden}; {reeks.niet}" == (
        "elke 2e zaterdag van de maand, 13.00–16.00; niet in juli en augustus en op feestdagen"
    )
