from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import suppression
from core.suppression import (
    MISSING,
    ONLY,
    STRUCTURAL_ZERO,
    SUPPRESSED,
    TOTAL,
    Shown,
    Suppressed,
    SurveyShare,
    Table,
    suppress,
)

NAMES = "abcdefgh"


def line(*counts, total="sum", **kwargs):
    total = sum(n or 0 for n in counts) if total == "sum" else total
    return Table.line(dict(zip(NAMES, counts, strict=False)), total=total, **kwargs)


def values(table, k=10):
    """The cells in their order and then the total; a shown one as its number, a hidden one as «x»."""
    result = suppress(table, k=k)
    cells = [cell for _, cell in result.items()] + [result.total]
    return [cell.value if isinstance(cell, Shown) else "x" if cell == SUPPRESSED else cell for cell in cells]


# -- Single rules -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1118, 1120)])
def test_a_shown_count_is_rounded_to_5(n, shown):
    assert values(line(n, 400))[0] == shown


def test_the_total_is_rounded_too():
    assert values(line(23, 41)) == [25, 40, 65]


@pytest.mark.parametrize("n", [1, 5, 9])
def test_a_count_below_k_is_hidden(n):
    assert values(line(n, 60, 70))[0] == "x"


def test_k_itself_is_shown():
    assert values(line(10, 60))[0] == 10


def test_a_zero_is_hidden_like_a_small_count():
    assert values(line(0, 60, 70))[0] == "x"


def test_a_structural_zero_is_shown_as_zero():
    assert values(line(0, 60, structural=["a"]))[0] == STRUCTURAL_ZERO


def test_a_total_of_structural_zeros_is_one_too():
    assert values(line(0, 0, structural=["a", "b"])) == [STRUCTURAL_ZERO] * 3


def test_a_small_total_is_hidden():
    assert values(line(3, 4)) == ["x", "x", "x"]


def test_not_counted_stays_not_counted():
    assert values(line(None, 40)) == [MISSING, 40, 40]


def test_without_a_total_only_small_cells_are_hidden():
    assert values(line(9, 9, 40, total=None)) == ["x", "x", 40, None]


def test_k_5_shows_what_k_10_hides():
    assert values(line(7, 60), k=5)[0] == 5


def test_the_group_is_held_against_k_and_not_the_count():
    table = Table.line(
        {"jan": 60, "feb": 90, "mrt": 80}, groups={"jan": 6, "feb": 20, "mrt": 20, TOTAL: 30}, total=230
    )
    assert suppress(table, k=10)["jan"] == SUPPRESSED


def test_a_hidden_count_of_acts_is_less_known_than_a_shown_one():
    table = Table.line({"jan": 60, "feb": 90}, groups={"jan": 6, "feb": 20, TOTAL: 22}, total=150)
    assert values(table) == ["x", 90, 150]
    low, high = 148 - 92, 152 - 88
    assert high - low + 1 > 5


def test_a_total_that_gives_away_a_hidden_count_of_acts_is_hidden():
    """Known to within 2 it would be as good as shown."""
    table = Table.line({"jan": 60, "feb": 0}, structural=["feb"], groups={"jan": 6, TOTAL: 22}, total=60)
    assert values(table) == ["x", STRUCTURAL_ZERO, "x"]


def test_a_reader_who_knows_that_10_is_at_least_10_learns_nothing():
    assert values(line(1, 10)) == ["x", "x", "x"]


@pytest.mark.parametrize(("largest", "hidden"), [(32, True), (31, False)])
def test_a_cell_that_one_person_dominates_is_hidden(largest, hidden):
    table = line(40, 60, 80, largest={"a": largest, "b": 10, "c": 10, TOTAL: 40})
    assert (values(table)[0] == "x") is hidden


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="never negative"):
        suppress(line(-1, 40), k=10)


def test_a_k_that_hides_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 2"):
        suppress(line(1, 40), k=1)


# -- Calculating back ---------------------------------------------------------------------------------


def test_two_nines_beside_their_total_hide_the_total():
    assert values(line(9, 9)) == ["x", "x", "x"]


def test_five_ones_that_the_total_pins_hide_the_smallest_neighbour():
    assert values(line(1, 1, 1, 1, 1, 43, 18)) == ["x", "x", "x", "x", "x", 45, "x", 65]


def test_room_enough_hides_no_neighbour():
    assert values(line(1, 1, 1, 1, 43, 18)) == ["x", "x", "x", "x", 45, 20, 65]


def test_parts_that_do_not_add_up_leave_the_reader_less():
    assert values(line(9, 9, total=12, additive=False)) == ["x", "x", 10]


def test_overlapping_parts_may_be_larger_than_their_total_leaves():
    assert values(line(1, 1, 1, 40, total=40, additive=False)) == ["x", "x", "x", 40, 40]


def test_parts_that_overlap_in_one_row_do_not_blind_the_reader_of_another():
    """Of «y» the parts are more than their total; of «x» they are the total, so 9 follows from 43 - 17 - 17."""
    counts = {"x": (17, 17, 9, 43), "y": (50, 50, 50, 55)}
    cells = {
        (row, name): n for row, ns in counts.items() for name, n in zip((*"abc", TOTAL), ns, strict=True)
    }
    table = Table(rows=("x", "y"), columns=tuple("abc"), cells=cells, additive=False)
    result = suppress(table, k=10)
    assert result["x", "a"] == result["x", "c"] == SUPPRESSED


def test_a_total_near_the_sum_of_overlapping_parts_is_hidden():
    assert values(line(9, 9, total=18, additive=False)) == ["x", "x", "x"]


def test_rows_and_columns_hide_a_neighbour_in_their_own_line():
    cells = {("r1", "c1"): 9, ("r1", "c2"): 9, ("r2", "c1"): 40, ("r2", "c2"): 40}
    totals = {("r1", TOTAL): 18, ("r2", TOTAL): 80, (TOTAL, "c1"): 49, (TOTAL, "c2"): 49, (TOTAL, TOTAL): 98}
    result = suppress(Table(rows=("r1", "r2"), columns=("c1", "c2"), cells=cells | totals), k=10)
    assert result["r1", "c1"] == result["r1", "c2"] == result["r1", TOTAL] == SUPPRESSED
    assert result.total == Shown(100)


def attack(counts, total, result, k):
    """Try every combination of hidden values against the printed numbers; return what each small cell can be.

    Written apart from the algorithm: it knows which cells are small, that a shown count is at least k, that the
    others are whole numbers, and that all parts together are the total.
    """
    hidden = [i for i, name in enumerate(NAMES[: len(counts)]) if result[name] == SUPPRESSED]
    shown = [result[name].value for name in NAMES[: len(counts)] if isinstance(result[name], Shown)]
    low, high = sum(max(k, v - 2) for v in shown), sum(v + 2 for v in shown)
    most = total + 2 * len(counts) + 4
    if isinstance(result.total, Shown):
        least_total, most_total = max(k, result.total.value - 2), result.total.value + 2
    else:
        least_total, most_total = 0, most
    choices = [range(k) if counts[i] < k else range(k, most) for i in hidden]
    possible = [
        combination
        for combination in product(*choices)
        if least_total - high <= sum(combination) <= most_total - low
    ]
    return [{c[place] for c in possible} for place, i in enumerate(hidden) if counts[i] < k]


small_lines = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 14)), min_size=1, max_size=4)


@given(small_lines)
def test_an_attacker_never_pins_a_small_count_at_k_5(counts):
    result = suppress(line(*counts), k=5)
    assert all(len(options) >= 2 for options in attack(counts, sum(counts), result, 5))


@given(st.lists(st.one_of(st.integers(1, 3), st.integers(7, 9), st.integers(0, 23)), min_size=1, max_size=4))
def test_an_attacker_never_pins_a_small_count_at_k_10(counts):
    result = suppress(line(*counts), k=10)
    assert all(len(options) >= 3 for options in attack(counts, sum(counts), result, 10))


@pytest.mark.parametrize(("k", "most", "parts", "needed"), [(5, 16, 3, 2), (10, 30, 2, 3)])
def test_who_knows_the_whole_algorithm_pins_nothing_either(k, most, parts, needed):
    """Publish every table there is, and ask of each publication which tables it can have come from."""
    sources = defaultdict(list)
    for counts in product(range(most), repeat=parts):
        sources[tuple(values(line(*counts), k=k))].append(counts)
    for publication, tables in sources.items():
        if max(map(max, tables)) == most - 1:  # larger tables could have led here too
            continue
        for place in range(parts):
            options = {counts[place] for counts in tables}
            assert publication[place] != "x" or max(options) >= k or len(options) >= needed


many_lines = st.lists(st.one_of(st.none(), st.integers(0, 12), st.integers(0, 300)), max_size=6)


@given(many_lines, st.sampled_from([5, 10]))
def test_nothing_small_is_ever_shown(counts, k):
    table = line(*counts)
    result = suppress(table, k=k)
    for key, n in table.cells.items():
        if n is not None and n < k:
            assert result.cells[key] == SUPPRESSED


@given(many_lines, st.sampled_from([5, 10]))
def test_what_is_shown_lies_at_most_2_from_the_truth(counts, k):
    table = line(*counts)
    for key, cell in suppress(table, k=k).cells.items():
        if isinstance(cell, Shown):
            assert cell.value % 5 == 0
            assert abs(cell.value - table.cells[key]) <= 2


@given(many_lines, st.sampled_from([5, 10]), st.randoms(use_true_random=False))
def test_the_order_of_distinct_parts_changes_nothing(counts, k, random):
    counts = list(dict.fromkeys(counts))
    names = list(zip(NAMES, counts, strict=False))
    total = sum(n or 0 for n in counts)
    before = suppress(Table.line(dict(names), total=total), k=k)
    random.shuffle(names)
    after = suppress(Table.line(dict(names), total=total), k=k)
    assert dict(before.cells) == dict(after.cells)


@given(many_lines)
def test_propagation_always_leaves_the_truth_possible(counts):
    table = line(*[n or 0 for n in counts])
    known = {key: (max(0, n - 2), n + 3) for key, n in table.cells.items()}
    bounds = suppression.propagate(table, known)
    assert all(bounds[key][0] <= n <= bounds[key][1] for key, n in table.cells.items())


# -- Figures about a group ----------------------------------------------------------------------------


def test_a_mean_of_a_small_group_is_hidden():
    assert suppression.about_group(3.4, n=9, k=10) == SUPPRESSED
    assert suppression.about_group(3.4, n=10, k=10) == 3.4


def test_a_percentage_uses_rounded_values_only():
    assert suppression.percentage(Shown(25), Shown(65)) == 38


@pytest.mark.parametrize("part", [SUPPRESSED, MISSING])
def test_a_percentage_of_a_hidden_part_does_not_exist(part):
    assert suppression.percentage(part, Shown(60)) is None


def test_a_percentage_of_a_hidden_whole_does_not_exist():
    assert suppression.percentage(Shown(60), SUPPRESSED) is None


def test_a_percentage_is_never_over_100():
    assert suppression.percentage(Shown(65), Shown(60)) == 100


@pytest.mark.parametrize(("part", "rest", "said"), [(30, 10, 75), (30, 2, SUPPRESSED), (2, 30, SUPPRESSED)])
def test_a_share_of_two_groups_is_hidden_when_either_is_small(part, rest, said):
    assert suppression.share(part, rest, k=5) == said


def test_the_top_is_the_largest_shown_part():
    assert suppression.top(line(12, 40, 30), k=10) == "b"


@pytest.mark.parametrize("counts", [(3, 4), (0, 0), (9, 8, 7)])
def test_the_top_of_small_parts_is_hidden(counts):
    assert suppression.top(line(*counts), k=10) == SUPPRESSED


# -- Surveys ------------------------------------------------------------------------------------------


def test_a_survey_share_is_rounded_to_5_points():
    assert suppression.survey_share(13, 42, k=10) == SurveyShare(percent=30, n=40)
    assert suppression.survey_share(17, 38, k=10) == SurveyShare(percent=45, n=40)


@pytest.mark.parametrize(("yes", "n"), [(4, 9), (4, 42), (38, 42), (0, 42), (42, 42)])
def test_a_survey_share_needs_enough_people_on_both_sides(yes, n):
    assert suppression.survey_share(yes, n, k=10) == SUPPRESSED


def test_a_survey_share_of_more_than_everybody_is_refused():
    with pytest.raises(ValueError, match="between 0 and n"):
        suppression.survey_share(43, 42, k=10)


@given(st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_shown_survey_share_is_within_half_a_step(sample):
    yes, n = sample
    share = suppression.survey_share(yes, n, k=10)
    assert isinstance(share, Suppressed) or abs(share.percent - 100 * yes / n) <= 2.5


def test_a_small_difference_can_be_chance():
    assert suppression.survey_change((13, 42), (17, 38), k=10).by_chance is True


def test_a_large_difference_is_no_chance():
    assert suppression.survey_change((60, 200), (120, 200), k=10).by_chance is False


def test_a_change_with_a_hidden_side_says_nothing_about_chance():
    assert suppression.survey_change((3, 7), (17, 38), k=10).by_chance is None


def test_wilson_and_newcombe_give_the_published_numbers():
    """Newcombe 1998, Statistics in Medicine 17, table II: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    low, high = suppression.newcombe((48, 80), (56, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    assert tuple(round(x, 4) for x in suppression.wilson(81, 263)) == (0.2553, 0.3662)
    assert suppression.wilson(0, 0) == (0.0, 1.0)


def test_a_table_is_read_by_name_and_by_place():
    table = line(3, 4)
    assert table["a"] == table[ONLY, "a"] == 3
