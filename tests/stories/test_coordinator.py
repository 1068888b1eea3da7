"""A coordinator's morning and her plan: what is missing, what was agreed, what the wijk aims at."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een-lang-wachtwoord-8"
PLAK = "Samen rondkomen\n«4 op de 10 slapen slecht van geldzorgen»\n- 3 buren runnen de maaltijd zelf\n"


@pytest.fixture
def team():
    return make.make_team(make.make_wijk("Geuzenveld"))


@pytest.fixture
def yasmina(team):
    user = make.make_coordinator(team, "Yasmina Haddou")
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_morning_from_login_to_an_afspraak(open_page, team, yasmina):
    activiteit = make.make_activiteit(team, yasmina, titel="Huiswerkuur")
    bijeenkomst = make.make_bijeenkomst(activiteit, timezone.now() - timedelta(days=2))
    make.make_contactpersoon(
        make.make_partner(team.wijk, naam="De Sluiswachter"), login=False, telefoon="06-12345678"
    )
    page = open_page(viewport=DESKTOP)
    page.goto("/")
    page.get_by_label("E-mailadres").fill(yasmina.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Inloggen", exact=True))

    missing = page.get_by_role("listitem").filter(has_text="Huiswerkuur (Geuzenveld) is niet geteld")
    missing.get_by_label("Hoeveel mensen?").fill("14")
    follow(missing.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Opgeslagen: Huiswerkuur")).to_be_visible()
    expect(missing).to_have_count(0)
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.aantal_deelnemers == 14

    follow(page.get_by_role("link", name="Naar Geuzenveld"))
    expect(page.locator("#partners").get_by_role("link", name="06-12345678")).to_be_visible()
    follow(page.get_by_role("link", name="Afspraak noteren"))
    page.get_by_label("Wat is afgesproken").fill("Antwoord over portieklicht")
    page.get_by_label("Met wie").select_option("De Sluiswachter")
    page.get_by_label("Vóór welke dag").fill(timezone.localdate().isoformat())
    follow(page.get_by_role("button", name="Noteer"))
    expect(page.get_by_text("Genoteerd.")).to_be_visible()
    page.goto(team.wijk.get_absolute_url())
    expect(page.locator("#partners").get_by_role("link", name="Antwoord over portieklicht")).to_be_visible()


def test_a_plan_from_nothing_to_the_board(open_page, team, yasmina):
    gebied = make.make_gebied("Geuzenveld")
    make.link_gebied(team.wijk, gebied, by=yasmina)
    make.make_kerncijfer(gebied)
    page = open_page(yasmina, viewport=DESKTOP)
    page.goto(team.wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Maak een plan"))
    year = timezone.localdate().year
    page.get_by_label("Eerste dag").fill(date(year, 1, 1).isoformat())
    page.get_by_label("Laatste dag").fill(date(year + 1, 12, 31).isoformat())
    follow(page.get_by_role("button", name="Maak het plan"))
    follow(page.get_by_role("link", name="Voeg een prioriteit toe"))
    page.get_by_label("Eerste prioriteit").fill("Iedereen kan Nederlands spreken en leren")
    follow(page.get_by_role("button", name="Voeg toe"))
    page.get_by_label("Voeg een doel toe").fill("60 % durft Nederlands te spreken")
    follow(page.get_by_role("button", name="Voeg toe").first)
    follow(page.get_by_role("link", name="Zeg hoe je ziet of het lukt"))
    page.get_by_label("Wat meten we?").fill("SES-WOA van de wijk")
    page.get_by_label("Neem de beginstand over").select_option(index=1)
    page.get_by_label("Waar willen we uitkomen?").fill("0,1")
    follow(page.get_by_role("button", name="Opslaan"))

    follow(page.get_by_role("link", name="Plak uit Word of Excel"))
    page.get_by_label("Plak hier je lijst").fill(PLAK)
    follow(page.get_by_role("button", name="Bekijk wat ervan komt"))
    expect(page.get_by_text("Er is nog niets bewaard.")).to_be_visible()
    assert axe.problems(page) == []
    page.get_by_label("Effectgebied").select_option("armoede")
    follow(page.get_by_role("button", name="Zet dit in het plan"))
    expect(page.get_by_text("1 prioriteit toegevoegd.")).to_be_visible()

    page.goto(team.wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Plan een activiteit").first)
    page.get_by_label("Wat gaan jullie doen?").fill("Taalcafé")
    page.get_by_label("Dag", exact=True).fill((timezone.localdate() + timedelta(days=1)).isoformat())
    page.get_by_label("Van", exact=True).fill("19:00")
    page.get_by_label("Tot", exact=True).fill("21:00")
    page.get_by_label("Hoeveel hebben bewoners te zeggen?").select_option("raadplegen")
    follow(page.get_by_role("button", name="Plan dit"))
    expect(page.get_by_text("Gepland.")).to_be_visible()
    page.goto(team.wijk.get_absolute_url())
    for said in (
        "Iedereen kan Nederlands",
        "60 % durft",
        "Taalcafé",
        "-0,416",
        "Samen rondkomen",
        "3 buren runnen",
    ):
        expect(page.locator("#plan")).to_contain_text(said)


def test_who_saves_second_sees_both_versions_and_nothing_is_overwritten(open_page, team, yasmina):
    daan = make.make_coordinator(team, "Daan Hoekstra")
    prioriteit = make.make_prioriteit(make.make_plan(team.wijk, yasmina))
    pages = [open_page(user, viewport=DESKTOP) for user in (yasmina, daan)]
    for page in pages:
        page.goto(reverse("wijkplan:prioriteit_edit", args=[prioriteit.uuid]))
    for page, titel in zip(pages, ("Praten met elkaar", "Durven praten"), strict=True):
        page.get_by_label("Wat is belangrijk?").fill(titel)
        follow(page.get_by_role("button", name="Opslaan"))
    second = pages[1]
    expect(second.get_by_role("heading", name="Iemand anders was net eerder")).to_be_visible()
    for titel in ("Durven praten", "Praten met elkaar"):
        expect(second.locator(".vu-versions")).to_contain_text(titel)
    prioriteit.refresh_from_db()
    assert prioriteit.titel == "Praten met elkaar"
    assert axe.problems(second) == []


def test_a_thing_of_the_board_opens_beside_it_and_reads_as_its_own_page(open_page, team, yasmina):
    prioriteit = make.make_prioriteit(make.make_plan(team.wijk, yasmina))
    own = open_page(yasmina, viewport=DESKTOP)
    own.goto(reverse("wijkplan:prioriteit", args=[prioriteit.uuid]))
    page = open_page(yasmina, viewport=DESKTOP)
    page.goto(team.wijk.get_absolute_url())
    link = page.locator("#plan").get_by_role("link", name=prioriteit.titel)
    link.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name=prioriteit.titel)).to_be_focused()
    expect(panel.locator("[data-paneel-inhoud]")).to_match_aria_snapshot(
        own.locator("[data-stuk]").aria_snapshot()
    )
    assert axe.problems(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
