"""The plan as it is read aloud: priorities by rank, their goals, their indicators, and how each stands."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from core.trees import Branch, Node, read_trees
from wijken.vocabulary import Communitydimensie
from wijkplan.figures.standen import Stand, stand
from wijkplan.models import BeoogdEffect, Doel, Indicator, Meting, Prioriteit, Project, Schakel, Wijkplan
from wijkplan.querysets import TOETS_BINNEN
from wijkplan.querysets.meten import MEASURED, MEET_OM
from wijkplan.vocabulary import VEEL_PRIORITEITEN

# What is read with a plan, in one query. A noun under these is one more Branch, and a field more in its row below.
METINGEN = Branch("metingen", along="lijn")  # also those made for this indicator in another version
INDICATOREN = Branch("indicatoren", (METINGEN,))
PROJECTEN, SCHAKELS, EFFECTEN = Branch("projecten"), Branch("schakels"), Branch("beoogde_effecten")
DOELEN = Branch("doelen", (INDICATOREN, PROJECTEN, SCHAKELS))
PRIORITEITEN = Branch("prioriteiten", (DOELEN, EFFECTEN))


@dataclass(frozen=True, kw_only=True)
class Meetregel:
    """An indicator, how it stands, and all its measurements, oldest first."""

    indicator: Indicator
    stand: Stand
    metingen: list[Meting]


@dataclass(frozen=True, kw_only=True)
class Doelregel:
    """A goal with its indicators, its projects, and why we think it helps."""

    doel: Doel
    indicatoren: list[Meetregel]
    projecten: list[Project] = field(default_factory=list)
    schakels: list[Schakel] = field(default_factory=list)

    @property
    def werkwijze(self) -> list[Schakel]:
        """Why what we do helps this goal."""
        return [schakel for schakel in self.schakels if schakel.effect_id is None]

    @property
    def vaag(self) -> list[str]:
        """What would make the goal SMART: for whom, before when, and how one sees that it worked; [] when it is."""
        rows = [rij.indicator for rij in self.indicatoren]
        asked = [
            (self.doel.doelgroep, gettext("voor wie")),
            (self.doel.streefdatum, gettext("vóór wanneer")),
            (rows, gettext("hoe je ziet of het lukt (een indicator)")),
            (not rows or any(row.streefwaarde is not None for row in rows), gettext("waar je wilt uitkomen")),
        ]
        return [said for there, said in asked if not there]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A priority with its goals and the lasting effects it should have; `eerste` and `laatste` say where it can not move."""

    prioriteit: Prioriteit
    doelen: list[Doelregel]
    eerste: bool
    laatste: bool
    effecten: list[BeoogdEffect] = field(default_factory=list)

    @property
    def vraagt(self) -> bool:
        """Whether it asks for work: all but what somebody put on «niet nu»."""
        return self.prioriteit.moscow != Prioriteit.Moscow.NIET_NU


@dataclass(frozen=True, kw_only=True)
class Bord:
    """A whole plan, laid out; `plan` is None where there is none to show."""

    plan: Wijkplan | None
    bands: list[Band]

    @property
    def te_veel(self) -> list[Band]:
        """The bands that ask for work when they are more than people keep in mind; else none."""
        asking = [band for band in self.bands if band.vraagt]
        return asking if len(asking) > VEEL_PRIORITEITEN else []

    @property
    def zonder_dimensie(self) -> list[str]:
        """The dimensions of a community that no goal serves yet; [] as long as there is no goal at all."""
        served = {regel.doel.dimensie for band in self.bands if band.vraagt for regel in band.doelen}
        return [str(each.label) for each in Communitydimensie if each not in served] if served else []

    def ongetoetst(self, day: date) -> list[Schakel]:
        """Assumptions nobody tested in a year, as `SchakelQuerySet.untested` says it."""
        if self.plan is None or not self.plan.is_in_force:
            return []
        return [
            schakel
            for band in self.bands
            if band.vraagt
            for regel in band.doelen
            for schakel in regel.schakels
            if schakel.getoetst_op is None and schakel.sinds <= day - TOETS_BINNEN
        ]

    def te_meten(self, day: date) -> list[Indicator]:
        """Indicators that wait for a measurement, as `IndicatorQuerySet.to_measure` says it, with `laatste`."""
        if self.plan is None or not self.plan.periode_van <= day <= self.plan.periode_tot:
            return []
        found = []
        for rij in self._metend:
            days = [meting.peildatum for meting in rij.metingen if meting.status in MEASURED]
            rij.indicator.laatste = max(days, default=None)  # type: ignore[attr-defined]
            if asks(rij.indicator, max(days, default=None), day):
                found.append(rij.indicator)
        return sorted(found, key=lambda row: (row.doel.prioriteit.rang, row.pk))

    @property
    def wachtend(self) -> list[Meting]:
        """Measurements that were handed in and wait for the coordinator, the oldest first."""
        goals = (regel for band in self.bands for regel in band.doelen)
        rows = (meting for regel in goals for rij in regel.indicatoren for meting in rij.metingen)
        handed_in = [meting for meting in rows if meting.status == Meting.Status.INGEDIEND]
        return sorted(handed_in, key=lambda meting: (meting.op, meting.pk))

    @property
    def _metend(self) -> list[Meetregel]:
        """The indicators of every goal that asks for work."""
        asking = (band for band in self.bands if band.vraagt)
        return [rij for band in asking for regel in band.doelen for rij in regel.indicatoren]


def asks(indicator: Indicator, latest: date | None, day: date) -> bool:
    """Whether an indicator that was measured last on `latest` asks to be measured on this day."""
    postponed = indicator.uitgesteld_tot is not None and indicator.uitgesteld_tot > day
    if indicator.berekening or postponed:
        return False
    often = MEET_OM.get(indicator.frequentie)
    return latest is None or (often is not None and latest < day - timedelta(days=often))


def read_bord(plans: QuerySet[Wijkplan], *, today: date | None = None) -> Bord:
    """Lay out the first of these plans; one query, however large the plan is.

    Formula and unit: see `stand`. Source: the plan itself. Missing: a priority without goals and a goal without
    indicators have empty lists; no plan is a board without bands.
    """
    today = today or timezone.localdate()
    for tree in read_trees(plans[:1], PRIORITEITEN):
        nodes = tree.under["prioriteiten"]
        bands = [_band(node, node is nodes[0], node is nodes[-1], today) for node in nodes]
        return Bord(plan=tree.row, bands=bands)
    return Bord(plan=None, bands=[])


def _band(node: Node, first: bool, last: bool, today: date) -> Band:
    goals = [
        Doelregel(
            doel=goal.row,
            indicatoren=[_measured(row, today) for row in goal.under["indicatoren"]],
            projecten=[under.row for under in goal.under["projecten"]],
            schakels=[under.row for under in goal.under["schakels"]],
        )
        for goal in node.under["doelen"]
    ]
    effects = [under.row for under in node.under["beoogde_effecten"]]
    return Band(prioriteit=node.row, doelen=goals, eerste=first, laatste=last, effecten=effects)


def _measured(node: Node, today: date) -> Meetregel:
    metingen = [under.row for under in node.under["metingen"]]
    return Meetregel(
        indicator=node.row, stand=stand(node.row, metingen=metingen, today=today), metingen=metingen
    )
