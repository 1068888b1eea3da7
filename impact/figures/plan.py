"""Priorities with target against actual: where an indicator began, where it is, where it should be.

Survey shares (%) follow their own rule of suppression; counts of persons the general one; other units (portieken,
a score) are no persons. A share whose n is unknown cannot be told: it is shown as unknown, with that reason.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, ExtractMonth, JSONObject
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Maandvrijgave
from core.charts import TargetBar
from core.periods import Period
from core.suppression import SUPPRESSED, Suppressed, SurveyShare, newcombe, round5, survey_share
from impact.figures.afscherming import Telling, hide
from impact.figures.definities import BEGINSTAND, STAND, STREEFWAARDE
from impact.figures.figuur import Figuur, Waarde
from wijken.vocabulary import Bewijsniveau, Richting
from wijkplan.models import Meting, Prioriteit, Wijkplan
from wijkplan.querysets.meten import MetingQuerySet

PERSONEN = (
    "bewoner", "buren", "buur", "contactgezin", "deelnemer", "gezin", "helper", "huishouden", "iemand",
    "jongere", "kind", "mens", "ouder", "persoon", "personen", "respondent", "student", "trekker", "vrijwilliger",
)  # fmt: skip
EXACT = re.compile(  # «, 17 van 38», «(n = 38)»: everything with a number but a year
    r"[\s,;:(]*\b(?:n\s*=\s*)?(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)?\b(?:\s*(?:van|uit|of|/)\s*(?:de\s+)?\d+)?(?:\s*%)?\)?",
    re.IGNORECASE,
)
GEEN_N = _("niet getoond: het aantal ondervraagden van deze waarde is niet bekend")


@dataclass(frozen=True, kw_only=True)
class Peiling:
    """One value of an indicator on a day, as it stands in the rows; n is None when it was not written down."""

    waarde: Decimal
    dag: date
    n: int | None = None
    bron: str = ""
    bewijsniveau: int = Bewijsniveau.TELLING
    berekend: bool = False

    @property
    def ja(self) -> int | None:
        """How many of n a percentage stands for."""
        if self.n is None or not 0 <= self.waarde <= 100:
            return None
        return int((self.waarde * self.n / 100).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, kw_only=True)
class Indicatorstand:
    """An indicator of a priority with its begin, its last measurement and its target; naam is empty without one."""

    wijk: int
    prioriteit: str
    rang: int
    effectgebied: str
    naam: str = ""
    eenheid: str = ""
    niveau: str = ""
    omhoog: bool = True
    officieel: bool = False
    begin: Peiling | None = None
    nu: Peiling | None = None
    doel: Decimal | None = None
    doeldatum: date | None = None

    @property
    def is_percentage(self) -> bool:
        """Whether its values are shares."""
        return self.eenheid.strip() in {"%", "procent"}

    @property
    def telt_personen(self) -> bool:
        """Whether its values count people."""
        unit = self.eenheid.lower()
        return any(word in unit for word in PERSONEN)

    def status(self, day: date) -> str:
        """How it stands on a day, by the rule of `wijkplan.figures.stand` (a test holds them equal)."""
        if self.nu is None:
            return "niet_gemeten"
        if self.doel is None:
            return "geen_doel"
        if self._reached(self.nu.waarde, self.doel):
            return "gehaald"
        if self.begin is None:
            return "geen_begin"
        if self.doel == self.begin.waarde or self.doeldatum is None or self.doeldatum < day:
            return "achter"
        ahead = self._way() >= self._time() and not self._reached(self.begin.waarde, self.doel)
        return "op_koers" if ahead else "achter"

    def _way(self) -> Decimal:
        return (self.nu.waarde - self.begin.waarde) / (self.doel - self.begin.waarde)  # type: ignore[union-attr,operator]

    def _time(self) -> Decimal:
        begin, now, target = self.begin.dag, self.nu.dag, self.doeldatum  # type: ignore[union-attr]
        if target <= begin:  # type: ignore[operator]
            return Decimal(1)
        return min(max(Decimal((now - begin).days) / (target - begin).days, Decimal(0)), Decimal(1))  # type: ignore[operator]

    def _reached(self, value: Decimal, wanted: Decimal) -> bool:
        return value >= wanted if self.omhoog else value <= wanted


def read_plan(wijken: Collection[int], day: date) -> list[Indicatorstand]:
    """Indicators of the plans in force on a day (not drafts), in one query, priorities without one included."""
    plans = Wijkplan.objects.current_on(day).exclude(status=Wijkplan.Status.CONCEPT)
    current = plans.filter(wijk=OuterRef("wijkplan__wijk")).values("pk")[:1]
    measured = (
        tellable(Meting.objects.settled())
        .filter(indicator__lijn=OuterRef("doelen__indicatoren__lijn"), peildatum__lte=day)
        .order_by("peildatum", "pk")
        .values(
            als=JSONObject(
                waarde=Cast("waarde", CharField()),
                n=F("n"),
                dag=Cast("peildatum", CharField()),
                bron=F("bron"),
                bewijsniveau=F("bewijsniveau"),
                berekend=F("berekend"),
            )
        )
    )
    rows = (
        Prioriteit.objects.filter(wijkplan__wijk__in=wijken, wijkplan=Subquery(current))
        .order_by("wijkplan__wijk", "rang", "pk", "doelen__rang", "doelen__pk", "doelen__indicatoren__pk")
        .values(
            "titel",
            "rang",
            "effectgebied",
            wijk=F("wijkplan__wijk"),
            indicator=F("doelen__indicatoren__pk"),
            naam=F("doelen__indicatoren__naam"),
            eenheid=F("doelen__indicatoren__eenheid"),
            niveau=F("doelen__indicatoren__niveau"),
            richting=F("doelen__indicatoren__richting"),
            nulmeting=F("doelen__indicatoren__nulmeting"),
            nulmeting_datum=F("doelen__indicatoren__nulmeting_datum"),
            nulmeting_bron=F("doelen__indicatoren__nulmeting_bron"),
            kerncijfer=F("doelen__indicatoren__kerncijfer"),
            streefwaarde=F("doelen__indicatoren__streefwaarde"),
            streefdatum=Coalesce(
                "doelen__indicatoren__streefdatum", "doelen__streefdatum", "wijkplan__periode_tot"
            ),
            metingen=ArraySubquery(measured),
        )
    )
    return _without_empty_goals([_indicator(row) for row in rows])  # type: ignore[arg-type]


def tellable(metingen: MetingQuerySet) -> MetingQuerySet:
    """Without counts of the house over months of which one was not released: else they would tell it beforehand."""
    released = (
        Maandvrijgave.objects.filter(
            wijk=OuterRef("indicator__doel__prioriteit__wijkplan__wijk"),
            maand__gte=OuterRef("periode_van"),
            maand__lte=OuterRef("periode_tot"),
        )
        .order_by()
        .values("wijk")
        .annotate(aantal=Count("pk"))
        .values("aantal")
    )
    months = ExtractMonth("periode_tot") - ExtractMonth("periode_van") + 1
    return metingen.annotate(vrij=Subquery(released), nodig=months).filter(
        Q(berekend=False) | Q(vrij__gte=F("nodig"))
    )


def _without_empty_goals(standen: list[Indicatorstand]) -> list[Indicatorstand]:
    """A priority is told once as unmeasured, and only when none of its goals has an indicator."""
    measured = {(s.wijk, s.rang) for s in standen if s.naam}
    seen: set[tuple[int, int]] = set()
    result = []
    for stand in standen:
        key = stand.wijk, stand.rang
        if stand.naam or (key not in measured and key not in seen):
            result.append(stand)
            seen.add(key)
    return result


def _indicator(row: dict[str, Any]) -> Indicatorstand:
    standing = {"wijk": row["wijk"], "prioriteit": row["titel"], "rang": row["rang"]}
    if row["indicator"] is None:
        return Indicatorstand(**standing, effectgebied=row["effectgebied"])
    metingen = [_peiling(m if isinstance(m, dict) else json.loads(m)) for m in row["metingen"]]
    begin = _begin(row, metingen)
    return Indicatorstand(
        **standing,
        effectgebied=row["effectgebied"],
        naam=row["naam"],
        eenheid=row["eenheid"],
        niveau=row["niveau"],
        omhoog=row["richting"] == Richting.OMHOOG,
        officieel=row["kerncijfer"] is not None,
        begin=begin,
        nu=metingen[-1] if metingen else None,
        doel=row["streefwaarde"],
        doeldatum=row["streefdatum"],
    )


def _peiling(found: dict[str, Any]) -> Peiling:
    return Peiling(
        waarde=Decimal(found["waarde"]),
        dag=date.fromisoformat(found["dag"]),
        n=found["n"],
        bron=found["bron"],
        bewijsniveau=found["bewijsniveau"],
        berekend=found["berekend"],
    )


def _begin(row: dict[str, Any], metingen: list[Peiling]) -> Peiling | None:
    """The baseline of the plan with the n of a measurement of that day; else the first of several."""
    if row["nulmeting"] is None:
        return metingen[0] if len(metingen) > 1 else None
    same = [m for m in metingen if m.dag == row["nulmeting_datum"] and m.waarde == row["nulmeting"]]
    return Peiling(
        waarde=row["nulmeting"],
        dag=row["nulmeting_datum"],
        n=same[-1].n if same else None,
        bron=row["nulmeting_bron"],
        bewijsniveau=same[-1].bewijsniveau if same else Bewijsniveau.TELLING,
    )


# -- As it is told ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Voortgang:
    """An indicator as readers see it: three figures, a status that may be hidden, and a sentence."""

    stand: Indicatorstand
    begin: Figuur
    nu: Figuur
    doel: Figuur
    status: str
    zin: str

    @property
    def figuren(self) -> tuple[Figuur, ...]:
        """Begin, now and target."""
        return (self.begin, self.nu, self.doel)

    @property
    def afgeschermd(self) -> bool:
        """Whether a small group hides one of them."""
        return self.begin.afgeschermd or self.nu.afgeschermd

    @property
    def chart(self) -> TargetBar:
        """Begin, now and target on one bar."""
        high = 100 if self.stand.is_percentage else None
        return TargetBar(
            title=f"{self.stand.prioriteit}: {self.stand.naam}",
            unit=self.stand.eenheid,
            source=self.nu.herkomst,
            begin=self.begin.waarde,
            now=self.nu.waarde,
            target=self.doel.waarde,
            high=high,
        )


def tell_progress(stand: Indicatorstand, *, periode: Period, day: date, k: int) -> Voortgang:
    """Make an indicator safe to show and say it in a sentence."""
    begin = _figuur(BEGINSTAND, stand, stand.begin, periode, k, official=stand.officieel)
    now = _figuur(STAND, stand, stand.nu, periode, k)
    goal = Figuur(
        definitie=STREEFWAARDE,
        waarde=plain(stand.doel),
        periode=periode,
        n="",
        label=stand.naam,
        eenheid=stand.eenheid,
    )
    hidden = begin.afgeschermd or now.afgeschermd or (stand.nu is not None and now.onbekend)
    return Voortgang(
        stand=stand,
        begin=begin,
        nu=now,
        doel=goal,
        status="" if hidden else stand.status(day),
        zin=_sentence(stand, begin, now, goal),
    )


def plain(value: Decimal | None) -> Decimal | int | None:
    """A stored decimal without the zeros behind it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


def safe_value(stand: Indicatorstand, peiling: Peiling, *, k: int, official: bool = False) -> Waarde:
    """The value as it may be told, or Suppressed, or None when its n is not known."""
    if official or peiling.berekend or not (stand.is_percentage or stand.telt_personen):
        return plain(peiling.waarde)
    if stand.telt_personen:
        whole = max(int(peiling.waarde), 0)
        return hide({"aantal": Telling(aantal=whole)}, k=k)["aantal"]
    if peiling.n is None or peiling.ja is None:
        return None
    share = survey_share(peiling.ja, peiling.n, k=k)
    return share.percent if isinstance(share, SurveyShare) else SUPPRESSED


def _figuur(
    definitie: Any,
    stand: Indicatorstand,
    peiling: Peiling | None,
    periode: Period,
    k: int,
    *,
    official: bool = False,
) -> Figuur:
    if peiling is None:
        return Figuur(
            definitie=definitie, waarde=None, periode=periode, n="", label=stand.naam, eenheid=stand.eenheid
        )
    value = safe_value(stand, peiling, k=k, official=official)
    shown = value is not None and not isinstance(value, Suppressed)
    about_people = not (official or peiling.berekend) and (stand.is_percentage or stand.telt_personen)
    bron = EXACT.sub("", peiling.bron) if about_people else peiling.bron
    return Figuur(
        definitie=definitie,
        waarde=value,
        periode=periode,
        n=_n(stand, peiling) if shown else "",
        label=stand.naam,
        eenheid=stand.eenheid,
        bron=f"{bron}, {date_format(peiling.dag, 'j F Y')}" if shown else "",
        bewijsniveau=Bewijsniveau(peiling.bewijsniveau),
        toelichting=GEEN_N if value is None else "",
    )


def _n(stand: Indicatorstand, peiling: Peiling) -> str:
    if peiling.n is None:
        return ""
    if not peiling.berekend and (stand.is_percentage or stand.telt_personen):
        return gettext("ongeveer %(n)s mensen") % {"n": round5(peiling.n)}
    said = number_format(peiling.n, force_grouping=True)
    return gettext("%(n)s bijeenkomsten") % {"n": said} if peiling.berekend else said


def by_chance(stand: Indicatorstand) -> bool:
    """Whether the difference between begin and now can be chance (Newcombe interval holds 0)."""
    if not stand.is_percentage or stand.begin is None or stand.nu is None:
        return False
    if stand.nu.berekend:
        return False
    before, after = (stand.begin.ja, stand.begin.n), (stand.nu.ja, stand.nu.n)
    if None in before or None in after or 0 in (before[1], after[1]):
        return False
    low, high = newcombe(before, after)  # type: ignore[arg-type]
    return low <= 0 <= high


def _sentence(stand: Indicatorstand, begin: Figuur, now: Figuur, goal: Figuur) -> str:
    """Say «Durft Nederlands te spreken: 30 % → 45 %, doel 60 %. Het verschil kan toeval zijn.»."""
    if begin.afgeschermd or now.afgeschermd:
        return gettext("%(naam)s: afgeschermd (kleine groep).") % {"naam": stand.naam}
    if now.onbekend:
        return gettext("%(naam)s: nog niet gemeten.") % {"naam": stand.naam or stand.prioriteit}
    parts = [now.met_eenheid if begin.onbekend else f"{begin.met_eenheid} → {now.met_eenheid}"]
    if not goal.onbekend:
        parts.append(gettext("doel %(doel)s") % {"doel": goal.met_eenheid})
    said = f"{stand.naam}: {', '.join(parts)}."
    if not begin.onbekend and by_chance(stand):
        said += " " + gettext("Het verschil kan toeval zijn.")
    return said
