"""How ballots become an order: per method one formula, ties by the rule that was stated beforehand, a budget.

Everything here counts per option how many ballots gave it which value (`Gegeven`), so that the order in which
ballots came can never matter. Formulas, in points; a value nobody gave counts as none:

- stippen: the sum of the dots (or points, or one per approval) an option got.
- moscow: must 3, should 2, could 1, niet nu 0, added up. Its weight is the heaviest that at least half of the
  ballots that weighed it gave it, or heavier.
- rangorde (Borda): with n options a place p is worth n - p, so first n - 1 and last 0; not placed is 0.
- consent: ballots without objection. Consent is given when somebody answered and no overriding objection is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from wijkplan.models import Prioriteit, Ronde

Gegeven = Mapping[int, int]  # value -> number of ballots that gave it
Methode, Gelijkstand, Moscow = Ronde.Methode, Ronde.Gelijkstand, Prioriteit.Moscow
MOSCOW_WAARDE = {Moscow.MUST: 3, Moscow.SHOULD: 2, Moscow.COULD: 1, Moscow.NIET_NU: 0}


@dataclass(frozen=True, kw_only=True)
class Kandidaat:
    """An option with all that decides about its place."""

    optie: int
    punten: int
    volgorde: int
    steun: int = 0
    bewoners: int = 0
    kosten: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Gelijk:
    """Options with the same points, in the order they got, and what decided: the rule, or else the ballot's order."""

    opties: list[int]
    punten: int
    door_regel: bool


@dataclass(frozen=True, kw_only=True)
class Orde:
    """Options from first to last, and the ties among them."""

    opties: list[int] = field(default_factory=list)
    gelijk: list[Gelijk] = field(default_factory=list)


def points(methode: str, gegeven: Gegeven, options: int) -> int:
    """The points of one option out of so many; see the formulas above. No ballots is 0 points."""
    if methode == Methode.RANGORDE:
        return sum((options - plaats) * n for plaats, n in gegeven.items())
    return sum(waarde * n for waarde, n in gegeven.items())


def support(methode: str, gegeven: Gegeven) -> int:
    """How many ballots chose the option at all: gave it something, or placed it."""
    least = 0 if methode == Methode.RANGORDE else 1
    return sum(n for waarde, n in gegeven.items() if waarde >= least)


def weight(gegeven: Gegeven) -> str:
    """The MoSCoW weight of an option: the heaviest that at least half of its ballots gave or passed; '' for none."""
    total = sum(gegeven.values())
    for moscow, waarde in MOSCOW_WAARDE.items():
        passed = sum(n for given, n in gegeven.items() if given >= waarde)
        if total and passed * 2 >= total:
            return moscow.value
    return ""


def order(kandidaten: Iterable[Kandidaat], *, regel: str, keuze: Sequence[int] = ()) -> Orde:
    """Most points first; ties by the stated rule, and what that leaves equal in the order of the ballot.

    `keuze` is the order the coordinator chose, for the rule that leaves it to her. Fewer costs go first; unknown
    costs last.
    """
    chosen = {optie: place for place, optie in enumerate(keuze)}

    def by_rule(one: Kandidaat) -> Decimal | float:
        return {
            Gelijkstand.BEWONERS: -one.bewoners,
            Gelijkstand.PARTIJEN: -one.steun,
            Gelijkstand.KOSTEN: float("inf") if one.kosten is None else one.kosten,
            Gelijkstand.VOLGORDE: one.volgorde,
            Gelijkstand.COORDINATOR: chosen.get(one.optie, len(chosen)),
        }[Gelijkstand(regel)]

    orde = Orde()
    rows = sorted(kandidaten, key=lambda one: (-one.punten, by_rule(one), one.volgorde, one.optie))
    for punten, group in groupby(rows, key=lambda one: one.punten):
        same = list(group)
        orde.opties.extend(one.optie for one in same)
        if len(same) > 1:
            settled = len({by_rule(one) for one in same}) == len(same)
            orde.gelijk.append(Gelijk(opties=[one.optie for one in same], punten=punten, door_regel=settled))
    return orde


def within_budget(costs: Iterable[tuple[int, Decimal | None]], budget: Decimal) -> list[int]:
    """«Most votes within the budget»: from first to last, what still fits is in, what does not is passed over.

    Unknown costs never fit.
    """
    chosen, left = [], budget
    for optie, kosten in costs:
        if kosten is not None and kosten <= left:
            chosen.append(optie)
            left -= kosten
    return chosen
