"""What differs between two texts of a plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.history import written_by
from tests import factories as f
from wijkplan import services
from wijkplan.figures import compare, read_tekst
from wijkplan.figures.partijen import hands, origins
from wijkplan.figures.verschil import words
from wijkplan.models import BeoogdEffect, Doel, Schakel

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


def test_dropped_goal_tells_who_dropped_it_and_not_why_it_was_moved_before(two, coordinator):
    old, new = two
    both = [new.prioriteiten.get(titel=titel) for titel in "AB"]
    services.merge_prioriteiten(
        plan=new, prioriteiten=both, titel="Samen", slot=new.slot, by=coordinator, waarom="te veel"
    )
    other = f.make_coordinator(f.make_team(new.wijk))
    services.remove_doel(doel=Doel.objects.get(prioriteit__wijkplan=new, titel="doel B"), by=other)
    groups = compare(services.read_inhoud(old), services.read_inhoud(new), handen=hands([new]))
    rows = [row for group in groups for row in group.wijzigingen]
    [gone] = [row for row in rows if row.soort == "vervallen"]
    [merged] = [row for row in rows if row.soort == "samen"]
    assert (gone.titel, gone.hand.naam, gone.hand.waarom) == ("doel B", other.naam, "")
    assert merged.hand.waarom == "te veel"


def test_a_goal_that_is_paid_otherwise_names_who_changed_that_and_not_who_wrote_the_goal(two, coordinator):
    old, new = two
    doel = new.prioriteiten.get(titel="A").doelen.get()
    services.change_doel(doel=doel, slot=doel.slot, by=coordinator, titel="doel A anders")
    other = f.make_coordinator(f.make_team(new.wijk))
    services.set_dekking(
        bijdrage=f.make_bijdrage(f.make_partner(new.wijk), new.wijk, other), doel=doel, deel=2, by=other
    )
    groups = compare(services.read_inhoud(old), services.read_inhoud(new), handen=hands([new]))
    named = {row.soort: row.hand.naam for group in groups for row in group.wijzigingen}
    assert named == {"anders": coordinator.naam, "betaald": other.naam}


def dropped(old, new, plans):
    """What went, by whose hand and why, as the page of the differences tells it."""
    texts = (services.read_inhoud(old), services.read_inhoud(new))
    groups = compare(*texts, herkomst=origins(old.wijk_id), handen=hands(plans))
    rows = [row for group in groups for row in group.wijzigingen if row.soort == "vervallen"]
    return [(row.wat, row.titel, row.hand.naam, row.hand.waarom) for row in rows]


def test_dropped_priority_tells_who_dropped_it_and_why(two, coordinator):
    old, new = two
    services.remove_prioriteit(prioriteit=new.prioriteiten.get(titel="A"), waarom="Het is af", by=coordinator)
    assert dropped(old, new, [new]) == [
        ("Prioriteit", "A", coordinator.naam, "Het is af"),
        ("Doel", "doel A", coordinator.naam, "Het is af"),
    ]


def test_priority_that_was_dropped_two_versions_later_tells_it_too(two, coordinator):
    first, second = two
    f.agree(second, coordinator)
    third = services.next_version(plan=second, reden="Nog beter", by=coordinator)
    services.remove_prioriteit(prioriteit=third.prioriteiten.get(titel="B"), waarom="Te duur", by=coordinator)
    assert dropped(first, third, [first, second, third])[0] == (
        "Prioriteit",
        "B",
        coordinator.naam,
        "Te duur",
    )


def test_added_goal_tells_whose_hand_it_was_and_a_copied_one_nothing(two, coordinator):
    _old, new = two
    made = services.add_doel(prioriteit=new.prioriteiten.get(titel="A"), titel="doel D", by=coordinator)
    with CaptureQueriesContext(connection) as captured:
        told = hands([new])
    assert (list(told), len(captured)) == ([str(made.lijn)], 1)


@pytest.fixture
def chained(plan, coordinator):
    """A plan with an effect, who profits from it and why a goal leads there; and its next version."""
    doel = f.make_doel(f.make_prioriteit(plan, titel="A"))
    partner = f.make_partner(plan.wijk, naam="Buurthuis")
    effect = services.add_effect(
        prioriteit=doel.prioriteit, tekst="Ouders bellen zelf", profiteert=[partner], by=coordinator
    )
    services.add_effect(prioriteit=doel.prioriteit, tekst="Rust in huis", by=coordinator)
    services.add_schakel(doel=doel, effect=effect, aanname="wie praat, doet mee", by=coordinator)
    f.agree(plan, coordinator)
    return plan, services.next_version(plan=plan, reden="Beter", by=coordinator)


def test_where_an_assumption_leads_and_who_profits_are_part_of_the_text(chained):
    text = read_tekst(services.read_inhoud(chained[1]))
    [prioriteit] = text.prioriteiten
    assert prioriteit.effecten == ["Ouders bellen zelf (goed voor: Buurthuis)", "Rust in huis"]
    assert prioriteit.doelen[0].aannames == ["wie praat, doet mee (leidt tot: Ouders bellen zelf)"]


def test_another_end_of_an_assumption_and_who_profits_are_told(chained, coordinator):
    old, new = chained
    first, second = BeoogdEffect.objects.filter(prioriteit__wijkplan=new)
    before = services.kenmerk_of(services.read_inhoud(new))
    first.profiteert.set([f.make_partner(new.wijk, naam="De Regenboog")])
    assert before != (after := services.kenmerk_of(services.read_inhoud(new)))
    schakel = Schakel.objects.get(doel__prioriteit__wijkplan=new)
    services.change_schakel(schakel=schakel, effect=second, slot=0, by=coordinator)
    assert after != services.kenmerk_of(services.read_inhoud(new))
    assert told(old, new) == [
        ("A", "anders", "Ouders bellen zelf", "wie heeft er baat bij"),
        ("A", "anders", "wie praat, doet mee", "leidt tot"),
    ]


def test_text_frozen_before_those_were_read_differs_in_nothing_and_reads_as_it_did(chained):
    old, new = (services.read_inhoud(plan) for plan in chained)
    for row in old["prioriteiten"]:
        for each in (*row["beoogde_effecten"], *(s for doel in row["doelen"] for s in doel["schakels"])):
            each.pop("profiteert", None), each.pop("effect", None)
    assert compare(old, new) == []
    assert read_tekst(old).prioriteiten[0].effecten == ["Ouders bellen zelf", "Rust in huis"]


def test_words_mark_only_what_differs():
    pieces = [(p.tekst, p.weg, p.bij) for p in words("60 % durft te spreken", "70 % durft te spreken")]
    assert pieces == [("60", True, False), ("70", False, True), ("% durft te spreken", False, False)]
