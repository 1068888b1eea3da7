from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Logregel
from tests import factories as f
from wijkplan import services
from wijkplan.models import BeoogdEffect, Project, Schakel

pytestmark = pytest.mark.django_db
PROEF = {"experiment": True, "hypothese": "er komen 10 vaders", "stopcriterium": "na 6 keer minder dan 5"}


@pytest.fixture
def effect(prioriteit):
    return f.make_effect(prioriteit)


@pytest.fixture
def schakel(doel, effect):
    return f.make_schakel(doel, effect)


# -- projects -----------------------------------------------------------------------------------------


def test_add_project_hangs_it_under_the_goal(doel, coordinator):
    project = services.add_project(doel=doel, titel="Taal aan tafel", by=coordinator)
    assert (project.doel, project.experiment, project.hypothese) == (doel, False, "")


def test_add_project_sent_twice_is_one_and_another_body_is_refused(doel, coordinator):
    sent = {"doel": doel, "by": coordinator, "client_id": uuid4()}
    assert services.add_project(titel="A", **sent) == services.add_project(titel="A", **sent)
    with pytest.raises(AlreadyUsed):
        services.add_project(titel="B", **sent)
    assert Project.objects.count() == 1


@pytest.mark.parametrize("field", ["hypothese", "stopcriterium"])
def test_an_experiment_says_what_it_expects_and_when_it_stops(doel, coordinator, field):
    with pytest.raises(Refused) as refused:
        services.add_project(doel=doel, titel="Vadercafé", by=coordinator, **(PROEF | {field: ""}))
    assert refused.value.field == field


def test_the_database_refuses_a_bare_experiment(doel):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.make_project(doel, experiment=True)


def test_a_project_ends_after_it_begins(doel, coordinator):
    with pytest.raises(Refused, match="vóór de eerste"):
        services.add_project(doel=doel, titel="X", van=date(2027, 2, 1), tot=date(2027, 1, 1), by=coordinator)


def test_change_project_needs_the_slot_it_was_read_with(doel, coordinator):
    project = f.make_project(doel)
    services.change_project(project=project, slot=0, by=coordinator, titel="Vadercafé", **PROEF)
    with pytest.raises(Conflict):
        services.change_project(project=project, slot=0, by=coordinator, titel="Te laat")
    assert Project.objects.values_list("titel", "experiment").get() == ("Vadercafé", True)


def test_remove_project_refuses_when_activities_hang_on_it(team, doel, coordinator):
    project = f.make_project(doel)
    f.make_activiteit(team, coordinator, doel=doel, project=project)
    with pytest.raises(Refused, match="Haal ze eerst los"):
        services.remove_project(project=project, by=coordinator, slot=0)


def test_remove_project_leaves_an_audit_line(doel, coordinator):
    services.remove_project(project=f.make_project(doel), by=coordinator, slot=0)
    assert not Project.objects.exists()
    assert Logregel.objects.get().wat == "wijkplan.project_verwijderd"


# -- effects and links --------------------------------------------------------------------------------


def test_add_effect_takes_the_effect_area_of_its_priority(prioriteit, coordinator):
    partner = f.make_partner()
    effect = services.add_effect(
        prioriteit=prioriteit, tekst="Ouders bellen zelf", by=coordinator, profiteert=[partner]
    )
    assert (effect.effectgebied, list(effect.profiteert.all())) == ("opleiding", [partner])


def test_change_and_remove_effect(effect, schakel, coordinator):
    services.change_effect(
        effect=effect, slot=0, by=coordinator, tekst="Anders", profiteert=[f.make_partner()]
    )
    assert (effect.slot, effect.profiteert.count()) == (1, 1)
    services.remove_effect(effect=effect, slot=1, by=coordinator)
    assert (BeoogdEffect.objects.count(), Schakel.objects.count()) == (0, 0)


def test_add_schakel_is_since_today_and_a_guess(doel, effect, coordinator):
    schakel = services.add_schakel(doel=doel, effect=effect, aanname="oefening helpt", by=coordinator)
    assert (schakel.effect, schakel.sterkte, schakel.sinds, schakel.getoetst_op) == (
        effect,
        1,
        timezone.localdate(),
        None,
    )


def test_add_schakel_refuses_an_effect_of_another_priority(plan, doel, coordinator):
    elsewhere = f.make_effect(f.make_prioriteit(plan))
    with pytest.raises(Refused, match="andere prioriteit"):
        services.add_schakel(doel=doel, effect=elsewhere, aanname="oefening helpt", by=coordinator)


def test_a_link_says_why(doel, coordinator):
    with pytest.raises(Refused) as refused:
        services.add_schakel(doel=doel, aanname="  ", by=coordinator)
    assert refused.value.field == "aanname"


def test_change_and_remove_schakel(schakel, coordinator):
    services.change_schakel(schakel=schakel, slot=0, by=coordinator, effect=None, aanname="gezien", sterkte=2)
    assert Schakel.objects.values_list("effect", "aanname", "sterkte").get() == (None, "gezien", 2)
    services.remove_schakel(schakel=schakel, slot=1, by=coordinator)
    assert not Schakel.objects.exists()


# -- an agreed plan -----------------------------------------------------------------------------------


@pytest.fixture
def agreed(plan, doel, schakel, coordinator):
    return f.agree(plan, coordinator)


CHANGES = {
    "add_project": lambda doel, by: services.add_project(doel=doel, titel="X", by=by),
    "add_effect": lambda doel, by: services.add_effect(prioriteit=doel.prioriteit, tekst="X", by=by),
    "add_schakel": lambda doel, by: services.add_schakel(doel=doel, aanname="X", by=by),
    "change_schakel": lambda doel, by: services.change_schakel(
        schakel=doel.schakels.get(), slot=0, by=by, aanname="X"
    ),
    "remove_effect": lambda doel, by: services.remove_effect(effect=BeoogdEffect.objects.get(), by=by),
    "change_doel": lambda doel, by: services.change_doel(doel=doel, slot=0, by=by, dimensie="regie"),
}


@pytest.mark.parametrize("verb", CHANGES)
def test_of_an_agreed_plan_the_chain_does_not_change(agreed, doel, coordinator, verb):
    with pytest.raises(Refused, match="volgende versie"):
        CHANGES[verb](doel, coordinator)


@pytest.mark.parametrize(
    "write",
    [
        f.make_project,
        lambda doel: f.make_effect(doel.prioriteit),
        lambda doel: Schakel.objects.update(aanname="X"),
        lambda doel: Schakel.objects.update(sinds=date(2020, 1, 1)),
        lambda doel: BeoogdEffect.objects.all().delete(),
    ],
)
def test_the_database_refuses_it_too(agreed, doel, write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(doel)


# -- tests of assumptions -----------------------------------------------------------------------------


def toets(schakel, by, **over):
    values = {"getoetst_op": timezone.localdate(), "uitkomst": "klopt: 7 van 9 belden", "slot": 0, "by": by}
    return services.record_toets(schakel=schakel, **(values | over))


def test_an_assumption_is_tested_while_the_plan_is_in_force(agreed, schakel, coordinator):
    toets(schakel, coordinator, sterkte=3)
    assert Schakel.objects.values_list("uitkomst", "sterkte", "slot").get() == ("klopt: 7 van 9 belden", 3, 1)
    assert Logregel.objects.filter(wat="wijkplan.aanname_getoetst").count() == 1


def test_a_second_tester_with_the_old_slot_is_a_conflict(schakel, coordinator):
    toets(schakel, coordinator)
    with pytest.raises(Conflict):
        toets(schakel, coordinator, uitkomst="klopt niet")


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"getoetst_op": timezone.localdate() + timedelta(days=2)}, "getoetst_op"),
        ({"uitkomst": " "}, "uitkomst"),
    ],
)
def test_a_test_has_a_day_that_was_and_an_outcome(schakel, coordinator, over, field):
    with pytest.raises(Refused) as refused:
        toets(schakel, coordinator, **over)
    assert refused.value.field == field


def test_a_closed_plan_is_not_tested(plan, schakel, coordinator):
    f.walk(plan, coordinator, "geevalueerd")
    with pytest.raises(Refused, match="afgesloten"):
        toets(schakel, coordinator)


def test_the_same_words_in_a_next_version_are_tested_with_it(agreed, team, schakel, coordinator):
    later = f.make_plan(team.wijk, coordinator, versie=2, vorige=agreed)
    doel = f.make_doel(f.make_prioriteit(later))
    same = f.make_schakel(doel, lijn=schakel.lijn, aanname=schakel.aanname)
    other = f.make_schakel(doel, aanname=schakel.aanname)
    reworded = f.make_schakel(f.make_doel(doel.prioriteit), lijn=schakel.lijn, aanname="iets anders")
    toets(schakel, coordinator)
    found = [bool(Schakel.objects.get(pk=row.pk).getoetst_op) for row in (same, other, reworded)]
    assert found == [True, False, False]
