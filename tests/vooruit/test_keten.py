import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Activiteit
from core.flow import WIDTHS, Box, Flow
from partners.models import Bijdrage
from tests import factories as make
from vooruit.los import read_los
from wijkplan import services
from wijkplan.models import Dekking, Wijkplan

pytestmark = pytest.mark.django_db
LONG = timezone.localdate() - timedelta(days=400)


@pytest.fixture
def plan(team, coordinator):
    return make.make_plan(team.wijk, coordinator)


def promise(plan, by, **fields):
    today = timezone.localdate()
    return Bijdrage.objects.create(
        partner=make.make_partner(plan.wijk), wijk=plan.wijk, soort="uren", omschrijving="uren", toegezegd=10,
        van=today, tot=today, door=by, **fields,
    )  # fmt: skip


def fill(plan, team, by, *, priorities=1, goals=1, indicators=1):
    """A whole chain: work, goals, effects, assumptions and money."""
    for _ in range(priorities):
        prioriteit = make.make_prioriteit(plan)
        effect = make.make_effect(prioriteit)
        for _ in range(goals):
            doel = make.make_doel(prioriteit, doelgroep="ouders", dimensie="leden")
            make.make_schakel(doel, effect)
            make.make_schakel(doel, aanname="wie oefent, durft")
            project = make.make_project(doel, titel="Aan tafel")
            for _ in range(indicators):
                make.make_indicator(doel)
            make.make_activiteit(team, by, doel=doel, project=project)
            Dekking.objects.create(bijdrage=promise(plan, by), doel=doel, deel=1)


def page(client, name, plan):
    return client.get(reverse(name, args=[plan.uuid]))


def los_of(plan):
    plan = Wijkplan.objects.get(pk=plan.pk)
    return read_los(Wijkplan.objects.filter(pk=plan.pk), plan, timezone.localdate())


# -- the chain ----------------------------------------------------------------------------------------


def test_the_chain_is_drawn_and_said_as_a_list(client, plan, team, coordinator):
    fill(plan, team, coordinator)
    client.force_login(coordinator)
    found = page(client, "keten", plan).content.decode()
    drawing, rest = found[found.index('<svg class="vu-flow"') :].split("</svg>", 1)
    title = Activiteit.objects.get().titel
    for text in (title, "Zes op de tien durft", "durft te bellen", "wie oefent, durft", "Ouders bellen zelf"):
        assert (text in re.sub(r"</?tspan[^>]*>", " ", drawing), text in rest) == (True, True), text
    assert drawing.count('class="vu-flow__link"') == 4


def test_a_text_stays_in_its_box_and_boxes_of_a_column_never_overlap():
    boxes = [Box(str(n), "een lange zin " * (n + 1), n % 5, group=n // 5) for n in range(20)]
    flow = Flow(title="t", description="d", headers=["a"] * 5, boxes=boxes, links=[("0", "1")])
    assert all(len(line) * 6 <= WIDTHS[box.column] for box in boxes for line in box.lines)
    for column in range(5):
        rows = sorted((flow.places[b.key][1], b.height) for b in boxes if b.column == column)
        assert all(top + height <= rows[i + 1][0] for i, (top, height) in enumerate(rows[:-1]))


def test_work_follows_the_line_of_its_goal_into_the_next_version(client, plan, team, coordinator):
    fill(plan, team, coordinator)
    lijn = plan.prioriteiten.get().doelen.get().lijn
    make.agree(plan, coordinator)
    later = make.make_plan(team.wijk, coordinator, versie=2, vorige=plan)
    make.make_doel(make.make_prioriteit(later), lijn=lijn)
    client.force_login(coordinator)
    assert Activiteit.objects.get().titel in page(client, "keten", later).content.decode()
    assert [len(los_of(later).zonder_doel), len(los_of(later).zonder_activiteit)] == [0, 0]


def test_what_was_tested_this_year_stands_under_the_chain(client, plan, team, coordinator):
    doel = make.make_doel(make.make_prioriteit(plan))
    make.make_schakel(doel, getoetst_op=timezone.localdate(), uitkomst="klopt: 7 van de 9")
    make.make_schakel(doel, getoetst_op=LONG - timedelta(days=366), uitkomst="lang geleden")
    client.force_login(coordinator)
    found = page(client, "keten", plan)
    assert [row.uitkomst for row in found.context["getoetst"]] == ["klopt: 7 van de 9"]


def test_of_an_agreed_plan_one_tests_and_does_not_edit(client, plan, team, coordinator):
    fill(plan, team, coordinator)
    make.agree(plan, coordinator)
    client.force_login(coordinator)
    found = page(client, "keten", plan).content.decode()
    assert (found.count("/toetsen/"), "/aannames/nieuw/" in found, "/bewerken/" in found) == (2, False, False)


# -- loose from the plan ------------------------------------------------------------------------------


def test_a_plan_that_hangs_together_says_so(client, plan, team, coordinator):
    fill(plan, team, coordinator)
    client.force_login(coordinator)
    found = page(client, "los", plan).content.decode()
    assert ("0 — alles hangt samen" in found, "Plan gedekt: 1 van 1" in found) == (True, True)


def test_everything_loose_is_counted_in_both_directions(plan, team, coordinator):
    make.make_activiteit(team, coordinator)
    make.make_activiteit(team, coordinator, gestopt_op=timezone.localdate() - timedelta(days=1))
    make.make_activiteit(team, coordinator, los=True)
    make.make_doel(make.make_prioriteit(plan))
    make.make_prioriteit(plan)
    make.make_prioriteit(plan, moscow="niet_nu")
    los = los_of(plan)
    counts = [
        los.zonder_doel, los.zonder_activiteit, los.zonder_indicator, los.prioriteit_zonder_doel,
        los.zonder_geld, los.zonder_effect,
    ]  # fmt: skip
    assert ([len(rows) for rows in counts], los.totaal, los.gedekt) == ([1, 1, 1, 1, 1, 2], 7, 0)


def test_a_goal_that_is_only_helped_along_has_an_activity(plan, team, coordinator):
    prioriteit = make.make_prioriteit(plan)
    doel, mede = make.make_doel(prioriteit), make.make_doel(prioriteit)
    make.make_activiteit(team, coordinator, doel=doel).mede_doelen.add(mede)
    assert los_of(plan).zonder_activiteit == []


def test_a_withdrawn_promise_covers_nothing(plan, team, coordinator):
    fill(plan, team, coordinator)
    Bijdrage.objects.update(ingetrokken_op=timezone.now(), ingetrokken_omdat="geen geld")
    assert (len(los_of(plan).zonder_geld), los_of(plan).gedekt) == (1, 0)


def test_choosing_a_goal_inline_saves_and_comes_back(client, plan, team, coordinator):
    doel = make.make_doel(make.make_prioriteit(plan))
    activiteit = make.make_activiteit(team, coordinator)
    client.force_login(coordinator)
    here = reverse("los", args=[plan.uuid])
    assert f'action="/activiteiten/{activiteit.uuid}/doel/"' in client.get(here).content.decode()
    sent = {"slot": 0, "doel": doel.pk, "next": here}
    answer = client.post(reverse("activiteiten:link", args=[activiteit.uuid]), sent)
    assert (answer.status_code, answer["Location"]) == (302, here)
    assert Activiteit.objects.get().doel == doel


def test_who_does_not_coordinate_reads_without_acts(client, plan, team, coordinator):
    make.make_doel(make.make_prioriteit(plan))
    make.make_activiteit(team, coordinator)
    client.force_login(make.make_student(team))
    found = page(client, "los", plan).content.decode()
    assert ("<select" in found, "Voeg een activiteit toe" in found) == (False, False)


# -- what waits, and the board ------------------------------------------------------------------------


@pytest.fixture
def old(plan, coordinator):
    doel = make.make_doel(make.make_prioriteit(plan))
    schakel = make.make_schakel(doel, sinds=LONG)
    make.make_schakel(doel)
    make.make_schakel(doel, sinds=LONG, getoetst_op=LONG, uitkomst="klopt")
    make.agree(plan, coordinator)
    return schakel


def test_an_old_untested_assumption_waits_for_the_coordinator(client, old, team, coordinator):
    client.force_login(coordinator)
    for url in ("/", team.wijk.get_absolute_url()):
        found = client.get(url)
        waiting = [v.over.aanname for v in found.context["vragen"].alle if v.soort == "aanname"]
        assert waiting == [old.aanname], url
        assert f"/aannames/{old.uuid}/toetsen/" in found.content.decode(), url


def test_the_board_names_projects_and_experiments(client, plan, team, coordinator):
    doel = make.make_doel(make.make_prioriteit(plan))
    make.make_project(
        doel, titel="Vadercafé", experiment=True, hypothese="10 vaders", stopcriterium="minder dan 5"
    )
    client.force_login(coordinator)
    found = client.get(plan.get_absolute_url()).content.decode()
    assert re.search(r"Experiment: <strong>\s*(<span[^>]*>)?Vadercafé", found)


def loose(plan, team, coordinator):
    """One of each kind that hangs loose."""
    make.make_prioriteit(plan, titel="Zonder doel")
    make.make_doel(make.make_prioriteit(plan, titel="Met doel"), titel="Zonder indicator")
    make.make_activiteit(team, coordinator, titel="Straatfeest")


STANDEN = [
    ("concept", None),
    ("in_ronde", "wijkplan:edit"),
    ("vastgesteld", "wijkplan:next_version"),
    ("in_uitvoering", "wijkplan:next_version"),
    ("geevalueerd", "wijkplan:next_plan"),
    ("gearchiveerd", "wijkplan:next_plan"),
]


@pytest.mark.parametrize(("stand", "naar"), STANDEN)
def test_every_loose_thing_has_an_act_that_works_in_the_state_of_its_plan(
    client, plan, team, coordinator, stand, naar
):
    loose(plan, team, coordinator)
    if stand == "in_ronde":
        party = make.make_partner(plan.wijk)
        services.lay_before(plan=plan, partners=[party], antwoord_voor=timezone.localdate(), by=coordinator)
    elif stand != "concept":
        make.walk(plan, coordinator, stand)
    client.force_login(coordinator)
    found = page(client, "los", plan)
    text = found.content.decode()
    rows = re.findall(
        r"<li>(?!0 — )(?!<a[^>]*href=.#)(.*?)</li>", text[text.index('id="zonder-doel"') :], re.DOTALL
    )
    assert len(rows) == found.context["los"].totaal
    acts = [re.findall(r'(?:href|action)="(?!/activiteiten/[0-9a-f-]{36}/\")([^"]+)"', row) for row in rows]
    assert all(acts)
    if naar:
        assert reverse(naar, args=[plan.uuid]) in text
    assert {client.get(url).status_code for row in acts for url in row if "koppelen" not in url} <= {200, 405}


def test_loose_thing_of_a_plan_in_force_is_tied_in_the_version_being_written(client, plan, team, coordinator):
    loose(plan, team, coordinator)
    made = services.next_version(plan=make.agree(plan, coordinator), reden="Beter", by=coordinator)
    client.force_login(coordinator)
    assert reverse("wijkplan:edit", args=[made.uuid]) in page(client, "los", plan).content.decode()
