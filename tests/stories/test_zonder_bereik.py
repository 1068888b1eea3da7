"""A student logs in a stairwell: without connection, and it goes along by itself when there is one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activiteiten.models import Bijeenkomst
from bewoners.models import Contactmoment
from tests import factories as make
from tests.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_log_without_connection_waits_and_goes_along_once(open_page):
    noor = make.make_student(team := make.make_team(), "Noor Visser")
    make.make_bijeenkomst(make.make_activiteit(team, noor), timezone.now() - timedelta(hours=3))
    phone = open_page(noor, service_workers="allow")
    phone.goto("/loggen/gesprek/")
    expect(phone.get_by_text("Alles verstuurd")).to_be_visible()
    expect(phone.locator("[data-stand][data-kan-zonder]")).to_be_visible()  # the page for it is on the phone
    for tap in ("Een buur", "koffie", "even"):
        phone.get_by_label(tap, exact=True).check()
    phone.context.set_offline(True)
    follow(phone.get_by_role("button", name="Opslaan"))
    expect(phone.get_by_text("Opgeslagen op je telefoon. Gaat mee zodra er bereik is.")).to_be_visible()
    expect(phone.get_by_text("1 wacht op verbinding")).to_be_visible()
    expect(phone.get_by_text("Een buur · koffie · even")).to_be_visible()

    phone.goto("/")
    count = phone.locator("[data-kaarten] form")
    count.get_by_label("Hoeveel mensen waren er?").fill("19")
    follow(count.get_by_role("button", name="Opslaan", exact=True))
    expect(phone.get_by_text("2 wacht op verbinding")).to_be_visible()

    session = phone.context.cookies()
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    expect(phone.get_by_text("Je log is bewaard. Log even in om hem te versturen.")).to_be_visible()
    assert Contactmoment.objects.count() == 0

    phone.goto("/account/login/")  # on the way nothing that waits is taken for lost
    phone.context.add_cookies(session)
    phone.goto("/")
    expect(phone.get_by_text("Alles verstuurd")).to_be_visible()
    expect(phone.get_by_label("Hoeveel mensen waren er?")).to_be_hidden()
    moment = Contactmoment.objects.get()
    assert (moment.hoe, moment.duur, moment.wie) == ("koffie", "even", "buur")
    assert Bijeenkomst.objects.get().aantal_deelnemers == 19
    phone.goto("/loggen/gesprek/")
    expect(phone.get_by_text("Wat er eerder getypt was, staat er weer.")).to_have_count(0)
