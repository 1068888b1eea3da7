"""The yearly cycle of a plan: twenty cells, when each is due, what was done and who took part.

When is a cell due? A plan has plan years: the first begins on its first day, each next one a year later, the last
one ends on its last day. Of the days of a plan year the steps have these parts, each with its last day included:

    bepaald       the first 2/12
    ontwikkeld    until 4/12
    gerealiseerd  until 9/12
    geevalueerd   until 11/12
    verbeterd     until the last day

Before its part a cell is «later», within it «nu aan de beurt», after it «te laat»; once done it is «gedaan», also
when that was early. An act counts for the plan year of its day; one before the plan for the first, after it for the last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkplan.models import Cyclusstap

Onderwerp, Stap = Cyclusstap.Onderwerp, Cyclusstap.Stap
UITERLIJK = {
    Stap.BEPAALD: Fraction(2, 12),
    Stap.ONTWIKKELD: Fraction(4, 12),
    Stap.GEREALISEERD: Fraction(9, 12),
    Stap.GEEVALUEERD: Fraction(11, 12),
    Stap.VERBETERD: Fraction(1),
}
DOEN = {
    Stap.BEPAALD: _("bepalen"),
    Stap.ONTWIKKELD: _("ontwikkelen"),
    Stap.GEREALISEERD: _("realiseren"),
    Stap.GEEVALUEERD: _("evalueren"),
    Stap.VERBETERD: _("verbeteren"),
}


def in_words(onderwerp: str, stap: str) -> str:
    """A step as said aloud: «werkwijze evalueren»."""
    return gettext("%(wat)s %(doen)s") % {"wat": Onderwerp(onderwerp).label, "doen": DOEN[Stap(stap)]}


class Toestand(models.TextChoices):
    """How a cell stands; a word and a shape, never a colour only."""

    GEDAAN = "gedaan", _("gedaan")
    NU = "nu", _("nu aan de beurt")
    TE_LAAT = "te_laat", _("te laat")
    LATER = "later", _("later")


@dataclass(frozen=True)
class Planjaar:
    """A year of a plan, both days included; the last one may be shorter."""

    nummer: int
    eerste: date
    laatste: date

    def holds(self, day: date) -> bool:
        """Whether this day lies in it."""
        return self.eerste <= day <= self.laatste


def planjaren(van: date, tot: date) -> list[Planjaar]:
    """The plan years of a period, both days included; a period that begins on 29 February goes on on the 28th."""
    found: list[Planjaar] = []
    while (begin := _years_later(van, len(found))) <= tot:
        end = _years_later(van, len(found) + 1) - timedelta(days=1)
        found.append(Planjaar(len(found) + 1, begin, min(end, tot)))
    return found


def planjaar_on(van: date, tot: date, day: date) -> Planjaar:
    """The plan year that holds a day; before the plan the first, after it the last."""
    years = planjaren(van, tot)
    return next((year for year in years if day <= year.laatste), years[-1])


def part_of(jaar: Planjaar, stap: str) -> tuple[date, date]:
    """First and last day on which this step is the one to do in a plan year (see the top of this file)."""
    steps = list(UITERLIJK)
    before = steps.index(Stap(stap)) - 1
    begin = _until(jaar, UITERLIJK[steps[before]]) + timedelta(days=1) if before >= 0 else jaar.eerste
    return begin, _until(jaar, UITERLIJK[Stap(stap)])


def toestand(jaar: Planjaar, stap: str, *, gedaan: bool, day: date) -> Toestand:
    """How a cell stands on a day (see the top of this file)."""
    if gedaan:
        return Toestand.GEDAAN
    begin, uiterlijk = part_of(jaar, stap)
    if day < begin:
        return Toestand.LATER
    return Toestand.NU if day <= uiterlijk else Toestand.TE_LAAT


@dataclass(frozen=True, kw_only=True)
class Daad:
    """One act for a cell; `partners` are names. What does not `telt` is shown and does not make the cell done."""

    datum: date
    uitkomst: str
    partners: list[str] = field(default_factory=list)
    pad: str = ""
    telt: bool = True


@dataclass(frozen=True, kw_only=True)
class Cel:
    """One of the twenty; `vanzelf` says by what real acts it was done without anybody typing it."""

    onderwerp: Cyclusstap.Onderwerp
    stap: Cyclusstap.Stap
    toestand: Toestand
    uiterlijk: date
    daden: list[Daad]
    vanzelf: str = ""

    @property
    def doen(self) -> str:
        """What to do, as said aloud: «werkwijze evalueren»."""
        return in_words(self.onderwerp, self.stap)

    @property
    def naar(self) -> str:
        """Where it is done: by an «evaluatie», by closing «acties», or by writing down a «stap»."""
        if self.onderwerp in {Onderwerp.DOELEN, Onderwerp.INITIATIEVEN}:
            return {Stap.GEEVALUEERD: "evaluatie", Stap.VERBETERD: "acties"}.get(self.stap, "stap")
        return "stap"

    @property
    def laatste(self) -> Daad | None:
        """The newest act."""
        return self.daden[0] if self.daden else None


@dataclass(frozen=True, kw_only=True)
class Rij:
    """The five steps of one of the four things."""

    onderwerp: Cyclusstap.Onderwerp
    cellen: list[Cel]


@dataclass(frozen=True, kw_only=True)
class Cyclus:
    """The twenty cells of a plan year."""

    jaar: Planjaar
    rijen: list[Rij]

    @property
    def cellen(self) -> list[Cel]:
        """All twenty, step by step."""
        return [cel for group in zip(*(rij.cellen for rij in self.rijen), strict=True) for cel in group]

    @property
    def gedaan(self) -> int:
        """How many are done."""
        return len(self._in(Toestand.GEDAAN))

    @property
    def te_laat(self) -> list[Cel]:
        """What should have been done already, the oldest first."""
        return self._in(Toestand.TE_LAAT)

    @property
    def beurt(self) -> Cel | None:
        """What is to be done first: what is late, else what has its turn."""
        return next(iter([*self.te_laat, *self._in(Toestand.NU)]), None)

    def _in(self, wanted: Toestand) -> list[Cel]:
        return [cel for cel in self.cellen if cel.toestand == wanted]


def lay_out(
    jaar: Planjaar,
    *,
    daden: dict[tuple[str, str], list[Daad]],
    vanzelf: dict[tuple[str, str], str],
    day: date,
) -> Cyclus:
    """Twenty cells out of the acts of this plan year and what did itself; `day` decides what is due."""

    def cel(onderwerp: Cyclusstap.Onderwerp, stap: Cyclusstap.Stap) -> Cel:
        key = (onderwerp.value, stap.value)
        acts, why = daden.get(key, []), vanzelf.get(key, "")
        return Cel(
            onderwerp=onderwerp,
            stap=stap,
            toestand=toestand(jaar, stap, gedaan=bool(why) or any(act.telt for act in acts), day=day),
            uiterlijk=part_of(jaar, stap)[1],
            daden=newest_first(acts),
            vanzelf=why,
        )

    rijen = [Rij(onderwerp=each, cellen=[cel(each, stap) for stap in Stap]) for each in Onderwerp]
    return Cyclus(jaar=jaar, rijen=rijen)


def newest_first(acts: Iterable[Daad]) -> list[Daad]:
    """The acts, newest first; of one day the last written first."""
    return sorted(acts, key=lambda act: act.datum, reverse=True)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _until(jaar: Planjaar, part: Fraction) -> date:
    days = (jaar.laatste - jaar.eerste).days + 1
    return jaar.eerste + timedelta(days=max(int(days * part), 1) - 1)
