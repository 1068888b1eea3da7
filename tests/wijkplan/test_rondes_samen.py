"""At the same moment: colleagues of one party, and a round that closes while votes come in; real transactions."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from core.errors import Refused
from mensen.models import User
from tests import factories as f
from tests.wijkplan.rondes import ballot, make_party, plan_ronde, points_of
from wijkplan.models import Bewonerstelling, Ronde, Stembiljet
from wijkplan.services import close_ronde, count_tokens, vote

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[object]:
    """What each act gave or which refusal it met, all begun at the same moment."""
    start, found = Barrier(len(acts)), {}

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            found[place] = act()
        except Refused as refused:
            found[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [found[place] for place in range(len(acts))]


@pytest.fixture
def setting(db):
    team = f.make_team()
    coordinator = f.make_coordinator(team)
    return f.make_plan(team.wijk, coordinator), coordinator


def voter(ronde: Ronde, partner, person: User, title: str) -> Callable[[], Stembiljet]:
    given = ballot(ronde, **{title: 1})
    return lambda: vote(ronde=ronde, partner=partner, stemmen=given, by=f.fresh(person))


def test_of_two_colleagues_at_once_one_votes_and_the_other_hears_who(setting):
    plan, coordinator = setting
    partner, ruud = make_party(plan, naam="De Sluiswachter")
    mirjam = f.make_contactpersoon(partner).user
    ronde = plan_ronde(plan, coordinator, (partner,))
    answers = together(voter(ronde, partner, ruud, "Licht"), voter(ronde, partner, mirjam, "Groen"))
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "Stembiljet"]
    refused = next(answer for answer in answers if isinstance(answer, Refused))
    biljet = Stembiljet.objects.get()
    assert refused.message.startswith(f"{biljet.door.naam} stemde al voor De Sluiswachter")
    close_ronde(ronde=ronde, by=coordinator)
    assert sum(points_of(ronde).values()) == 1


@pytest.mark.parametrize("n", [6])
def test_closing_while_votes_arrive_loses_none(setting, n):
    plan, coordinator = setting
    parties = [make_party(plan) for _ in range(n)]
    ronde = plan_ronde(plan, coordinator, tuple(partner for partner, _person in parties))
    voters = [voter(ronde, partner, person, "Taal") for partner, person in parties]
    answers = together(*voters, lambda: close_ronde(ronde=ronde, by=coordinator))
    stored = [answer for answer in answers if isinstance(answer, Stembiljet)]
    assert points_of(ronde)["Taal"] == len(stored) == Stembiljet.objects.count()
    assert ronde.uitkomst["gestemd"] == len(stored)
    assert all(isinstance(answer, Refused | Stembiljet | Ronde) for answer in answers)


def test_who_closes_waits_for_a_vote_that_is_being_written(setting):
    plan, coordinator = setting
    partner, ruud = make_party(plan)
    ronde = plan_ronde(plan, coordinator, (partner,))
    write = voter(ronde, partner, ruud, "Taal")
    closer = Thread(
        target=lambda: (close_ronde(ronde=Ronde.objects.get(), by=coordinator), connection.close())
    )
    with transaction.atomic():
        write()
        closer.start()
        closer.join(timeout=0.5)
        assert closer.is_alive()
    closer.join(timeout=10)
    assert points_of(ronde)["Taal"] == 1


def test_two_who_close_at_once_make_one_outcome(setting):
    plan, coordinator = setting
    partner, _person = make_party(plan)
    plan_ronde(plan, coordinator, (partner,))
    answers = together(*[lambda: close_ronde(ronde=Ronde.objects.get(), by=coordinator)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "Ronde"]


def test_one_count_of_tokens_sent_twice_at_once_counts_once(setting):
    plan, coordinator = setting
    ronde = plan_ronde(plan, coordinator, (), met_bewoners=True)
    body = {"aantallen": ballot(ronde, Taal=7), "waar": "buurtmaaltijd", "client_id": uuid4()}
    twice = [lambda: len(count_tokens(ronde=ronde, by=f.fresh(coordinator), **body))] * 2
    assert together(*twice) == [1, 1]
    assert Bewonerstelling.objects.get().aantal == 7
