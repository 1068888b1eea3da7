"""Reach without identities: between how many different people came, since the start of series with a startgroep.

Nobody is registered, so one person may be new at two series, and who comes to one may come to another. That is why
there are two bounds and no number between them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from core.charts import in_words
from core.periods import Month, Period
from core.suppression import SUPPRESSED, Cell, Suppressed
from impact.figures import definities as d
from impact.figures.afscherming import Telling, hide
from impact.figures.feiten import ReeksMonth, Reeksstand
from impact.figures.figuur import Figuur, Waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereik:
    """Both bounds before anything is hidden, and on how many series and bijeenkomsten they rest.

    Formula: `onder` = the larger of startgroep + nieuw of the largest series and the busiest bijeenkomst of any of
    them; `boven` = startgroep + nieuw added up over the series, and never below `onder`. Unit: people. Source: counts
    of the team. Missing: bijeenkomsten whose new faces nobody counted add nothing, so both may be too low: `ongeteld`
    is printed beside them. A series without a startgroep is not in it.
    """

    onder: int
    boven: int
    reeksen: int
    geweest: int
    geteld: int

    @property
    def ongeteld(self) -> int:
        """Bijeenkomsten that were, of which nobody counted the new faces."""
        return self.geweest - self.geteld


@dataclass(frozen=True)
class Sinds(Period):
    """From the start of a series up to and including a day."""

    first: date
    last: date

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «sinds de start, tot en met september 2026»."""
        return gettext("sinds de start, tot en met %(maand)s") % {"maand": Month.of(self.last).label}


def reach(reeksen: Collection[Reeksstand]) -> Bereik | None:
    """Both bounds over some series; None without any."""
    if not reeksen:
        return None
    onder = max(max(reeks.bereikt, reeks.drukste) for reeks in reeksen)
    tellingen = [reeks.telling for reeks in reeksen]
    return Bereik(
        onder=onder,
        boven=max(onder, sum(reeks.bereikt for reeks in reeksen)),
        reeksen=len(reeksen),
        geweest=sum(t.doorgegaan + t.niet_gezegd for t in tellingen),
        geteld=sum(t.nieuw_geteld for t in tellingen),
    )


def per_series(parts: Mapping[ReeksMonth, Reeksstand], keep: Iterable[ReeksMonth]) -> list[Reeksstand]:
    """Each series over the months that are kept; a series that had none of them is left out."""
    found: dict[int, Reeksstand] = {}
    for key in keep:
        reeks = key[-1]
        found[reeks] = found[reeks] + parts[key] if reeks in found else parts[key]
    return list(found.values())


def hide_band(bereik: Bereik | None, *, k: int, hidden: bool = False) -> tuple[Waarde, Waarde]:
    """Both bounds as they may be printed: rounded to 5, or both hidden when the lower one is a small group.

    `hidden` is for a period of which the new faces are hidden: two bands after each other would tell them.
    """
    if bereik is None:
        return None, None
    onder, boven = (hide({"": Telling(aantal=n)}, k=k)[""] for n in (bereik.onder, bereik.boven))
    if hidden or isinstance(onder, Suppressed) or isinstance(boven, Suppressed):
        return SUPPRESSED, SUPPRESSED
    return onder, boven


def tell_band(
    bereik: Bereik | None, cells: tuple[Waarde, Waarde], last: date, start: date
) -> tuple[Figuur, Figuur]:
    """Both bounds as figures; the first carries the sentence."""
    periode = Sinds(min(start, last), last)
    n = ""
    if bereik is not None:
        n = gettext("%(n)s van %(m)s bijeenkomsten") % {
            "n": in_words(bereik.geteld),
            "m": in_words(bereik.geweest),
        }
    onder = Figuur(definitie=d.BEREIK_ONDER, waarde=cells[0], periode=periode, n=n)
    boven = Figuur(definitie=d.BEREIK_BOVEN, waarde=cells[1], periode=periode, n=n)
    return replace(onder, zin=say_band(bereik, onder, boven)), boven


def say_band(bereik: Bereik | None, onder: Figuur, boven: Figuur) -> str:
    """«tussen ongeveer 40 en 95 mensen bereikt sinds de start, bij 3 van 54 bijeenkomsten …»; nothing without series."""
    if bereik is None:
        return ""
    if onder.afgeschermd or boven.afgeschermd:
        return gettext("bereik sinds de start: afgeschermd (kleine groep)")
    if onder.getal == boven.getal:
        said = gettext("ongeveer %(aantal)s mensen bereikt sinds de start") % {"aantal": onder.getoond}
    else:
        said = gettext("tussen ongeveer %(onder)s en %(boven)s mensen bereikt sinds de start") % {
            "onder": onder.getoond,
            "boven": boven.getoond,
        }
    missing = gettext("bij %(n)s van %(m)s bijeenkomsten zijn nieuwe gezichten niet geteld") % {
        "n": in_words(bereik.ongeteld),
        "m": in_words(bereik.geweest),
    }
    return f"{said}, {missing}"


def widest(cells: Iterable[Waarde]) -> Cell | Waarde:
    """The lower bound over wijken together: the largest that is printed; it tells nothing the parts do not."""
    known = [cell for cell in cells if cell is not None and not isinstance(cell, Suppressed)]
    return max(known, key=lambda cell: cell.value) if known else None  # type: ignore[union-attr]
