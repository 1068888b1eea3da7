"""The first months of the year: a plan is written, voted on, objected to and agreed to."""

import re
from uuid import uuid4

from django.urls import reverse
from playwright.sync_api import expect

from mensen.models import Bericht, User
from tests import axe
from tests.browser import follow
from tests.stories.jaar import answer, thanked, tick_all
from wijkplan.models import Wijkplan

PLAK = """Iedereen kan meepraten
«6 op de 10 nieuwe buren durven de school niet te bellen»
- 60 % durft Nederlands te spreken
Samen rondkomen
- 3 buren runnen de maaltijd zelf
"""
COMMISSIE, HEKSTRA, STADSDEEL, FONDS = PARTIES = (
    "Bewonerscommissie Eendenhof",
    "Hekstra Renovatie BV",
    "Stadsdeel Nieuw-West",
    "Van Heemfonds",
)
MEEPRATEN, RONDKOMEN = "Iedereen kan meepraten", "Samen rondkomen"


def paste_plan(page, wijk):
    """From the wijk page to a plan of two priorities, with the words of a Word document."""
    page.goto(wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Maak een plan"))
    page.get_by_label("Eerste dag").fill("2030-01-01")
    page.get_by_label("Laatste dag").fill("2031-12-31")
    follow(page.get_by_role("button", name="Maak het plan"))
    follow(page.get_by_role("link", name="Plak uit Word of Excel"))
    page.get_by_label("Plak hier je lijst").fill(PLAK)
    follow(page.get_by_role("button", name="Bekijk wat ervan komt"))
    for row, gebied in enumerate(("opleiding", "armoede")):
        page.get_by_label("Effectgebied").nth(row).select_option(gebied)
    follow(page.get_by_role("button", name="Zet dit in het plan"))
    expect(page.get_by_text("2 prioriteiten toegevoegd.")).to_be_visible()
    return Wijkplan.objects.get(wijk=wijk)


def plan_activity(page, wijk):
    """How one sees whether the first goal is reached, and what is done for it, at a place that will close."""
    page.goto(wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Spreek af hoe je meet").first)
    page.get_by_label("Wat meten we?").fill("durft Nederlands te spreken")
    page.get_by_label("In welke eenheid?").fill("%")
    page.get_by_label("Waar willen we uitkomen?").fill("60")
    follow(page.get_by_role("button", name="Opslaan"))
    page.goto(wijk.get_absolute_url())
    follow(page.get_by_role("link", name="Plan een activiteit").first)
    page.get_by_label("Wat gaan jullie doen?").fill("Taalcafé")
    page.get_by_label(re.compile("^Waar")).fill("De Theepot")
    page.get_by_label("Dag", exact=True).fill("2030-04-01")
    page.get_by_label("Van", exact=True).fill("19:00")
    page.get_by_label("Tot", exact=True).fill("21:00")
    page.get_by_label("Hoeveel hebben bewoners te zeggen?").select_option("raadplegen")
    follow(page.get_by_role("button", name="Plan dit"))
    expect(page.get_by_text("Gepland.")).to_be_visible()


def invite(jaar, page, wijk):
    """A corporation that never took part before: its person comes in by the mail she reads, and a code."""
    address = f"ruud{uuid4().hex}@sluiswachter.example"  # codes are limited per address
    page.goto(reverse("partners:invite", args=[wijk.slug]))
    page.get_by_label("Naam", exact=True).fill("Ruud Terpstra")
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_label("Naam van de nieuwe organisatie").fill("De Sluiswachter")
    page.get_by_label("Soort nieuwe organisatie").select_option("corporatie")
    page.get_by_label("Rol van de organisatie in deze wijk").select_option("opdrachtgever")
    follow(page.get_by_role("button", name="Nodig uit"))
    expect(page.get_by_text("Ruud Terpstra").first).to_be_visible()
    phone = jaar.come_in(address, invited=True)
    expect(phone.get_by_role("heading", level=1).first).to_be_visible()
    return User.objects.get(email=address)


def open_round(desk, plan, jaar, people):
    """Four dots for each party, at most three on one thing; residents give tokens, counted apart."""
    prepare_round(desk, plan, "Wat doen we het eerst?")
    desk.get_by_label("Bewoners stemmen mee").check()
    desk.get_by_label("Stippen per organisatie").fill("4")
    desk.get_by_label("Hoogstens op één onderwerp").fill("3")
    desk.get_by_role("radio", name="de coördinator beslist, met een reden").check()
    desk.get_by_label("Sluit op").fill("2030-01-22")
    follow(desk.get_by_role("button", name="Zet de ronde klaar"))
    expect(desk.get_by_role("heading", name="Wat doen we het eerst?")).to_be_visible()
    for naam, dots in {COMMISSIE: (1, 3), HEKSTRA: (3, 1), STADSDEEL: (2, 2)}.items():
        phone = jaar.by_mail(people[naam])
        for titel, dot in zip((MEEPRATEN, RONDKOMEN), dots, strict=True):
            phone.get_by_label(titel).fill(str(dot))
        follow(phone.get_by_role("button", name="Stem", exact=True))
        expect(phone.get_by_role("heading", name="Uw stem is binnen")).to_be_visible()
    desk.goto(reverse("wijkplan:ronde_count", args=[plan.rondes.get().uuid]))
    desk.get_by_label("Waar en wanneer geteld?").fill("Buurtmaaltijd")
    desk.get_by_label(MEEPRATEN).fill("12")
    desk.get_by_label(RONDKOMEN).fill("31")
    follow(desk.get_by_role("button", name="Opslaan"))
    expect(desk.get_by_role("heading", name="Buurtmaaltijd")).to_be_visible()


def prepare_round(page, plan, titel):
    """What every round says beforehand: who votes, how much they have to say and what follows."""
    page.goto(reverse("wijkplan:ronde_create", args=[plan.uuid]))
    page.get_by_label("Waar gaat het over").fill(titel)
    tick_all(page.get_by_role("group", name="Wie stemt er?"), 5)
    page.get_by_label("Hoeveel hebben deelnemers te zeggen?").select_option("meebeslissen: u beslist mee")
    page.get_by_label("Wat gebeurt er met de uitkomst").fill("De volgorde van het plan wordt deze uitkomst.")


def settle_tie(page, plan):
    """Six dots each: the coordinator chooses, says why, and the plan takes the order over."""
    page.goto(plan.rondes.get().get_absolute_url())
    follow(page.get_by_role("link", name="Sluit de ronde"))
    expect(page.get_by_text("2 van 5 organisaties stemden nog niet.")).to_be_visible()
    page.get_by_role("radio", name=RONDKOMEN).check()
    page.get_by_label("Waarom kies je zo?").fill("Bewoners kozen dit het vaakst.")
    follow(page.get_by_role("button", name="Sluit de ronde"))
    expect(page.get_by_text("Deze uitkomst verandert niet meer.")).to_be_visible()
    follow(page.get_by_role("button", name="Neem over in het plan"))
    expect(page.get_by_text("De prioriteiten van het plan staan nu in deze volgorde.")).to_be_visible()
    order = plan.prioriteiten.order_by("rang").values_list("titel", flat=True)
    assert list(order) == [RONDKOMEN, MEEPRATEN]


def ask_consent(page, plan):
    """A round by consent that opens tomorrow and closes next week, both by itself."""
    prepare_round(page, plan, "Kunnen we hiermee verder?")
    page.get_by_role("radio", name="consent").check()
    page.get_by_label("Gaat open op").fill("2030-01-23")
    page.get_by_label("Sluit op").fill("2030-01-31")
    follow(page.get_by_role("button", name="Zet de ronde klaar"))
    expect(page.get_by_text("De ronde staat klaar.")).to_be_visible()


def object_and_help(jaar, desk, plan, people):
    """Residents stop one priority and say what would do; it is solved with them, and nobody objects any more."""
    phone = jaar.by_mail(people[COMMISSIE])
    consent(phone, MEEPRATEN, "Wij hebben geen bezwaar")
    consent(phone, RONDKOMEN, "Wij hebben een bezwaar")
    objection = answer(phone, f"Uw bezwaar bij «{RONDKOMEN}»")
    objection.get_by_label("Waarom?").fill("De maaltijd kost te veel.")
    objection.get_by_label("Wat zou wel kunnen?").fill("Eten wat de markt overhoudt.")
    objection.get_by_label("Zo kunnen wij niet verder").check()
    follow(phone.get_by_role("button", name="Stem", exact=True))
    expect(phone.get_by_role("heading", name="Uw stem is binnen")).to_be_visible()
    phone = jaar.by_mail(people[HEKSTRA])
    for titel in (MEEPRATEN, RONDKOMEN):
        consent(phone, titel, "Wij hebben geen bezwaar")
    follow(phone.get_by_role("button", name="Stem", exact=True))
    expect(phone.get_by_role("heading", name="Uw stem is binnen")).to_be_visible()

    ronde = plan.rondes.get(methode="consent")
    desk.goto(ronde.get_absolute_url())
    expect(desk.get_by_text("houdt het besluit tegen")).to_be_visible()
    follow(desk.get_by_role("link", name="Zeg hoe het is opgelost"))
    desk.get_by_label("Hoe is het opgelost?").fill("We koken met wat de markt overhoudt.")
    follow(desk.get_by_role("button", name="Opslaan"))
    expect(desk.get_by_text("Opgelost:")).to_be_visible()
    jaar.on(2, 1)
    desk.goto(ronde.get_absolute_url())
    expect(desk.get_by_text("Deze uitkomst verandert niet meer.")).to_be_visible()
    expect(desk.get_by_role("cell", name="consent gegeven")).to_have_count(2)


def consent(page, titel, words):
    page.get_by_role("group", name=titel).get_by_role("radio", name=words).check()


def lay_before(page, plan):
    """Five parties are asked for their word on this very text."""
    page.goto(reverse("wijkplan:versies", args=[plan.uuid]))
    follow(page.get_by_role("link", name="Leg voor aan partijen"))
    tick_all(page.locator("main"), 5)
    page.get_by_label("Graag antwoord vóór").fill("2030-02-18")
    follow(page.get_by_role("button", name="Leg deze tekst voor"))
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()


def pass_on(jaar, ruud):
    """He does not decide: his manager does, who never was here and gets a mail of her own."""
    address = f"mirjam{uuid4().hex}@sluiswachter.example"
    phone = jaar.by_mail(ruud)
    form = answer(phone, "Hier ga ik niet over")
    form.get_by_label("Naam van een andere collega").fill("Mirjam Oosting")
    form.get_by_label("E-mailadres").fill(address)
    follow(form.get_by_role("button", name="Geef door"))
    thanked(phone)
    expect(phone.get_by_text("Mirjam Oosting").first).to_be_visible()
    mirjam = jaar.come_in(address, invited=True)
    expect(mirjam.get_by_role("heading", name="Wij staan achter dit plan")).to_be_visible()
    return User.objects.get(email=address)


def agree(jaar, people, mirjam):
    """Three stand behind the plan; the stadsdeel asks its board first."""
    farida = jaar.by_mail(people[STADSDEEL])
    form = answer(farida, "Ik leg het eerst voor aan iemand")
    form.get_by_label("Aan wie legt u het voor?").fill("het dagelijks bestuur")
    form.get_by_label("Vóór welke dag weet u het?").fill("2030-02-11")
    follow(form.get_by_role("button", name="Ik leg het voor"))
    thanked(farida)
    pages = [jaar.page(mirjam), jaar.by_mail(people[COMMISSIE]), jaar.by_mail(people[HEKSTRA])]
    for page in pages:
        follow(page.get_by_role("button", name="Wij staan achter dit plan"))
        thanked(page)


def agree_after_the_board(jaar, people):
    """The stadsdeel says yes, with a reservation; nothing is decided while one party is still silent."""
    farida = jaar.by_mail(people[STADSDEEL])
    form = answer(farida, "Ja, onder voorbehoud van een besluit")
    form.get_by_label("Onder welk voorbehoud?").fill("Als de begroting wordt vastgesteld.")
    follow(form.get_by_role("button", name="Akkoord onder voorbehoud"))
    thanked(farida)
    assert Bericht.objects.filter(aan=people[FONDS], soort__contains="akkoord").count() == 1
    assert Wijkplan.objects.get().status == "in_ronde"


def begin(page, plan, people):
    """The fifth does not take part and everybody reads why: so the plan is vastgesteld, and the work begins."""
    page.goto(reverse("wijkplan:versies", args=[plan.uuid]))
    follow(page.get_by_role("link", name="Van Heemfonds doet niet mee"))
    page.get_by_label("Waarom doet deze partij niet mee?").fill("Het fonds betaalt dit jaar alleen in Noord.")
    follow(page.get_by_role("button", name="Leg dit vast"))
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    page.goto(reverse("wijkplan:edit", args=[plan.uuid]))
    expect(page.get_by_text("4 partijen staan achter deze tekst.")).to_be_visible()
    assert axe.problems(page) == []
    follow(page.get_by_role("button", name="We beginnen met uitvoeren"))
    expect(page.get_by_text("Het plan is nu: in uitvoering.")).to_be_visible()
    plan.refresh_from_db()
    assert plan.status == "in_uitvoering"
