"""Every page of a plan takes as few queries for a plan of three times the size: the literal numbers, page by page."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Activiteit
from partners.models import Bijdrage
from tests import factories as make
from tests.queries import own_queries
from wijkplan import services
from wijkplan.figures.geschiedenis import SOORTEN, events_of
from wijkplan.figures.partijen import hands
from wijkplan.models import (
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    Schakel,
    Wijkplan,
)

pytestmark = pytest.mark.django_db
QUERIES = {
    "plan": 4,
    "wijkplan:edit": 2,
    "wijkplan:lezen": 8,
    "wijkplan:versies": 4,
    "wijkplan:verschil": 12,
    "wijkplan:cijfers": 4,
    "keten": 4,
    "los": 6,
    "jaarcyclus": 2,
    "wijkplan:betaalt": 4,
    "wijkplan:geschiedenis": 6,
    "wijkplan:papier": 2,
}
OF_CONCEPT = {
    "wijkplan:edit",
    "wijkplan:lezen",
    "wijkplan:geschiedenis",
}  # where the version one works in asks most


def fill(plan, team, by, *, prioriteiten, doelen=4, indicatoren=3):
    """A whole plan of this size, with all that hangs on its goals: work, money, assumptions and measurements."""
    ranks = range(1, prioriteiten + 1)
    rows = Prioriteit.objects.bulk_create(
        Prioriteit(wijkplan=plan, rang=rang, titel=f"Prioriteit {rang}", effectgebied="opleiding")
        for rang in ranks
    )
    effecten = BeoogdEffect.objects.bulk_create(
        BeoogdEffect(prioriteit=row, tekst="Ouders bellen zelf", effectgebied="opleiding") for row in rows
    )
    goals = Doel.objects.bulk_create(
        Doel(prioriteit=row, titel=f"Doel {n}") for row in rows for n in range(doelen)
    )
    ends = dict(zip((row.pk for row in rows), effecten, strict=True))
    Schakel.objects.bulk_create(
        Schakel(doel=doel, effect=ends[doel.prioriteit_id], aanname="wie praat, doet mee") for doel in goals
    )
    projecten = Project.objects.bulk_create(Project(doel=doel, titel="Aan tafel") for doel in goals)
    Activiteit.objects.bulk_create(
        Activiteit(wijk=team.wijk, team=team, door=by, titel="Taal", doel=project.doel, project=project)
        for project in projecten
    )
    measure(goals, by, indicatoren)
    pay(goals, plan.wijk, by)


def measure(goals, by, indicatoren):
    rows = Indicator.objects.bulk_create(
        Indicator(doel=doel, naam=f"Durft {n}", eenheid="%") for doel in goals for n in range(indicatoren)
    )
    now = timezone.now()
    Meting.objects.bulk_create(
        Meting(
            indicator=row, door=by, peildatum=timezone.localdate(), waarde=45, n=38, bron="vragenlijst",
            status="vastgesteld", beoordeeld_door=by, beoordeeld_op=now,
        )
        for row in rows
    )  # fmt: skip


def pay(goals, wijk, by):
    today, partner = timezone.localdate(), make.make_partner(wijk)
    promised = Bijdrage.objects.bulk_create(
        Bijdrage(
            partner=partner, wijk=wijk, soort="uren", omschrijving="uren", toegezegd=10, van=today, tot=today,
            door=by,
        )
        for _ in goals
    )  # fmt: skip
    Dekking.objects.bulk_create(
        Dekking(bijdrage=row, doel=doel, deel=1) for row, doel in zip(promised, goals, strict=True)
    )


def counted(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(own_queries(captured))


@pytest.mark.parametrize("times", [1, 3])
def test_each_page_of_a_plan_takes_as_many_queries_at_three_times_the_size(client, team, coordinator, times):
    plan = make.make_plan(team.wijk, coordinator)
    fill(plan, team, coordinator, prioriteiten=12 * times)
    make.agree(plan, coordinator)
    concept = services.next_version(plan=Wijkplan.objects.get(), reden="Beter", by=coordinator)
    client.force_login(make.fresh(coordinator))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner of a database that was filled this second guesses badly
    of = {name: concept if name in OF_CONCEPT else plan for name in QUERIES}
    assert {name: counted(client, reverse(name, args=[of[name].uuid])) for name in QUERIES} == QUERIES


def rows_read(sql):
    """How many rows the database hands on, from step to step, while it answers this."""

    def walk(step):
        under = sum(walk(each) for each in step.get("Plans", ()))
        return under + step["Actual Rows"] * step["Actual Loops"]

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
        return walk(cursor.fetchone()[0][0]["Plan"])


def copied(team, by, *, prioriteiten):
    """The next version of a plan of this size, and what its history and the differences ask."""
    plan = make.make_plan(make.make_wijk(), by)
    fill(plan, make.make_team(plan.wijk), by, prioriteiten=prioriteiten)
    make.agree(plan, by)
    made = services.next_version(plan=Wijkplan.objects.get(pk=plan.pk), reden="Beter", by=by)
    with CaptureQueriesContext(connection) as captured:
        list(events_of(made, soorten=SOORTEN))
        hands([made])
    return [row["sql"].replace("%%", "%") for row in captured]


def test_history_of_a_plan_that_was_just_copied_is_read_once_without_statistics(team, coordinator):
    fresh = transaction.savepoint()
    copied(team, coordinator, prioriteiten=2)
    transaction.savepoint_rollback(fresh)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # now the planner takes all that comes for one row
    small, large = (sum(map(rows_read, copied(team, coordinator, prioriteiten=size))) for size in (2, 6))
    assert large < 5 * small
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
