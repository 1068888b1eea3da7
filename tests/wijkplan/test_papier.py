from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from core.locking import Conflict
from core.pdf import render_pdf
from tests import factories as f
from tests.queries import assert_queries
from wijkplan import services
from wijkplan.figures import read_tekst
from wijkplan.models import Prioriteit
from wijkplan.vocabulary import read_plainly


def words_of(data):
    """All text in plain data, one after the other."""
    if isinstance(data, dict):
        return " ".join(words_of(value) for value in data.values())
    if isinstance(data, list):
        return " ".join(words_of(item) for item in data)
    return str(data)


def test_an_agreed_plan_goes_on_paper_as_it_was_agreed(plan, indicator, coordinator):
    partner = f.make_partner(plan.wijk, naam="Woonstichting De Sluiswachter")
    f.agree(plan, coordinator, partner)
    partner.naam = "Anders"
    paper = services.paper_plan(plan)
    assert paper["partijen"][0] | {"datum": ""} == {
        "partner": "Woonstichting De Sluiswachter",
        "persoon": "Yasmina Haddou",
        "antwoord": "wij staan achter dit plan",
        "datum": "",
    }
    assert (paper["concept"], paper["prioriteiten"][0]["kop"]) == (
        "",
        f"1. {indicator.doel.prioriteit.titel}",
    )
    assert services.standing(plan).kenmerk[:12] in paper["kenmerk"]


def test_plan_with_signs_no_font_has_still_goes_on_paper(plan, coordinator):
    for titel in (
        "Buren eten samen 🏡👨‍👩‍👧",
        "一起吃饭",
        "ሰላም ጎረቤት",
        "جيران",
        '=1+1 #x $a$ ] \\ @b "',
        "W" * 150,
    ):
        f.make_doel(f.make_prioriteit(plan, titel=titel), titel=titel)
    for template, data in (("plan", services.paper_plan(plan)), ("gewoon", services.plain_page(plan))):
        assert render_pdf(f"wijkplan/{template}.typ", data).startswith(b"%PDF")


def test_a_concept_on_paper_says_that_nobody_agreed(plan, indicator):
    paper = services.paper_plan(plan)
    assert (paper["partijen"], paper["kenmerk"]) == ([], "")
    assert paper["concept"] == "Dit is een concept. Niemand heeft er nog akkoord op gegeven."


def test_paper_says_a_promise_a_goal_and_a_measurement_as_the_screen_does(plan, coordinator):
    partner = f.make_partner(plan.wijk, naam="Woonstichting De Sluiswachter")
    doel = f.make_doel(f.make_prioriteit(plan), doelgroep="nieuwe buren", quick_win=True)
    f.make_indicator(
        doel, naam="Durft te bellen", streefwaarde=60, eenheid="%", streefdatum=date(2027, 6, 30)
    )
    promise = f.make_bijdrage(partner, plan.wijk, coordinator)
    services.set_dekking(doel=doel, bijdrage=promise, deel=Decimal(8), by=coordinator)
    paper, screen = services.paper_plan(plan)["prioriteiten"][0], read_tekst(services.read_inhoud(plan))
    told, shown = paper["doelen"][0], screen.prioriteiten[0].doelen[0]
    assert told["betaalt"] == shown.betaald == ["Woonstichting De Sluiswachter: 8 kamers"]
    assert told["erbij"] == " · ".join(shown.erbij) == "voor nieuwe buren · snel zichtbaar"
    assert told["indicatoren"][0]["streef"] == "60\u00a0% (vóór 30 juni 2027)"


def test_the_page_for_residents_leaves_out_what_is_not_now_and_names_only_the_coordinator(
    plan, team, coordinator
):
    f.make_doel(
        f.make_prioriteit(plan, titel="Samen eten", aanleiding="Veel buren eten alleen."), titel="Elke week"
    )
    f.make_prioriteit(plan, titel="Later", moscow="niet_nu")
    coordinator.telefoon = "06-00000101"
    coordinator.save()
    page = services.plain_page(plan)
    assert page["prioriteiten"] == [
        {"kop": "1. Samen eten", "tekst": "Veel buren eten alleen.", "merkt": ["Elke week"]}
    ]
    assert page["zeg"] == "Bel de coördinator: Yasmina Haddou, 06-00000101."
    assert page["titel"] == "Wat gaan we doen in Geuzenveld?"


def test_plain_words_may_change_after_the_plan_was_agreed(plan, prioriteit, coordinator):
    f.agree(plan, coordinator)
    services.say_plainly(prioriteit=prioriteit, gewone_taal="Iedereen praat mee.", slot=0, by=coordinator)
    assert Prioriteit.objects.get().gewone_taal == "Iedereen praat mee."
    with pytest.raises(Conflict):
        services.say_plainly(prioriteit=prioriteit, gewone_taal="Anders", slot=0, by=coordinator)


def test_plain_words_of_a_closed_plan_stay(plan, prioriteit, coordinator):
    f.walk(plan, coordinator, "gearchiveerd")
    with pytest.raises(Refused, match="afgesloten"):
        services.say_plainly(prioriteit=prioriteit, gewone_taal="Anders", slot=0, by=coordinator)


@pytest.mark.parametrize("template", ["plan", "gewoon"])
def test_markup_in_typed_text_stays_text(plan, template, coordinator):
    typed = '#panic("x") *vet* _schuin_ = kop $ \\ <a> @b [c] "d"'
    f.make_doel(f.make_prioriteit(plan, titel=typed, aanleiding=typed), titel=typed)
    data = services.paper_plan(plan) if template == "plan" else services.plain_page(plan)
    assert words_of(data).count(typed) == 3
    assert render_pdf(f"wijkplan/{template}.typ", data).startswith(b"%PDF-")


@pytest.mark.parametrize("many", [1, 3])
def test_papers_ask_as_many_queries_for_three_priorities_as_for_one(client, plan, coordinator, many):
    for _ in range(many):
        f.make_indicator(f.make_doel(f.make_prioriteit(plan)))
    client.force_login(coordinator)
    for name, most in (("papier", 2), ("plan_pdf", 8), ("gewoon_pdf", 5)):
        with assert_queries(most):
            answer = client.get(reverse(f"wijkplan:{name}", args=[plan.uuid]))
        assert answer.status_code == 200


def test_a_pdf_is_tagged_titled_and_not_kept_by_caches(client, plan, indicator, coordinator):
    client.force_login(coordinator)
    answer = client.get(reverse("wijkplan:plan_pdf", args=[plan.uuid]))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert answer["Content-Disposition"] == 'inline; filename="wijkplan-geuzenveld-versie-1.pdf"'
    assert b"/MarkInfo" in answer.content or b"/StructTreeRoot" in answer.content


def test_the_help_for_plain_language_names_what_is_hard():
    found = read_plainly("We faciliteren participatie. Kort. Bewonersparticipatietraject.")
    assert found.moeilijk == [("participatie", "meedoen"), ("faciliteren", "mogelijk maken")]
    assert found.lange_woorden == ["Bewonersparticipatietraject"]
    assert read_plainly(" ".join(["woord"] * 16)).lange_zinnen != []
    assert read_plainly("Buren eten samen. Elke week.").is_plain


@given(st.text(max_size=300))
def test_the_help_for_plain_language_takes_any_text(text):
    assert isinstance(read_plainly(text).is_plain, bool)


def test_a_long_plan_is_set_smaller_so_that_it_stays_on_one_page(plan):
    for number in range(9):
        f.make_prioriteit(plan, titel=f"P{number}", aanleiding="x" * 400)
    assert services.plain_page(plan)["grootte"] == 9


def test_dates_on_the_page_for_residents_are_dutch_whoever_prints(plan, settings):
    from django.utils import translation

    plan.periode_van, plan.periode_tot = date(2026, 3, 1), date(2027, 5, 31)
    with translation.override("en"):
        assert "1 maart 2026 tot en met 31 mei 2027" in services.plain_page(plan)["inleiding"]
