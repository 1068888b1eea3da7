"""A coordinator's morning and her plan: what is missing, what was agreed, what the wijk aims at."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import axe
from tests import factories as make
from tests.browser import DESKTOP

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
    page.get_by_role("button", name="Inloggen", exact=True).click()

    missing = page.get_by_role("listitem").filter(has_text="Huiswerkuur (Geuzenveld) is niet geteld")
    missing.get_by_label("Hoeveel mensen?").fill("14")
    missing.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Opgeslagen: Huiswerkuur").wait_for()
    bijeenkomst.refresh_from_db()
    assert (bijeenkomst.aantal_deelnemers, missing.count()) == (14, 0)

    page.get_by_role("link", name="Naar Geuzenveld").click()
    page.locator("#partners").get_by_role("link", name="06-12345678").wait_for()
    page.get_by_role("link", name="Afspraak noteren").click()
    page.get_by_label("Wat is afgesproken").fill("Antwoord over portieklicht")
    page.get_by_label("Met wie").select_option("De Sluiswachter")
    page.get_by_label("Vóór welke dag").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Noteer").click()
    page.get_by_text("Genoteerd.").wait_for()
    page.goto(team.wijk.get_absolute_url())
    page.locator("#partners").get_by_role("link", name="Antwoord over portieklicht").wait_for()


def test_a_plan_from_nothing_to_the_board(open_page, team, yasmina):
    gebied = make.make_gebied("Geuzenveld")
    make.link_gebied(team.wijk, gebied, by=yasmina)
    make.make_kerncijfer(gebied)
    page = open_page(yasmina, viewport=DESKTOP)
    page.goto(team.wijk.get_absolute_url())
    page.get_by_role("link", name="Maak een plan").click()
    year = timezone.localdate().year
    page.get_by_label("Eerste dag").fill(date(year, 1, 1).isoformat())
    page.get_by_label("Laatste dag").fill(date(year + 1, 12, 31).isoformat())
    page.get_by_role("button", name="Maak het plan").click()
    if not page.url.endswith("/bewerken/"):
        page.get_by_role("link", name="Voeg een prioriteit toe").click()

    page.get_by_label("Eerste prioriteit").fill("Iedereen kan Nederlands spreken en leren")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_label("Voeg een doel toe").fill("60 % durft Nederlands te spreken")
    page.get_by_role("button", name="Voeg toe").first.click()
    page.get_by_role("link", name="Zeg hoe je ziet of het lukt").click()
    page.get_by_label("Wat meten we?").fill("SES-WOA van de wijk")
    page.get_by_label("Neem de beginstand over").select_option(index=1)
    page.get_by_label("Waar willen we uitkomen?").fill("0,1")
    page.get_by_role("button", name="Opslaan").click()

    page.get_by_role("link", name="Plak uit Word of Excel").click()
    page.get_by_label("Plak hier je lijst").fill(PLAK)
    page.get_by_role("button", name="Bekijk wat ervan komt").click()
    page.get_by_text("Er is nog niets bewaard.").wait_for()
    assert axe.problems(page) == []
    page.get_by_label("Effectgebied").select_option("armoede")
    page.get_by_role("button", name="Zet dit in het plan").click()
    page.get_by_text("1 prioriteit toegevoegd.").wait_for()

    page.goto(team.wijk.get_absolute_url())
    page.get_by_role("link", name="Plan een activiteit").first.click()
    page.get_by_label("Wat gaan jullie doen?").fill("Taalcafé")
    page.get_by_label("Dag", exact=True).fill((timezone.localdate() + timedelta(days=1)).isoformat())
    page.get_by_label("Van", exact=True).fill("19:00")
    page.get_by_label("Tot", exact=True).fill("21:00")
    page.get_by_role("button", name="Plan dit").click()
    page.get_by_text("Gepland.").wait_for()
    page.goto(team.wijk.get_absolute_url())
    board = page.locator("#plan").inner_text()
    for said in (
        "Iedereen kan Nederlands",
        "60 % durft",
        "Taalcafé",
        "-0,416",
        "Samen rondkomen",
        "3 buren runnen",
    ):
        assert said.replace("-0", "−0") in board.replace("-0", "−0")


def test_who_saves_second_sees_both_versions_and_nothing_is_overwritten(open_page, team, yasmina):
    daan = make.make_coordinator(team, "Daan Hoekstra")
    prioriteit = make.make_prioriteit(make.make_plan(team.wijk, yasmina))
    pages = [open_page(user, viewport=DESKTOP) for user in (yasmina, daan)]
    for page in pages:
        page.goto(reverse("wijkplan:prioriteit_edit", args=[prioriteit.uuid]))
    for page, titel in zip(pages, ("Praten met elkaar", "Durven praten"), strict=True):
        page.get_by_label("Wat is belangrijk?").fill(titel)
        page.get_by_role("button", name="Opslaan").click()
        page.wait_for_load_state()
    second = pages[1]
    second.get_by_role("heading", name="Iemand anders was net eerder").wait_for()
    versions = second.locator(".vu-versions").inner_text()
    prioriteit.refresh_from_db()
    assert ("Durven praten" in versions, "Praten met elkaar" in versions) == (True, True)
    assert prioriteit.titel == "Praten met elkaar"
    assert axe.problems(second) == []
