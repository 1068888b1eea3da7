"""One thing of the board by itself: out of what it grew, who changed it, who agreed, and who may look."""

import pytest
from django.urls import reverse

from tests import factories as f
from tests.queries import assert_queries
from wijkplan import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def page(client, name: str, thing):
    return client.get(reverse(f"wijkplan:{name}", args=[thing.uuid]))


@pytest.fixture
def versions(plan, coordinator, prioriteit):
    """Two priorities with a goal each that were agreed upon, and the version that follows."""
    second = f.make_prioriteit(plan, titel="Rondkomen")
    for each in (prioriteit, second):
        services.add_doel(prioriteit=each, titel=f"Doel van {each}", by=coordinator)
    f.agree(plan, coordinator, f.make_partner(plan.wijk, naam="De Sluiswachter"))
    plan.refresh_from_db()
    new = services.next_version(plan=plan, reden="Het loopt anders", by=coordinator, client_id=None)
    return (prioriteit, second), new


def test_what_was_merged_names_what_it_grew_out_of_and_the_other_way_around(
    as_coordinator, versions, coordinator
):
    (first, second), new = versions
    merged = services.merge_prioriteiten(
        plan=new, prioriteiten=list(new.prioriteiten.all()), titel="Samen", slot=new.slot, by=coordinator
    )
    assert page(as_coordinator, "prioriteit", merged).context["uit"] == [first, second]
    for row in (first, second):
        assert page(as_coordinator, "prioriteit", row).context["werd"] == [merged]
    assert "Samengevoegd, ook uit" in page(as_coordinator, "prioriteit", merged).content.decode()


def test_what_was_split_names_its_other_half(as_coordinator, versions, coordinator):
    (first, _second), new = versions
    copy = new.prioriteiten.get(uit=first)
    half = services.split_prioriteit(
        prioriteit=copy, titel="De helft", doelen=list(copy.doelen.all()), slot=copy.slot, by=coordinator
    )
    answer = page(as_coordinator, "prioriteit", half)
    assert (answer.context["uit"], answer.context["ernaast"]) == ([first], [copy])
    assert page(as_coordinator, "prioriteit", first).context["werd"] == [copy, half]


def test_a_goal_is_found_in_the_version_before_and_after(as_coordinator, versions):
    (first, _second), new = versions
    before, after = first.doelen.get(), new.prioriteiten.get(uit=first).doelen.get()
    assert page(as_coordinator, "doel", before).context["werd"] == [after]
    assert page(as_coordinator, "doel", after).context["uit"] == [before]


def test_it_says_who_agreed_and_who_changed_only_this(as_coordinator, versions):
    (first, _second), new = versions
    answer = page(as_coordinator, "doel", first.doelen.get())
    assert [row.partner.naam for row in answer.context["tekst"].akkoorden] == ["De Sluiswachter"]
    assert [regel.zin for regel in answer.context["regels"]] == [
        f"Yasmina Haddou voegde doel «Doel van {first}» toe"
    ]
    later = page(as_coordinator, "doel", new.prioriteiten.get(uit=first).doelen.get())
    assert (later.context["tekst"], later.context["regels"]) == (None, [])


def test_only_a_concept_offers_to_change_it(as_coordinator, versions):
    (first, _second), new = versions
    edit = reverse("wijkplan:prioriteit_edit", args=[first.uuid])
    assert edit not in page(as_coordinator, "prioriteit", first).content.decode()
    copy = new.prioriteiten.get(uit=first)
    edit = reverse("wijkplan:prioriteit_edit", args=[copy.uuid])
    assert edit in page(as_coordinator, "prioriteit", copy).content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_a_thing_asks_as_many_queries_whatever_its_size(as_coordinator, plan, coordinator, prioriteit, n):
    for number in range(n):
        services.add_doel(prioriteit=prioriteit, titel=f"Doel {number}", by=coordinator)
    with assert_queries(8):
        page(as_coordinator, "prioriteit", prioriteit)
