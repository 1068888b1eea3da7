"""Target against actual: the page, its files and its paragraph say the same, in as many queries at any size."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as f
from wijkplan import services
from wijkplan.figures.cijfers import KOP, Keuze, read_cijfers
from wijkplan.models import Indicator, Meting, Ontgrendeling, Periodeslot
from wijkplan.vocabulary import MEETVOORSTELLEN

pytestmark = pytest.mark.django_db
HALF = {"nulmeting": 31, "nulmeting_datum": date(2026, 1, 1), "nulmeting_bron": "lijst", "streefwaarde": 60}


@pytest.fixture
def student(team):
    return f.make_student(team, "Noor Visser")


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)


def url(name, thing):
    return reverse(f"wijkplan:{name}", args=[thing.uuid])


def fill(plan, by, prioriteiten, doelen, indicatoren):
    for _ in range(prioriteiten):
        prioriteit = f.make_prioriteit(plan)
        for _ in range(doelen):
            doel = f.make_doel(prioriteit)
            for _ in range(indicatoren):
                indicator = f.make_indicator(doel, verantwoordelijke=by, **HALF)
                for day in (date(2026, 2, 1), date(2026, 3, 1)):
                    f.make_meting(indicator, by, peildatum=day)


# -- the figures --------------------------------------------------------------------------------------


def test_a_row_tells_the_way_and_what_it_rests_on(doel, coordinator):
    indicator = f.make_indicator(doel, **HALF)
    f.make_meting(indicator, coordinator, peildatum=date(2026, 6, 1), waarde=45, n=38)
    [rij] = read_cijfers(doel.prioriteit.wijkplan, today=date(2026, 6, 2)).rijen
    assert (rij.deel, rij.periode, rij.stand.n) == (48, "1 juni 2026", 38)
    assert rij.zin == (
        "Durft Nederlands te spreken: 31 % → 45 % (n = 38, 1 juni 2026, vragenlijst), doel 60 %, op koers."
    )


def test_only_what_is_settled_is_told_and_the_team_sees_the_rest_beside_it(plan, indicator, coordinator):
    f.make_meting(indicator, coordinator, status="ingediend")
    for team, waiting in ((True, 1), (False, 0)):
        [rij] = read_cijfers(plan, today=date(2026, 6, 1), team=team).rijen
        assert (rij.stand.nu, len(rij.wachtend)) == (None, waiting)


def test_an_official_figure_stands_apart_and_is_not_judged(plan, doel, coordinator):
    f.make_meting(f.make_indicator(doel, niveau="context", **HALF), coordinator)
    blad = read_cijfers(plan, today=date(2026, 6, 1))
    [rij] = blad.context
    assert (blad.rijen, rij.deel, rij.woord) == ([], None, "ter vergelijking")
    assert "geen causaal bewijs" in rij.zin


def test_the_headline_is_one_outcome_per_priority_and_at_most_five(plan, coordinator):
    fill(plan, coordinator, 7, 1, 2)
    f.make_meting(f.make_indicator(f.make_doel(f.make_prioriteit(plan)), niveau="prestatie"), coordinator)
    hoofd = read_cijfers(plan, today=date(2026, 6, 1)).hoofd
    assert [rij.prioriteit.rang for rij in hoofd] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("keuze", "aantal"),
    [
        ({}, 2),
        ({"niveau": "prestatie"}, 1),
        ({"effectgebied": "opleiding"}, 2),
        ({"effectgebied": "armoede"}, 0),
        ({"wie": "x"}, 0),
    ],
)
def test_a_choice_leaves_what_was_asked_for(plan, doel, keuze, aantal):
    f.make_indicator(doel)
    f.make_indicator(doel, niveau="prestatie")
    assert len(read_cijfers(plan, today=date(2026, 6, 1), keuze=Keuze(**keuze)).gekozen) == aantal


def test_measurements_of_an_earlier_version_count(plan, indicator, coordinator):
    f.make_meting(indicator, coordinator, waarde=44)
    f.agree(plan, coordinator)
    nieuw = f.make_plan(plan.wijk, coordinator, versie=2, vorige=plan)
    f.make_indicator(f.make_doel(f.make_prioriteit(nieuw)), lijn=indicator.lijn)
    [rij] = read_cijfers(nieuw, today=date(2026, 6, 1)).rijen
    assert rij.stand.nu == 44


# -- the page and its files ---------------------------------------------------------------------------


def test_the_files_hold_the_rows_of_the_page(client, plan, coordinator, as_coordinator):
    fill(plan, coordinator, 2, 1, 2)
    f.make_meting(Indicator.objects.first(), coordinator, status="ingediend", waarde=99)
    blad = client.get(url("cijfers", plan)).context["blad"]
    sent = b"".join(client.get(url("cijfers_csv", plan)).streaming_content).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(sent), delimiter=";")
    assert header == [str(title) for title in KOP]
    assert [row[3] for row in rows] == [rij.indicator.naam for rij in blad.gekozen]
    assert [(row[6], row[8], row[10], row[12], row[13]) for row in rows] == [
        (str(rij.stand.begin.normalize()), "45", "60", str(rij.deel), rij.woord) for rij in blad.gekozen
    ]
    assert "99" not in sent
    assert client.get(url("cijfers_xlsx", plan)).status_code == 200


def test_the_page_of_an_indicator_shows_states_and_acts(client, indicator, student, coordinator):
    waits = services.record_meting(
        indicator=indicator, by=student, peildatum=date(2026, 6, 1), waarde=Decimal(45), bron="lijst"
    )
    seen = {}
    for user in (coordinator, student, f.make_staff("projectleider")):
        client.force_login(user)
        page = client.get(url("indicator", indicator)).content.decode()
        seen[user.naam] = ("ingediend" in page, url("meting_confirm", waits) in page, "Noor Visser" in page)
    assert list(seen.values()) == [(True, True, True), (True, False, True), (False, False, False)]


# -- writing and judging ------------------------------------------------------------------------------


DATA = {"waarde": "45", "peildatum": "2026-06-01", "n": "38", "bron": "lijst", "bewijsniveau": 2}


@pytest.mark.parametrize(("button", "status"), [({}, "ingediend"), ({"concept": "1"}, "concept")])
def test_a_teamlid_hands_in_or_keeps_a_concept(client, indicator, student, button, status):
    client.force_login(student)
    client.post(url("meting_create", indicator), DATA | button | {"client_id": uuid4()})
    assert Meting.objects.get().status == status


def test_one_tap_settles_exactly_what_was_seen(client, indicator, coordinator, student, as_coordinator):
    waits = f.make_meting(indicator, student, status="ingediend", beoordeeld_door=None)
    client.post(url("meting_confirm", waits), {"slot": "7"})
    assert Meting.objects.get().status == "ingediend"
    answer = client.post(url("meting_confirm", waits), {"slot": "0", "next": "/"})
    assert (answer.url, Meting.objects.get().status) == ("/", "vastgesteld")


def test_giving_back_asks_for_a_reason_beside_its_field(client, indicator, student, as_coordinator):
    waits = f.make_meting(indicator, student, status="ingediend")
    page = client.post(url("meting_return", waits), {"slot": 0, "reden": ""})
    assert list(page.context["form"].errors) == ["reden"]
    client.post(url("meting_return", waits), {"slot": 0, "reden": "Welke groep?"})
    assert Meting.objects.get().status == "teruggelegd"


def test_a_count_of_the_house_has_no_form(client, doel, as_coordinator):
    counts = f.make_indicator(doel, berekening="bezoeken")
    period = {"periode_van": date(2026, 1, 1), "periode_tot": date(2026, 1, 31)}
    meting = f.make_meting(counts, None, berekend=True, **period)
    pages = [url("meting_create", counts), url("meting_edit", meting), url("meting_remove", meting)]
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]


def test_asking_later_is_one_tap(client, indicator, as_coordinator):
    client.post(url("indicator_postpone", indicator), {"next": "/"})
    assert Indicator.objects.get().uitgesteld_tot == timezone.localdate() + timedelta(days=30)


def test_one_tap_on_a_proposal_fills_in_the_form_and_stores_nothing(client, doel, as_coordinator):
    page = client.get(url("indicator_create", doel) + "?voorstel=1")
    assert page.context["form"].initial == MEETVOORSTELLEN["opleiding"][1].begin()
    assert Indicator.objects.count() == 0
    assert client.get(url("indicator_create", doel) + "?voorstel=zes").context["form"].initial == {}


# -- closed periods -----------------------------------------------------------------------------------


def test_closing_and_giving_access_are_told_on_one_page(client, team, coordinator, student, as_coordinator):
    plan = f.make_plan(team.wijk, coordinator, periode_van=date(2026, 1, 1), periode_tot=date(2026, 12, 31))
    client.post(url("period_close", plan), {"tot": "2026-03-31"})
    sent = {"voor": student.uuid, "dagen": 3, "reden": "kwam later", "client_id": uuid4()}
    assert client.post(url("period_unlock", plan), sent).status_code == 302
    assert (Periodeslot.objects.get().tot, Ontgrendeling.objects.get().voor) == (date(2026, 3, 31), student)
    page = client.get(url("sloten", plan)).content.decode()
    assert "31 maart 2026" in page
    assert "Noor Visser heeft toegang tot" in page


def test_a_meting_in_a_closed_period_is_refused_beside_its_day(client, team, coordinator, as_coordinator):
    plan = f.make_plan(team.wijk, coordinator, periode_van=date(2026, 1, 1), periode_tot=date(2026, 12, 31))
    indicator = f.make_indicator(f.make_doel(f.make_prioriteit(plan)))
    services.close_period(plan=plan, tot=date(2026, 6, 30), by=coordinator)
    page = client.post(url("meting_create", indicator), DATA | {"client_id": uuid4()})
    assert list(page.context["form"].errors) == ["peildatum"]
