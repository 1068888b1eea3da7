"""A contact goes on when a student stops: warm, with a yes and a meeting, or it ends with one tap of why."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners import services
from bewoners.figures import duurzaamheid_of
from bewoners.models import Overdracht, Relatie
from core.errors import Refused
from tests.bewoners.overdragen import hand_over, keepers
from tests.factories import make_overdracht, make_relatie, make_student, make_team

TODAY = timezone.localdate


def test_both_keep_in_touch_until_they_met_and_then_only_the_new_one(huis, kastanje):
    row = hand_over(kastanje, huis.noor, huis.emre)
    assert (row.loopt, row.akkoord_op, keepers(kastanje)) == (True, TODAY(), ["Emre", "Noor"])
    services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.emre)
    kastanje.refresh_from_db()
    assert (kastanje.status, keepers(kastanje)) == (Relatie.Status.OVERGEDRAGEN, ["Emre"])
    assert kastanje.perioden.get(user=huis.noor).tot == TODAY()


def test_first_talk_after_it_makes_the_contact_active_again(huis, kastanje):
    hand_over(kastanje, huis.noor, huis.emre, kennismaking_op=TODAY())
    kastanje.refresh_from_db()
    gesprek = {"wie": "relatie", "relatie": kastanje, "hoe": "koffie", "duur": "even", "themas": set()}
    services.log_contactmoment(wijk=huis.wijk, client_id=uuid4(), by=huis.emre, **gesprek)
    kastanje.refresh_from_db()
    assert kastanje.status == Relatie.Status.ACTIEF


def test_same_form_sent_twice_hands_over_once(huis, kastanje):
    sent = {"client_id": uuid4(), "kennismaking_op": TODAY()}
    rows = [hand_over(kastanje, huis.noor, huis.emre, **sent) for _ in range(2)]
    assert (rows[0], Overdracht.objects.count()) == (rows[1], 1)


def test_it_goes_to_somebody_of_the_wijk_from_who_keeps_it_up_and_once_at_a_time(huis, kastanje):
    stranger = make_student(make_team())
    hand_over(kastanje, huis.noor, huis.emre)
    for van, naar in (
        (huis.noor, stranger),
        (huis.noor, huis.noor),
        (stranger, huis.emre),
        (huis.noor, huis.yasmina),
    ):
        with pytest.raises(Refused):
            hand_over(kastanje, van, naar, by=huis.yasmina)
    assert (Overdracht.objects.count(), keepers(kastanje)) == (1, ["Emre", "Noor"])


@pytest.mark.parametrize("days", [1, -4000])
def test_a_meeting_is_not_to_come_nor_before_the_contact_began(client, huis, kastanje, days):
    row = make_overdracht(kastanje, huis.noor, huis.emre)
    client.force_login(huis.noor)
    sent = {"kennismaking_op": str(TODAY() + timedelta(days=days))}
    page = client.post(reverse("bewoners:meet", args=[row.uuid]), sent)
    row.refresh_from_db()
    assert (list(page.context["form"].errors), row.loopt) == (["kennismaking_op"], True)


def test_it_can_be_taken_back_until_they_met(huis, kastanje):
    row = hand_over(kastanje, huis.noor, huis.emre)
    services.undo_overdracht(overdracht=row, by=huis.noor)
    assert (Overdracht.objects.count(), keepers(kastanje)) == (0, ["Noor"])
    done = hand_over(kastanje, huis.noor, huis.emre, kennismaking_op=TODAY())
    with pytest.raises(Refused):
        services.undo_overdracht(overdracht=done, by=huis.noor)


def test_who_stops_says_why_and_what_ran_is_off(huis, kastanje):
    hand_over(kastanje, huis.noor, huis.emre)
    for _ in range(2):
        closed = services.leave_relatie(relatie=kastanje, van=huis.noor, uitkomst="wil_niet", by=huis.noor)
        assert closed is True  # Emre came for it, and they never spoke
    assert [(row.van, row.uitkomst) for row in Overdracht.objects.all()] == [(huis.noor, "wil_niet")]


def test_student_hands_over_in_the_browser_and_the_other_one_is_asked_to_meet(client, huis, kastanje):
    client.force_login(huis.noor)
    url = reverse("bewoners:hand_over", args=[kastanje.code])
    form = client.get(url).context["form"]
    sent = {"client_id": form["client_id"].value(), "van": huis.noor.pk, "naar": huis.emre.pk}
    assert list(client.post(url, sent).context["form"].errors) == ["akkoord"]
    assert client.post(url, sent | {"akkoord": "on"}).status_code == 302
    client.force_login(huis.emre)
    assert "Noor draagt dit contact over aan jou" in client.get(reverse("home")).content.decode()
    page = client.get(kastanje.get_absolute_url()).content.decode()
    assert reverse("bewoners:meet", args=[Overdracht.objects.get().uuid]) in page


def test_coordinator_hands_over_what_a_student_left_behind(client, huis, kastanje):
    huis.noor.lidmaatschappen.update(tot=TODAY() - timedelta(days=1))
    client.force_login(huis.yasmina)
    assert [r.code for r in client.get(reverse("bewoners:list"), {"toon": "alleen"}).context["page"]] == [
        kastanje.code
    ]
    sent = {
        "client_id": uuid4(),
        "van": huis.noor.pk,
        "naar": huis.emre.pk,
        "akkoord": "on",
        "kennismaking_op": str(TODAY()),
    }
    client.post(reverse("bewoners:hand_over", args=[kastanje.code]), sent)
    assert (keepers(kastanje), Overdracht.objects.get().door) == (["Emre"], huis.yasmina)


def test_warm_is_a_share_of_what_students_let_go_of(huis):
    relaties = [make_relatie(huis.wijk, huis.noor) for _ in range(20)]
    for n, relatie in enumerate(relaties):
        if n < 15:
            hand_over(relatie, huis.noor, huis.emre, kennismaking_op=TODAY())
        else:
            services.leave_relatie(relatie=relatie, van=huis.noor, uitkomst="afgesloten", by=huis.noor)
    assert duurzaamheid_of([huis.wijk.pk], TODAY()).warm == 75


def test_it_is_found_and_erased_with_the_code(huis, kastanje):
    hand_over(kastanje, huis.noor, huis.emre)
    assert services.find_code(code=kastanje.code)["bewoners.Overdracht"] == 1
    services.erase_code(code=kastanje.code, waarom="op verzoek")
    assert not Overdracht.objects.exists()
