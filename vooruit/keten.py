"""The whole chain of a plan: what we do, the goals it is for, the effects they lead to, and why we think so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from core.flow import Box, Flow
from vooruit.werk import Werk, running
from wijkplan.figures import Band, Bord, Doelregel, read_bord
from wijkplan.models import BeoogdEffect, Schakel, Wijkplan

DOEN, HOE, DOEL, WAAROM, EFFECT = range(5)


@dataclass(frozen=True, kw_only=True)
class Ketendoel:
    """A goal with what is done for it and where it leads to."""

    regel: Doelregel
    werk: list[Werk]
    naar: list[tuple[Schakel, BeoogdEffect]]


@dataclass(frozen=True, kw_only=True)
class Ketenband:
    """A priority with its chain, as rows and as a drawing."""

    band: Band
    doelen: list[Ketendoel]

    @property
    def zonder_schakel(self) -> list[BeoogdEffect]:
        """Effects no goal leads to."""
        reached = {effect.pk for doel in self.doelen for _schakel, effect in doel.naar}
        return [effect for effect in self.band.effecten if effect.pk not in reached]

    @property
    def flow(self) -> Flow:
        """The drawing: every goal a group, the effects beside all of them."""
        boxes: list[Box] = []
        links: list[tuple[str, str]] = []
        for number, doel in enumerate(self.doelen):
            _draw(doel, number, boxes, links)
        boxes += [Box(_key(effect), effect.tekst, EFFECT, "effect") for effect in self.band.effecten]
        if not self.band.effecten:
            boxes.append(Box("geen effect", gettext("nog geen effect"), EFFECT, "gap"))
        heads = [
            gettext("Dit doen we"), gettext("dit helpt, omdat"), gettext("Dit willen we bereiken"),
            gettext("dit leidt ertoe, omdat"), gettext("Dit verandert er"),
        ]  # fmt: skip
        return Flow(
            title=gettext("Keten van «%s»") % self.band.prioriteit.titel,
            description=self.in_words,
            headers=heads,
            boxes=boxes,
            links=links,
        )

    @property
    def in_words(self) -> str:
        """The chain as sentences, for who does not see the drawing."""
        return " ".join(_sentence(doel) for doel in self.doelen) or gettext("Nog geen doel.")


@dataclass(frozen=True, kw_only=True)
class Keten:
    """The chain of a whole plan."""

    bord: Bord
    bands: list[Ketenband]


def read_keten(plans: QuerySet[Wijkplan], plan: Wijkplan, today: date) -> Keten:
    """Read the plan in one query and what runs in another, and tie them by the lines of the goals."""
    bord = read_bord(plans, today=today)
    werk = [row for row in running(plan, today) if not row.los]
    return Keten(bord=bord, bands=[_band(band, werk) for band in bord.bands])


def _band(band: Band, werk: list[Werk]) -> Ketenband:
    effects = {effect.pk: effect for effect in band.effecten}
    doelen = [
        Ketendoel(
            regel=regel,
            werk=[row for row in werk if regel.doel.lijn in row.lijnen],
            naar=[(each, effects[each.effect_id]) for each in regel.schakels if each.effect_id in effects],
        )
        for regel in band.doelen
    ]
    return Ketenband(band=band, doelen=doelen)


def _draw(doel: Ketendoel, group: int, boxes: list[Box], links: list[tuple[str, str]]) -> None:
    goal = Box(_key(doel.regel.doel), doel.regel.doel.titel, DOEL, "goal", group)
    boxes.append(goal)
    work = [Box(f"{group}-{row.uuid}", _named(row, doel), DOEN, "do", group) for row in doel.werk]
    work = work or [Box(f"{group}-leeg", gettext("nog geen activiteit"), DOEN, "gap", group)]
    why = [Box(_key(each), _aanname(each), HOE, "why", group) for each in doel.regel.werkwijze]
    boxes += [*work, *why]
    for box in work:
        links += [(box.key, each.key) for each in why or [goal]]
    links += [(each.key, goal.key) for each in why]
    for schakel, effect in doel.naar:
        boxes.append(Box(_key(schakel), _aanname(schakel), WAAROM, "why", group))
        links += [(goal.key, _key(schakel)), (_key(schakel), _key(effect))]


def _named(row: Werk, doel: Ketendoel) -> str:
    project = next((each for each in doel.regel.projecten if each.lijn == row.projectlijn), None)
    return f"{row.titel} ({project.titel})" if project else row.titel


def _aanname(schakel: Schakel) -> str:
    mark = "✓ " if schakel.getoetst_op else "? "
    return mark + schakel.aanname


def _key(row: Any) -> str:
    return str(row.uuid)


def _sentence(doel: Ketendoel) -> str:
    work = ", ".join(row.titel for row in doel.werk) or gettext("nog geen activiteit")
    why = "; ".join(each.aanname for each in doel.regel.werkwijze)
    effects = "; ".join(f"{effect.tekst} ({schakel.aanname})" for schakel, effect in doel.naar)
    parts = [work + (f" ({why})" if why else ""), doel.regel.doel.titel, effects]
    return " → ".join(part for part in parts if part) + "."
