from decimal import Decimal

import pytest
from django.urls import reverse

from partners.services import withdraw_promise
from tests import factories as make
from tests.queries import assert_queries
from wijkplan.models import Dekking
from wijkplan.services import set_dekking

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(team, client):
    user = make.make_coordinator(team)
    client.force_login(user)
    return user


@pytest.fixture
def doel(team, by):
    return make.make_doel(make.make_prioriteit(make.make_plan(team.wijk, by)))


@pytest.fixture
def geld(team, by):
    partner = make.make_partner(team.wijk, naam="Van Heemfonds")
    return make.make_bijdrage(partner, team.wijk, by, soort="geld", toegezegd=1000)


def url_of(doel):
    return reverse("wijkplan:betaalt", args=[doel.prioriteit.wijkplan.uuid])


def test_part_typed_for_a_goal_stands_in_the_matrix(client, doel, geld, by):
    make.make_doel(doel.prioriteit, titel="Zonder geld")
    client.post(
        reverse("wijkplan:dekking", args=[doel.uuid]), {str(geld.uuid): "250", f"was_{geld.uuid}": ""}
    )
    page = client.get(url_of(doel)).content.decode()
    assert Dekking.objects.get().deel == 250
    assert ("€\u00a0250" in page, "van 2 doelen" in page, "€\u00a0750 van €\u00a01.000" in page) == (
        True,
        True,
        True,
    )


def test_part_that_changed_meanwhile_is_answered_with_what_it_became(client, doel, geld, by):
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    url, sent = reverse("wijkplan:dekking", args=[doel.uuid]), {str(geld.uuid): "250", f"was_{geld.uuid}": ""}
    answer = client.post(url, sent)
    assert (answer.status_code, "€\u00a0600" in answer.content.decode()) == (409, True)
    assert client.post(url, sent | {f"was_{geld.uuid}": "600"}).status_code == 302


def test_more_than_was_promised_is_refused_beside_its_field(client, doel, geld, by):
    answer = client.post(reverse("wijkplan:dekking", args=[doel.uuid]), {str(geld.uuid): "1001"})
    assert "Zoveel is er niet toegezegd" in answer.content.decode()
    assert not Dekking.objects.exists()


def test_plan_that_counts_on_a_withdrawn_promise_says_so(client, doel, geld, by):
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    withdraw_promise(bijdrage=geld, reden="Fonds stopt", by=by)
    assert "Het plan rekent op meer dan er staat" in client.get(url_of(doel)).content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_four_queries_at_any_size(client, team, doel, by, n):
    for _ in range(n):
        row = make.make_bijdrage(make.make_partner(team.wijk), team.wijk, by)
        set_dekking(bijdrage=row, doel=make.make_doel(doel.prioriteit), deel=Decimal(2), by=by)
    with assert_queries(4):
        client.get(url_of(doel))


def test_board_shows_who_pays_only_when_asked(client, team, doel, geld, by):
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    page = team.wijk.get_absolute_url()
    assert "toegezegd; in totaal" not in client.get(page).content.decode()
    assert (
        "€\u00a0600 toegezegd; in totaal €\u00a00 van €\u00a01.000 ontvangen"
        in client.get(f"{page}?geld=1").content.decode()
    )
    client.force_login(make.make_student(team))
    assert "toegezegd; in totaal" not in client.get(f"{page}?geld=1").content.decode()
