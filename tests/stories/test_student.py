"""A student's evening on a phone: count, differ, log a conversation; what she saves is in the coordinator's view."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst
from bewoners.models import Contactmoment
from tests import factories as make
from tests.browser import DESKTOP

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
    phone.get_by_role("button", name="Opslaan").click()
    phone.get_by_text("23 mensen. Dank je.").wait_for()

    vandaag = open_page(yasmina, viewport=DESKTOP, java_script_enabled=scripts)
    vandaag.goto("/")
    vandaag.get_by_role("listitem").filter(has_text="Taalcafé").get_by_text("23", exact=True).wait_for()


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
    phone.get_by_text("Noor telde: 23. Klopt dat?").wait_for()
    phone.get_by_label("Ik telde").fill("21")
    phone.get_by_role("button", name="Opslaan").click()
    phone.get_by_text("Allebei blijven bewaard").wait_for()

    vandaag = open_page(yasmina, viewport=DESKTOP, java_script_enabled=scripts)
    vandaag.goto("/")
    vandaag.get_by_role("button", name="Noor telde 23").wait_for()
    vandaag.get_by_role("button", name="Emre telde 21").click()
    vandaag.get_by_text("Gekozen.").wait_for()
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
    phone.get_by_role("heading", name="Nog een keer inloggen").wait_for()
    phone.get_by_label("Wachtwoord").fill("een-lang-wachtwoord-8")
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_text("GEU-kastanje-1").wait_for()
    assert phone.url.endswith("/contacten/")


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
    phone.get_by_label("Snel naar").get_by_role("link", name="Loggen").click()
    phone.get_by_role("link", name="Iemand gesproken").click()
    for tap in ("Kastanje", "op straat", "half uur", "school & taal"):
        phone.get_by_label(tap, exact=True).check()
    phone.get_by_role("button", name="Opslaan").dblclick()
    phone.get_by_text("Gesprek met Kastanje. Dank je.").wait_for()
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
