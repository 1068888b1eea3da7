"""What rounds ask of their coordinator, on her home and on the page of the wijk."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories as f
from tests.queries import assert_queries
from tests.wijkplan.rondes import ballot, make_party, plan_ronde
from wijkplan import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def coordinator(team):
    return f.make_coordinator(team)


@pytest.fixture
def plan(team, coordinator):
    return f.make_plan(team.wijk, coordinator)


@pytest.fixture
def parties(plan):
    return [make_party(plan, naam=naam) for naam in ("De Sluiswachter", "Het Trapveld")]


def asked(client, coordinator, address: str = "/") -> list[tuple[str, object]]:
    client.force_login(f.fresh(coordinator))
    vragen = client.get(address).context["vragen"].alle
    return [
        (vraag.soort, vraag.over) for vraag in vragen if vraag.soort in {"ronde", "gelijkstand", "bezwaar"}
    ]


def test_a_round_that_closes_within_a_week_says_who_did_not_vote(client, plan, coordinator, parties):
    soon = timezone.now() + timedelta(days=4)
    ronde = plan_ronde(plan, coordinator, tuple(row[0] for row in parties), sluit=soon)
    partner, user = parties[0]
    services.vote(ronde=ronde, partner=partner, stemmen=ballot(ronde, Licht=1), by=f.fresh(user))
    for address in ("/", plan.wijk.get_absolute_url()):
        [(soort, over)] = asked(client, coordinator, address)
        assert (soort, over.wacht, over.gevraagd, over.dagen) == ("ronde", 1, 2, 4)
    assert reverse("wijkplan:ronde_remind", args=[ronde.uuid]) in client.get("/").content.decode()


def test_a_round_far_ahead_asks_nothing_until_everybody_voted(client, plan, coordinator, parties):
    later = timezone.now() + timedelta(days=30)
    partner, user = parties[0]
    ronde = plan_ronde(plan, coordinator, (partner,), sluit=later)
    assert asked(client, coordinator) == []
    services.vote(ronde=ronde, partner=partner, stemmen=ballot(ronde, Licht=1), by=f.fresh(user))
    [(soort, over)] = asked(client, coordinator)
    assert (soort, over.wacht) == ("ronde", 0)


def test_a_round_that_ended_equal_waits_for_the_choice_of_the_coordinator(client, plan, coordinator, parties):
    ronde = plan_ronde(plan, coordinator, (parties[0][0],), gelijkstand="coordinator")
    partner, user = parties[0]
    equal = ballot(ronde, Licht=2, Groen=2)
    services.vote(ronde=ronde, partner=partner, stemmen=equal, by=f.fresh(user))
    with time_machine.travel(ronde.sluit + timedelta(minutes=1)):
        assert services.keep_rounds() == (0, 0)
        [(soort, over)] = asked(client, coordinator)
        assert (soort, over.titel) == ("gelijkstand", "Wat eerst?")
        client.force_login(f.fresh(user))
        assert (
            "De ronde is gesloten."
            in client.get(reverse("wijkplan:stem", args=[ronde.uuid])).content.decode()
        )


def test_an_overriding_objection_is_there_until_it_is_solved(client, plan, coordinator, parties):
    partner, user = parties[1]
    ronde = plan_ronde(plan, coordinator, (partner,), methode="consent", opties=[{"titel": "Feest"}])
    optie = ronde.opties.get().uuid
    no = {"optie": optie, "argument": "Eerst de lift", "voorstel": "Dan het feest", "overwegend": True}
    services.vote(ronde=ronde, partner=partner, stemmen={optie: 0}, bezwaren=[no], by=f.fresh(user))
    assert asked(client, coordinator)[0][1]["argument"] == "Eerst de lift"
    services.solve_bezwaar(bezwaar=ronde.bezwaren.get(), oplossing="Samen", slot=0, by=coordinator)
    assert [soort for soort, _over in asked(client, coordinator)] == ["ronde"]


@pytest.mark.parametrize("n", [1, 3])
def test_rounds_add_no_query_to_home_and_wijk(client, plan, coordinator, parties, n):
    for _ in range(n):
        plan_ronde(plan, coordinator, tuple(row[0] for row in parties))
    client.force_login(f.fresh(coordinator))
    for address in ("/", plan.wijk.get_absolute_url()):
        client.get(address)
        with assert_queries(8):
            client.get(address)
