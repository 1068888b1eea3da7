"""How figures about persons become safe: every one of them passes `core.suppression` here, and nowhere else.

Months are released one by one, so a month is judged by itself and stays as it was printed: a quarter's total
that would betray a hidden month is hidden instead, and is only made when all three months are released.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.suppression import (
    MISSING,
    ONLY,
    SUPPRESSED,
    TOTAL,
    Cell,
    Shown,
    StructuralZero,
    Suppressed,
    Table,
    share,
    suppress,
)
from impact.figures.feiten import Contactstand, Inzetstand, Telstand
from impact.vocabulary import KLEINSTE_TEAM
from wijken.vocabulary import Effectgebied


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A count about persons with what suppression asks: None is not counted, `kon` whether anything could be.

    `groep` are the distinct persons behind a count of acts, `grootste` what one of them made of it.
    """

    aantal: int | None
    kon: bool = True
    groep: int | None = None
    grootste: int | None = None


def new_faces(stand: Telstand) -> Telling:
    """New faces; unknown when no bijeenkomst says it, a true zero only when none took place."""
    counted = stand.nieuw if stand.nieuw_geteld else None
    return Telling(aantal=counted if stand.doorgegaan else 0, kon=bool(stand.doorgegaan))


def contacts(stand: Contactstand, gebied: Effectgebied | None = None) -> Telling:
    """Contact moments, held against k by the distinct relations behind them."""
    return Telling(aantal=stand.aantal(gebied), groep=stand.groep(gebied), grootste=stand.grootste(gebied))


def hide(tellingen: Mapping[str, Telling], *, k: int, total: Telling | None = None) -> Table[Cell]:
    """Suppress a line of counts, with its total when one is printed."""
    all_cells = {**tellingen} if total is None else {**tellingen, TOTAL: total}
    return suppress(
        Table.line(
            {name: telling.aantal for name, telling in tellingen.items()},
            total=None if total is None else total.aantal,
            structural=[name for name, telling in all_cells.items() if not telling.kon],
            groups={n: t.groep for n, t in all_cells.items() if t.groep is not None and t.aantal},
            largest={n: t.grootste for n, t in all_cells.items() if t.grootste},
        ),
        k=k,
    )


def hide_each(tellingen: Mapping[str, Telling], *, k: int) -> dict[str, Cell]:
    """Suppress each count by itself, when parts and total never stand on one page."""
    return {name: hide({name: telling}, k=k)[name] for name, telling in tellingen.items()}


def hide_total(parts: Mapping[str, Telling], total: Telling, *, k: int) -> Cell:
    """The total over months that are each printed already: hidden when it would betray one of them."""
    alone = hide_each(parts, k=k)
    joint = hide(parts, k=k, total=total)
    betrayed = any(
        isinstance(joint[name], Suppressed) and not isinstance(alone[name], Suppressed) for name in parts
    )
    return SUPPRESSED if betrayed else joint.cells.get((ONLY, TOTAL), MISSING)


def hide_overlapping(tellingen: Mapping[str, Telling], *, k: int) -> dict[str, Cell]:
    """Suppress counts that may hold the same conversation: they add up to nothing, so no total is printed."""
    return hide_each(tellingen, k=k)


def helpers_share(telstand: Telstand, inzet: Inzetstand, *, k: int) -> int | Cell:
    """Whole percents of helping hands that came from the wijk, from rounded numbers; hidden on either small side."""
    if not telstand.helpers_geteld:
        return MISSING
    return share(telstand.helpers, inzet.naast_helpers, k=k)


def team_hours(stand: Inzetstand) -> Decimal | Cell:
    """Hours of students together; hidden for one or two people, unknown when nobody was noted."""
    uren = stand.uren
    if uren is None:
        return MISSING
    whole = uren.to_integral_value()
    return (whole if whole == uren else uren) if len(stand.mensen) >= KLEINSTE_TEAM else SUPPRESSED


def total_hours(parts: list[Inzetstand]) -> Decimal | Cell:
    """Hours over parts that stand beside it: hidden when one part is, else the difference would tell it."""
    if any(isinstance(team_hours(part), Suppressed) for part in parts):
        return SUPPRESSED
    return team_hours(sum(parts, Inzetstand()))


def number(cell: object) -> int | Decimal | None:
    """The number in a cell, or None when it is hidden or unknown."""
    if isinstance(cell, Shown | StructuralZero):
        return cell.value
    return cell if isinstance(cell, int | Decimal) else None
