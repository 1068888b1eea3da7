"""Buildings and homes of a wijk on one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partners.models import RuimtelijkeOntwikkeling, Woonplek

BREED, REGEL, MINSTE = 640, 36, 6
JAAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Balk:
    """One bar: where it begins and how wide it is, in units of the picture; `open` means the end is not known."""

    naam: str
    soort: str
    x: int
    y: int
    breed: int
    open: bool
    van: date | None
    tot: date | None


@dataclass(frozen=True, kw_only=True)
class Streep:
    """A year, or today."""

    x: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Tijdlijn:
    """The picture; the page shows the same days as a table under it."""

    balken: list[Balk]
    jaren: list[Streep]
    vandaag: int
    breed: int
    hoog: int


def tijdlijn(
    ontwikkelingen: Sequence[RuimtelijkeOntwikkeling], woonplekken: Sequence[Woonplek], today: date
) -> Tijdlijn | None:
    """Lay out what has a date, from a year ago to the last day known; None when nothing has one.

    Homes run from their first to their last day, developments from start to end. What has no end runs to the edge.
    """
    shown = [row for row in ontwikkelingen if row.start_gepland and row.status != row.Status.VERVALLEN]
    days = [row.start_gepland for row in shown] + [row.eind_gepland for row in shown]
    days += [row.beschikbaar_tot for row in woonplekken]
    known = [day for day in days if day]
    if not shown and not woonplekken:
        return None
    first = today - JAAR
    last = max([*known, today + JAAR]) + timedelta(days=60)

    def x(day: date) -> int:
        return round(BREED * (min(max(day, first), last) - first).days / (last - first).days)

    balken: list[Balk] = []
    spans = [
        *((row.naam, "woonplek", row.beschikbaar_van, row.beschikbaar_tot) for row in woonplekken),
        *(
            (f"{row.naam}: {row.get_soort_display()}", row.soort, row.start_gepland, row.eind_gepland)
            for row in shown
        ),
    ]
    for number, (naam, soort, van, tot) in enumerate(spans):
        left, right = x(van or first), x(tot or last)
        balken.append(
            Balk(
                naam=naam,
                soort=soort,
                x=left,
                y=number * REGEL,
                breed=max(right - left, MINSTE),
                open=tot is None,
                van=van,
                tot=tot,
            )
        )
    jaren = [Streep(x=x(date(y, 1, 1)), label=str(y)) for y in range(first.year + 1, last.year + 1)]
    return Tijdlijn(balken=balken, jaren=jaren, vandaag=x(today), breed=BREED, hoog=len(balken) * REGEL + 24)
