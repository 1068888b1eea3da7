"""The next version, the plan after it, merging and splitting."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import Refused
from core.locking import Conflict
from partners.models import Bijdrage
from tests import factories as f
from wijkplan import services
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
