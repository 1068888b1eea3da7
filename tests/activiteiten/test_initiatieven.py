from datetime import timedelta
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.figures import draw_ladder, read_overleving
from activiteiten.models import Eigenaarschapsmeting, Initiatief, Overdrachtsplan, Overlevingscheck
from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht
from tests.factories import (
    make_activiteit,
    make_check,
    make_initiatief,
    make_staff,
    make_team,
    make_zelfstandig,
)
from tests.queries import assert_queries

GEREGELD = {"sleutel": "klaar", "geld": "nvt", "plek": "klaar", "contact": "klaar"}


@pytest.fixture
def pan(huis):
    return make_initiatief(huis.wijk, huis.yasmina, titel="Pan op Tafel", trekkers_aantal=2)


@pytest.fixture
def yasmina(client, huis):
    client.force_login(huis.yasmina)
    return client


def months_ago(months, days=0):
    return timezone.localdate() - relativedelta(months=months) - timedelta(days=days)


def see(row, niveau, by, dagen=0, **extra):
    day = timezone.localdate() - timedelta(days=dagen)
    return services.measure_eigenaarschap(
        **{"initiatief": row, "datum": day, "niveau": niveau, "client_id": uuid4(), "by": by, **extra}
    )


def test_the_newest_day_is_the_rung_also_when_an_older_one_is_noted_later(pan, huis):
    see(pan, 3, huis.noor)
    see(pan, 1, huis.noor, dagen=60)
    pan.refresh_from_db()
    assert pan.eigenaarschap == 3
    assert draw_ladder(pan.metingen.all()).rows[-1][1] == "3"


def test_the_same_measurement_sent_twice_is_one(pan, huis):
    same = {"client_id": uuid4()}
    assert see(pan, 3, huis.noor, **same) == see(pan, 3, huis.noor, **same)
    with pytest.raises(AlreadyUsed):
        see(pan, 4, huis.noor, **same)
    assert Eigenaarschapsmeting.objects.count() == 1


def test_a_mistaken_rung_is_replaced_by_who_saw_it_and_by_nobody_else(pan, huis):
    see(pan, 1, huis.noor)
    for niveau in (2, 4):
        see(pan, niveau, huis.yasmina)
    assert list(pan.metingen.order_by("pk").values_list("niveau", flat=True)) == [1, 4]
    pan.refresh_from_db()
    assert pan.eigenaarschap == 4


def test_a_measurement_of_a_day_to_come_is_refused(pan, huis):
    with pytest.raises(Refused):
        see(pan, 3, huis.noor, dagen=-1)


def test_zelfstandig_asks_for_rung_five_and_a_settled_handover(pan, huis):
    def go(**extra):
        row = Initiatief.objects.get(pk=pan.pk)
        today = timezone.localdate()
        return services.become_zelfstandig(initiatief=row, op=today, slot=row.slot, by=huis.yasmina, **extra)

    with pytest.raises(Refused, match="trede 5"):
        go()
    see(pan, 5, huis.noor)
    with pytest.raises(Refused, match="overdracht"):
        go()
    today = timezone.localdate()
    services.plan_overdracht(
        initiatief=pan, slot=None, wat="De sleutel", wanneer=today, by=huis.yasmina, **GEREGELD
    )
    assert go().fase == "zelfstandig"


def test_a_reason_stands_in_for_a_handover(pan, huis):
    see(pan, 5, huis.noor)
    row = services.become_zelfstandig(
        initiatief=pan, op=timezone.localdate(), slot=pan.slot, zonder_plan="Zij huren zelf", by=huis.yasmina
    )
    assert (row.fase, row.zonder_plan) == ("zelfstandig", "Zij huren zelf")
    back = services.take_back(initiatief=row, slot=row.slot, by=huis.yasmina)
    assert (back.fase, back.zelfstandig_op) == ("opstart", None)


def test_a_second_handover_plan_is_a_conflict(pan, huis):
    plan = {"initiatief": pan, "wat": "De sleutel", "wanneer": timezone.localdate(), "by": huis.yasmina}
    services.plan_overdracht(slot=None, **plan)
    with pytest.raises(Conflict):
        services.plan_overdracht(slot=None, **plan)
    assert not Overdrachtsplan.objects.get().is_klaar


def test_two_first_handover_plans_at_once_wait_for_each_other(pan, huis):
    with CaptureQueriesContext(connection) as captured:
        services.plan_overdracht(
            initiatief=pan, slot=None, wat="De sleutel", wanneer=timezone.localdate(), by=huis.yasmina
        )
    asked = [query["sql"] for query in captured if "activiteiten_" in query["sql"]]
    assert asked[0].endswith('FOR UPDATE OF "activiteiten_initiatief"')


def test_a_phase_cannot_say_gestopt_without_a_day(pan):
    pan.fase = "gestopt"
    with pytest.raises(IntegrityError), transaction.atomic():
        pan.save()


def test_an_activity_of_another_wijk_is_refused(pan, huis):
    elders = make_activiteit(make_team(), huis.yasmina)
    with pytest.raises(Refused):
        services.change_initiatief(initiatief=pan, slot=pan.slot, activiteiten=[elders], by=huis.yasmina)


def test_only_what_runs_without_somebody_in_reserve_warns(pan):
    assert pan.mist_reserve
    pan.reserve_trekker = True
    assert not pan.mist_reserve
    assert not Initiatief(fase="idee").mist_reserve


def test_the_house_asks_once_and_mails_the_coordinator(huis):
    pan = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(3))
    assert [services.ask_overleving(), services.ask_overleving()] == [1, 0]
    assert pan.checks.get().maanden == 3
    assert [row.aan for row in Bericht.objects.all()] == [huis.yasmina]


def test_nights_that_were_missed_are_one_question_and_a_reminder_comes_once(huis):
    pan = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(7))
    services.ask_overleving()
    assert [(row.maanden, row.vraag_op) for row in pan.checks.all()] == [(6, timezone.localdate())]
    pan.checks.update(vraag_op=timezone.localdate() - timedelta(days=7))
    services.ask_overleving()
    services.ask_overleving()
    kinds = Bericht.objects.order_by("soort").values_list("soort", flat=True)
    assert [*kinds] == ["overleving.herinnering", "overleving.vraag"]


def test_no_stops_it_and_the_answer_can_be_taken_back(huis):
    pan = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(6))
    check = make_check(pan, maanden=6)
    services.answer_overleving(check=check, bestaat_nog=False, toelichting="Leeg", by=huis.yasmina)
    pan.refresh_from_db()
    assert (pan.fase, pan.stopreden) == ("gestopt", "Leeg")
    services.undo_overleving(check=check, by=huis.yasmina)
    pan.refresh_from_db()
    assert (pan.fase, pan.gestopt_op, pan.checks.get().bestaat_nog) == ("zelfstandig", None, None)


def test_a_step_is_taken_back_with_what_was_asked_about_it(huis):
    pan = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(6))
    services.answer_overleving(check=make_check(pan, maanden=6), bestaat_nog=False, by=huis.yasmina)
    pan.refresh_from_db()
    services.take_back(initiatief=pan, slot=pan.slot, by=huis.yasmina)
    assert (pan.fase, pan.checks.get().bestaat_nog) == ("zelfstandig", None)


def test_a_step_of_long_ago_stays_also_when_it_was_measured_today(huis):
    old = timezone.localdate() - timedelta(days=15)
    pan = make_zelfstandig(huis.wijk, huis.yasmina, old, stap_op=old, vorige_fase="begeleid")
    see(pan, 5, huis.noor)
    with pytest.raises(Refused):
        services.take_back(initiatief=pan, slot=pan.slot, by=huis.yasmina)


def test_what_has_stopped_is_not_asked_about(huis):
    row = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(9), fase="gestopt", gestopt_op=months_ago(1))
    with pytest.raises(Refused):
        services.answer_overleving(check=make_check(row), bestaat_nog=True, by=huis.yasmina)


def test_who_does_not_know_yet_finds_the_way_back(yasmina, huis):
    check = make_check(make_zelfstandig(huis.wijk, huis.yasmina, months_ago(6)), maanden=6)
    text = yasmina.get(reverse("activiteiten:overleving", args=[check.uuid])).content.decode()
    assert check.initiatief.get_absolute_url() in text


def test_an_answer_of_long_ago_stays(huis):
    pan = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(6))
    check = make_check(pan)
    services.answer_overleving(check=check, bestaat_nog=True, by=huis.yasmina)
    Overlevingscheck.objects.update(beantwoord_op=timezone.now() - timedelta(days=15))
    with pytest.raises(Refused):
        services.undo_overleving(check=check, by=huis.yasmina)


def test_survival_tells_alive_dead_and_unknown_apart(huis):
    def make(titel, months):
        return make_zelfstandig(huis.wijk, huis.yasmina, months_ago(months), titel=titel)

    alive, dead, unknown, young = make("Pan", 13), make("Spaak", 14), make("Stil", 15), make("Jong", 11)
    see(alive, 5, huis.noor)
    now = timezone.now()
    make_check(dead, maanden=6, bestaat_nog=False, beantwoord_op=now, door=huis.yasmina)
    found = read_overleving(Initiatief.objects.all(), timezone.localdate())
    assert (found.bestaat, found.gestopt, found.onbekend) == ([alive], [dead], [unknown])
    assert found.zin == "1 van 2 bestaat na 12 maanden nog"
    assert young not in [*found.bestaat, *found.gestopt, *found.onbekend]


def test_a_group_that_stopped_after_its_first_year_did_exist_then(huis):
    row = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(20), fase="gestopt", gestopt_op=months_ago(2))
    assert read_overleving(Initiatief.objects.all(), timezone.localdate()).bestaat == [row]


def test_a_no_after_two_years_does_not_tell_how_it_was_after_one(huis):
    row = make_zelfstandig(huis.wijk, huis.yasmina, months_ago(24))
    services.answer_overleving(check=make_check(row, maanden=24), bestaat_nog=False, by=huis.yasmina)
    assert read_overleving(Initiatief.objects.all(), timezone.localdate()).onbekend == [row]
    make_check(row, maanden=12, bestaat_nog=True, beantwoord_op=timezone.now(), door=huis.yasmina)
    assert read_overleving(Initiatief.objects.all(), timezone.localdate()).bestaat == [row]


def test_a_student_notes_an_idea_and_measures_it(client, huis):
    client.force_login(huis.noor)
    body = {"titel": "Naaigroep", "wijk": huis.wijk.pk, "client_id": str(uuid4())}
    client.post(reverse("activiteiten:create_initiatief"), body)
    row = Initiatief.objects.get()
    assert (row.titel, row.fase, row.wijk) == ("Naaigroep", "idee", huis.wijk)
    body = {"datum": timezone.localdate(), "niveau": 2, "client_id": str(uuid4())}
    client.post(reverse("activiteiten:measure_initiatief", args=[row.uuid]), body)
    assert Initiatief.objects.get().eigenaarschap == 2


def test_an_initiative_that_goes_on_is_not_noted_twice(client, huis):
    client.force_login(huis.noor)
    for titel in ("Naaigroep", "naaigroep", "Kookgroep"):
        body = {"titel": titel, "wijk": huis.wijk.pk, "client_id": str(uuid4())}
        answer = client.post(reverse("activiteiten:create_initiatief"), body)
        assert ("staat er al" in answer.content.decode()) is (titel == "naaigroep")
    assert sorted(Initiatief.objects.values_list("titel", flat=True)) == ["Kookgroep", "Naaigroep"]


def test_the_title_of_an_initiative_asks_about_a_name(client, huis):
    client.force_login(huis.noor)
    body = {"titel": "Koken bij Samira", "wijk": huis.wijk.pk, "client_id": str(uuid4())}
    answer = client.post(reverse("activiteiten:create_initiatief"), body)
    assert ("Is «Samira» een naam?" in answer.content.decode(), Initiatief.objects.count()) == (True, 0)


def test_who_saves_second_sees_both(yasmina, pan):
    body = {"titel": "Pan en Deksel", "fase": "begeleid", "slot": pan.slot}
    url = reverse("activiteiten:change_initiatief", args=[pan.uuid])
    assert [yasmina.post(url, body).status_code, yasmina.post(url, body).status_code] == [302, 409]


def test_the_question_is_answered_from_home(yasmina, huis):
    check = make_check(make_zelfstandig(huis.wijk, huis.yasmina, months_ago(3), titel="Pan op Tafel"))
    assert "Bestaat Pan op Tafel nog?" in yasmina.get("/").text
    yasmina.post(check.get_absolute_url(), {"antwoord": "ja", "next": "/"})
    assert Overlevingscheck.objects.get().bestaat_nog is True
    assert "Bestaat Pan op Tafel nog?" not in yasmina.get("/").text


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("q=pan", ["Pan op Tafel"]),
        ("fase=idee", ["Naaien"]),
        ("trede=4", ["Naaien"]),
        ("toon=stil", ["Naaien"]),
        ("toon=doel", []),
        ("toon=los", ["Naaien", "Pan op Tafel"]),
        ("wijk=nergens", ["Naaien", "Pan op Tafel"]),
        ("fase=onzin", ["Naaien", "Pan op Tafel"]),
    ],
)
def test_each_filter_of_the_list_works(yasmina, huis, pan, asked, titles):
    old = timezone.localdate() - timedelta(days=100)
    make_initiatief(huis.wijk, huis.yasmina, titel="Naaien", fase="idee", eigenaarschap=4, gewijzigd_op=old)
    response = yasmina.get(reverse("activiteiten:initiatieven") + f"?{asked}")
    assert [row.titel for row in response.context["page"].items] == titles


def test_who_leads_sees_one_wijk_of_all(client, huis, pan):
    elders = make_initiatief(make_team().wijk, huis.yasmina, titel="Ver weg")
    client.force_login(make_staff("projectleider"))
    url = reverse("activiteiten:initiatieven")
    assert [*client.get(url).context["page"].items] == [pan, elders]
    assert [*client.get(url, {"wijk": elders.wijk.slug}).context["page"].items] == [elders]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_one_number_of_queries(yasmina, huis, rows):
    for _ in range(rows):
        make_zelfstandig(huis.wijk, huis.yasmina, months_ago(14))
    with assert_queries(3):
        yasmina.get(reverse("activiteiten:initiatieven"))
