"""Promises to look after something made in the neighbourhood that end soon or ended, read along with their wijk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from activiteiten.models import FysiekeInterventie
from activiteiten.models.interventie import VOORAF
from wijken.models import Wijk

MEEST = 2


@dataclass(frozen=True)
class Beheerafspraak:
    """One promise that ends."""

    uuid: str
    titel: str
    tot: date
    voorbij: bool

    @property
    def url(self) -> str:
        """Where a new last day, or that it is gone, is written down."""
        return reverse("activiteiten:change_interventie", args=[self.uuid])


def upkeep_of(wijk: OuterRef, today: date) -> ArraySubquery:
    """The first promises of a wijk that end within sixty days or ended, to ride along with its row."""
    rows = FysiekeInterventie.objects.ending(today, VOORAF).filter(wijk=wijk)
    sent = JSONObject(uuid=Cast("uuid", CharField()), titel=F("titel"), tot=F("beheerafspraak_tot"))
    return ArraySubquery(rows.values(json=sent)[:MEEST])


def as_upkeep(rows: Iterable[dict[str, Any]], today: date) -> list[Beheerafspraak]:
    """What rode along."""
    days = [(row["uuid"], row["titel"], date.fromisoformat(row["tot"])) for row in rows]
    return [Beheerafspraak(uuid, titel, tot, tot < today) for uuid, titel, tot in days]


def upkeep(wijken: Iterable[Wijk], today: date) -> list[Beheerafspraak]:
    """What rode along with several of them, as `beheer`."""
    return as_upkeep([row for wijk in wijken for row in wijk.beheer], today)  # type: ignore[attr-defined]
