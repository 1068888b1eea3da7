"""Target against actual for a whole plan: one row per indicator, the same on the page, in the files and as words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import F
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.charts import Chart, Series, TargetBar
from core.exports import Explanation
from wijkplan.figures.bord import read_bord
from wijkplan.figures.standen import Stand, stand
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Wijkplan

MEEST_HOOFD = 5  # more headline figures than this and nobody reads them
GEEN_BEWIJS = _("officieel cijfer: geen causaal bewijs van ons werk")
KOP = (
    _("Prioriteit"), _("Effectgebied"), _("Doel"), _("Indicator"), _("Soort"), _("Eenheid"), _("Beginstand"),
    _("Begin op"), _("Nu"), _("Periode"), _("Streefwaarde"), _("Te halen vóór"), _("Deel van de weg in %"),
    _("Stand"), _("n"), _("Bron"), _("Hoe weten we dit"), _("Wie meet"), _("Hoe vaak"), _("Verloop"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Keuze:
    """What a reader wants to see; empty is everything."""

    niveau: str = ""
    effectgebied: str = ""
    wie: str = ""

    def holds(self, rij: "Cijferrij") -> bool:
        """Whether this row is asked for."""
        return (
            self.niveau in {"", rij.indicator.niveau}
            and self.effectgebied in {"", rij.prioriteit.effectgebied}
            and self.wie in {"", rij.wie_uuid}
        )


@dataclass(frozen=True, kw_only=True)
class Cijferrij:
    """An indicator with how it stands, what it was measured at (oldest first), and what still waits in the team."""

    prioriteit: Prioriteit
    doel: Doel
    indicator: Indicator
    stand: Stand
    metingen: list[Meting]
    wachtend: list[Meting]

    @property
    def is_context(self) -> bool:
        """Whether it is an official figure, drawn apart and never claimed."""
        return self.indicator.niveau == Indicator.Niveau.CONTEXT

    @property
    def wie_uuid(self) -> str:
        """Who measures, as it stands in an address."""
        return str(self.indicator.verantwoordelijke.uuid) if self.indicator.verantwoordelijke else ""

    @property
    def deel(self) -> Decimal | None:
        """Whole percents of the way from begin to target; None when it can not be told, and for a context figure."""
        if self.stand.voortgang is None or self.is_context:
            return None
        return (self.stand.voortgang * 100).quantize(Decimal(1), ROUND_HALF_UP)

    @property
    def periode(self) -> str:
        """The period, or the day, that the newest measurement is about."""
        return period_of(self.metingen[-1]) if self.metingen else ""

    @property
    def woord(self) -> str:
        """How it stands in one word; a context figure is not judged."""
        return gettext("ter vergelijking") if self.is_context else str(self.stand.status.label)

    @property
    def verloop(self) -> str:
        """All values, oldest first: «31 → 38 → 45»."""
        return " → ".join(_said(meting.waarde) for meting in self.metingen)

    @property
    def cellen(self) -> tuple[Any, ...]:
        """The row as it stands in the file, in the order of `KOP`."""
        now = self.stand
        return (
            self.prioriteit.titel,
            self.prioriteit.get_effectgebied_display(),
            self.doel.titel,
            self.indicator.naam,
            self.indicator.get_niveau_display(),
            self.indicator.eenheid,
            tidy(now.begin),
            now.begin_datum,
            tidy(now.nu),
            self.periode,
            tidy(now.doel),
            now.doel_datum,
            self.deel,
            self.woord,
            now.n,
            now.bron,
            now.bewijs_tekst,
            self.indicator.verantwoordelijke.naam if self.indicator.verantwoordelijke else "",
            self.indicator.get_frequentie_display(),
            self.verloop,
        )

    @property
    def zin(self) -> str:
        """«Durft Nederlands te spreken: 31 % → 45 % (n = 38, juni 2026), doel 60 %, achter.»."""
        now, unit = self.stand, f" {self.stand.eenheid}" if self.stand.eenheid else ""
        if now.nu is None:
            return gettext("%(naam)s: nog niet gemeten.") % {"naam": self.indicator.naam}
        begin = f"{_said(now.begin)}{unit} → " if now.begin is not None else ""
        about = [f"n = {number_format(now.n, force_grouping=True)}"] if now.n is not None else []
        parts = [f"{begin}{_said(now.nu)}{unit} ({', '.join([*about, self.periode, now.bron])})"]
        if now.doel is not None:
            parts.append(gettext("doel %s") % f"{_said(now.doel)}{unit}")
        parts.append(str(GEEN_BEWIJS) if self.is_context else self.woord)
        return f"{self.indicator.naam}: {', '.join(parts)}."

    @property
    def balk(self) -> TargetBar:
        """Begin, now and target on one bar."""
        now = self.stand
        return TargetBar(
            title=f"{self.prioriteit}: {self.indicator}",
            unit=now.eenheid,
            source=", ".join(filter(None, [now.bron, self.periode, now.bewijs_tekst])),
            note=f"n = {now.n}" if now.n is not None else "",
            begin=tidy(now.begin),
            now=tidy(now.nu),
            target=tidy(now.doel),
            high=100 if now.eenheid == "%" else None,
        )

    @property
    def lijn(self) -> Chart | None:
        """All settled measurements through time with the target beside them; None until there are two."""
        return trend(self.indicator, self.metingen, self.stand) if len(self.metingen) > 1 else None


@dataclass(frozen=True, kw_only=True)
class Cijfers:
    """All indicators of a plan that were asked for, in the order of the plan; `alle` are those without a choice."""

    plan: Wijkplan
    alle: list[Cijferrij]
    keuze: Keuze

    @property
    def gekozen(self) -> list[Cijferrij]:
        """What was asked for: the rows of the page and of the files."""
        return [*self.rijen, *self.context]

    @property
    def rijen(self) -> list[Cijferrij]:
        """What was asked for and is about our work."""
        return [rij for rij in self.alle if self.keuze.holds(rij) and not rij.is_context]

    @property
    def context(self) -> list[Cijferrij]:
        """Official figures, told last and apart."""
        return [rij for rij in self.alle if self.keuze.holds(rij) and rij.is_context]

    @property
    def groepen(self) -> Iterator[tuple[Prioriteit, list[Cijferrij]]]:
        """The rows about our work per priority."""
        groups: dict[int, list[Cijferrij]] = defaultdict(list)
        for rij in self.rijen:
            groups[rij.prioriteit.pk].append(rij)
        return ((rows[0].prioriteit, rows) for rows in groups.values())

    @property
    def hoofd(self) -> list[Cijferrij]:
        """The headline: of each priority that asks for work the first outcome that was measured, at most five."""
        first: dict[int, Cijferrij] = {}
        for rij in self.rijen:
            outcome = rij.indicator.niveau in {Indicator.Niveau.UITKOMST, Indicator.Niveau.EFFECT}
            if outcome and rij.metingen and rij.prioriteit.moscow != Prioriteit.Moscow.NIET_NU:
                first.setdefault(rij.prioriteit.pk, rij)
        return list(first.values())[:MEEST_HOOFD]

    @property
    def wie(self) -> list[tuple[str, str]]:
        """Who measures something in this plan, by name."""
        found = {rij.wie_uuid: rij.indicator.verantwoordelijke.naam for rij in self.alle if rij.wie_uuid}  # type: ignore[union-attr]
        return sorted(found.items(), key=lambda pair: pair[1])

    @property
    def alinea(self) -> str:
        """The rows in a paragraph, for a gebiedsplan or nota."""
        opening = gettext("%(plan)s, versie %(versie)s:") % {
            "plan": self.plan.titel,
            "versie": self.plan.versie,
        }
        return " ".join([opening, *(rij.zin for rij in self.gekozen)])

    @property
    def uitleg(self) -> list[Explanation]:
        """What each figure means, for the last sheet of the workbook."""
        return [
            Explanation(
                figuur=rij.indicator.naam,
                formule=rij.indicator.meetmethode
                or (rij.indicator.get_berekening_display() if rij.indicator.berekening else ""),
                periode=rij.periode,
                bron=rij.stand.bron,
                n="" if rij.stand.n is None else str(rij.stand.n),
                bewijsniveau=str(GEEN_BEWIJS) if rij.is_context else rij.stand.bewijs_tekst,
            )
            for rij in self.gekozen
        ]


def read_cijfers(plan: Wijkplan, *, today: date, keuze: Keuze | None = None, team: bool = False) -> Cijfers:
    """Every indicator of a plan with its begin, target, newest measurement and status; three queries at any size.

    Formula and unit: see `stand`. Source: the plan and the measurements of the lines of its indicators, so those
    made for earlier versions count. Only what is vastgesteld is in the figures; with `team` what still waits is
    told beside them. Missing: an indicator that was not measured is a row without a value, never 0.
    """
    bord = read_bord(Wijkplan.objects.filter(pk=plan.pk), today=today)
    found = [
        (band.prioriteit, regel.doel, rij.indicator)
        for band in bord.bands
        for regel in band.doelen
        for rij in regel.indicatoren
    ]
    _name_who(indicator for *_above, indicator in found)
    measured = metingen_of(indicator for *_above, indicator in found)
    rows = [
        _row(prioriteit, doel, indicator, measured[indicator.lijn], today=today, team=team)
        for prioriteit, doel, indicator in found
    ]
    return Cijfers(plan=plan, alle=rows, keuze=keuze or Keuze())


def read_rij(indicator: Indicator, *, today: date, team: bool = False) -> Cijferrij:
    """One indicator as `read_cijfers` tells it; one query."""
    found = metingen_of([indicator])[indicator.lijn]
    doel = indicator.doel
    return _row(doel.prioriteit, doel, indicator, found, today=today, team=team)


def metingen_of(indicatoren: Iterable[Indicator]) -> dict[Any, list[Meting]]:
    """Measurements per line, oldest first, those of other versions included; one query."""
    lines = [indicator.lijn for indicator in indicatoren]
    rows = Meting.objects.filter(indicator__lijn__in=lines).annotate(lijn=F("indicator__lijn"))
    found: dict[Any, list[Meting]] = defaultdict(list)
    for meting in rows.select_related("door", "beoordeeld_door").order_by("peildatum", "pk"):
        found[meting.lijn].append(meting)  # type: ignore[attr-defined]
    return found


def _name_who(indicatoren: Iterable[Indicator]) -> None:
    """Give every indicator the person who measures it, in one query."""
    rows = [row for row in indicatoren if row.verantwoordelijke_id]
    field: Any = Indicator._meta.get_field("verantwoordelijke")
    people = field.related_model.objects.in_bulk({row.verantwoordelijke_id for row in rows})
    for row in rows:
        row.verantwoordelijke = people[row.verantwoordelijke_id]


def _row(
    prioriteit: Prioriteit,
    doel: Doel,
    indicator: Indicator,
    metingen: list[Meting],
    *,
    today: date,
    team: bool,
) -> Cijferrij:
    settled = [meting for meting in metingen if meting.status == Meting.Status.VASTGESTELD]
    return Cijferrij(
        prioriteit=prioriteit,
        doel=doel,
        indicator=indicator,
        stand=stand(indicator, metingen=settled, today=today),
        metingen=settled,
        wachtend=[meting for meting in metingen if meting not in settled] if team else [],
    )


def trend(indicator: Indicator, metingen: list[Meting], now: Stand) -> Chart:
    """Measurements through time as a line, and the target as a second one. Unit: that of the indicator."""
    labels = _unique([date_format(meting.peildatum, "MAAND_JAAR_FORMAT") for meting in metingen])
    series = [
        Series.of(gettext("gemeten"), list(zip(labels, (tidy(m.waarde) for m in metingen), strict=True)))
    ]
    if now.doel is not None:
        series.append(Series.of(gettext("doel"), [(label, tidy(now.doel)) for label in labels]))
    return Chart(
        title=capfirst(indicator.naam),
        unit=indicator.eenheid,
        source=now.bron,
        note=str(GEEN_BEWIJS) if indicator.niveau == Indicator.Niveau.CONTEXT else now.bewijs_tekst,
        series=tuple(series),
        kind="line",
        label_title=gettext("Gemeten op"),
    )


def _unique(labels: list[str]) -> list[str]:
    """Two measurements in one month stay two points."""
    return [
        f"{label} ({labels[:i].count(label) + 1})" if label in labels[:i] else label
        for i, label in enumerate(labels)
    ]


def period_of(meting: Meting) -> str:
    """«1 januari 2026 tot en met 31 maart 2026», or the day it was measured."""
    if meting.periode_van is None or meting.periode_tot is None:
        return date_format(meting.peildatum, "j F Y")
    return gettext("%(van)s tot en met %(tot)s") % {
        "van": date_format(meting.periode_van, "j F Y"),
        "tot": date_format(meting.periode_tot, "j F Y"),
    }


def tidy(value: Decimal | None) -> Decimal | int | None:
    """A stored decimal without the zeros behind it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


def _said(value: Decimal | None) -> str:
    tidied = tidy(value)
    return "" if tidied is None else number_format(tidied, force_grouping=True)
