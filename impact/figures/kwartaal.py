"""What partners read of a quarter: one value feeds the page, the CSV, the workbook and the paragraph.

Only months that were released count. What is about persons is told of the whole quarter, so only when all its months
(in the first quarter of a wijk those since it began) are released: else the difference between two visits would tell
the last one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Maandvrijgave
from core.charts import in_words
from core.periods import Month, Period, Quarter
from core.suppression import MISSING, Missing
from impact.figures import definities as d
from impact.figures import zinnen
from impact.figures.afscherming import (
    Telling,
    contacts,
    helpers_share,
    hide_each,
    hide_overlapping,
    hide_total,
    new_faces,
    team_hours,
    total_hours,
)
from impact.figures.bereik import hide_band, per_series, reach, tell_band
from impact.figures.feiten import (
    Contactstand,
    Inzetstand,
    ReeksMonth,
    Reeksstand,
    Telstand,
    read_mensen,
    read_met_reeksen,
)
from impact.figures.figuur import Definitie, Figuur, Groep, MonthLabel, Text, Waarde
from impact.figures.plan import Voortgang, read_plan, tell_progress
from wijken.models import Wijk
from wijken.vocabulary import Effectgebied

MAANDEN_TERUG = 12
PAS_HEEL = _("volgt als het hele kwartaal is vrijgegeven")


@dataclass(frozen=True, kw_only=True)
class Vrijgave:
    """A month somebody released."""

    uuid: UUID
    maand: Month
    door: str
    op: datetime


def read_vrijgaven(wijk: Wijk) -> list[Vrijgave]:
    """The released months of a wijk, newest first."""
    rows = (
        Maandvrijgave.objects.in_wijk(wijk)
        .order_by("-maand")
        .values_list("uuid", "maand", "door__naam", "op")
    )
    return [Vrijgave(uuid=u, maand=Month.of(m), door=door, op=op) for u, m, door, op in rows]


def with_releases(wijken: Iterable[Wijk]) -> set[int]:
    """The wijken of which at least one month was released."""
    found = Maandvrijgave.objects.filter(wijk__in=[wijk.pk for wijk in wijken])
    return set(found.values_list("wijk", flat=True))


def quarters_of(vrijgaven: Iterable[Vrijgave], today: date) -> list[Quarter]:
    """Quarters with at least one finished month that was released, newest first; of the running one only those."""
    over = (vrijgave.maand for vrijgave in vrijgaven if vrijgave.maand.is_finished(today))
    return sorted({Quarter.of(month.first) for month in over}, reverse=True)


def months_in(kwartaal: Quarter, wijk: Wijk) -> list[Month]:
    """The months of a quarter that have something to release: from the one in which the wijk began."""
    return [month for month in kwartaal.months if month.last >= wijk.actief_sinds]


def newest_whole(wijk: Wijk, kwartalen: Sequence[Quarter], vrijgaven: Iterable[Vrijgave]) -> Quarter:
    """The newest quarter of which all months were released, else the newest of these quarters."""
    released = {vrijgave.maand for vrijgave in vrijgaven}
    whole = (quarter for quarter in kwartalen if released.issuperset(months_in(quarter, wijk)))
    return next(whole, kwartalen[0])


@dataclass(frozen=True)
class Maanden(Period):
    """Some months of a quarter, as long as the others are not released."""

    maanden: tuple[Month, ...]

    @property
    def first(self) -> date:  # type: ignore[override]
        """Return the first day."""
        return self.maanden[0].first

    @property
    def last(self) -> date:  # type: ignore[override]
        """Return the last day, included."""
        return self.maanden[-1].last

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «juli 2026 en september 2026»."""
        return gettext(" en ").join(month.label for month in self.maanden)


@dataclass(frozen=True, kw_only=True)
class Kwartaalblad:
    """Everything partners read of one quarter in one wijk, safe to show as a whole."""

    wijk: str
    kwartaal: Quarter
    vrijgaven: tuple[Vrijgave, ...]
    ontbreekt: list[Month]
    periode: Period
    deden: tuple[Figuur, ...]
    bereik: tuple[Figuur, ...]
    naast: tuple[Figuur, ...]
    maanden: tuple[Groep, ...]
    gebieden: Groep | None
    voortgang: tuple[Voortgang, ...]

    @property
    def compleet(self) -> bool:
        """Whether every month is released."""
        return not self.ontbreekt

    @property
    def laatste(self) -> Vrijgave:
        """The release that was made last."""
        return max(self.vrijgaven, key=lambda vrijgave: vrijgave.op)

    @property
    def figuren(self) -> list[Figuur]:
        """Every figure of the page, in the order of the page: the rows of the file."""
        areas = self.gebieden.figuren if self.gebieden else ()
        return [
            *self.deden,
            *self.bereik,
            *self.naast,
            *(f for v in self.voortgang for f in v.figuren if v.stand.naam),
            *areas,
            *(f for group in self.maanden for f in group.figuren),
        ]

    @property
    def heeft_afgeschermd(self) -> bool:
        """Whether the page has to explain what «afgeschermd» means."""
        return any(figuur.afgeschermd for figuur in self.figuren)

    @property
    def alinea(self) -> str:
        """The quarter in a paragraph."""
        did = "; ".join(figuur.zin for figuur in (*self.deden, *self.bereik, *self.naast) if figuur.zin)
        opening = gettext("VoorUit in %(wijk)s, %(periode)s: %(zinnen)s.") % {
            "wijk": self.wijk,
            "periode": self.periode.label,
            "zinnen": did,
        }
        changed = [v.zin for v in self.voortgang if v.stand.naam]
        return " ".join([opening, *changed, gettext("Bron: tellingen van het team, voorlopige cijfers.")])


@dataclass(frozen=True, kw_only=True)
class Bronnen:
    """What was read for the page; only released months are in it."""

    tellingen: dict[Month, Telstand]
    reeksen: dict[ReeksMonth, Reeksstand]
    inzet: dict[Month, Inzetstand]
    contacten: dict[Month, Contactstand]

    def telling(self, months: Iterable[Month]) -> Telstand:
        """Bijeenkomsten over some months."""
        return sum((self.tellingen.get(m, Telstand()) for m in months), Telstand())

    def uren(self, months: Iterable[Month]) -> list[Inzetstand]:
        """Inzet of each of some months."""
        return [self.inzet.get(m, Inzetstand()) for m in months]

    def contact(self, months: Iterable[Month]) -> Contactstand:
        """Contact moments over some months."""
        return sum((self.contacten.get(m, Contactstand()) for m in months), Contactstand())


def read_kwartaal(wijk: Wijk, kwartaal: Quarter, vrijgaven: Sequence[Vrijgave], *, k: int) -> Kwartaalblad:
    """Read and make safe what partners may know of a quarter; three queries whatever the size."""
    released = {v.maand for v in vrijgaven}
    mine = tuple(m for m in kwartaal.months if m in released)
    vorig = Quarter(kwartaal.year - 1, kwartaal.number)
    venster = [m for m in months_back(kwartaal, MAANDEN_TERUG) if m in released]
    bronnen = _read(wijk, vorig.first, kwartaal.last, released)
    ontbreekt = [m for m in months_in(kwartaal, wijk) if m not in released]
    periode = Maanden(mine) if ontbreekt else kwartaal
    year_ago = vorig.months if released.issuperset(vorig.months) else ()
    deden = _did(bronnen, mine, year_ago, periode, k)
    return Kwartaalblad(
        wijk=wijk.naam,
        kwartaal=kwartaal,
        vrijgaven=tuple(v for v in vrijgaven if v.maand in mine),
        ontbreekt=ontbreekt,
        periode=periode,
        deden=deden,
        bereik=_reach(bronnen, deden, kwartaal, k) if periode == kwartaal else (),
        naast=_beside(bronnen, mine, periode, k),
        maanden=_per_month(bronnen, venster, kwartaal, k),
        gebieden=_areas(bronnen, mine, kwartaal, k) if periode == kwartaal else None,
        voortgang=tuple(
            tell_progress(stand, periode=kwartaal, day=periode.last, k=k)
            for stand in read_plan([wijk.pk], periode.last)
        ),
    )


def months_back(kwartaal: Quarter, number: int) -> list[Month]:
    """The last so many months up to and including the quarter."""
    months = [kwartaal.months[-1]]
    while len(months) < number:
        months.append(months[-1].previous())
    return months[::-1]


def _read(wijk: Wijk, first: date, last: date, released: set[Month]) -> Bronnen:
    ids = [wijk.pk]
    inzet, contacten = read_mensen(ids, first, last)
    tellingen, reeksen = read_met_reeksen(ids, first, last)
    return Bronnen(
        tellingen={m: s for (_, m), s in tellingen.items() if m in released},
        reeksen={key: s for key, s in reeksen.items() if key[1] in released},
        inzet={m: s for (_, m), s in inzet.items() if m in released},
        contacten={m: s for (_, m), s in contacten.items() if m in released},
    )


def average(stand: Telstand) -> int | None:
    """Visits per counted bijeenkomst in whole numbers, halves up."""
    return (2 * stand.bezoeken + stand.geteld) // (2 * stand.geteld) if stand.geteld else None


def counted(stand: Telstand) -> str:
    """«52 van 54 bijeenkomsten»: on how many the visits rest."""
    return n_of(stand.geteld, stand.doorgegaan)


def n_of(n: int, m: int) -> str:
    """«47 van 54 bijeenkomsten»."""
    return gettext("%(n)s van %(m)s bijeenkomsten") % {"n": in_words(n), "m": in_words(m)}


def _did(
    bronnen: Bronnen, mine: Sequence[Month], year_ago: Sequence[Month], periode: Period, k: int
) -> tuple[Figuur, ...]:
    """The four figures of «Wat we deden»."""
    stand = bronnen.telling(mine)
    bezoeken = stand.bezoeken if stand.geteld else None
    whole = isinstance(periode, Quarter)
    total = hide_total(_tellingen(bronnen, mine), new_faces(stand), k=k) if whole else MISSING
    share = helpers_share(stand, sum(bronnen.uren(mine), Inzetstand()), k=k) if whole else MISSING
    before = (
        helpers_share(bronnen.telling(year_ago), sum(bronnen.uren(year_ago), Inzetstand()), k=k)
        if year_ago
        else MISSING
    )
    faces = _make(d.NIEUW, total, periode, n_of(stand.nieuw_geteld, stand.geteld), late=not whole)
    hands = _make(d.HELPERS, share, periode, n_of(stand.helpers_geteld, stand.doorgegaan), late=not whole)
    return (
        _make(d.BIJEENKOMSTEN, stand.geteld, periode, in_words(stand.gepland)).say(
            zinnen.say_bijeenkomsten(stand)
        ),
        _make(d.BEZOEKEN, bezoeken, periode, counted(stand)).say(
            zinnen.say_bezoeken(stand, bezoeken, average(stand))
        ),
        faces.say(zinnen.say_new_faces(faces, stand) if whole else ""),
        hands.say(zinnen.say_helpers(hands, before) if whole else ""),
    )


def _reach(bronnen: Bronnen, deden: Sequence[Figuur], kwartaal: Quarter, k: int) -> tuple[Figuur, ...]:
    """The band since the start, of released months; none without a series, hidden with the quarter's new faces."""
    bereik = reach(per_series(bronnen.reeksen, bronnen.reeksen))
    if bereik is None:
        return ()
    hidden = any(figuur.definitie == d.NIEUW and figuur.afgeschermd for figuur in deden)
    start = min(month for _wijk, month, _reeks in bronnen.reeksen)
    return tell_band(bereik, hide_band(bereik, k=k, hidden=hidden), kwartaal.last, start.first)


def _make(
    definitie: Definitie, waarde: Waarde, periode: Period, n: str, *, label: Text = "", late: bool = False
) -> Figuur:
    value = None if isinstance(waarde, Missing) else waarde
    return Figuur(
        definitie=definitie,
        waarde=value,
        periode=periode,
        n=n,
        label=label,
        toelichting=PAS_HEEL if late else "",
        volgt=late,
    )


def _tellingen(bronnen: Bronnen, months: Iterable[Month]) -> dict[str, Telling]:
    return {m.slug: new_faces(bronnen.telling([m])) for m in months}


def _beside(bronnen: Bronnen, mine: Sequence[Month], periode: Period, k: int) -> tuple[Figuur, ...]:
    """What stands in the file beside the four: the parts of the sentences, hours and contact moments."""
    stand = bronnen.telling(mine)
    whole = isinstance(periode, Quarter)
    moments = {m.slug: contacts(bronnen.contact([m])) for m in mine}
    total = hide_total(moments, contacts(bronnen.contact(mine)), k=k) if whole else MISSING
    hours = _make(d.INZET, total_hours(bronnen.uren(mine)), periode, in_words(stand.doorgegaan))
    spoken = _make(d.CONTACTMOMENTEN, total, periode, "", late=not whole)
    planned = in_words(stand.gepland)
    return (
        _make(d.GEPLAND, stand.gepland, periode, planned),
        _make(d.NIET_DOORGEGAAN, stand.niet_doorgegaan, periode, planned),
        _make(d.NIET_GETELD, stand.niet_geteld, periode, planned),
        _make(d.GEMIDDELD, average(stand), periode, counted(stand)),
        hours.say(zinnen.say_amount(hours)),
        spoken.say(zinnen.say_amount(spoken) if whole else ""),
    )


def _per_month(bronnen: Bronnen, months: Sequence[Month], kwartaal: Quarter, k: int) -> tuple[Groep, ...]:
    """Twelve months of visits, new faces, hours and contact moments; each month judged by itself."""
    faces = hide_each(_tellingen(bronnen, months), k=k)
    spoken = hide_each({m.slug: contacts(bronnen.contact([m])) for m in months}, k=k)
    lines: dict[Definitie, list[Figuur]] = {
        definitie: [] for definitie in (d.BEZOEKEN, d.NIEUW, d.INZET, d.CONTACTMOMENTEN)
    }
    for month in months:
        stand = bronnen.telling([month])
        label = MonthLabel(month.short_label if month.year == kwartaal.year else _short(month))
        for definitie, value, n in (
            (d.BEZOEKEN, stand.bezoeken if stand.geteld or not stand.doorgegaan else None, counted(stand)),
            (d.NIEUW, faces[month.slug], n_of(stand.nieuw_geteld, stand.doorgegaan)),
            (d.INZET, team_hours(bronnen.uren([month])[0]), in_words(stand.doorgegaan)),
            (d.CONTACTMOMENTEN, spoken[month.slug], ""),
        ):
            lines[definitie].append(_make(definitie, value, month, n, label=label))
    return tuple(
        Groep(
            code=definitie.code,
            titel=gettext("%(figuur)s per maand") % {"figuur": capfirst(str(definitie.naam))},
            kop=gettext("Maand"),
            kind="columns",
            figuren=tuple(figuren),
        )
        for definitie, figuren in lines.items()
        if figuren
    )


def _short(month: Month) -> str:
    return f"{month.short_label} ’{month.year % 100:02}"


def _areas(bronnen: Bronnen, mine: Sequence[Month], kwartaal: Quarter, k: int) -> Groep:
    """Contact moments per effect area of a whole quarter; a conversation may be in several."""
    contact = bronnen.contact(mine)
    cells = hide_overlapping({g.value: contacts(contact, g) for g in Effectgebied}, k=k)
    return Groep(
        code="gebieden",
        titel=gettext("Waar gesprekken over gingen"),
        kop=gettext("Effectgebied"),
        figuren=tuple(
            _make(d.EFFECTGEBIED, cells[g.value], kwartaal, "", label=capfirst(str(g.label)))
            for g in Effectgebied
        ),
    )
