"""Work and measurements follow the line of their goal and indicator through the versions of a plan."""

import pytest
from django.utils import timezone

from activiteiten.forms import DoelForm
from core.periods import Quarter
from impact.figures.plan import read_plan
from tests import factories as f
from tests.queries import assert_queries
from vooruit.bord import build_bord
from wijkplan import services
from wijkplan.figures import read_bord, stand
from wijkplan.models import Doel, Indicator, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(team, coordinator):
    plan = f.make_plan(team.wijk, coordinator)
    f.make_indicator(f.make_doel(f.make_prioriteit(plan)))
    return f.agree(plan, coordinator)


@pytest.fixture
def indicator(agreed):
    return Indicator.objects.get()


def again(plan, by):
    return services.next_version(plan=plan, reden="De sloop schuift", by=by)


@pytest.fixture
def worked(team, agreed, indicator, coordinator):
    """Work and a measurement that hang on the first version, and the second version in force."""
    activiteit = f.make_activiteit(team, coordinator, doel=indicator.doel)
    f.make_counted(activiteit, 20, coordinator, timezone.now())
    f.make_meting(indicator, coordinator, waarde=45)
    return f.agree(again(agreed, coordinator), coordinator)


def test_board_of_the_next_version_has_the_work_and_measurements_of_the_first(worked, team):
    today = timezone.localdate()
    with assert_queries(2):
        bord = build_bord(
            Wijkplan.objects.to_show(team.wijk.pk, today), team.wijk.pk, Quarter.of(today), today
        )
    [[(regel, doen)]] = [rijen for _band, rijen in bord.rijen]
    assert bord.plan == worked
    assert [row.bezoeken for row in doen] == [20]
    assert [rij.stand.nu for rij in regel.indicatoren] == [45]
    assert bord.los == []


def test_indicator_measured_in_an_earlier_version_asks_for_no_first_measurement(worked):
    assert list(Indicator.objects.to_measure(timezone.localdate())) == []


def test_only_the_version_that_counts_asks_for_a_measurement(agreed, coordinator):
    again(agreed, coordinator)
    asked = Indicator.objects.to_measure(timezone.localdate())
    assert [row.doel.prioriteit.wijkplan for row in asked] == [agreed]
    assert read_bord(Wijkplan.objects.current_on(timezone.localdate())).te_meten(
        timezone.localdate()
    ) == list(asked)


def test_partners_read_the_measurements_of_all_versions(worked, team):
    [told] = read_plan([team.wijk.pk], timezone.localdate())
    assert told.nu.waarde == 45
    assert stand(Indicator.objects.get(doel__prioriteit__wijkplan=worked)).nu == 45


def test_activity_may_choose_the_goals_of_the_plan_that_counts_and_keeps_its_own(worked, team):
    activiteit = team.activiteiten.get()
    form = DoelForm(activiteit=activiteit)
    goal = Doel.objects.get(prioriteit__wijkplan=worked)
    assert list(form.fields["doel"].queryset) == [goal]
    assert form.initial["doel"] == goal.pk


def test_goal_that_was_dropped_leaves_its_work_loose_from_the_plan(team, agreed, coordinator):
    activiteit = f.make_activiteit(team, coordinator, doel=Doel.objects.get())
    made = again(agreed, coordinator)
    services.remove_doel(doel=Doel.objects.get(prioriteit__wijkplan=made), by=coordinator)
    f.agree(made, coordinator)
    today = timezone.localdate()
    bord = build_bord(Wijkplan.objects.to_show(team.wijk.pk, today), team.wijk.pk, Quarter.of(today), today)
    assert [row.uuid for row in bord.los] == [activiteit.uuid]
