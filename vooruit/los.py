"""What hangs loose, in both directions: work without a goal, and parts of the plan without work, money or effect."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vooruit.werk import Werk, running
from wijkplan.figures import Band, Bord, Doelregel, read_bord
from wijkplan.figures.partijen import read_opvolging
from wijkplan.models import Dekking, Wijkplan


@dataclass(frozen=True, kw_only=True)
class Los:
    """A plan, what runs in its wijk, and the lines of the goals somebody pays for.

    Priorities on «niet nu» ask for nothing, so nothing about them is loose.
    """

    bord: Bord
    werk: list[Werk]
    betaald: set[UUID]

    @property
    def bands(self) -> list[Band]:
        """The priorities that ask for work."""
        return [band for band in self.bord.bands if band.vraagt]

    @property
    def doelen(self) -> list[Doelregel]:
        """Their goals."""
        return [regel for band in self.bands for regel in band.doelen]

    @property
    def gedaan(self) -> set[UUID]:
        """The lines of goals for which something runs."""
        return {lijn for row in self.werk for lijn in row.lijnen}

    @property
    def zonder_doel(self) -> list[Werk]:
        """Activities without a goal in this plan; what was never planned can't have one."""
        known = {regel.doel.lijn for band in self.bord.bands for regel in band.doelen}
        return [row for row in self.werk if not row.los and not row.lijnen & known]

    @property
    def ongepland(self) -> int:
        """How often something was held that was not planned; said, not counted as loose."""
        return sum(row.keer for row in self.werk if row.los)

    @property
    def zonder_activiteit(self) -> list[Doelregel]:
        """Goals for which nothing runs."""
        return [regel for regel in self.doelen if regel.doel.lijn not in self.gedaan]

    @property
    def zonder_indicator(self) -> list[Doelregel]:
        """Goals of which one can't see whether they come nearer."""
        return [regel for regel in self.doelen if not regel.indicatoren]

    @property
    def prioriteit_zonder_doel(self) -> list[Band]:
        """Priorities that are only a wish."""
        return [band for band in self.bands if not band.doelen]

    @property
    def zonder_geld(self) -> list[Band]:
        """Priorities with goals, none of which anybody promised something for."""
        return [band for band in self.bands if band.doelen and not self._lines(band) & self.betaald]

    @property
    def zonder_effect(self) -> list[Band]:
        """Priorities that do not say what they lead to."""
        return [band for band in self.bands if not band.effecten]

    @property
    def totaal(self) -> int:
        """How many things hang loose."""
        return sum(
            len(rows)
            for rows in (
                self.zonder_doel,
                self.zonder_activiteit,
                self.zonder_indicator,
                self.prioriteit_zonder_doel,
                self.zonder_geld,
                self.zonder_effect,
            )
        )

    @property
    def gedekt(self) -> int:
        """Priorities with a goal for which something runs and somebody promised something.

        Formula: the number of priorities with at least one goal that has at least one running activity and at least
        one promise (Bijdrage) that was not withdrawn; of all priorities that are not on «niet nu». Source: the plan.
        Missing: a plan without priorities has no share.
        """
        return sum(bool(self._lines(band) & self.gedaan & self.betaald) for band in self.bands)

    def _lines(self, band: Band) -> set[UUID]:
        return {regel.doel.lijn for regel in band.doelen}


@dataclass(frozen=True, kw_only=True)
class Verder:
    """Where what hangs loose can be tied, when this plan itself stands still: an address and what one does there."""

    pad: str
    tekst: str


def further(plan: Wijkplan, plans: QuerySet[Wijkplan]) -> Verder | None:
    """The step that lets the content of this plan change again, among the plans one sees; None for a concept."""
    if plan.is_draft:
        return None
    if plan.status == Wijkplan.Status.IN_RONDE:
        return Verder(pad=reverse("wijkplan:edit", args=[plan.uuid]), tekst=_("Haal het plan eerst terug"))
    after = read_opvolging(plan, plans.filter(wijk=plan.wijk_id))
    follow = after.versie or after.periode if plan.is_in_force else after.periode or after.versie
    if follow is not None and (after.versie or not plan.is_in_force):
        said = _("Regel het in «%(plan)s», versie %(versie)s") % {"plan": follow, "versie": follow.versie}
        return Verder(pad=reverse("wijkplan:edit", args=[follow.uuid]), tekst=said)
    name, said = (
        ("next_version", _("Regel het in een volgende versie"))
        if plan.is_in_force
        else ("next_plan", _("Neem het mee naar een volgend plan"))
    )
    return Verder(pad=reverse(f"wijkplan:{name}", args=[plan.uuid]), tekst=said)


def read_los(plans: QuerySet[Wijkplan], plan: Wijkplan, today: date) -> Los:
    """Read the plan, what runs and what is paid, one query each."""
    paid = Dekking.objects.filter(doel__prioriteit__wijkplan=plan, bijdrage__ingetrokken_op=None)
    return Los(
        bord=read_bord(plans, today=today),
        werk=running(plan, today),
        betaald=set(paid.values_list("doel__lijn", flat=True)),
    )
