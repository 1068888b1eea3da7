"""Properties of counting: what no ballot, order or tie may ever change."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkplan.figures.tellen import Kandidaat, order, points, support, weight, within_budget

OPTIONS = 4
VALUES = {
    "stippen": st.integers(0, 5),
    "moscow": st.integers(0, 3),
    "rangorde": st.integers(1, OPTIONS),
    "consent": st.integers(0, 1),
}
BEST = {"stippen": 5, "moscow": 3, "rangorde": 1, "consent": 1}
methods = pytest.mark.parametrize("methode", VALUES)


def ballots(methode: str):
    if methode == "rangorde":
        places = st.permutations(range(1, OPTIONS + 1)).flatmap(
            lambda order: st.integers(0, OPTIONS).map(lambda n: dict(enumerate(order[:n])))
        )
        return st.lists(places, max_size=12)
    return st.lists(st.dictionaries(st.integers(0, OPTIONS - 1), VALUES[methode]), max_size=12)


def tally(rows: list[dict[int, int]]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = {option: Counter() for option in range(OPTIONS)}
    for row in rows:
        for option, value in row.items():
            found[option][value] += 1
    return found


def ranked(methode: str, rows: list[dict[int, int]], regel: str = "partijen") -> list[int]:
    found = tally(rows)
    return order(
        [
            Kandidaat(
                optie=option,
                punten=points(methode, given, OPTIONS),
                steun=support(methode, given),
                volgorde=option,
            )
            for option, given in found.items()
        ],
        regel=regel,
    ).opties


@methods
@given(data=st.data())
def test_the_order_of_ballots_never_matters(methode, data):
    rows = data.draw(ballots(methode))
    assert ranked(methode, rows) == ranked(methode, data.draw(st.permutations(rows)))


@methods
def test_without_votes_everything_is_equal_and_keeps_the_order_of_the_ballot(methode):
    assert ranked(methode, []) == list(range(OPTIONS))
    assert {points(methode, given, OPTIONS) for given in tally([]).values()} == {0}


@methods
def test_when_everybody_abstains_it_is_as_without_votes(methode):
    assert ranked(methode, [{}, {}, {}]) == ranked(methode, [])


@methods
@given(data=st.data())
def test_a_ballot_more_never_lowers_what_it_supports(methode, data):
    rows, option = data.draw(ballots(methode)), data.draw(st.integers(0, OPTIONS - 1))
    more = [*rows, {option: BEST[methode]}]
    before, after = tally(rows)[option], tally(more)[option]
    assert points(methode, after, OPTIONS) >= points(methode, before, OPTIONS)
    assert ranked(methode, more).index(option) <= ranked(methode, rows).index(option)


@given(data=st.data())
def test_a_must_never_makes_a_weight_lighter(data):
    rows, option = data.draw(ballots("moscow")), data.draw(st.integers(0, OPTIONS - 1))
    heavy = ["", "niet_nu", "could", "should", "must"]
    before = weight(tally(rows)[option])
    assert heavy.index(weight(tally([*rows, {option: 3}])[option])) >= heavy.index(before)


@methods
@given(data=st.data())
def test_every_option_has_one_place(methode, data):
    assert sorted(ranked(methode, data.draw(ballots(methode)))) == list(range(OPTIONS))


def test_the_weight_is_what_half_of_the_ballots_pass():
    assert [weight(Counter(row)) for row in ({3: 1, 0: 1}, {3: 1, 0: 2}, {2: 2, 1: 2}, {})] == [
        "must",
        "niet_nu",
        "should",
        "",
    ]


def test_borda_gives_the_first_of_four_three_points_and_who_is_not_placed_none():
    assert points("rangorde", {1: 2, 4: 1}, 4) == 6


TIED = [
    Kandidaat(optie=1, punten=5, volgorde=1, steun=2, bewoners=3, kosten=Decimal(900)),
    Kandidaat(optie=2, punten=5, volgorde=2, steun=3, bewoners=1, kosten=None),
    Kandidaat(optie=3, punten=5, volgorde=3, steun=1, bewoners=9, kosten=Decimal(100)),
]


@pytest.mark.parametrize(
    ("regel", "expected"),
    [
        ("bewoners", [3, 1, 2]),
        ("partijen", [2, 1, 3]),
        ("kosten", [3, 1, 2]),
        ("volgorde", [1, 2, 3]),
        ("coordinator", [1, 2, 3]),
    ],
)
def test_a_tie_is_settled_by_the_stated_rule(regel, expected):
    orde = order(TIED, regel=regel)
    assert orde.opties == expected
    assert [(group.opties, group.door_regel) for group in orde.gelijk] == [(expected, regel != "coordinator")]


def test_the_coordinator_settles_a_tie_with_her_own_order():
    orde = order(TIED, regel="coordinator", keuze=[3, 2, 1])
    assert (orde.opties, orde.gelijk[0].door_regel) == ([3, 2, 1], True)


def test_what_no_longer_fits_is_passed_over():
    """The published example of the plain «most votes within the budget» reading."""
    costs = [("festival", 100), ("speeltuin", 200), ("fontein", 250), ("fietspad", 150), ("bomen", 80)]
    chosen = within_budget([(name, Decimal(cost) * 1000) for name, cost in costs], Decimal(500_000))
    assert chosen == ["festival", "speeltuin", "fietspad"]


def test_what_has_no_known_cost_never_fits():
    assert within_budget([(1, None), (2, Decimal(5))], Decimal(5)) == [2]
