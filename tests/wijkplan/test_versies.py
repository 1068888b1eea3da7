"""The next version, the plan after it, merging and splitting."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from core.errors import Refused
from core.locking import Conflict
from partners.models import Bijdrage
from tests import factories as f
from wijkplan import services
from wijkplan.figures import compare
from wijkplan.figures.cyclus_feiten import left_before, with_cyclus
from wijkplan.figures.partijen import Opvolging, origins, read_opvolging
from wijkplan.models import (
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Project,
    Schakel,
    Wijkplan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(plan, doel, indicator):
    """One of everything that stands in a plan."""
    effect = BeoogdEffect.objects.create(
        prioriteit=doel.prioriteit, tekst="Wie hier komt wonen hoort erbij", effectgebied="opleiding"
    )
    partner = f.make_partner(plan.wijk)
    effect.profiteert.add(partner)
    Schakel.objects.create(doel=doel, effect=effect, aanname="wie praat, doet mee")
    Project.objects.create(doel=doel, titel="Taalmaatjes")
    promised = Bijdrage.objects.create(
        partner=partner,
        wijk=plan.wijk,
        door=plan.door,
        soort="uren",
        omschrijving="tolk",
        toegezegd=40,
        van=plan.periode_van,
        tot=plan.periode_tot,
    )
    Dekking.objects.create(bijdrage=promised, doel=doel, deel=20)
    return plan


@pytest.fixture
def agreed(full, coordinator):
    return f.agree(full, coordinator)


def again(plan, by, **kwargs):
    return services.next_version(plan=plan, **{"reden": "De sloop schuift", "by": by, **kwargs})


# -- next version -------------------------------------------------------------------------------------


def test_next_version_is_a_concept_one_higher_with_everything_on_its_line(agreed, coordinator):
    made = again(agreed, coordinator)
    assert (made.status, made.versie, made.vorige, made.reden) == ("concept", 2, agreed, "De sloop schuift")
    for model, path in (
        (Doel, "prioriteit__wijkplan"),
        (BeoogdEffect, "prioriteit__wijkplan"),
        (Indicator, "doel__prioriteit__wijkplan"),
        (Project, "doel__prioriteit__wijkplan"),
        (Schakel, "doel__prioriteit__wijkplan"),
    ):
        old, new = (list(model.objects.filter(**{path: each}).values_list("lijn")) for each in (agreed, made))
        assert old == new != []
    assert Schakel.objects.get(doel__prioriteit__wijkplan=made).effect.prioriteit.wijkplan == made
    assert BeoogdEffect.objects.get(prioriteit__wijkplan=made).profiteert.count() == 1


def test_next_version_says_of_each_priority_where_it_came_from(agreed, coordinator):
    made = again(agreed, coordinator)
    assert [list(row.uit.all()) for row in made.prioriteiten.all()] == [
        [row] for row in agreed.prioriteiten.all()
    ]


def test_next_version_reads_the_same_but_for_its_version_and_reason(agreed, coordinator):
    made = again(agreed, coordinator)
    old, new = services.read_inhoud(agreed), services.read_inhoud(made)
    for each in (old, new):
        each.pop("versie"), each.pop("reden")
        for row in each["prioriteiten"]:
            row.pop("uuid"), row.pop("uit")
    assert old == new


def test_next_version_sent_twice_is_one(agreed, coordinator):
    key = uuid4()
    assert again(agreed, coordinator, client_id=key) == again(agreed, coordinator, client_id=key)


def test_next_version_is_refused_when_there_is_one(agreed, coordinator):
    again(agreed, coordinator)
    with pytest.raises(Refused, match=r"Er is al een volgende: .*, versie 2"):
        again(agreed, coordinator)


def test_next_version_is_refused_for_a_concept_and_without_reason(full, coordinator):
    with pytest.raises(Refused, match="Alleen een plan dat is vastgesteld"):
        again(full, coordinator)
    with pytest.raises(Refused, match="Zeg waarom") as refused:
        again(f.agree(full, coordinator), coordinator, reden=" ")
    assert refused.value.field == "reden"


def test_next_version_may_change_its_period_over_the_one_before(agreed, coordinator):
    made = again(agreed, coordinator)
    services.change_wijkplan(
        plan=made,
        titel="Anders",
        periode_van=made.periode_van,
        periode_tot=made.periode_tot + timedelta(days=30),
        slot=made.slot,
        by=coordinator,
    )
    assert Wijkplan.objects.get(pk=made.pk).titel == "Anders"


def test_agreeing_on_the_next_version_archives_the_one_before(agreed, coordinator):
    made = f.agree(again(agreed, coordinator), coordinator)
    agreed.refresh_from_db()
    assert (agreed.status, made.status) == ("gearchiveerd", "vastgesteld")


def test_next_version_asks_as_many_queries_at_any_size(team, coordinator):
    counts = []
    for size in (1, 3):
        plan = f.make_plan(f.make_wijk(), coordinator)
        for _ in range(size):
            f.make_indicator(f.make_doel(f.make_prioriteit(plan)))
        f.agree(plan, coordinator)
        with CaptureQueriesContext(connection) as captured:
            again(plan, coordinator)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# -- the plan after this period -----------------------------------------------------------------------


def test_student_reads_the_text_of_a_plan_without_what_parties_promised(client, agreed, coordinator):
    student = f.make_student(f.make_team(agreed.wijk))
    laid = agreed.voorleggingen.get()
    partner = f.make_contactpersoon(laid.akkoorden.first().partner).user
    for user, told in ((student, False), (coordinator, True), (partner, True)):
        client.force_login(user)
        pages = [client.get(f"/plannen/{agreed.uuid}/lezen/")]
        pages.append(client.get(laid.get_absolute_url()))
        assert [b"20 uren" in page.content for page in pages] == [told, told]


def after(plan, by, **kwargs):
    period = {
        "periode_van": plan.periode_tot + timedelta(days=1),
        "periode_tot": plan.periode_tot + timedelta(days=365),
    }
    return services.next_plan(plan=plan, **{"titel": "Volgend plan", "by": by, **period, **kwargs})


def test_next_plan_is_version_one_of_its_own_period(agreed, coordinator):
    made = after(agreed, coordinator)
    assert (made.versie, made.vorige, made.status) == (1, agreed, "concept")
    assert (
        Doel.objects.get(prioriteit__wijkplan=made).lijn == Doel.objects.get(prioriteit__wijkplan=agreed).lijn
    )


def test_next_plan_may_begin_empty(agreed, coordinator):
    assert not after(agreed, coordinator, overnemen=False).prioriteiten.exists()


def test_next_plan_refuses_a_period_of_the_present_one(agreed, coordinator):
    with pytest.raises(Refused, match="loopt al"):
        after(agreed, coordinator, periode_van=agreed.periode_tot)


def test_next_plan_refuses_a_plan_nobody_agreed_to(full, coordinator):
    with pytest.raises(Refused, match="nog niet vastgesteld"):
        after(full, coordinator)


def test_agreeing_on_the_next_plan_leaves_the_present_one_in_force(agreed, coordinator):
    f.agree(after(agreed, coordinator), coordinator)
    agreed.refresh_from_db()
    assert agreed.status == "vastgesteld"


# -- a version while the next period is being written ---------------------------------------------------


def test_version_may_be_made_beside_a_draft_for_the_next_period_and_the_other_way_round(agreed, coordinator):
    coming, made = after(agreed, coordinator), again(agreed, coordinator)
    assert (coming.vorige, made.vorige) == (agreed, agreed)
    other = f.agree(f.make_plan(f.make_wijk(), coordinator), coordinator)
    assert (again(other, coordinator).versie, after(other, coordinator).versie) == (2, 1)


def test_draft_for_the_next_period_stays_as_it_was_when_a_version_is_agreed(agreed, coordinator):
    coming = after(agreed, coordinator)
    before = services.read_inhoud(coming)
    second = f.agree(again(agreed, coordinator), coordinator)
    coming.refresh_from_db()
    assert (coming.vorige, coming.status, services.read_inhoud(coming)) == (agreed, "concept", before)
    assert read_opvolging(second).periode == coming
    assert read_opvolging(coming).nieuwer == second
    assert read_opvolging(agreed) == Opvolging(versie=second, periode=coming, nieuwer=None)


def test_second_plan_for_the_next_period_is_refused_from_any_version(agreed, coordinator):
    after(agreed, coordinator)
    second = f.agree(again(agreed, coordinator), coordinator)
    for plan in (agreed, second):
        with pytest.raises(Refused, match="Er is al een volgende"):
            after(plan, coordinator)


def test_next_period_may_be_agreed_before_a_version_of_the_present_one(agreed, coordinator):
    coming = f.agree(after(agreed, coordinator), coordinator)
    second = f.agree(again(agreed, coordinator), coordinator)
    assert [Wijkplan.objects.get(pk=plan.pk).status for plan in (agreed, second, coming)] == [
        "gearchiveerd",
        "vastgesteld",
        "vastgesteld",
    ]


def test_draft_for_the_next_period_may_not_move_over_the_present_plan(agreed, coordinator):
    coming = after(agreed, coordinator)
    with pytest.raises(Refused, match="loopt al"):
        services.change_wijkplan(
            plan=coming,
            titel="Volgend plan",
            periode_van=agreed.periode_tot,
            periode_tot=coming.periode_tot,
            slot=coming.slot,
            by=coordinator,
        )


def test_next_period_and_a_version_that_grew_beside_it_are_compared_by_what_they_share(agreed, coordinator):
    coming, second = after(agreed, coordinator), again(agreed, coordinator)
    doel = Doel.objects.get(prioriteit__wijkplan=second)
    services.change_doel(doel=doel, titel="Durft te bellen", slot=doel.slot, by=coordinator)
    for old, new in ((second, coming), (coming, second)):
        groups = compare(
            services.read_inhoud(old), services.read_inhoud(new), herkomst=origins(agreed.wijk_id)
        )
        told = [row for group in groups for row in group.wijzigingen if row.wat != "Plan"]
        assert [(row.soort, row.wat, row.veld) for row in told] == [("anders", "Doel", "titel")]


@pytest.mark.parametrize("versie", [1, 2])
def test_database_lets_one_version_and_one_next_period_grow_out_of_a_plan(agreed, coordinator, versie):
    coming, second = after(agreed, coordinator), again(agreed, coordinator)
    assert {coming.versie, second.versie} == {1, 2}
    van = coming.periode_tot + timedelta(days=1)
    with pytest.raises(IntegrityError, match="wijkplan_one_next"):
        f.make_plan(
            agreed.wijk,
            coordinator,
            vorige=agreed,
            versie=versie,
            periode_van=van,
            periode_tot=van + timedelta(days=9),
        )


def test_next_plan_made_before_a_version_still_opens_with_what_that_version_left(agreed, coordinator):
    coming = after(agreed, coordinator)
    second = f.agree(again(agreed, coordinator), coordinator)
    actie = f.make_verbeteractie(f.make_evaluatie(second, coordinator), coordinator)
    assert [row.uuid for row in left_before(with_cyclus(Wijkplan.objects.filter(pk=coming.pk)).get())] == [
        actie.uuid
    ]
    assert left_before(with_cyclus(Wijkplan.objects.filter(pk=agreed.pk)).get()) == []


# -- merge and split ----------------------------------------------------------------------------------


@pytest.fixture
def three(plan, coordinator):
    for titel in "ABC":
        f.make_doel(f.make_prioriteit(plan, titel=titel), titel=f"doel {titel}")
    return again(f.agree(plan, coordinator), coordinator)


def ranked(plan):
    return [
        (
            row.rang,
            row.titel,
            [doel.titel for doel in row.doelen.all()],
            sorted(str(u) for u in row.uit.all()),
        )
        for row in plan.prioriteiten.order_by("rang")
    ]


def merge(plan, by, *titels, **kwargs):
    chosen = [plan.prioriteiten.get(titel=titel) for titel in titels]
    return services.merge_prioriteiten(
        plan=plan, prioriteiten=chosen, by=by, **{"titel": "Samen", "slot": plan.slot, **kwargs}
    )


def test_merge_makes_one_with_all_goals_and_both_origins(three, coordinator):
    merge(three, coordinator, "A", "C")
    assert ranked(three) == [
        (1, "Samen", ["doel A", "doel C"], ["A", "C"]),
        (2, "B", ["doel B"], ["B"]),
    ]


def lines(plan):
    """The line of each priority by title."""
    return dict(plan.prioriteiten.values_list("titel", "lijn"))


def test_a_priority_keeps_its_line_in_the_next_version(three):
    assert lines(three) == lines(three.vorige)


def test_a_merged_priority_goes_on_with_the_line_of_the_highest(three, coordinator):
    merge(three, coordinator, "A", "C")
    old = lines(three.vorige)
    assert lines(three) == {"Samen": old["A"], "B": old["B"]}


def test_what_was_split_off_begins_a_line_of_its_own(three, coordinator):
    a = three.prioriteiten.get(titel="A")
    services.split_prioriteit(
        prioriteit=a, titel="A twee", doelen=list(a.doelen.all()), slot=a.slot, by=coordinator
    )
    old, new = lines(three.vorige), lines(three)
    assert (new["A"], new["A twee"] in old.values()) == (old["A"], False)


def test_merge_of_one_is_refused(three, coordinator):
    with pytest.raises(Refused, match="twee of meer") as refused:
        merge(three, coordinator, "A")
    assert refused.value.field == "prioriteiten"


def test_merge_after_somebody_changed_the_order_is_a_conflict(three, coordinator):
    with pytest.raises(Conflict):
        merge(three, coordinator, "A", "B", slot=three.slot + 1)


def test_merge_in_a_plan_that_stands_is_refused(three, coordinator):
    with pytest.raises(Refused, match="verandert niet meer"):
        merge(three.vorige, coordinator, "A", "B")


def test_split_moves_goals_to_a_new_one_right_below(three, coordinator):
    a = three.prioriteiten.get(titel="A")
    extra = f.make_doel(a, titel="doel A2")
    services.split_prioriteit(
        prioriteit=a, titel="A twee", doelen=[extra], slot=a.slot, by=coordinator, waarom="te veel in één"
    )
    assert ranked(three)[:3] == [
        (1, "A", ["doel A"], ["A"]),
        (2, "A twee", ["doel A2"], ["A"]),
        (3, "B", ["doel B"], ["B"]),
    ]


def test_split_without_goals_is_refused(three, coordinator):
    a = three.prioriteiten.get(titel="A")
    with pytest.raises(Refused, match="Kies de doelen"):
        services.split_prioriteit(prioriteit=a, titel="X", doelen=[], slot=a.slot, by=coordinator)


def test_student_reads_that_amounts_were_left_out_and_who_sees_them_does_not(
    client, plan, doel, team, coordinator
):
    partner = f.make_partner(plan.wijk)
    f.agree(plan, coordinator, partner)
    told = "Wie wat betaalt, lees je hier niet."
    reader = f.make_student(team)
    url = f"/plannen/{plan.uuid}/lezen/"
    client.force_login(reader)
    assert told not in client.get(url).content.decode()
    new = services.next_version(plan=plan, by=coordinator, reden="Er kwam geld")
    bijdrage = f.make_bijdrage(partner, plan.wijk, coordinator)
    doel.__class__.objects.get(prioriteit__wijkplan=new).dekkingen.create(bijdrage=bijdrage, deel=3)
    pages = [f"/plannen/{new.uuid}/lezen/", f"/plannen/{new.uuid}/verschil/"]
    assert [told in client.get(page).content.decode() for page in pages] == [True, True]
    client.force_login(f.fresh(coordinator))
    assert [told in client.get(page).content.decode() for page in pages] == [False, False]
    assert told in services.paper_plan(new, bedragen=False)["weggelaten"]
