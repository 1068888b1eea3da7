import pytest
from django.urls import reverse

from activiteiten import services
from activiteiten.models import Activiteit
from core.errors import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(team):
    return make.make_coordinator(team)


@pytest.fixture
def doelen(team, by):
    prioriteit = make.make_prioriteit(make.make_plan(team.wijk, by))
    return make.make_doel(prioriteit), make.make_doel(prioriteit, titel="Een ander doel")


def test_an_activity_of_a_project_gets_its_goal(team, by, doelen):
    project = make.make_project(doelen[0])
    activiteit = services.plan_activiteit(team=team, by=by, titel="Taalcafé", project=project)
    assert (activiteit.doel, activiteit.project) == (doelen[0], project)


def test_a_project_of_another_goal_is_refused(team, by, doelen):
    project = make.make_project(doelen[1])
    with pytest.raises(Refused) as refused:
        services.plan_activiteit(team=team, by=by, titel="Taalcafé", doel=doelen[0], project=project)
    assert refused.value.field == "project"


def test_a_goal_of_another_wijk_is_refused_as_second_goal(team, by, doelen):
    elsewhere = make.make_doel(make.make_prioriteit(make.make_plan(make.make_wijk(), by)))
    activiteit = make.make_activiteit(team, by, doel=doelen[0])
    with pytest.raises(Refused) as refused:
        services.change_activiteit(activiteit=activiteit, slot=0, by=by, mede_doelen=[elsewhere])
    assert refused.value.field == "mede_doelen"


def test_another_goal_leaves_the_project_behind(team, by, doelen):
    activiteit = make.make_activiteit(team, by, doel=doelen[0], project=make.make_project(doelen[0]))
    services.link_to_doel(activiteit=activiteit, doel=doelen[1], slot=0, by=by)
    assert Activiteit.objects.values_list("doel", "project").get() == (doelen[1].pk, None)


def test_the_form_saves_goal_second_goals_and_project(client, team, by, doelen):
    activiteit = make.make_activiteit(team, by)
    project = make.make_project(doelen[0])
    client.force_login(by)
    url = reverse("activiteiten:change", args=[activiteit.uuid])
    body = {"titel": "Taalcafé", "soort": "taal", "slot": 0, "doel": doelen[0].pk, "project": project.pk}
    body["trede"] = "adviseren"
    answer = client.post(url, body | {"mede_doelen": [doelen[0].pk, doelen[1].pk]})
    assert answer.status_code == 302
    saved = Activiteit.objects.get()
    assert (saved.doel, saved.project, list(saved.mede_doelen.all())) == (doelen[0], project, [doelen[1]])
    form = client.get(url).context["form"]
    assert (form.initial["project"], form.initial["mede_doelen"]) == (project.pk, [doelen[1].pk])
