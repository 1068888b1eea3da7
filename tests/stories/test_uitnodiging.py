"""From a coordinator's invitation to the page of the partner: a mail, a button, a typed code. With and without scripts."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from mensen.services import deliver_berichten, send_bericht
from partners.models import Contactpersoon
from tests import factories as make
from tests.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def path_in(sent):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", sent.body)[1]


def code_in(sent):
    return re.search(r"^[A-Z0-9]+-[A-Z0-9]+$", sent.body, re.MULTILINE)[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_who_is_invited_gets_in_by_a_code_and_later_goes_straight_to_what_is_asked(open_page, scripts):
    team = make.make_team(make.make_wijk("Geuzenveld"))
    yasmina = make.make_coordinator(team, "Yasmina Haddou")
    page = open_page(yasmina, java_script_enabled=scripts)
    page.goto(reverse("partners:invite", args=[team.wijk.slug]))
    page.fill("input[name=naam]", "Ruud Terpstra")
    page.fill("input[name=email]", f"ruud{uuid4().hex}@sluiswachter.test")  # codes are limited per address
    page.fill("input[name=organisatie]", "De Sluiswachter")
    page.select_option("select[name=soort]", "corporatie")
    follow(page.get_by_role("button", name="Nodig uit"))
    expect(page.get_by_text("Ruud Terpstra doet mee.")).to_be_visible()
    deliver_berichten()
    guest = open_page(java_script_enabled=scripts)
    guest.goto(path_in(mail.outbox[0]))
    follow(guest.get_by_role("button", name="Mail mij een code"))
    expect(guest.get_by_role("heading", name="Vul de code in")).to_be_visible()
    guest.fill("input[name=code]", code_in(mail.outbox[1]))
    follow(guest.get_by_role("button", name="Inloggen"))
    expect(guest.get_by_role("heading", name="Geuzenveld").first).to_be_visible()

    ruud = Contactpersoon.objects.get().user
    send_bericht(
        aan=ruud, soort="proef", over=team.wijk, titel="Stem", tekst="Stem", pad="/wat-ziet-wie/", by=yasmina
    )
    deliver_berichten()
    again = open_page(java_script_enabled=scripts)
    again.goto(path_in(mail.outbox[2]))
    again.fill("input[name=email]", ruud.email)
    follow(again.get_by_role("button", name="Mail mij een code"))
    expect(again.get_by_role("heading", name="Vul de code in")).to_be_visible()
    again.fill("input[name=code]", code_in(mail.outbox[3]))
    follow(again.get_by_role("button", name="Inloggen"))
    expect(again.get_by_role("heading", name="Wat ziet wie?")).to_be_visible()
