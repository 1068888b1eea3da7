"""Initiatives on pages of the roof: what is asked about them, and how they stand, read along with the wijk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from activiteiten.models import Initiatief, Overlevingscheck
from vooruit.vandaag import Vraag
from wijken.models import Wijk

MEEST = 6


@dataclass(frozen=True)
class Navraag:
    """The question whether an initiative still exists, with what its act needs."""

    uuid: str
    titel: str
    maanden: int
    sinds: date

    @property
    def voor(self) -> date:
        """The day before which an answer is wanted."""
        return self.sinds + Overlevingscheck.TIJD

    @property
    def url(self) -> str:
        """Where it is answered."""
        return reverse("activiteiten:overleving", args=[self.uuid])


def checks_of(wijk: OuterRef, today: date) -> ArraySubquery:
    """The open questions of a wijk, oldest first, inside another query."""
    rows = Overlevingscheck.objects.waiting(today).filter(
        initiatief__wijk=wijk, initiatief__fase="zelfstandig"
    )
    sent = JSONObject(
        uuid=Cast("uuid", CharField()),
        titel=F("initiatief__titel"),
        maanden=F("maanden"),
        sinds=F("vraag_op"),
    )
    return ArraySubquery(rows.values(json=sent)[:5])


def ladders_of(wijk: OuterRef) -> ArraySubquery:
    """The initiatives of a wijk that did not stop, highest rung first, inside another query."""
    rows = Initiatief.objects.filter(wijk=wijk).exclude(fase="gestopt")
    sent = JSONObject(
        uuid=Cast("uuid", CharField()), titel=F("titel"), fase=F("fase"), trede=F("eigenaarschap")
    )
    highest = F("eigenaarschap").desc(nulls_last=True)
    return ArraySubquery(rows.order_by(highest, "titel").values(json=sent)[:MEEST])


def with_checks(wijken: QuerySet[Wijk], today: date) -> QuerySet[Wijk]:
    """Each wijk carries the questions that wait; no query more."""
    return wijken.annotate(navragen=checks_of(OuterRef("pk"), today))


def as_checks(found: Iterable[dict[str, Any]]) -> list[Vraag]:
    """What `checks_of` brought along, as things that wait."""
    rows = [
        Navraag(row["uuid"], row["titel"], row["maanden"], date.fromisoformat(row["sinds"])) for row in found
    ]
    return [Vraag("overleving", row) for row in rows]


def checks_on(wijken: Iterable[Wijk]) -> list[Vraag]:
    """What `with_checks` brought along."""
    return as_checks(row for wijk in wijken for row in wijk.navragen)  # type: ignore[attr-defined]
