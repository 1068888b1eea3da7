"""A student's evening on a phone: count, differ, log a conversation; what she saves is in the coordinator's view."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from activiteiten.models import Bijeenkomst
from bewoners.models import Contactmoment
from tests import factories as make
from tests.browser import DESKTOP, follow, leaving
from tests.thumb import Thumb

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def team():
    return make.make_team(make.make_wijk("Geuzenveld"))


@pytest.fixture
def yasmina(team):
    return make.make_coordinator(team, "Yasmina Haddou")


@pytest.fixture
def noor(team):
    return make.make_student(team, "Noor Visser")


@pytest.fixture
def taalcafe(team, yasmina, noor):
    """A bijeenkomst of today that is just over, opened by Noor."""
    now = timezone.now()
    begin = max(now - timedelta(minutes=20), timezone.localtime().replace(hour=0, minute=0, second=0))
    activiteit = make.make_activiteit(team, yasmina, titel="Taalcafé")
    bijeenkomst = make.make_bijeenkomst(activiteit, begin, eind=now - timedelta(seconds=1))
    make.make_inzet(bijeenkomst, noor)
    return bijeenkomst


@with_and_without_scripts
def test_a_count_is_one_number_and_one_tap_and_at_once_with_the_coordinator(
    open_page, yasmina, noor, taalcafe, scripts
):
    phone = open_page(noor, java_script_enabled=scripts)
    phone.goto("/")
    phone.get_by_label("Hoeveel mensen waren er?").fill("23")
    follow(phone.get_by_role("button", name="Opslaan"))
    expect(phone.get_by_text("23 mensen. Dank je.")).to_be_visible()

    vandaag = open_page(yasmina, viewport=DESKTOP, java_script_enabled=scripts)
    vandaag.goto("/")
    expect(
        vandaag.get_by_role("listitem").filter(has_text="Taalcafé").get_by_text("23", exact=True)
    ).to_be_visible()


@with_and_without_scripts
def test_two_different_counts_stay_until_the_coordinator_picks_one(
    open_page, team, yasmina, noor, taalcafe, scripts
):
    emre = make.make_student(team, "Emre Kaya")
    Bijeenkomst.objects.filter(pk=taalcafe.pk).update(
        status="doorgegaan", aantal_deelnemers=23, geteld_door=noor, geteld_op=timezone.now()
    )
    taalcafe.tellingen.create(client_id=make.uuid4(), body_hash="0" * 64, aantal=23, door=noor)

    phone = open_page(emre, java_script_enabled=scripts)
    phone.goto(reverse("activiteiten:tel", args=[taalcafe.uuid]))
    expect(phone.get_by_text("Noor telde: 23. Klopt dat?")).to_be_visible()
    phone.get_by_label("Ik telde").fill("21")
    follow(phone.get_by_role("button", name="Opslaan"))
    expect(phone.get_by_text("Allebei blijven bewaard")).to_be_visible()

    vandaag = open_page(yasmina, viewport=DESKTOP, java_script_enabled=scripts)
    vandaag.goto("/")
    expect(vandaag.get_by_role("button", name="Noor telde 23")).to_be_visible()
    follow(vandaag.get_by_role("button", name="Emre telde 21"))
    expect(vandaag.get_by_text("Gekozen.")).to_be_visible()
    taalcafe.refresh_from_db()
    assert taalcafe.aantal_deelnemers == 21


@with_and_without_scripts
def test_an_old_login_writes_on_and_is_asked_again_for_contacts(open_page, team, noor, scripts):
    make.make_relatie(team.wijk, noor, code="GEU-kastanje-1")
    noor.set_password("een-lang-wachtwoord-8")
    noor.save()
    phone = open_page(noor, java_script_enabled=scripts)
    phone.goto("/")
    age_sessions(hours=20)
    phone.goto(reverse("bewoners:log"))
    phone.get_by_label("Kastanje", exact=True).check()
    phone.goto(reverse("bewoners:list"))
    expect(phone.get_by_role("heading", name="Nog een keer inloggen")).to_be_visible()
    phone.get_by_label("Wachtwoord").fill("een-lang-wachtwoord-8")
    follow(phone.get_by_role("button", name="Verder"))
    expect(phone.get_by_text("GEU-kastanje-1")).to_be_visible()
    expect(phone).to_have_url(re.compile("/contacten/$"))


def age_sessions(**ago):
    """Make every login so much older."""
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        for key in ("begin", "gezien"):
            session[key] -= int(timedelta(**ago).total_seconds())
        session.save()


@with_and_without_scripts
def test_a_conversation_is_five_taps_and_two_presses_make_one_row(open_page, team, noor, scripts):
    make.make_relatie(team.wijk, noor, code="GEU-kastanje-1")
    phone = open_page(noor, java_script_enabled=scripts)
    phone.goto("/")
    follow(phone.get_by_label("Snel naar").get_by_role("link", name="Loggen"))
    follow(phone.get_by_role("link", name="Iemand gesproken"))
    for tap in ("Kastanje", "op straat", "half uur", "school & taal"):
        phone.get_by_label(tap, exact=True).check()
    with leaving():
        phone.get_by_role("button", name="Opslaan").dblclick()
        expect(phone.get_by_text("Gesprek met Kastanje. Dank je.")).to_be_visible()
    moment = Contactmoment.objects.get()
    assert (moment.hoe, moment.duur, moment.door) == ("straat", "half_uur", noor)


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_every_chip_of_a_conversation_is_seen_above_save(open_page, team, noor, locale):
    for code in ("GEU-grasklokje-11", "GEU-torenvalk-12"):
        make.make_relatie(team.wijk, noor, code=code)
    phone = open_page(noor, locale=locale)
    phone.goto(reverse("bewoners:log"))
    chips = phone.locator(".vu-chips .vu-choice")
    last, save = chips.last.bounding_box(), phone.locator(".vu-plak").bounding_box()
    assert last["y"] + last["height"] <= save["y"]


def test_a_thumb_logs_a_count_in_four_taps_a_talk_in_five_and_an_hour_in_two(open_page, team, noor, taalcafe):
    make.make_relatie(team.wijk, noor, code="GEU-kastanje-1")
    phone = open_page(noor, has_touch=True)
    phone.goto("/")
    thumb = Thumb(phone)
    thumb.tap(phone.get_by_label("Hoeveel mensen waren er?"))
    thumb.type("23")
    thumb.follow(phone.get_by_role("button", name="Opslaan"))
    expect(phone.get_by_text("23 mensen. Dank je.")).to_be_visible()
    assert thumb.taps == 4

    thumb.follow(phone.get_by_label("Snel naar").get_by_role("link", name="Loggen"))
    thumb.follow(phone.get_by_role("link", name="Iemand gesproken"))
    assert thumb.taps == 6
    for chip in ("Kastanje", "op straat", "half uur", "school & taal"):
        thumb.tap(phone.locator("label").filter(has=phone.get_by_label(chip, exact=True)))
    thumb.follow(phone.get_by_role("button", name="Opslaan"))
    expect(phone.get_by_text("Gesprek met Kastanje. Dank je.")).to_be_visible()
    assert thumb.taps == 6 + 5

    phone.goto("/")
    thumb.tap(phone.get_by_text("Een uur erbij"))
    thumb.follow(phone.get_by_role("button", name="+ overleg 1 u"))
    expect(phone.get_by_text("Erbij: 1 uur overleg.")).to_be_visible()
    assert thumb.taps == 11 + 2
