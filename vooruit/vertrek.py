"""Who leaves and keeps contacts nobody took over, read along with a wijk and with a student's own home."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from bewoners.models import Relatieperiode
from mensen.models import User
from teams.models import Lidmaatschap
from vooruit.vandaag import Vraag
from wijken.models import Wijk


@dataclass(frozen=True)
class Vertrek:
    """So many contacts of a wijk hang on somebody who left it, or leaves it soon, after her last day there."""

    naam: str
    tot: date
    aantal: int
    weg: bool

    @property
    def url(self) -> str:
        """Where they are handed over."""
        return f"{reverse('bewoners:list')}?toon=alleen"


def leaving_of(wijk: OuterRef, today: date) -> ArraySubquery:
    """Who leaves a wijk with contacts, whose last day is first, inside another query within the walls."""
    roles = Lidmaatschap.objects.filter(user=OuterRef("user"), team__wijk=OuterRef("relatie__wijk"))
    rows = Relatieperiode.objects.of_who_leaves(today).filter(relatie__wijk=wijk).order_by()
    people = rows.values("user__naam", "user", "relatie__wijk").annotate(
        aantal=Count("relatie", distinct=True), laatste=Subquery(roles.order_by("-tot").values("tot")[:1])
    )
    sent = JSONObject(naam=F("user__naam"), tot=F("laatste"), aantal=F("aantal"))
    return ArraySubquery(people.exclude(laatste=None).order_by("laatste", "user").values(json=sent))


def as_vertrek(found: Iterable[Mapping[str, Any]], today: date) -> list[Vraag]:
    """What `leaving_of` brought along, as things that wait."""
    days = [(row, date.fromisoformat(row["tot"])) for row in found]
    return [Vraag("vertrek", Vertrek(row["naam"], tot, row["aantal"], tot < today)) for row, tot in days]


def vertrek_in(wijken: Iterable[Wijk], today: date) -> list[Vraag]:
    """The same of wijken that carry it as `vertrek`."""
    return [vraag for wijk in wijken for vraag in as_vertrek(wijk.vertrek, today)]  # type: ignore[attr-defined]


def own_leaving(user: User) -> Subquery:
    """How many contacts this person still has to hand over as she leaves soon, inside another query; NULL for none."""
    rows = Relatieperiode.objects.of_who_leaves(user.scope.today).filter(user=user)
    return Subquery(rows.order_by().values("user").annotate(n=Count("relatie", distinct=True)).values("n"))
