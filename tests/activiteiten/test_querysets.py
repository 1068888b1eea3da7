from datetime import date, timedelta

import pytest
from django.utils import timezone

from activiteiten.figures import sentence
from activiteiten.models import Activiteit, Bijeenkomst, Inzet, Maandvrijgave, Telling
from core.periods import Quarter
from tests.factories import (
    fresh,
    make_activiteit,
    make_bijeenkomst,
    make_contactpersoon,
    make_coordinator,
    make_counted,
    make_doel,
    make_inzet,
    make_partner,
    make_plan,
    make_prioriteit,
    make_staff,
    make_team,
    release_maand,
)

NOW = timezone.now()


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def elders(db):
    team = make_team()
    return make_activiteit(team, make_coordinator(team))


def test_rows_of_another_wijk_are_not_seen_and_all_by_who_leads(huis, elders):
    here, there = make_bijeenkomst(huis.taalcafe), make_bijeenkomst(elders)
    seen = {
        user: set(Bijeenkomst.objects.visible_to(user))
        for user in (huis.noor, huis.yasmina, make_staff("projectleider"), make_staff("trainer"))
    }
    assert list(seen.values()) == [{here}, {here}, {here, there}, set()]


def test_partner_sees_released_months_and_nothing_else(huis):
    partner = make_contactpersoon(make_partner(huis.wijk)).user
    make_bijeenkomst(huis.taalcafe)
    month = release_maand(huis.wijk, date(2026, 8, 1), huis.yasmina)
    release_maand(make_team().wijk, date(2026, 8, 1), huis.yasmina)
    assert [
        list(model.objects.visible_to(partner)) for model in (Maandvrijgave, Bijeenkomst, Activiteit)
    ] == [
        [month],
        [],
        [],
    ]


def test_inzet_of_others_is_for_the_coordinator(huis):
    row = make_bijeenkomst(huis.taalcafe)
    mine, other = make_inzet(row, huis.noor), make_inzet(row, huis.emre)
    assert set(Inzet.objects.visible_to(huis.noor)) == {mine}
    assert set(Inzet.objects.visible_to(huis.yasmina)) == {mine, other}


def test_telling_follows_its_bijeenkomst(huis, elders):
    for activiteit in (huis.taalcafe, elders):
        Telling.objects.create(
            client_id=activiteit.uuid, body_hash="", bijeenkomst=make_bijeenkomst(activiteit), door=huis.noor
        )
    assert Telling.objects.visible_to(huis.noor).get().bijeenkomst.activiteit == huis.taalcafe


def test_waiting_is_own_for_a_student_and_the_wijk_for_a_coordinator(huis, elders):
    own, other = make_bijeenkomst(huis.taalcafe, ago(1)), make_bijeenkomst(huis.taalcafe, ago(2))
    make_inzet(own, huis.noor)
    make_inzet(other, huis.emre)
    make_bijeenkomst(elders)
    assert list(Bijeenkomst.objects.waiting_for(huis.noor)) == [own]
    assert list(Bijeenkomst.objects.waiting_for(huis.yasmina)) == [own, other]


def test_waiting_is_over_not_cancelled_and_not_counted(huis):
    for fields in ({"status": "afgelast"}, {"begin": timezone.now()}):
        make_inzet(make_bijeenkomst(huis.taalcafe, **fields), huis.noor)
    make_inzet(make_counted(huis.taalcafe, None, huis.emre), huis.noor)
    make_inzet(make_bijeenkomst(huis.taalcafe), huis.noor, status="afwezig")
    assert not Bijeenkomst.objects.waiting_for(huis.noor).exists()


def test_previous_count_is_of_the_same_activity_and_skips_what_was_not_counted(huis, elders):
    make_counted(huis.taalcafe, 21, huis.emre, ago(15))
    make_counted(huis.taalcafe, None, huis.emre, ago(8))
    make_counted(elders, 99, huis.emre, ago(3))
    row = make_bijeenkomst(huis.taalcafe, ago(1))
    assert Bijeenkomst.objects.with_previous_count().get(pk=row.pk).vorige_aantal == 21


def test_previous_count_of_loose_moments_says_nothing(huis):
    los = make_activiteit(huis.team, huis.yasmina, los=True)
    make_counted(los, 21, huis.emre, ago(8))
    row = make_bijeenkomst(los, ago(1))
    assert Bijeenkomst.objects.with_previous_count().get(pk=row.pk).vorige_aantal is None


def test_counts_of_a_period_leave_unknown_out_of_the_mean_and_zero_in(huis):
    for days, aantal in enumerate([30, 0, None], 1):
        make_counted(huis.taalcafe, aantal, huis.noor, ago(days))
    make_counted(huis.taalcafe, 500, huis.noor, ago(60))
    make_bijeenkomst(huis.taalcafe, ago(1), status="afgelast")
    first = timezone.localdate() - timedelta(days=5)
    row = Activiteit.objects.with_counts(first, timezone.localdate()).get(pk=huis.taalcafe.pk)
    assert (row.keer, row.geteld, row.gemiddeld) == (3, 2, 15)


def test_between_takes_local_days_both_included(huis):
    from datetime import UTC, datetime

    late = make_bijeenkomst(huis.taalcafe, datetime(2026, 7, 31, 21, 30, tzinfo=UTC))
    make_bijeenkomst(huis.taalcafe, datetime(2026, 7, 31, 22, 30, tzinfo=UTC))
    assert list(Bijeenkomst.objects.between(date(2026, 7, 31), date(2026, 7, 31))) == [late]


def test_words_of_time_and_kind(huis):
    doel = make_doel(make_prioriteit(make_plan(huis.wijk, huis.yasmina)))
    stopped = make_activiteit(huis.team, huis.yasmina, doel=doel, gestopt_op=date(2026, 1, 1))
    past, next_one = (
        make_counted(huis.taalcafe, 0, huis.noor, ago(3)),
        make_bijeenkomst(huis.taalcafe, ago(-1)),
    )
    make_counted(huis.taalcafe, None, huis.noor, ago(30))
    assert list(Activiteit.objects.running()) == [huis.taalcafe]
    assert list(Activiteit.objects.in_wijk(huis.wijk).search("taal caf 2")) in ([], [stopped])
    assert list(Bijeenkomst.objects.counted()) == [past]
    assert list(Bijeenkomst.objects.recent()) == [past]
    assert list(Bijeenkomst.objects.in_wijk(huis.wijk).upcoming()) == [next_one]


def test_time_is_of_presence_at_what_went_on(huis):
    today = timezone.localdate()
    for status, present in (("doorgegaan", "aanwezig"), ("doorgegaan", "afwezig"), ("afgelast", "aanwezig")):
        fields = {"geteld_door": huis.noor, "geteld_op": NOW} if status == "doorgegaan" else {}
        row = make_bijeenkomst(huis.taalcafe, ago(0) - timedelta(hours=3), status=status, **fields)
        make_inzet(row, huis.noor, status=present)
    own = Inzet.objects.visible_to(huis.noor)
    first = today - timedelta(days=1)
    assert own.time_between(huis.noor, first, today) == timedelta(hours=2)
    assert own.time_between(huis.emre, first, today) == timedelta(0)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], "Taalcafé was er dit kwartaal nog niet."),
        ([41, 40, 42], "Taalcafé trok dit kwartaal 3 keer gemiddeld 41 bezoekers."),
        ([40, None], "Taalcafé trok dit kwartaal 2 keer gemiddeld 40 bezoekers. (1 keer niet geteld.)"),
        ([None], "Taalcafé was er dit kwartaal 1 keer. Het aantal bezoekers is niet geteld."),
        ([0], "Taalcafé trok dit kwartaal 1 keer gemiddeld 0 bezoekers."),
    ],
)
def test_sentence_says_how_often_and_how_many(huis, counts, said):
    quarter = Quarter(2026, 3)
    for aantal in counts:
        make_counted(huis.taalcafe, aantal, huis.noor, timezone.make_aware(at_noon(quarter.first)))
    make_counted(
        huis.taalcafe, 500, huis.noor, timezone.make_aware(at_noon(quarter.last + timedelta(days=1)))
    )
    assert sentence(huis.taalcafe, quarter) == said


def at_noon(day):
    from datetime import datetime, time

    return datetime.combine(day, time(12))


def test_rights_end_the_day_after_the_membership(huis):
    row = make_bijeenkomst(huis.taalcafe)
    assert huis.noor.has_perm("activiteiten.count", row)
    huis.noor.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    assert not fresh(huis.noor).has_perm("activiteiten.count", row)


@pytest.mark.parametrize(
    ("perm", "student", "coordinator", "leider"),
    [
        ("activiteiten.list", True, True, True),
        ("activiteiten.plan", False, True, False),
        ("activiteiten.log_los", True, True, False),
    ],
)
def test_verbs_on_no_object(huis, perm, student, coordinator, leider):
    people = (huis.noor, huis.yasmina, make_staff("projectleider"), make_staff("trainer"))
    assert [user.has_perm(perm) for user in people] == [student, coordinator, leider, False]


def test_verbs_without_their_object_are_refused(huis):
    for perm in (
        "view",
        "change",
        "view_bijeenkomst",
        "count",
        "cancel",
        "decide_telling",
        "correct_telling",
    ):
        assert not huis.yasmina.has_perm(f"activiteiten.{perm}", None)
