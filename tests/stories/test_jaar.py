"""A year of a plan with five parties: written, voted on, agreed to, done, evaluated, and written again."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mensen.models import Bericht
from mensen.services import deliver_berichten
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, follow
from wijkplan.models import Wijkplan
from wijkplan.services import set_status

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
PLAK = """Iedereen kan meepraten
«6 op de 10 nieuwe buren durven de school niet te bellen»
- 60 % durft Nederlands te spreken
Samen rondkomen
- 3 buren runnen de maaltijd zelf
"""
RUUD = "ruud.terpstra@sluiswachter.example"


@pytest.fixture
def team():
    return make.make_team(make.make_wijk("Geuzenveld"))


@pytest.fixture
def yasmina(team):
    return make.make_coordinator(team, "Yasmina Haddou")


@pytest.fixture
def desk(open_page, yasmina):
    """Yasmina's laptop."""
    return open_page(yasmina, viewport=DESKTOP)


@pytest.fixture
def people(team):
    """Four parties with somebody who signs; the fifth is invited in the story itself."""
    names = ("Bewonerscommissie Eendenhof", "Hekstra Renovatie BV", "Stadsdeel Nieuw-West", "Van Heemfonds")
    return {naam: make.make_contactpersoon(make.make_partner(team.wijk, naam=naam)).user for naam in names}


def paste_plan(page, wijk):
    """From the wijk page to a plan of two priorities, with the words of a Word document."""
    page.goto(wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Maak een plan"))
    year = timezone.localdate().year
    page.get_by_label("Eerste dag").fill(f"{year}-01-01")
    page.get_by_label("Laatste dag").fill(f"{year + 1}-12-31")
    follow(page.get_by_role("button", name="Maak het plan"))
    follow(page.get_by_role("link", name="Plak uit Word of Excel"))
    page.get_by_label("Plak hier je lijst").fill(PLAK)
    follow(page.get_by_role("button", name="Bekijk wat ervan komt"))
    for row, gebied in enumerate(("opleiding", "armoede")):
        page.get_by_label("Effectgebied").nth(row).select_option(gebied)
    follow(page.get_by_role("button", name="Zet dit in het plan"))
    expect(page.get_by_text("2 prioriteiten toegevoegd.")).to_be_visible()
    return Wijkplan.objects.get(wijk=wijk)


def invite(page, wijk):
    """A corporation that never took part before, by the name and address of its person."""
    page.goto(reverse("partners:invite", args=[wijk.slug]))
    page.get_by_label("Naam", exact=True).fill("Ruud Terpstra")
    page.get_by_label("E-mailadres").fill(RUUD)
    page.get_by_label("Naam van de nieuwe organisatie").fill("De Sluiswachter")
    page.get_by_label("Soort nieuwe organisatie").select_option("corporatie")
    page.get_by_label("Rol van de organisatie in deze wijk").select_option("opdrachtgever")
    follow(page.get_by_role("button", name="Nodig uit"))
    expect(page.get_by_text("Ruud Terpstra").first).to_be_visible()


def newest_mail(address):
    """What the post brought this person last."""
    while deliver_berichten():
        pass
    return next(sent for sent in reversed(mail.outbox) if sent.to == [address])


def come_in_by_mail(page, live_server):
    """Follow the link of the invitation and type the code that comes by mail."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", newest_mail(RUUD).body)[:1]
    page.goto(link)
    follow(page.get_by_role("button", name="Mail mij een code"))
    expect(page.get_by_label("Code")).to_be_visible()
    (code,) = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\s*$", mail.outbox[-1].body, re.MULTILINE)
    page.get_by_label("Code").fill(code)
    follow(page.get_by_role("button", name=re.compile("Inloggen|Verder|Bevestig")))


def test_a_plan_is_pasted_laid_before_five_parties_and_agreed_to(open_page, live_server, team, desk, people):
    plan = paste_plan(desk, team.wijk)
    invite(desk, team.wijk)
    phone = open_page()
    come_in_by_mail(phone, live_server)
    expect(
        phone.get_by_role("link", name="Ruud Terpstra").or_(phone.get_by_role("heading", level=1)).first
    ).to_be_visible()

    desk.goto(reverse("wijkplan:versies", args=[plan.uuid]))
    follow(desk.get_by_role("link", name="Leg voor aan partijen"))
    ask_everyone(desk.locator("main"), 5)
    desk.get_by_label("Graag antwoord vóór").fill(days_on(14))
    follow(desk.get_by_role("button", name="Leg deze tekst voor"))
    expect(desk.get_by_text("Opgeslagen.")).to_be_visible()
    desk.goto(reverse("wijkplan:versies", args=[plan.uuid]))

    sign(phone, RUUD, "Wij staan achter dit plan")
    farida, heemfonds = people["Stadsdeel Nieuw-West"], people["Van Heemfonds"]
    bestuur = open_page(farida)
    asked = open_answer(bestuur, farida.email, "Ik leg het eerst voor aan iemand")
    asked.get_by_label("Aan wie legt u het voor?").fill("het dagelijks bestuur")
    asked.get_by_label("Vóór welke dag weet u het?").fill(days_on(7))
    follow(asked.get_by_role("button", name="Ik leg het voor"))
    expect(bestuur.get_by_text("Dank u. Uw antwoord is bewaard.")).to_be_visible()
    for naam in ("Bewonerscommissie Eendenhof", "Hekstra Renovatie BV"):
        sign(open_page(people[naam]), people[naam].email, "Wij staan achter dit plan")
    plan.refresh_from_db()
    assert (plan.status, Bericht.objects.filter(aan=heemfonds).count()) == ("in_ronde", 1)

    asked = open_answer(bestuur, farida.email, "Ja, onder voorbehoud van een besluit")
    asked.get_by_label("Onder welk voorbehoud?").fill("Als de begroting wordt vastgesteld.")
    follow(asked.get_by_role("button", name="Akkoord onder voorbehoud"))
    expect(bestuur.get_by_text("Dank u. Uw antwoord is bewaard.")).to_be_visible()
    desk.goto(reverse("wijkplan:edit", args=[plan.uuid]))
    follow(desk.get_by_role("link", name="Van Heemfonds doet niet mee"))
    desk.get_by_label("Waarom doet deze partij niet mee?").fill("Het fonds betaalt dit jaar alleen in Noord.")
    follow(desk.get_by_role("button", name="Leg dit vast"))
    expect(desk.get_by_text("Opgeslagen.")).to_be_visible()
    desk.goto(reverse("wijkplan:edit", args=[plan.uuid]))
    expect(desk.get_by_text("4 partijen staan achter deze tekst.")).to_be_visible()
    assert axe.problems(desk) == []
    follow(desk.get_by_role("button", name="We beginnen met uitvoeren"))
    expect(desk.get_by_role("button", name="We beginnen met uitvoeren")).to_have_count(0)
    plan.refresh_from_db()
    assert plan.status == "in_uitvoering"


def days_on(days):
    """A day to come, as one types it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def open_answer(page, address, summary):
    """From the mail to the page on which a party answers, with one of its answers unfolded."""
    page.goto(page_in_mail(address))
    form = page.locator("details").filter(has=page.get_by_text(summary))
    form.locator("summary").click()
    return form


def sign(page, address, button):
    """Follow the mail and stand behind the plan."""
    page.goto(page_in_mail(address))
    follow(page.get_by_role("button", name=button))
    expect(page.get_by_text("Dank u. Uw antwoord is bewaard.")).to_be_visible()


def page_in_mail(address):
    """Where the newest mail leads."""
    return re.search(r"https?://[^/\s]+(/akkoorden/\S+|/\S+)", newest_mail(address).body)[1]


@pytest.fixture
def agreed(team, yasmina):
    """A plan that is being done, with one goal, an indicator, and an activity at a place that will close."""
    corporatie = make.make_partner(team.wijk, naam="De Sluiswachter")
    ruud = make.make_contactpersoon(corporatie, naam="Ruud Terpstra").user
    plan = make.make_plan(team.wijk, yasmina)
    doel = make.make_doel(make.make_prioriteit(plan), titel="60 % durft Nederlands te spreken")
    make.make_indicator(doel, streefwaarde=60)
    plek = make.make_plek(naam="De Theepot", wijk=team.wijk)
    sloop = make.make_ontwikkeling(
        corporatie, team.wijk, yasmina, start_gepland=timezone.localdate() + timedelta(days=426)
    )
    sloop.plekken.add(plek)
    make.make_woonplek(corporatie, team.wijk, yasmina, ontwikkeling=sloop)
    taalcafe = make.make_activiteit(team, yasmina, titel="Taalcafé", doel=doel, plek=plek)
    make.make_bijeenkomst(taalcafe, timezone.now() - timedelta(days=1))
    make.make_bijeenkomst(taalcafe, timezone.now() + timedelta(days=200))
    make.agree(plan, yasmina, corporatie)
    set_status(plan=plan, status="in_uitvoering", by=yasmina)
    return plan, ruud


def test_a_year_is_counted_measured_disturbed_evaluated_and_written_again(open_page, team, desk, agreed):
    plan, ruud = agreed
    desk.goto("/")
    missing = desk.get_by_role("listitem").filter(has_text="Taalcafé")
    missing.get_by_label("Hoeveel mensen?").fill("23")
    follow(missing.get_by_role("button", name="Opslaan"))
    expect(desk.get_by_text("Opgeslagen: Taalcafé")).to_be_visible()
    desk.goto(team.wijk.get_absolute_url())
    follow(desk.locator("#plan").get_by_role("link", name="Meet", exact=True))
    desk.get_by_label("Wat is de stand?").fill("45")
    desk.get_by_label("Bron").fill("vragenlijst op het Taalcafé")
    follow(desk.get_by_role("button", name="Opslaan"))
    expect(desk.get_by_text("Opgeslagen.")).to_be_visible()

    phone = open_page(ruud)
    phone.goto(reverse("partners:verandert"))
    follow(phone.get_by_role("link", name="Andere datum"))
    phone.get_by_label("Nieuwe datum").fill(days_on(152))
    phone.get_by_label("Waarom?").fill("De vergunning is rond.")
    follow(phone.locator("main form").get_by_role("button").first)
    expect(phone.get_by_label("Nieuwe datum")).to_have_count(0)
    desk.goto(team.wijk.get_absolute_url())
    moved = "schuift van over 14 maanden naar over 5. Raakt 1 woning, De Theepot, 1 bijeenkomst, 1 doel."
    expect(desk.get_by_text(moved)).to_be_visible()
    follow(desk.get_by_role("link", name="Bekijk wat het raakt"))
    expect(desk.get_by_text("«De vergunning is rond.»")).to_be_visible()
    follow(desk.get_by_role("button", name="Gezien"))

    evaluate(desk, plan)
    desk.goto(reverse("wijkplan:edit", args=[plan.uuid]))
    follow(desk.get_by_role("link", name="Maak een volgende versie"))
    desk.get_by_label("Waarom een nieuwe versie?").fill("De sloop komt eerder.")
    follow(desk.get_by_role("button", name="Maak de volgende versie"))
    expect(desk.get_by_text("Nog te doen uit het vorige plan")).to_be_visible()
    expect(desk.get_by_role("link", name="Een andere plek zoeken")).to_be_visible()

    new = Wijkplan.objects.get(vorige=plan)
    desk.goto(reverse("wijkplan:edit", args=[new.uuid]))
    desk.get_by_label("Eerste prioriteit").or_(desk.get_by_label("Nog een prioriteit")).first.fill(
        "Prettig wonen tot de sloop"
    )
    follow(desk.get_by_role("button", name="Voeg toe").last)
    expect(desk.get_by_text("Opgeslagen.")).to_be_visible()
    desk.goto(reverse("wijkplan:verschil", args=[new.uuid]))
    expect(desk.locator("main").get_by_text("Prettig wonen tot de sloop").first).to_be_visible()
    assert axe.problems(desk) == []


def evaluate(page, plan):
    """What worked and what did not, and one thing that somebody does differently."""
    page.goto(reverse("wijkplan:evaluatie_create", args=[plan.uuid]))
    page.get_by_label("Wat werkte?").fill("Wie één keer komt, komt terug.")
    page.get_by_label("Wat werkte niet?").fill("We hadden maar één plek.")
    page.get_by_label("bijstellen").check()
    action = page.get_by_role("group", name="Actie 1")
    action.get_by_label("Wat gaan we anders doen?").fill("Een andere plek zoeken")
    action.get_by_label("Wie?").select_option("Yasmina Haddou")
    action.get_by_label("Vóór welke dag?").fill(days_on(30))
    follow(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Een andere plek zoeken", exact=True)).to_be_visible()


def test_parties_give_dots_residents_tokens_and_a_tie_is_settled_with_a_reason(
    open_page, team, yasmina, desk, people
):
    plan = make.make_plan(team.wijk, yasmina)
    for titel in ("Iedereen kan meepraten", "Samen rondkomen"):
        make.make_prioriteit(plan, titel=titel)
    open_round(desk, plan)
    ronde = plan.rondes.get()
    dots = {
        "Bewonerscommissie Eendenhof": (1, 3),
        "Hekstra Renovatie BV": (3, 1),
        "Stadsdeel Nieuw-West": (2, 2),
    }
    for naam, (meepraten, rondkomen) in dots.items():
        phone = open_page(people[naam])
        phone.goto(page_in_mail(people[naam].email))
        phone.get_by_label("Iedereen kan meepraten").fill(str(meepraten))
        phone.get_by_label("Samen rondkomen").fill(str(rondkomen))
        follow(phone.get_by_role("button", name="Stem", exact=True))
        expect(phone.get_by_role("button", name="Stem", exact=True)).to_have_count(0)
    desk.goto(reverse("wijkplan:ronde_count", args=[ronde.uuid]))
    desk.get_by_label("Waar en wanneer geteld?").fill("Buurtmaaltijd")
    desk.get_by_label("Iedereen kan meepraten").fill("12")
    desk.get_by_label("Samen rondkomen").fill("31")
    follow(desk.get_by_role("button", name="Opslaan"))
    expect(desk.get_by_role("heading", name="Buurtmaaltijd")).to_be_visible()

    desk.goto(ronde.get_absolute_url())
    follow(desk.get_by_role("link", name="Sluit de ronde"))
    expect(desk.get_by_text("1 van 4 organisaties stemde nog niet.")).to_be_visible()
    desk.get_by_role("radio", name="Samen rondkomen").check()
    desk.get_by_label("Waarom kies je zo?").fill("Bewoners kozen dit het vaakst.")
    follow(desk.get_by_role("button", name="Sluit de ronde"))
    expect(desk.get_by_text("Deze uitkomst verandert niet meer.")).to_be_visible()
    follow(desk.get_by_role("button", name="Neem over in het plan"))
    expect(desk.get_by_text("De prioriteiten van het plan staan nu in deze volgorde.")).to_be_visible()
    order = plan.prioriteiten.order_by("rang").values_list("titel", flat=True)
    assert list(order) == ["Samen rondkomen", "Iedereen kan meepraten"]


def open_round(page, plan):
    """Four dots for each party, at most three on one thing; residents vote apart."""
    page.goto(reverse("wijkplan:ronde_create", args=[plan.uuid]))
    page.get_by_label("Waar gaat het over").fill("Wat doen we het eerst?")
    ask_everyone(page.get_by_role("group", name="Wie stemt er?"), 4)
    page.get_by_label("Bewoners stemmen mee").check()
    page.get_by_label("Stippen per organisatie").fill("4")
    page.get_by_label("Hoogstens op één onderwerp").fill("3")
    page.get_by_role("radio", name="de coördinator beslist, met een reden").check()
    page.get_by_label("Hoeveel hebben deelnemers te zeggen?").select_option("meebeslissen: u beslist mee")
    page.get_by_label("Wat gebeurt er met de uitkomst").fill("De volgorde van het plan wordt deze uitkomst.")
    page.get_by_label("Sluit op").fill(days_on(14))
    follow(page.get_by_role("button", name="Zet de ronde klaar"))
    expect(page.get_by_role("heading", name="Wat doen we het eerst?")).to_be_visible()


def ask_everyone(place, number):
    """Tick every party, and know that they are all there."""
    boxes = place.get_by_role("checkbox")
    expect(boxes).to_have_count(number)
    for box in range(number):
        boxes.nth(box).check()
