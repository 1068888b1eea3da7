"""The wijk page: everything of a wijk on one page, within eight queries, per role."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from activiteiten.models import Telling
from tests import factories as make
from tests.queries import assert_queries
from wijken.models import OudeSlug
from wijkplan.models import Wijkplan
from wijkplan.services import set_status

pytestmark = pytest.mark.django_db


def fill(team, coordinator, n: int) -> None:
    plan = make.make_plan(team.wijk, coordinator)
    for _ in range(n):
        doel = make.make_doel(make.make_prioriteit(plan))
        make.make_meting(make.make_indicator(doel), coordinator)
        activiteit = make.make_activiteit(team, coordinator, doel=doel)
        student = make.make_student(team)
        make.make_inzet(make.make_bijeenkomst(activiteit), student)
        make.make_counted(activiteit, 20, student, timezone.now() - timedelta(hours=3))
        partner = make.make_partner(team.wijk)
        make.make_contactpersoon(partner, telefoon="06-12345678")
        make.make_afspraak(team.wijk, coordinator, partner=partner)


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_eight_queries_at_any_size(client, team, coordinator, n):
    fill(team, coordinator, n)
    client.force_login(coordinator)
    client.get(team.wijk.get_absolute_url())
    with assert_queries(8):
        page = client.get(team.wijk.get_absolute_url())
    assert page.content.decode().count("wij wachten op") == n


def test_coordinator_finds_phone_numbers_and_students_do_not(client, team, coordinator):
    fill(team, coordinator, 1)
    found = {}
    for user in (coordinator, make.make_student(team)):
        client.force_login(user)
        found[user.pk] = "06-12345678" in client.get(team.wijk.get_absolute_url()).content.decode()
    assert list(found.values()) == [True, False]


def test_count_typed_on_the_page_is_stored_and_leads_back(client, team, coordinator):
    bijeenkomst = make.make_bijeenkomst(make.make_activiteit(team, coordinator))
    client.force_login(coordinator)
    url = team.wijk.get_absolute_url()
    data = {"aantal": "14", "client_id": str(make.uuid4()), "next": url}
    response = client.post(f"/bijeenkomsten/{bijeenkomst.uuid}/tellen/", data)
    bijeenkomst.refresh_from_db()
    assert (response.status_code, response.url, bijeenkomst.aantal_deelnemers) == (302, url, 14)


def test_two_counts_that_differ_are_offered_as_a_choice(client, team, coordinator):
    student = make.make_student(team, "Emre Yıldız")
    row = make.make_counted(make.make_activiteit(team, coordinator), 23, student)
    for who, aantal, odd in ((student, 23, False), (coordinator, 21, True)):
        Telling.objects.create(
            client_id=make.uuid4(),
            body_hash="0" * 64,
            bijeenkomst=row,
            aantal=aantal,
            door=who,
            afwijkend=odd,
        )
    client.force_login(coordinator)
    page = client.get(team.wijk.get_absolute_url()).content.decode()
    assert "Emre telde 23" in page
    assert "Yasmina telde 21" in page


def test_old_address_leads_to_the_present_one(client, team, coordinator):
    OudeSlug.objects.create(slug="oud-adres", wijk=team.wijk)
    client.force_login(coordinator)
    response = client.get("/wijken/oud-adres/")
    assert (response.status_code, response.url) == (301, team.wijk.get_absolute_url())


def test_old_address_of_another_wijk_does_not_exist(client, team, coordinator):
    OudeSlug.objects.create(slug="oud-adres", wijk=make.make_wijk())
    client.force_login(coordinator)
    assert client.get("/wijken/oud-adres/").status_code == 404


def test_search_answers_how_many_came(client, team, coordinator):
    activiteit = make.make_activiteit(team, coordinator, titel="Buurtmaaltijd")
    make.make_counted(activiteit, 41, coordinator, timezone.now())
    client.force_login(coordinator)
    page = client.get(f"{team.wijk.get_absolute_url()}zoeken/", {"q": "MAALTIJD"}).content.decode()
    assert "Buurtmaaltijd trok dit kwartaal 1 keer gemiddeld 41 bezoekers." in page


@pytest.mark.parametrize("vraag", ["sluiswachter", "TERPSTRA"])
def test_search_answers_whom_to_call(client, team, coordinator, vraag):
    partner = make.make_partner(team.wijk, naam="De Sluiswachter")
    make.make_contactpersoon(partner, naam="Ruud Terpstra", telefoon="06-12345678")
    url = f"{team.wijk.get_absolute_url()}zoeken/"
    client.force_login(coordinator)
    page = client.get(url, {"q": vraag}).content.decode()
    assert ("De Sluiswachter" in page, "06-12345678" in page) == (True, True)
    client.force_login(make.make_student(team))
    page = client.get(url, {"q": vraag}).content.decode()
    assert ("De Sluiswachter" in page, "06-12345678" in page) == (vraag == "sluiswachter", False)


@pytest.mark.parametrize("vraag", ["", "x", "\x00", "%", "' OR 1=1", "a" * 5000, "\u202enets", "🎉🎉"])
def test_search_survives_what_people_type(client, team, coordinator, vraag):
    client.force_login(coordinator)
    assert client.get(f"{team.wijk.get_absolute_url()}zoeken/", {"q": vraag}).status_code == 200


def test_map_shows_outline_places_and_figures_with_source_and_year(client, team, coordinator):
    square = [[[[4.80, 52.37], [4.82, 52.37], [4.82, 52.38], [4.80, 52.38], [4.80, 52.37]]]]
    gebied = make.make_gebied("Geuzenveld", grens={"type": "MultiPolygon", "coordinates": square})
    make.link_gebied(team.wijk, gebied, by=coordinator)
    make.make_kerncijfer(gebied)
    make.make_plek(naam="De Theepot", lat=52.375, lng=4.81)
    client.force_login(coordinator)
    page = client.get(f"{team.wijk.get_absolute_url()}kaart/").content.decode()
    assert all(text in page for text in ("De Theepot", "-0,416", "2019", "CBS", "<path"))


def test_effect_area_without_source_offers_to_add_one(client, team, coordinator):
    client.force_login(coordinator)
    page = client.get(f"{team.wijk.get_absolute_url()}kaart/").content.decode()
    assert page.count("Voeg een cijfer toe") == 5


def test_header_says_by_how_many_parties_the_plan_was_agreed_also_when_it_is_being_done(
    client, team, coordinator
):
    fill(team, coordinator, 1)
    client.force_login(coordinator)
    assert "versie 1</a>, concept" in client.get(team.wijk.get_absolute_url()).content.decode()
    plan = make.agree(Wijkplan.objects.get(), coordinator, *(make.make_partner(team.wijk) for _ in range(5)))
    set_status(plan=plan, status="in_uitvoering", by=coordinator)
    client.get(team.wijk.get_absolute_url())
    with assert_queries(8):
        page = client.get(team.wijk.get_absolute_url()).content.decode()
    assert "versie 1</a>, vastgesteld door 5 partijen" in page


@pytest.mark.parametrize("n", [1, 3])
def test_home_of_a_coordinator_takes_few_queries(client, team, coordinator, n):
    fill(team, coordinator, n)
    client.force_login(coordinator)
    client.get("/")
    with assert_queries(8):
        page = client.get("/")
    assert "Vraagt jou nu" in page.content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_plan_page_takes_three_queries_at_any_size(client, team, coordinator, n):
    fill(team, coordinator, n)
    client.force_login(coordinator)
    url = Wijkplan.objects.get().get_absolute_url()
    client.get(url)
    with assert_queries(3):
        page = client.get(url)
    assert page.content.decode().count("Nieuwe meting") == n


def test_board_and_edit_page_say_the_same_of_an_indicator(client, team, coordinator):
    fill(team, coordinator, 1)
    client.force_login(coordinator)
    plan = Wijkplan.objects.get()
    pages = [
        client.get(url).content.decode()
        for url in (plan.get_absolute_url(), f"/plannen/{plan.uuid}/bewerken/")
    ]
    on_board, edited = (re.findall(r'<div class="vu-stand">.*?</div>', page, re.DOTALL) for page in pages)
    assert on_board == edited
    assert "Nog geen doel" in on_board[0]


def test_what_was_typed_is_marked_as_dutch_on_an_english_page(client, team, coordinator):
    prioriteit = make.make_prioriteit(make.make_plan(team.wijk, coordinator), titel="Samen rondkomen")
    make.make_activiteit(team, coordinator, titel="Buurtmaaltijd", doel=make.make_doel(prioriteit))
    client.force_login(coordinator)
    url = team.wijk.get_absolute_url()
    dutch = client.get(url).content.decode()
    english = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert 'lang="nl">Samen rondkomen' not in dutch
    for title in ("Samen rondkomen", "Buurtmaaltijd"):
        assert f'<span lang="nl">{title}</span>' in english
