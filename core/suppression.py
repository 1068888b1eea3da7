"""Small groups stay hidden: one function through which every figure about persons passes.

The rules are those of «Suppression algorithm» in the design: hide counts of 1 up to k-1 persons, treat a zero
that is not structural as small, hide what one person makes almost alone (dominance), round every shown number
and total to 5, and go on hiding until nobody can calculate a hidden cell back from what is printed.

Vocabulary: a *part* is a cell of the table, a *line* is a row or column with its total, a *reader* is somebody
who knows these rules and every printed number. All counts are whole numbers; a missing count is None, never 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, sqrt
from typing import Generic, TypeVar

ROUND_TO = 5
ERROR = ROUND_TO // 2  # a shown number lies at most 2 from the real one
DOMINANT = (4, 5)  # one person makes at least 4/5 of the cell
Z_95 = 1.959963984540054  # normal quantile of a two-sided 95 % interval

TOTAL = "__total__"
ONLY = "__only__"
Key = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that may be printed, rounded to 5: the real one lies at most 2 away."""

    value: int


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A count that stays hidden, because it is small or because it would betray a small one. No size is told."""


@dataclass(frozen=True, slots=True)
class StructuralZero:
    """A zero that says nothing about persons, because nothing could have been counted here."""

    value: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Not counted: unknown, which is something else than zero or hidden."""


Cell = Shown | Suppressed | StructuralZero | Missing
SUPPRESSED = Suppressed()
STRUCTURAL_ZERO = StructuralZero()
MISSING = Missing()


@dataclass(frozen=True, kw_only=True)
class Table(Generic[T]):
    """Counts in rows and columns; totals are cells whose row or column is TOTAL.

    `cells` holds int or None before `suppress` and `Cell` after it. `structural` names zeros that could not be
    anything else. `groups` holds the distinct persons behind a cell when the cell counts something they do
    (contact moments): then the group is held against k, not the cell. `largest` holds what one person made of
    the cell, for the dominance rule. `additive` is False when one person may be counted in several parts, so
    that parts do not add up to their total.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Key, T]
    structural: frozenset[Key] = frozenset()
    groups: Mapping[Key, int] = field(default_factory=dict)
    largest: Mapping[Key, int] = field(default_factory=dict)
    additive: bool = True

    @classmethod
    def line(
        cls,
        values: Mapping[str, T],
        *,
        total: T | None = None,
        structural: Iterable[str] = (),
        groups: Mapping[str, int] | None = None,
        largest: Mapping[str, int] | None = None,
        additive: bool = True,
    ) -> "Table[T]":
        """Make a one-way table; in `groups` and `largest` the total is called TOTAL. No total: none is printed."""
        cells: dict[Key, T] = {(ONLY, name): value for name, value in values.items()}
        if total is not None:
            cells[ONLY, TOTAL] = total
        return cls(
            rows=(ONLY,),
            columns=tuple(values),
            cells=cells,
            structural=frozenset((ONLY, name) for name in structural),
            groups={(ONLY, name): n for name, n in (groups or {}).items()},
            largest={(ONLY, name): n for name, n in (largest or {}).items()},
            additive=additive,
        )

    def __getitem__(self, key: str | Key) -> T:
        return self.cells[(ONLY, key) if isinstance(key, str) else key]

    @property
    def total(self) -> T | None:
        """Return the total of everything, or None when the table prints no total."""
        row = TOTAL if (TOTAL, TOTAL) in self.cells else ONLY
        return self.cells.get((row, TOTAL))

    def items(self) -> Iterator[tuple[str, T]]:
        """Walk over the parts of a one-way table in their own order, without the total."""
        return ((name, self.cells[ONLY, name]) for name in self.columns)

    def lines(self) -> Iterator[tuple[tuple[Key, ...], Key]]:
        """Walk over (parts, total) of each row and column whose total is printed."""
        names = (*self.rows, TOTAL), (*self.columns, TOTAL)
        across = (tuple((row, column) for column in self.columns) for row in names[0])
        down = (tuple((row, column) for row in self.rows) for column in names[1])
        totals = [*((row, TOTAL) for row in names[0]), *((TOTAL, column) for column in names[1])]
        for parts, total in zip([*across, *down], totals, strict=True):
            present = tuple(part for part in parts if part in self.cells)
            if total in self.cells and present:
                yield present, total


def round5(n: int) -> int:
    """Round a count to the nearest 5 (23 becomes 25); whole numbers have no ties."""
    return ROUND_TO * ((n + ERROR) // ROUND_TO)


def candidates_needed(k: int) -> int:
    """Say how many values a hidden cell must be able to have for a reader: 3 from k = 10, else 2."""
    return 3 if k >= 10 else 2


def suppress(table: "Table[int | None]", *, k: int) -> "Table[Cell]":
    """Hide, round and check a table of counts about persons; the result is safe to print as a whole.

    k is the smallest group that may be shown (10 for partners and the public, 5 internally). A cell of 1..k-1,
    an unstructural zero and a dominated cell become `Suppressed`, all others `Shown` rounded to 5. Then the
    reader's side is calculated: while a hidden cell is pinned to too few values, the smallest shown neighbour
    in that line is hidden too, and when none is left the total. For one line this is exact; for rows and
    columns together it is interval propagation, as the design asks. Totals must be given by the caller (one
    person may count in several parts: then `additive=False`). Raises ValueError for a negative count or k < 2.
    """
    if k < 2:
        raise ValueError("k must be at least 2")
    if any(n is not None and n < 0 for n in table.cells.values()):
        raise ValueError("A count of persons is never negative")
    counts = {key: n for key, n in table.cells.items() if n is not None}
    primary = {
        key
        for key in counts
        if _is_small(table, key, counts[key], k) or _is_dominated(table, key, counts[key])
    }
    hidden = set(primary)
    while leak := _first_leak(table, counts, primary, hidden, k):
        hidden.add(leak)
    return Table(
        rows=table.rows,
        columns=table.columns,
        cells={key: _cell(n, is_hidden=key in hidden) for key, n in table.cells.items()},
        structural=table.structural,
        additive=table.additive,
    )


def _cell(n: int | None, *, is_hidden: bool) -> Cell:
    if n is None:
        return MISSING
    if is_hidden:
        return SUPPRESSED
    return STRUCTURAL_ZERO if n == 0 else Shown(round5(n))


def _is_small(table: "Table[int | None]", key: Key, n: int, k: int) -> bool:
    if n == 0:
        return not _is_structural(table, key)
    return table.groups.get(key, n) < k


def _is_structural(table: "Table[int | None]", key: Key) -> bool:
    """Say whether a zero could not be anything else; a total is when all its parts are."""
    if key in table.structural:
        return True
    return any(
        total == key and all(_is_structural(table, part) for part in parts) for parts, total in table.lines()
    )


def _is_dominated(table: "Table[int | None]", key: Key, n: int) -> bool:
    part, whole = DOMINANT
    return n > 0 and key in table.largest and table.largest[key] * whole >= n * part


# -- What a reader can calculate ----------------------------------------------------------------------

Interval = tuple[float, float]


def _first_leak(
    table: "Table[int | None]", counts: Mapping[Key, int], primary: set[Key], hidden: set[Key], k: int
) -> Key | None:
    """Return the cell to hide next, because a small one would be pinned otherwise; None when all is safe."""
    for known in _readers(table, counts, primary, hidden, k):
        bounds = propagate(table, known)
        if bounds is None:  # what this reader assumed is not true, so it tells nothing
            continue
        for key in sorted(primary):
            if _is_pinned(table, key, bounds[key], k) and (victim := _neighbour(table, counts, hidden, key)):
                return victim
    return None


def _readers(
    table: "Table[int | None]", counts: Mapping[Key, int], primary: set[Key], hidden: set[Key], k: int
) -> Iterator[dict[Key, Interval]]:
    """Give what three readers know at first: one guesses all hidden cells small, two know which really are.

    Who knows the rules also knows that a shown group is at least k, and that the smallest neighbour is hidden.
    """
    shown = {key: n for key, n in counts.items() if key not in hidden}
    for low, knows_which in ((1, False), (1, True), (0, True)):
        printed = {
            key: _shown_interval(n, at_least=k if knows_which and key not in table.groups else 0)
            for key, n in shown.items()
        }
        known = dict(printed)
        for key in hidden:
            if knows_which and key not in primary:
                known[key] = (k, _at_most(table, key, primary, printed))
            else:
                known[key] = (low, inf if key in table.groups or key in table.largest else k - 1)
        yield known


def _at_most(table: "Table[int | None]", key: Key, primary: set[Key], shown: Mapping[Key, Interval]) -> float:
    """Return the largest value of a cell that was hidden for a neighbour: what is still shown was not smaller."""
    limits = [
        min((shown[part][1] for part in parts if part in shown and shown[part][1] > 0), default=inf)
        for parts, total in table.lines()
        if key in parts and primary.intersection((*parts, total))
    ]
    return max(limits, default=inf)


def _shown_interval(n: int, *, at_least: int) -> Interval:
    return (0, 0) if n == 0 else (max(at_least, round5(n) - ERROR), round5(n) + ERROR)


def propagate(table: "Table[T]", known: Mapping[Key, Interval]) -> dict[Key, Interval] | None:
    """Narrow what a reader knows with every line until nothing changes; None when it contradicts itself.

    An additive line says parts = total. Otherwise it only says largest part <= total <= sum of the parts.
    """
    bounds = dict(known)
    lines = [([part for part in parts if part in bounds], total) for parts, total in table.lines()]
    changed = True
    while changed:
        changed = False
        for parts, total in lines:
            for key, interval in _narrow(bounds, parts, total, additive=table.additive):
                narrow = max(bounds[key][0], interval[0]), min(bounds[key][1], interval[1])
                if narrow[0] > narrow[1]:
                    return None
                changed = changed or narrow != bounds[key]
                bounds[key] = narrow
    return bounds


def _narrow(
    bounds: Mapping[Key, Interval], parts: Sequence[Key], total: Key, *, additive: bool
) -> Iterator[tuple[Key, Interval]]:
    lows = sum(bounds[part][0] for part in parts)
    highs = sum(bounds[part][1] for part in parts)
    floor = lows if additive else max((bounds[part][0] for part in parts), default=0)
    yield total, (floor, highs)
    low, high = bounds[total]
    for part in parts:
        others_high = sum(bounds[other][1] for other in parts if other != part)
        others_low = sum(bounds[other][0] for other in parts if other != part)
        yield part, (low - others_high, high - others_low if additive else high)


def _is_pinned(table: "Table[int | None]", key: Key, bounds: Interval, k: int) -> bool:
    """A hidden count of acts (not of persons) must stay less known than a shown one, which has 5 candidates."""
    needed = ROUND_TO + 1 if key in table.groups or key in table.largest else candidates_needed(k)
    return bounds[1] - bounds[0] + 1 < needed


def _neighbour(
    table: "Table[int | None]", counts: Mapping[Key, int], hidden: set[Key], key: Key
) -> Key | None:
    """Return the smallest shown part in a line of this cell; when none is left, the smallest shown total."""
    mine = [(parts, total) for parts, total in table.lines() if key in parts or key == total]
    for group in (
        {part for parts, _ in mine for part in parts},
        {total for _, total in mine},
    ):
        shown = [other for other in group if other in counts and other not in hidden and counts[other] > 0]
        if shown:
            return min(shown, key=lambda other: (counts[other], other))
    return None


# -- Figures about a group ----------------------------------------------------------------------------


def about_group(value: T, *, n: int, k: int) -> T | Suppressed:
    """Pass on a mean, a share or a top of a group of n persons, or hide it when n < k. The size is not told."""
    return value if n >= k else SUPPRESSED


def percentage(part: Cell, whole: Cell) -> int | None:
    """Return 100 × part / whole in whole percents, from the rounded values only; None when either is hidden.

    Give part *and* its complement to one `suppress` call: a share also tells how many do not belong to it.
    """
    if not isinstance(part, Shown | StructuralZero) or not isinstance(whole, Shown) or whole.value == 0:
        return None
    return min(100, round(100 * part.value / whole.value))


def share(part: int, rest: int, *, k: int) -> int | Suppressed:
    """Return which part of `part + rest` the first is, in whole percents from rounded numbers; hidden on either small side."""
    counts: Table[int | None] = Table.line({"part": part, "rest": rest}, total=part + rest)
    safe = suppress(counts, k=k)
    if any(isinstance(cell, Suppressed) for _name, cell in safe.items()):
        return SUPPRESSED  # a share of the whole would tell the hidden side
    found = percentage(safe["part"], safe[ONLY, TOTAL])
    return SUPPRESSED if found is None else found


def top(table: "Table[int | None]", *, k: int) -> str | Suppressed:
    """Return the name of the largest part of a one-way table, or hide it.

    Hidden when the largest part is itself hidden, so also when the whole group is small. Ties go to the first.
    """
    result = suppress(table, k=k)
    counted = {name: n for name, n in table.items() if n}
    if not counted:
        return SUPPRESSED
    best = max(counted, key=lambda name: counted[name])
    return best if isinstance(result[best], Shown) else SUPPRESSED


# -- Shares in a survey: their own rule ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """A share of respondents: whole percents rounded to 5 points, and n rounded to 5."""

    percent: int
    n: int


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """Two shares after one another; `by_chance` says that the difference can be chance («kan toeval zijn»)."""

    before: SurveyShare | Suppressed
    after: SurveyShare | Suppressed
    by_chance: bool | None


def survey_share(yes: int, n: int, *, k: int) -> SurveyShare | Suppressed:
    """Return the share yes / n of a survey, or hide it.

    Shown only with at least half k (rounded up) on both sides, so also n >= k: else almost everybody or almost
    nobody said yes, and that tells what single persons said. Raises ValueError unless 0 <= yes <= n.
    """
    if not 0 <= yes <= n:
        raise ValueError("yes lies between 0 and n")
    enough = -(-k // 2)
    if min(yes, n - yes) < enough:
        return SUPPRESSED
    return SurveyShare(percent=_round_half_up_to_5(100 * yes, n), n=round5(n))


def _round_half_up_to_5(numerator: int, denominator: int) -> int:
    return ROUND_TO * ((2 * numerator + ROUND_TO * denominator) // (2 * ROUND_TO * denominator))


def survey_change(before: tuple[int, int], after: tuple[int, int], *, k: int) -> SurveyChange:
    """Compare two (yes, n) of the same question; by_chance is None when either share is hidden."""
    first, second = survey_share(*before, k=k), survey_share(*after, k=k)
    if isinstance(first, Suppressed) or isinstance(second, Suppressed):
        return SurveyChange(first, second, None)
    low, high = newcombe(before, after)
    return SurveyChange(first, second, low <= 0 <= high)


def wilson(yes: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of the proportion yes / n (0..1). Source: Wilson 1927."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = yes / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """Return the 95 % interval of after - before as proportions. Source: Newcombe 1998, hybrid score (method 10)."""
    (yes1, n1), (yes2, n2) = before, after
    p1, p2 = (yes1 / n1 if n1 else 0.5), (yes2 / n2 if n2 else 0.5)
    (low1, high1), (low2, high2) = wilson(yes1, n1), wilson(yes2, n2)
    difference = p2 - p1
    return (
        difference - sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2),
        difference + sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2),
    )
