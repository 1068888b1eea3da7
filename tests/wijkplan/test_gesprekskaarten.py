"""Questions to begin a talk with: ready ones, those of the coordinator, over the versions of a plan and on paper."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from core.errors import Refused
from core.locking import Conflict
from core.pdf import render_pdf
from core.wacht import VERHAAL, zoek
from mensen.models import Logregel
from tests import factories as f
from wijken.vocabulary import Effectgebied
from wijkplan import services
from wijkplan.figures.gesprekskaarten import read_kaarten, read_kaarten_of, ready_kaarten, sheet
from wijkplan.models import Gesprekskaart, Prioriteit
from wijkplan.vocabulary import GESPREKSVRAGEN

pytestmark = pytest.mark.django_db
OPLEIDING = [str(vraag) for vraag in GESPREKSVRAGEN[Effectgebied.OPLEIDING]]
EIGEN = ["Waar praat u graag?", "", "Met wie leert u?"]


def write(prioriteit, by, vragen=EIGEN, slot=0):
    return services.write_gesprekskaarten(prioriteit=prioriteit, vragen=vragen, slot=slot, by=by)


def read(prioriteit):
    return [vraag.tekst for vraag in read_kaarten_of(prioriteit).vragen]


def newer(prioriteit):
    """The same priority in the version after its own."""
    return Prioriteit.objects.get(uit=prioriteit)


# -- the ready questions ------------------------------------------------------------------------------


def test_every_effect_area_has_three_open_questions_that_the_guard_lets_through():
    ready = [str(vraag) for vragen in GESPREKSVRAGEN.values() for vraag in vragen]
    assert (len(set(ready)), set(GESPREKSVRAGEN)) == (15, set(Effectgebied))
    assert [vraag for vraag in ready if vraag.split()[0] not in {"Waar", "Wat", "Wanneer"}] == []
    assert [vraag for vraag in ready if len(vraag) > 140 or not vraag.endswith("?")] == []
    assert [zoek(vraag, VERHAAL) for vraag in ready] == [[]] * 15


def test_without_anything_written_the_ready_questions_stand(prioriteit):
    found = read_kaarten_of(prioriteit)
    assert ([vraag.tekst for vraag in found.vragen], found.is_eigen, found.slot) == (OPLEIDING, False, 0)


# -- written by the coordinator -----------------------------------------------------------------------


def test_an_empty_question_leaves_the_ready_one(prioriteit, coordinator):
    write(prioriteit, coordinator)
    found = read_kaarten_of(prioriteit)
    assert [vraag.tekst for vraag in found.vragen] == [EIGEN[0], OPLEIDING[1], EIGEN[2]]
    assert [vraag.eigen for vraag in found.vragen] == [True, False, True]


def test_writing_is_in_the_audit_trail_without_the_words(prioriteit, coordinator):
    write(prioriteit, coordinator)
    [regel] = Logregel.objects.filter(wat="wijkplan.gesprekskaarten")
    assert (regel.door, regel.sleutel, regel.details) == (coordinator, str(prioriteit.uuid), {"eigen": 2})


def test_the_same_questions_sent_twice_are_saved_once(prioriteit, coordinator):
    write(prioriteit, coordinator)
    write(prioriteit, coordinator)
    assert list(Gesprekskaart.objects.values_list("volgorde", "slot")) == [(1, 1), (2, 1), (3, 1)]
    assert Logregel.objects.filter(wat="wijkplan.gesprekskaarten").count() == 1


def test_other_questions_on_an_old_slot_are_a_conflict(prioriteit, coordinator):
    write(prioriteit, coordinator)
    with pytest.raises(Conflict):
        write(prioriteit, coordinator, ["Anders?", "", ""])
    write(prioriteit, coordinator, ["", "", ""], slot=1)
    assert read(prioriteit) == OPLEIDING


def test_questions_are_no_content_of_what_was_agreed(plan, prioriteit, coordinator):
    f.agree(plan, coordinator)
    write(prioriteit, coordinator)
    assert read(prioriteit)[0] == EIGEN[0]


def test_questions_of_a_closed_plan_stay(plan, prioriteit, coordinator):
    f.walk(plan, coordinator, "gearchiveerd")
    with pytest.raises(Refused, match="afgesloten"):
        write(prioriteit, coordinator)


@pytest.mark.parametrize(("volgorde", "wall"), [(1, "place"), (0, "at_most_three"), (4, "at_most_three")])
def test_the_database_holds_three_a_priority(prioriteit, coordinator, volgorde, wall):
    write(prioriteit, coordinator)
    with pytest.raises(IntegrityError, match=f"gesprekskaart_{wall}"), transaction.atomic():
        Gesprekskaart.objects.create(prioriteit=prioriteit, volgorde=volgorde, vraag="?", door=coordinator)


# -- over the versions of a plan ----------------------------------------------------------------------


@pytest.fixture
def later(plan, prioriteit, coordinator):
    """The same priority in the next version, which is still being written."""
    f.agree(plan, coordinator)
    services.next_version(plan=plan, reden="iets anders", by=coordinator)
    return newer(prioriteit)


@pytest.mark.parametrize("side", ["old", "new"])
def test_questions_are_those_of_every_version_whichever_they_were_written_in(
    prioriteit, later, coordinator, side
):
    write(prioriteit if side == "old" else later, coordinator)
    assert read(prioriteit) == read(later) == [EIGEN[0], OPLEIDING[1], EIGEN[2]]
    assert set(Gesprekskaart.objects.values_list("prioriteit", flat=True)) == {prioriteit.pk}


def test_questions_stay_when_the_version_they_were_written_in_is_thrown_away(prioriteit, later, coordinator):
    write(later, coordinator)
    services.remove_wijkplan(plan=later.wijkplan, slot=later.wijkplan.slot, by=coordinator)
    assert read(prioriteit)[0] == EIGEN[0]


def test_what_is_split_off_begins_a_line_with_the_ready_questions(later, coordinator):
    write(later, coordinator)
    made = services.split_prioriteit(
        prioriteit=later, titel="Los", doelen=[f.make_doel(later)], slot=later.slot, by=coordinator
    )
    assert (read(made), read(later)[0]) == (OPLEIDING, EIGEN[0])


def test_a_merged_priority_keeps_the_questions_of_the_highest(plan, later, coordinator):
    write(later, coordinator)
    other = f.make_prioriteit(later.wijkplan)
    write(other, coordinator, ["Weg?", "", ""])
    merged = services.merge_prioriteiten(
        plan=later.wijkplan,
        prioriteiten=[later, other],
        titel="Samen",
        slot=later.wijkplan.slot,
        by=coordinator,
    )
    assert (read(merged)[0], Gesprekskaart.objects.count()) == (EIGEN[0], 3)


# -- on paper -----------------------------------------------------------------------------------------


def test_cards_are_in_the_language_of_the_reader_and_typed_ones_as_they_were_typed(
    plan, prioriteit, coordinator
):
    write(prioriteit, coordinator)
    with override("en"):
        paper = sheet(plan.wijk, read_kaarten(plan))
    [row] = paper["rijen"]
    assert row["vragen"] == [
        [EIGEN[0], "nl"],
        ["What would you like to teach someone else?", "en"],
        [EIGEN[2], "nl"],
    ]
    assert paper["eerst"] == "Talk first, write later. Do not take a form with you."


def test_no_card_names_an_effect_area_as_a_neighbour_may_look_along(team):
    paper = sheet(team.wijk, ready_kaarten())
    assert [row.keys() - {"gebied"} for row in paper["rijen"]] == [{"kop", "vragen"}] * 5
    assert {row["kop"] for row in paper["rijen"]} == {""}


@pytest.mark.parametrize("typed", ['#panic("x") *vet* = kop $ \\ <a> @b [c] "d"', "W" * 140, "一起吃饭 🏡"])
def test_whatever_is_typed_comes_on_paper_as_text(plan, coordinator, typed):
    write(f.make_prioriteit(plan, titel=typed), coordinator, [typed] * 3)
    assert render_pdf("wijkplan/kaarten.typ", sheet(plan.wijk, read_kaarten(plan))).startswith(b"%PDF")


def test_five_rows_fit_on_one_sheet(team):
    content = render_pdf("wijkplan/kaarten.typ", sheet(team.wijk, ready_kaarten()))
    assert b"/Type/Pages/Count 1/" in content
