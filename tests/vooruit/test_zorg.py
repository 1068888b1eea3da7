"""Worried about somebody: nothing is kept, and whom to call stands where one is, with name and number."""

import pytest
from django.urls import reverse

from activiteiten.models import Bijeenkomst
from mensen.models import Wachttelling
from tests.factories import make_coordinator, make_student, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    team = make_team()
    yasmina = make_coordinator(team, "Yasmina Haddou")
    yasmina.telefoon = "06-00000101"
    yasmina.save()
    make_coordinator(make_team(), "Kwame Osei")
    return team


CARD = ("112", "0800-2000", "Praat met Yasmina", 'href="tel:+31600000101"')


def test_a_worry_that_is_typed_is_not_kept_and_brings_the_card(client, team):
    client.force_login(make_student(team))
    page = client.post(reverse("activiteiten:los"), {"titel": "haar man slaat haar", "aantal": "2"})
    said = page.content.decode()
    assert [words for words in CARD if words not in said] == []
    assert "Kwame" not in said
    assert 'value="haar man slaat haar"' in said  # what she typed is hers to change
    assert not Bijeenkomst.objects.exists()
    assert list(Wachttelling.objects.values_list("soort", "uitkomst", "aantal")) == [("zorg", "kaart", 1)]


def test_the_page_names_whom_to_call_and_where_to_report_outside(client, team, settings):
    client.force_login(make_student(team))
    said = client.get(reverse("zorgen")).content.decode()
    assert [words for words in (*CARD, settings.MELDPUNT) if words not in said] == []
    assert "<textarea" not in said


def test_a_coordinator_is_not_told_to_talk_to_herself(client, team):
    client.force_login(team.lidmaatschappen.get(rol="wijkcoordinator").user)
    assert "Praat met Yasmina" not in client.get(reverse("zorgen")).content.decode()


def test_a_page_without_a_worry_does_not_ask_who_coordinates(client, team, django_assert_max_num_queries):
    client.force_login(make_student(team))
    with django_assert_max_num_queries(9) as asked:
        client.get(reverse("wat_ziet_wie"))
    assert not [query for query in asked if "wijkcoordinator" in query["sql"]]
