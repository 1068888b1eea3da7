"""What differs between two texts of a plan."""

import pytest

from core.history import written_by
from tests import factories as f
from wijkplan import services
from wijkplan.figures import compare
from wijkplan.figures.partijen import hands, origins
from wijkplan.figures.verschil import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(plan, coordinator):
    """The first version, in force, and the next one to work in."""
    for titel in "ABC":
        f.make_indicator(f.make_doel(f.make_prioriteit(plan, titel=titel), titel=f"doel {titel}"))
    f.agree(plan, coordinator)
    return plan, services.next_version(plan=plan, reden="Beter", by=coordinator)


def told(old, new, **kwargs):
    groups = compare(services.read_inhoud(old), services.read_inhoud(new), **kwargs)
    return [
        (group.titel, row.soort, row.titel, row.veld or row.zin)
        for group in groups
        for row in group.wijzigingen
    ]


def test_copy_differs_in_nothing(two):
    assert told(*two) == []


def test_added_dropped_and_reworded_are_told_with_old_and_new_words(two, coordinator):
    old, new = two
    a, b = new.prioriteiten.get(titel="A"), new.prioriteiten.get(titel="B")
    services.remove_doel(doel=a.doelen.get(), by=coordinator)
    services.add_doel(prioriteit=a, titel="doel D", by=coordinator)
    doel = b.doelen.get()
    services.change_doel(doel=doel, titel="doel B beter", slot=doel.slot, by=coordinator)
    assert told(old, new) == [
        ("A", "nieuw", "doel D", ""),
        ("A", "vervallen", "doel A", ""),
        ("B", "anders", "doel B beter", "titel"),
    ]


def test_moved_up_is_told_with_both_places(two, coordinator):
    old, new = two
    services.move_prioriteit(
        prioriteit=new.prioriteiten.get(titel="B"), richting="omhoog", slot=new.slot, by=coordinator
    )
    assert told(old, new) == [
        ("B", "plaats", "B", "Stond op 2, staat nu op 1."),
        ("A", "plaats", "A", "Stond op 1, staat nu op 2."),
    ]


def test_merged_and_split_say_what_they_grew_out_of(two, coordinator):
    old, new = two
    both = [new.prioriteiten.get(titel=titel) for titel in "AB"]
    services.merge_prioriteiten(plan=new, prioriteiten=both, titel="Samen", slot=new.slot, by=coordinator)
    assert ("Samen", "samen", "Samen", "Ontstaan uit «A», «B».") in told(old, new)
    assert not [row for row in told(old, new) if row[1] == "vervallen"]


def test_versions_further_apart_are_compared_through_the_ones_between(two, coordinator):
    first, second = two
    f.agree(second, coordinator)
    third = services.next_version(plan=second, reden="Nog beter", by=coordinator)
    assert told(first, third, herkomst=origins(first.wijk_id)) == []


def test_hand_says_who_changed_it_and_why(two, coordinator):
    old, new = two
    a = new.prioriteiten.get(titel="A")
    with written_by(coordinator, waarom="bewoners vroegen het"):
        new.prioriteiten.filter(pk=a.pk).update(titel="A anders")
    [group] = compare(services.read_inhoud(old), services.read_inhoud(new), handen=hands([new]))
    [row] = group.wijzigingen
    assert (row.hand.naam, row.hand.waarom) == (coordinator.naam, "bewoners vroegen het")


def test_words_mark_only_what_differs():
    pieces = [(p.tekst, p.weg, p.bij) for p in words("60 % durft te spreken", "70 % durft te spreken")]
    assert pieces == [("60", True, False), ("70", False, True), ("% durft te spreken", False, False)]
