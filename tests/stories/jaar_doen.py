"""The rest of the year: the plan is done, counted, measured, disturbed, evaluated and written again."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from playwright.sync_api import expect

from tests import axe
from tests import factories as make
from tests.browser import follow
from tests.stories.jaar import AMSTERDAM
from tests.stories.jaar_afspreken import COMMISSIE, MEEPRATEN, RONDKOMEN
from wijkplan.models import Indicator, Wijkplan


def count_and_measure(page, wijk):
    """What happened yesterday is counted on her home page, and what it changed is measured."""
    page.goto("/")
    missing = page.get_by_role("listitem").filter(has_text="Taalcafé")
    missing.get_by_label("Hoeveel mensen?").fill("23")
    follow(missing.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Opgeslagen: Taalcafé")).to_be_visible()
    page.goto(wijk.get_absolute_url())
    follow(page.locator("#plan").get_by_role("link", name="Meet", exact=True))
    page.get_by_label("Wat is de stand?").fill("45")
    page.get_by_label("Gemeten op").fill("2030-03-28")
    page.get_by_label("Bron").fill("vragenlijst op het Taalcafé")
    follow(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()


def close_month(page, plan):
    """What was reported stands still: nothing can be measured in March any more."""
    page.goto(reverse("wijkplan:sloten", args=[plan.uuid]))
    follow(page.get_by_role("link", name="Sluit een periode"))
    page.get_by_label("Sluit tot en met").fill("2030-03-31")
    follow(page.get_by_role("button", name="Sluit", exact=True))
    expect(page.get_by_text("tot en met 31 maart 2030")).to_be_visible()
    page.goto(reverse("wijkplan:meting_create", args=[Indicator.objects.get().uuid]))
    page.get_by_label("Wat is de stand?").fill("50")
    page.get_by_label("Gemeten op").fill("2030-03-29")
    page.get_by_label("Bron").fill("nog een vragenlijst")
    follow(page.get_by_role("button", name="Opslaan"))
    expect(page.locator(".vu-errors")).to_contain_text("gesloten")


def move_date(jaar, desk, wijk, yasmina, ruud):
    """The corporation reports an earlier demolition; the coordinator reads what it hits."""
    corporatie = ruud.contactpersonen.get().partner
    taalcafe = wijk.activiteiten.get()
    sloop = make.make_ontwikkeling(
        corporatie, wijk, yasmina, start_gepland=date(2030, 4, 8) + timedelta(days=426)
    )
    sloop.plekken.add(taalcafe.plek)
    make.make_woonplek(corporatie, wijk, yasmina, ontwikkeling=sloop)
    make.make_bijeenkomst(taalcafe, datetime(2030, 10, 22, 19, tzinfo=AMSTERDAM))

    phone = jaar.page(ruud)
    phone.goto(reverse("partners:verandert"))
    follow(phone.get_by_role("link", name="Andere datum"))
    phone.get_by_label("Nieuwe datum").fill("2030-09-07")
    phone.get_by_label("Waarom?").fill("De vergunning is rond.")
    follow(phone.locator("main form").get_by_role("button").first)
    expect(phone.get_by_label("Nieuwe datum")).to_have_count(0)
    desk.goto(wijk.get_absolute_url())
    moved = "schuift van over 14 maanden naar over 5. Raakt 1 woning, De Theepot, 1 bijeenkomst, 1 doel."
    expect(desk.get_by_text(moved)).to_be_visible()
    follow(desk.get_by_role("link", name="Bekijk wat het raakt"))
    expect(desk.get_by_text("«De vergunning is rond.»")).to_be_visible()
    follow(desk.get_by_role("button", name="Gezien"))
    expect(desk.get_by_role("button", name="Gezien")).to_have_count(0)


def give_pulse(jaar, desk, plan, answers):
    """Once a year every party says how urgent things are; each stands with its name, and nothing is averaged."""
    desk.goto(reverse("wijkplan:puls", args=[plan.uuid]))
    follow(desk.get_by_role("button", name="Vraag het de partners"))
    for user, score in answers.items():
        phone = jaar.by_mail(user)
        for question in (
            MEEPRATEN,
            RONDKOMEN,
            "Hoe betrokken voelt u zich",
            "Hoeveel verwacht u van dit plan?",
        ):
            phone.get_by_role("group", name=question).get_by_role("radio", name=score).check()
        follow(phone.get_by_role("button", name="Verstuur"))
        expect(phone.get_by_text("Dank u. U kunt uw antwoord tot het einde van het jaar")).to_be_visible()
    desk.goto(reverse("wijkplan:puls", args=[plan.uuid]))
    for said in ("De Sluiswachter: 5", f"{COMMISSIE}: 1"):
        expect(desk.locator("main")).to_contain_text(said)


def look_back(page, plan):
    """What worked and what did not, and one thing that somebody does differently."""
    page.goto(reverse("wijkplan:evaluatie_create", args=[plan.uuid]))
    page.get_by_label("Wat werkte?").fill("Wie één keer komt, komt terug.")
    page.get_by_label("Wat werkte niet?").fill("We hadden maar één plek.")
    page.get_by_label("bijstellen").check()
    action = page.get_by_role("group", name="Actie 1")
    action.get_by_label("Wat gaan we anders doen?").fill("Een andere plek zoeken")
    action.get_by_label("Wie?").select_option("Yasmina Haddou")
    action.get_by_label("Vóór welke dag?").fill("2030-12-04")
    follow(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Een andere plek zoeken", exact=True)).to_be_visible()


def write_next_version(page, plan):
    """It opens with what the evaluation asked; what is new in it stands in the difference."""
    page.goto(reverse("wijkplan:edit", args=[plan.uuid]))
    follow(page.get_by_role("link", name="Maak een volgende versie"))
    page.get_by_label("Waarom een nieuwe versie?").fill("De sloop komt eerder.")
    follow(page.get_by_role("button", name="Maak de volgende versie"))
    expect(page.get_by_text("Nog te doen uit het vorige plan")).to_be_visible()
    expect(page.get_by_role("link", name="Een andere plek zoeken")).to_be_visible()
    new = Wijkplan.objects.get(vorige=plan)
    page.goto(reverse("wijkplan:edit", args=[new.uuid]))
    page.get_by_label("Nog een prioriteit").fill("Prettig wonen tot de sloop")
    follow(page.get_by_role("button", name="Voeg toe").last)
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    page.goto(reverse("wijkplan:verschil", args=[new.uuid]))
    expect(page.locator("main").get_by_text("Prettig wonen tot de sloop").first).to_be_visible()
    assert axe.problems(page) == []
