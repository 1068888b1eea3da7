"""A tree read in one query equals the rows read one by one, and every row knows the row above it."""

from datetime import date
from decimal import Decimal

import pytest

from core.trees import Branch, read_trees
from tests import factories as make
from tests.queries import assert_queries
from wijkplan.models import Doel, Indicator, Meting, Wijkplan

pytestmark = pytest.mark.django_db
TREE = Branch("doelen", (Branch("indicatoren", (Branch("metingen"),)),))


@pytest.fixture
def coordinator():
    return make.make_coordinator(make.make_team())


def plant(coordinator, rows: int) -> Wijkplan:
    plan = make.make_plan(make.make_wijk(), coordinator)
    for _ in range(rows):
        for _ in range(rows):
            indicator = make.make_indicator(make.make_doel(make.make_prioriteit(plan)))
            for month in range(rows, 0, -1):
                make.make_meting(indicator, coordinator, peildatum=date(2026, month, 1))
    return plan


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_tree_takes_one_query_at_any_size(coordinator, rows):
    plan = plant(coordinator, rows)
    with assert_queries(1):
        (tree,) = read_trees(Wijkplan.objects.filter(pk=plan.pk), Branch("prioriteiten", (TREE,)))
        names = [str(node.row.wijkplan) for node in tree.under["prioriteiten"]]
    assert names == [plan.titel] * rows * rows


def test_every_row_of_a_tree_equals_the_row_itself(coordinator):
    plan = plant(coordinator, 2)
    (tree,) = read_trees(Wijkplan.objects.filter(pk=plan.pk), Branch("prioriteiten", (TREE,)))
    doelen = [doel for node in tree.under["prioriteiten"] for doel in node.under["doelen"]]
    indicatoren = [node for doel in doelen for node in doel.under["indicatoren"]]
    metingen = [node for indicator in indicatoren for node in indicator.under["metingen"]]
    for model, nodes in ((Doel, doelen), (Indicator, indicatoren), (Meting, metingen)):
        assert {n.row.pk: values(n.row) for n in nodes} == {
            row.pk: values(row) for row in model.objects.all()
        }


def test_rows_under_a_row_come_in_the_order_of_their_meta(coordinator):
    plan = plant(coordinator, 3)
    rows = Indicator.objects.filter(doel__prioriteit__wijkplan=plan)
    days = [
        [node.row.peildatum.month for node in tree.under["metingen"]]
        for tree in read_trees(rows, Branch("metingen"))
    ]
    assert days == [[1, 2, 3]] * 9


def test_a_decimal_keeps_all_its_digits_and_nothing_stays_nothing(coordinator):
    plan = make.make_plan(make.make_wijk(), coordinator)
    make.make_indicator(make.make_doel(make.make_prioriteit(plan)), streefwaarde=Decimal("999999999999.9997"))
    make.make_indicator(make.make_doel(make.make_prioriteit(plan)), streefwaarde=None)
    rows = read_trees(Doel.objects.order_by("pk"), Branch("indicatoren"))
    found = [node.row.streefwaarde for tree in rows for node in tree.under["indicatoren"]]
    assert found == [Decimal("999999999999.9997"), None]


def test_a_row_of_a_tree_can_be_changed_and_saved(coordinator):
    plan = plant(coordinator, 1)
    (tree,) = read_trees(Wijkplan.objects.filter(pk=plan.pk), Branch("prioriteiten"))
    row = tree.under["prioriteiten"][0].row
    row.titel = "Anders"
    row.save()
    assert plan.prioriteiten.get().titel == "Anders"


def test_a_row_with_nothing_under_it_has_an_empty_branch(coordinator):
    make.make_plan(make.make_wijk(), coordinator)
    (tree,) = read_trees(Wijkplan.objects.all(), Branch("prioriteiten", (TREE,)))
    assert tree.under == {"prioriteiten": []}
