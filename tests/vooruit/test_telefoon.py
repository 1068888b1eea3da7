"""What waited on a phone without connection comes in once, by who made it, on the day it was made."""

import random
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Telling, Weekuur
from activiteiten.services import restore_bijeenkomst
from bewoners.models import Contactmoment, Relatie
from bewoners.services import leave_relatie
from core.phone import OLDEST
from tests import factories as make
from tests.phones import gesprek, los, send

pytestmark = pytest.mark.django_db
LOG, LOS, UREN = "/loggen/gesprek/", "/loggen/iets-anders/", "/loggen/uren/"


@pytest.fixture
def noor(team):
    return make.make_student(team, "Noor Visser")


@pytest.fixture
def phone(client, noor):
    """Noor's phone; `phone(url, body, made)` sends one log."""
    client.force_login(noor)
    return lambda url, body, made=None: send(client, noor, url, body, made)


@pytest.fixture
def gisteren(team, coordinator):
    return make.make_bijeenkomst(make.make_activiteit(team, coordinator, titel="Taalcafé"))


def tel(bijeenkomst, name="tel"):
    return reverse(f"activiteiten:{name}", args=[bijeenkomst.uuid])


def test_a_log_is_answered_when_it_is_stored_and_again_when_it_is_sent_again(phone):
    body = gesprek()
    answers = [phone(LOG, body) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[0].json() == {"zinnen": [], "bewaard": None}
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert Contactmoment.objects.count() == 1


def test_a_used_id_with_another_body_says_what_stands_there(phone, gisteren):
    client_id = str(uuid4())
    phone(tel(gisteren), {"client_id": client_id, "aantal": "23"})
    answer = phone(tel(gisteren), {"client_id": client_id, "aantal": "21"})
    assert (answer.status_code, answer.json()["bewaard"][-4:]) == (409, ": 23")
    assert Telling.objects.get().aantal == 23


def test_a_used_id_of_somebody_else_says_nothing_of_hers(phone, team):
    emre, other, body = make.make_student(team), Client(), gesprek()
    phone(LOG, body)
    other.force_login(emre)
    answer = send(other, emre, LOG, body)
    assert (answer.status_code, answer.json()["bewaard"]) == (409, None)


def test_a_used_id_that_she_cannot_see_is_refused_as_any_other(phone, team, gisteren):
    stranger, other, body = make.make_student(make.make_team()), Client(), gesprek()
    phone(LOG, body)  # of another wijk, so behind a wall
    other.force_login(stranger)
    assert send(other, stranger, LOG, body).status_code == 409
    again = los(team, client_id=str(gisteren.client_id))  # of another kind
    assert phone(LOS, again).status_code == 409
    assert Contactmoment.objects.count() == 1


def test_who_is_not_logged_in_is_asked_to_and_nothing_is_stored(client, noor, phone):
    client.logout()
    answer = phone(LOG, gesprek())
    assert (answer.status_code, "bewaard" in answer.json()["zinnen"][0]) == (401, True)
    assert Contactmoment.objects.count() == 0


def test_a_log_of_one_person_is_never_stored_for_the_next(client, noor, phone, team):
    client.force_login(make.make_student(team))
    assert phone(LOG, gesprek()).status_code == 401
    assert Contactmoment.objects.count() == 0


@pytest.mark.parametrize(("what", "status"), [("gone", 404), ("too old", 403), ("not said how", 422)])
def test_what_is_refused_says_why(phone, gisteren, what, status):
    url = LOG if what == "not said how" else tel(gisteren)
    if what == "gone":
        gisteren.delete()
    if what == "too old":
        long_ago = timedelta(days=20)
        Bijeenkomst.objects.update(begin=gisteren.begin - long_ago, eind=gisteren.eind - long_ago)
    answer = phone(url, gesprek(hoe="", aantal="3"))
    assert (answer.status_code, len(answer.json()["zinnen"])) == (status, 1)


def test_a_refusal_of_a_rule_is_a_sentence(phone, gisteren, noor):
    phone(tel(gisteren), {"client_id": uuid4(), "aantal": "23"})
    answer = phone(tel(gisteren), {"client_id": uuid4(), "aantal": "21"})
    assert (answer.status_code, "Je telde dit al" in answer.json()["zinnen"][0]) == (422, True)


def test_it_did_not_take_place_twice_is_once_and_after_a_count_it_is_refused(phone, gisteren, coordinator):
    assert [phone(tel(gisteren, "cancel"), {}).status_code for _ in range(2)] == [200, 200]
    gisteren.refresh_from_db()
    assert gisteren.status == "afgelast"
    counted = make.make_counted(gisteren.activiteit, 3, coordinator)
    assert phone(tel(counted, "cancel"), {}).status_code == 422


def test_what_was_put_back_stays_when_a_phone_says_again_that_it_did_not_take_place(phone, gisteren, noor):
    body = {"client_id": str(uuid4())}
    assert phone(tel(gisteren, "cancel"), body).status_code == 200
    restore_bijeenkomst(bijeenkomst=gisteren, by=noor)
    assert phone(tel(gisteren, "cancel"), body).status_code == 200
    gisteren.refresh_from_db()
    assert gisteren.status == "gepland"
    other = make.make_bijeenkomst(gisteren.activiteit)
    assert phone(tel(other, "cancel"), body).status_code == 409


def test_an_hour_of_the_week_counts_on_the_day_it_was_tapped(phone):
    made, body = timezone.now() - timedelta(days=3), {"client_id": str(uuid4()), "soort": "overleg"}
    assert [phone(UREN, body, made).status_code for _ in range(3)] == [200] * 3
    assert Weekuur.objects.get().dag == timezone.localdate(made)
    assert phone(UREN, {**body, "soort": "training"}, made).status_code == 409
    assert phone(UREN, {"client_id": str(uuid4())}).status_code == 422


def test_a_note_comes_along_guarded_and_its_loss_on_the_phone_changes_nothing(phone):
    body = gesprek(notitie="Wil graag samen koken")
    assert phone(LOG, body | {"notitie": "Bel 06-12345678"}).status_code == 422
    assert phone(LOG, body).status_code == 200
    assert phone(LOG, body | {"notitie": ""}).status_code == 200  # seven days on, the phone has forgotten it
    assert Contactmoment.objects.get().notitie == "Wil graag samen koken"


def test_a_contact_to_whom_we_do_not_go_is_asked_back_and_can_be_mended(phone, team, noor):
    kastanje = make.make_relatie(team.wijk, noor, code="GEU-kastanje-37")
    body, today = gesprek(wie="kastanje"), timezone.localdate()
    Relatie.objects.update(niet_benaderen="blijvend", niet_benaderen_op=today)
    answer = phone(LOG, body)
    assert (answer.status_code, "Kwam de buur zelf" in answer.json()["zinnen"][0]) == (422, True)
    assert phone(LOG, body, timezone.now() - timedelta(days=1)).status_code == 200  # of before she said so
    assert phone(LOG, gesprek(wie="kastanje", kwam_zelf="on")).status_code == 200
    assert [moment.initiatief for moment in kastanje.contactmomenten.order_by("pk")] == ["", "bewoner"]


def test_a_talk_of_before_a_contact_closed_is_stored_and_a_later_one_says_so(phone, team, noor):
    kastanje = make.make_relatie(team.wijk, noor, code="GEU-kastanje-37")
    leave_relatie(relatie=kastanje, van=noor, uitkomst="afgesloten", by=noor)
    day = timezone.localdate() - timedelta(days=3)
    kastanje.perioden.update(van=day, tot=day)
    Relatie.objects.update(gesloten_op=day)
    answer = phone(LOG, gesprek(wie="kastanje"))
    assert (answer.status_code, "afgesloten op" in answer.json()["zinnen"][0]) == (422, True)
    assert phone(LOG, gesprek(wie="kastanje"), timezone.now() - timedelta(days=3)).status_code == 200
    kastanje.refresh_from_db()
    assert (kastanje.status, kastanje.contactmomenten.count()) == ("afgesloten", 1)


@pytest.mark.parametrize(("days", "day"), [(0, 0), (3, 3), (-2, 0)])
def test_today_is_the_day_on_which_it_was_made_and_never_one_to_come(phone, team, days, day):
    made = timezone.now() - timedelta(days=days)
    assert phone(LOG, gesprek(), made).status_code == 200
    assert phone(LOS, los(team, dagen_geleden="1"), made).status_code == 200
    expected = timezone.localdate() - timedelta(days=day)
    assert Contactmoment.objects.get().datum == expected
    assert Bijeenkomst.objects.get().dag == expected - timedelta(days=1)


@pytest.mark.parametrize(
    "made", ["", "gisteren", "2026-13-45T00:00:00Z", "2026-11-22T10:00:00", "9" * 999, "old"]
)
def test_an_odd_or_old_moment_is_refused(phone, made):
    made = timezone.now() - OLDEST - timedelta(minutes=1) if made == "old" else made
    assert phone(LOG, gesprek(), made or "x").status_code == 422
    assert Contactmoment.objects.count() == 0


def test_the_word_of_a_contact_is_enough_when_it_is_one_of_hers(phone, team, noor):
    kastanje = make.make_relatie(team.wijk, noor, code="GEU-kastanje-37")
    make.make_relatie(team.wijk, code="GEU-ekster-12")
    assert phone(LOG, gesprek(wie="kastanje")).status_code == 200
    assert phone(LOG, gesprek(wie="ekster")).status_code == 422
    assert Contactmoment.objects.get().relatie == kastanje


def test_a_word_of_two_contacts_in_two_wijken_is_asked_back(phone, team, noor):
    other = make.make_team()
    make.give_rol(noor, "teamlid", other)
    for here in (team, other):
        make.make_relatie(here.wijk, noor, code=f"W{here.pk}-kastanje-37")
    assert phone(LOG, gesprek(wie="kastanje")).status_code == 422


def test_every_log_sent_three_times_in_any_order_by_two_devices_is_one_row(team, coordinator, noor):
    taalcafe = make.make_activiteit(team, coordinator)
    logs = [(LOG, gesprek()) for _ in range(6)] + [(LOS, los(team)) for _ in range(6)]
    logs += [(tel(make.make_bijeenkomst(taalcafe)), {"client_id": uuid4(), "aantal": n}) for n in range(6)]
    devices = [Client(), Client()]
    for device in devices:
        device.force_login(noor)
    sent = random.Random(7).sample(logs * 3, len(logs) * 3)
    answers = {send(devices[n % 2], noor, *log).status_code for n, log in enumerate(sent)}
    assert answers == {200}
    assert (Contactmoment.objects.count(), Telling.objects.count()) == (6, 12)
