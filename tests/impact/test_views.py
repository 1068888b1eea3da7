from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from activiteiten.models import Bijeenkomst
from core.periods import Month
from mensen.models import Logregel
from partners.services import book
from tests import factories as make
from tests.impact import world
from tests.queries import assert_queries
from wijken.models import Wijk
from wijkplan.models import Dekking
from wijkplan.services import answer, answer_puls, ask_puls, open_ronde, vote

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=world.AMSTERDAM)
DERDE = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def verhaal():
    return world.build(date(2025, 7, 1), date(2026, 10, 31), naam="Geuzenveld")


def release(verhaal, months=DERDE):
    for month in months:
        make.release_maand(verhaal.wijk, month, verhaal.coordinator)


def plan(verhaal, number):
    plan = make.make_plan(verhaal.wijk, verhaal.coordinator)
    for _ in range(number):
        indicator = make.make_indicator(make.make_doel(make.make_prioriteit(plan)), streefwaarde=60)
        make.make_meting(indicator, verhaal.coordinator, peildatum=date(2026, 2, 1), waarde=31, n=42)
        make.make_meting(indicator, verhaal.coordinator, peildatum=date(2026, 9, 1), waarde=45, n=38)
    make.agree(plan, verhaal.coordinator)


QUERIES = 8  # with promises that came in and pay for goals, and with everything that can be asked


@pytest.mark.parametrize("number", [1, 3])
def test_quarter_asks_as_many_queries_for_three_as_for_one(client, verhaal, number):
    release(verhaal)
    plan(verhaal, number)
    for _ in range(number - 1):
        make.Betrokkenheid.objects.create(
            partner=verhaal.partner.contactpersonen.get().partner,
            wijk=make.make_wijk(),
            rol="financier",
            van=make.LONG_AGO,
        )
    client.force_login(verhaal.partner)
    with assert_queries(QUERIES - 1):
        response = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    assert response.status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_quarter_with_promises_and_questions_asks_eight_queries(client, verhaal, party, number):
    release(verhaal)
    current, yasmina = make.make_plan(verhaal.wijk, verhaal.coordinator), verhaal.coordinator
    for _ in range(number):
        promise = make.make_bijdrage(party, verhaal.wijk, yasmina, soort="geld", toegezegd=5000)
        book(bijdrage=promise, soort="ontvangen", hoeveel=1000, datum=DERDE[0], by=yasmina)
        goal = make.make_doel(make.make_prioriteit(current))
        make.make_indicator(goal)
        Dekking.objects.create(bijdrage=promise, doel=goal, deel=1000)
    make.agree(current, yasmina, party)
    ask_puls(plan=current, by=yasmina)
    coming = make.lay_next_plan_before(current, yasmina, party).wijkplan
    for _ in range(number):
        later = next_period(coming, yasmina)
        open_ronde(ronde=make.make_ronde(later, yasmina, party), by=yasmina)
        coming = later
    client.force_login(make.fresh(verhaal.partner))
    with assert_queries(QUERIES):
        response = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    asked = [vraag.vraag for vraag in response.context["gevraagd"]]
    assert asked == ["akkoord", *["ronde"] * number, "puls"]
    assert response.content.decode().count("nog geen vrijgegeven bijeenkomsten") == number


def next_period(plan, by):
    van = plan.periode_tot + timedelta(days=1)
    return make.make_plan(plan.wijk, by, periode_van=van, periode_tot=van + timedelta(days=99))


@pytest.mark.parametrize("number", [1, 3])
def test_overview_asks_as_many_queries_for_three_as_for_one(client, verhaal, number):
    for _ in range(number - 1):
        make.make_wijk()
    client.force_login(make.make_staff("projectleider"))
    with assert_queries(7):
        response = client.get(reverse("impact:overview"))
    assert response.status_code == 200


def test_export_is_in_the_trail(client, verhaal):
    release(verhaal)
    client.force_login(verhaal.partner)
    client.get(reverse("impact:quarter_csv", args=[verhaal.wijk.slug]))
    regel = Logregel.objects.get()
    assert (regel.wat, regel.door, regel.details) == (
        "impact.geexporteerd",
        verhaal.partner,
        {"periode": "2026-k3", "soort": "csv"},
    )


def as_client(client, user):
    client.force_login(user)
    return client


def test_partner_with_one_wijk_comes_straight_to_it(client, verhaal):
    response = as_client(client, verhaal.partner).get(reverse("impact:overview"))
    assert (response.status_code, response.url) == (302, reverse("impact:quarter", args=[verhaal.wijk.slug]))


def test_partner_with_more_wijken_comes_to_one_with_figures_and_can_switch(client, verhaal):
    release(verhaal)
    second, strange = make.make_wijk(naam="Aan het IJ"), make.make_wijk()
    partner = verhaal.partner.contactpersonen.get().partner
    make.Betrokkenheid.objects.create(partner=partner, wijk=second, rol="financier", van=make.LONG_AGO)
    response = as_client(client, verhaal.partner).get(reverse("impact:overview"), follow=True)
    html = response.content.decode()
    assert response.redirect_chain[0][0] == reverse("impact:quarter", args=[verhaal.wijk.slug])
    assert second.naam in html
    assert strange.naam not in html


def test_nothing_released_says_what_will_come(client, verhaal):
    as_client(client, verhaal.partner)
    response = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    assert "Er zijn nog geen cijfers vrijgegeven" in response.content.decode()
    assert client.get(reverse("impact:quarter_csv", args=[verhaal.wijk.slug])).status_code == 302
    assert not Logregel.objects.exists()


def test_page_says_words_before_numbers_and_context_last(client, verhaal):
    release(verhaal)
    plan(verhaal, 1)
    make.link_gebied(verhaal.wijk, gebied := make.make_gebied(), by=verhaal.coordinator)
    make.make_kerncijfer(gebied)
    html = as_client(client, verhaal.partner).get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    order = ["voorlopig", "Wat we deden", "Wat veranderde", "Wat niet lukte", "Waar het over ging",
             "Hierna", "geen bewijs van ons werk", "Waarom sommige cijfers"]  # fmt: skip
    places = [html.content.decode().index(words) for words in order]
    assert places == sorted(places)


def test_unknown_quarter_falls_back_to_the_newest(client, verhaal):
    release(verhaal)
    as_client(client, verhaal.partner)
    url = reverse("impact:quarter", args=[verhaal.wijk.slug])
    for asked in ("2026-k4", "2026-k9", "'", "2026-07"):
        assert client.get(url, {"kwartaal": asked}).context["blad"].kwartaal.slug == "2026-k3"


def test_a_whole_quarter_is_shown_before_a_partly_released_one(client, verhaal):
    release(verhaal, [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1), *DERDE[:2]])
    as_client(client, verhaal.partner)
    url = reverse("impact:quarter", args=[verhaal.wijk.slug])
    context = client.get(url).context
    assert [quarter.slug for quarter in context["kwartalen"]] == ["2026-k3", "2026-k2"]
    assert context["blad"].kwartaal.slug == "2026-k2"
    assert client.get(url, {"kwartaal": "2026-k3"}).context["blad"].kwartaal.slug == "2026-k3"


@pytest.mark.parametrize(
    "query",
    [{"van": "x", "tot": "2026-01-01"}, {"van": "2026-02-01", "tot": "2026-01-01"}, {"van": "1900-01-01"}],
)
def test_wrong_period_is_told_beside_the_field(client, verhaal, query):
    as_client(client, make.make_staff("projectleider"))
    response = client.get(reverse("impact:overview"), query)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_table_sorts_both_ways_with_unknown_last(client, verhaal):
    empty = make.make_wijk("Aa")
    as_client(client, make.make_staff("projectleider"))
    names = [
        [rij.naam for rij in client.get(reverse("impact:overview"), q).context["rows"]]
        for q in ({"sorteer": "bezoeken"}, {"sorteer": "bezoeken", "omlaag": "1"}, {"sorteer": "'"})
    ]
    assert names == [["Geuzenveld", empty.naam], ["Geuzenveld", empty.naam], [empty.naam, "Geuzenveld"]]


def test_coordinator_releases_a_month(client, verhaal):
    as_client(client, verhaal.coordinator)
    url = reverse("impact:release", args=[verhaal.wijk.slug])
    assert client.post(url, {"maand": "2026-07"}).status_code == 302
    assert verhaal.wijk.maandvrijgaven.get().maand == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("maand", "said"),
    [
        ("2026-11", "nog niet voorbij"),
        ("2026-k3", "bestaat niet"),
        ("9999-99", "bestaat niet"),
        ("", "Vul dit in"),
    ],
)
def test_release_says_why_not(client, verhaal, maand, said):
    as_client(client, verhaal.coordinator)
    response = client.post(reverse("impact:release", args=[verhaal.wijk.slug]), {"maand": maand})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not verhaal.wijk.maandvrijgaven.exists()


def test_withdrawal_asks_for_a_reason(client, verhaal):
    release(verhaal, DERDE[:1])
    as_client(client, verhaal.coordinator)
    url = reverse("impact:withdraw", args=[verhaal.wijk.maandvrijgaven.get().uuid])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"reden": "te_vroeg"}).status_code == 302
    assert not verhaal.wijk.maandvrijgaven.exists()


def test_words_show_both_versions_when_somebody_was_first(client, verhaal):
    as_client(client, verhaal.coordinator)
    url = reverse("impact:words", args=[verhaal.wijk.slug, "2026-k3"])
    assert client.post(url, {"wat_niet_lukte": "Eerst dit.", "slot": 0}).status_code == 302
    response = client.post(url, {"wat_niet_lukte": "Nee, dit.", "slot": 0})
    assert response.status_code == 409
    assert "Eerst dit." in response.content.decode()
    assert "Nee, dit." in response.content.decode()


@pytest.mark.parametrize("kwartaal", ["2027-k1", "2026-07", "onzin"])
def test_words_beside_no_quarter_lead_back(client, verhaal, kwartaal):
    as_client(client, verhaal.coordinator)
    assert client.get(reverse("impact:words", args=[verhaal.wijk.slug, kwartaal])).status_code == 302


def test_running_quarter_shows_only_its_released_months(client, verhaal):
    release(verhaal, [date(2026, 10, 1)])
    as_client(client, verhaal.partner)
    response = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    blad = response.context["blad"]
    assert (blad.kwartaal.slug, str(blad.periode), blad.compleet) == ("2026-k4", "oktober 2026", False)
    assert "Tot nu toe: oktober 2026." in response.content.decode()
    assert "Nog niet vrijgegeven" not in response.content.decode()
    late = {f.definitie.code: f.waarde for f in blad.figuren if f.volgt}
    assert late == dict.fromkeys(["nieuwe_gezichten", "helpers", "contactmomenten"])


def test_running_quarter_comes_after_a_whole_one(client, verhaal):
    release(verhaal, [*DERDE, date(2026, 10, 1)])
    as_client(client, verhaal.partner)
    context = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug])).context
    assert [quarter.slug for quarter in context["kwartalen"]] == ["2026-k4", "2026-k3"]
    assert context["blad"].kwartaal.slug == "2026-k3"


def test_first_quarter_of_a_wijk_is_whole_without_the_months_before_it_began(client, verhaal):
    release(verhaal, DERDE[1:])
    as_client(client, verhaal.partner)
    url = reverse("impact:quarter", args=[verhaal.wijk.slug])
    assert not client.get(url).context["blad"].compleet
    Wijk.objects.update(actief_sinds=date(2026, 8, 31))
    assert client.get(url).context["blad"].compleet
    Wijk.objects.update(actief_sinds=date(2026, 7, 31))
    assert client.get(url).context["blad"].ontbreekt == [Month(2026, 7)]


def test_one_bijeenkomst_is_told_in_the_singular(client, verhaal):
    Bijeenkomst.objects.filter(begin__lt=NOW).exclude(
        pk=Bijeenkomst.objects.between(DERDE[0], date(2026, 9, 30)).exclude(aantal_deelnemers=None)[0].pk
    ).delete()
    release(verhaal)
    as_client(client, verhaal.partner)
    figuur = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug])).context["blad"].deden[0]
    assert (figuur.met_eenheid, figuur.maat) == ("1 bijeenkomst", "bijeenkomsten")


def test_partner_is_asked_on_top_until_she_answered(client, verhaal):
    yasmina, wijk = verhaal.coordinator, verhaal.wijk
    plan = make.make_plan(wijk, yasmina)
    partner = verhaal.partner.contactpersonen.get().partner
    asked = make.lay_next_plan_before(plan, yasmina, partner, make.make_partner(wijk))
    client.force_login(make.fresh(verhaal.partner))
    page = reverse("impact:quarter", args=[wijk.slug])
    assert "Van u gevraagd" in client.get(page).content.decode()
    row = asked.akkoorden.select_related("voorlegging").get(partner=partner)
    answer(akkoord=row, antwoord="akkoord", kenmerk=asked.kenmerk, slot=0, by=verhaal.partner)
    assert "Van u gevraagd" not in client.get(page).content.decode()


@pytest.fixture
def party(verhaal):
    return verhaal.partner.contactpersonen.get().partner


@pytest.fixture
def read(client, verhaal):
    """The quarter page as her organisation reads it."""

    def page():
        client.force_login(make.fresh(verhaal.partner))
        return client.get(reverse("impact:quarter", args=[verhaal.wijk.slug])).content.decode()

    return page


def test_partner_is_asked_to_vote_until_her_organisation_did(read, verhaal, party):
    yasmina, plan = verhaal.coordinator, make.make_plan(verhaal.wijk, verhaal.coordinator)
    ronde = make.make_ronde(plan, yasmina, party, make.make_partner(verhaal.wijk))
    link = f"{reverse('wijkplan:stem', args=[ronde.uuid])}?partij={party.uuid}"
    assert link not in read()
    open_ronde(ronde=ronde, by=yasmina)
    assert link in read()
    vote(ronde=ronde, partner=party, stemmen={ronde.opties.first().uuid: 3}, by=verhaal.partner)
    assert "Van u gevraagd" not in read()


def test_partner_is_asked_for_her_pulse_until_she_gave_it(read, verhaal, party):
    plan = make.agree(make.make_plan(verhaal.wijk, verhaal.coordinator), verhaal.coordinator, party)
    link = f"{reverse('wijkplan:puls_answer', args=[plan.uuid])}?partner={party.uuid}"
    assert link not in read()
    ask_puls(plan=plan, by=verhaal.coordinator)
    assert link in read()
    answer_puls(plan=plan, partner=party, betrokkenheid=4, impact=4, urgenties={}, by=verhaal.partner)
    assert "Van u gevraagd" not in read()
