from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Afspraak, Contactpersoon
from tests.factories import (
    make_afspraak,
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_student,
    make_team,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(team, client):
    user = make_coordinator(team)
    client.force_login(user)
    return user


def url(name, team):
    return reverse(f"partners:{name}", args=[team.wijk.slug])


def body(**fields):
    return {
        "client_id": str(uuid4()),
        "tekst": "Portieklicht nakijken",
        "aan_zet": "partner",
        "voor": timezone.localdate().isoformat(),
        **fields,
    }


def test_afspraak_noted_stands_in_the_list(client, team, by):
    partner = make_partner(team.wijk, naam="De Sluiswachter")
    answer = client.post(url("create", team), body(partner=partner.pk, wie="Ruud"), follow=True)
    assert "Portieklicht nakijken" in answer.content.decode()
    assert Afspraak.objects.get().wie == "Ruud"


def test_afspraak_sent_twice_is_one(client, team, by):
    same = body()
    client.post(url("create", team), same)
    assert client.post(url("create", team), same).status_code == 302
    assert Afspraak.objects.count() == 1


def test_afspraak_with_another_body_under_one_id_is_409_and_keeps_what_was_typed(client, team, by):
    same = body()
    client.post(url("create", team), same)
    answer = client.post(url("create", team), same | {"tekst": "Heel iets anders"})
    assert answer.status_code == 409
    assert "Heel iets anders" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"tekst": ""},
        {"tekst": "a" * 5000},
        {"tekst": "nul\0"},
        {"tekst": "\u202eomgekeerd"},
        {"voor": "1900-01-01"},
        {"voor": "2100-01-01"},
        {"voor": "morgen"},
        {"partner": str(2**63)},
        {"aan_zet": "niemand"},
        {"client_id": "geen uuid"},
    ],
)
def test_bad_input_gets_a_message_and_stores_nothing(client, team, by, wrong):
    answer = client.post(url("create", team), body(**wrong))
    assert answer.status_code == 200
    assert "vu-errors" in answer.content.decode()
    assert not Afspraak.objects.exists()


def test_noting_leads_back_to_the_page_one_came_from(client, team, by):
    page = client.get(team.wijk.get_absolute_url()).content.decode()
    start = f"{url('create', team)}?next={team.wijk.get_absolute_url()}"
    assert f'href="{start}"' in page
    assert f'name="next" value="{team.wijk.get_absolute_url()}"' in client.get(start).content.decode()
    assert (
        client.post(url("create", team), body(next=team.wijk.get_absolute_url())).url
        == team.wijk.get_absolute_url()
    )
    assert client.post(url("create", team), body(next="//elders.example/")).url == url("afspraken", team)


def test_afspraken_of_another_wijk_do_not_exist(client, team, by):
    other = make_team()
    row = make_afspraak(other.wijk, make_coordinator(other))
    pages = [url("afspraken", other), url("create", other), url("in_wijk", other), url("add", other)]
    pages.append(reverse("partners:change", args=[row.uuid]))
    assert [client.get(page).status_code for page in pages] == [404] * 5
    assert client.post(reverse("partners:finish", args=[row.uuid])).status_code == 404


def test_student_may_not_see_the_afspraken(client, team):
    client.force_login(make_student(team))
    assert client.get(url("afspraken", team)).status_code == 403


def test_done_and_undo_are_one_tap_each(client, team, by):
    row = make_afspraak(team.wijk, by)
    client.post(reverse("partners:finish", args=[row.uuid]))
    assert "Sleutel regelen" in client.get(url("afspraken", team), {"klaar": "on"}).content.decode()
    answer = client.post(reverse("partners:reopen", args=[row.uuid]), {"next": "https://elders.example/"})
    assert answer.url == url("afspraken", team)
    row.refresh_from_db()
    assert row.afgerond_op is None


def test_search_finds_by_word_partner_and_who(client, team, by):
    make_afspraak(team.wijk, by, tekst="Sloop bespreken", wie="Ruud", partner=make_partner(naam="Sluis"))
    make_afspraak(team.wijk, by, tekst="Koffie")
    for words in ["sloop ruud", "sluis"]:
        text = client.get(url("afspraken", team), {"q": words}).content.decode()
        assert ("Sloop bespreken" in text, "Koffie</strong>" in text) == (True, False)


@pytest.mark.parametrize(
    "query", ["q=\0", "partner=x", "aan_zet=x", "klaar=x", "pagina=x", "q=" + "a" * 3000]
)
def test_nonsense_in_the_address_is_no_error(client, team, by, query):
    assert client.get(f"{url('afspraken', team)}?{query}").status_code == 200


def test_second_editor_sees_both_versions(client, team, by):
    row = make_afspraak(team.wijk, by)
    page = reverse("partners:change", args=[row.uuid])
    client.post(page, body(slot=0, tekst="Van een ander"))
    answer = client.post(page, body(slot=0, tekst="Van mij"))
    assert answer.status_code == 409
    assert "Van een ander" in answer.content.decode()
    assert "Van mij" in answer.content.decode()


def test_change_saves(client, team, by):
    row = make_afspraak(team.wijk, by)
    client.post(reverse("partners:change", args=[row.uuid]), body(slot=0, tekst="Beter gezegd"))
    row.refresh_from_db()
    assert (row.tekst, row.slot) == ("Beter gezegd", 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_afspraken_page_takes_as_many_queries_for_one_as_for_three(client, team, by, rows):
    for _ in range(rows):
        make_afspraak(team.wijk, by, partner=make_partner(team.wijk))
    with assert_queries(4):
        client.get(url("afspraken", team))


@pytest.mark.parametrize("rows", [1, 3])
def test_partners_page_takes_as_many_queries_for_one_as_for_three(client, team, by, rows):
    for _ in range(rows):
        partner = make_partner(team.wijk)
        make_contactpersoon(partner, telefoon="06-12345678")
        make_afspraak(team.wijk, by, partner=partner)
    with assert_queries(3):
        client.get(url("in_wijk", team))


def test_partners_page_dials_with_one_tap(client, team, by):
    make_contactpersoon(make_partner(team.wijk), login=False, naam="Ruud Terpstra", telefoon="06-12345678")
    assert 'href="tel:+31612345678"' in client.get(url("in_wijk", team)).content.decode()


def test_ended_contactpersoon_is_gone_from_the_page(client, team, by):
    make_contactpersoon(
        make_partner(team.wijk), naam="Oud Iemand", tot=timezone.localdate() - timedelta(days=1)
    )
    assert "Oud Iemand" not in client.get(url("in_wijk", team)).content.decode()


def test_partner_added_with_a_person_to_call(client, team, by):
    data = {"naam": "Van Heemfonds", "soort": "fonds", "rol": "financier", "persoon": "Ineke Vroom"}
    client.post(url("add", team), data | {"telefoon": "06-12345678"})
    assert Contactpersoon.objects.get().partner.naam == "Van Heemfonds"


@pytest.mark.parametrize("wrong", [{"telefoon": "bel me"}, {"persoon": ""}, {"naam": ""}, {"rol": "x"}])
def test_partner_with_bad_input_is_not_stored(client, team, by, wrong):
    data = {
        "naam": "Fonds",
        "soort": "fonds",
        "rol": "financier",
        "persoon": "Ineke",
        "telefoon": "0612345678",
    }
    answer = client.post(url("add", team), data | wrong)
    assert answer.status_code == 200
    assert not Contactpersoon.objects.exists()
