"""Signalen on pages of the roof: what nobody reacted to yet, and what a student may tell who said it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from bewoners.models import Contactmoment, Relatie
from mensen.models import User
from signalen.models import Signaal
from vooruit.vandaag import Vraag
from wijken.models import Wijk

VERS = timedelta(days=14)
MEEST = 5


@dataclass(frozen=True)
class Wachtend:
    """So many signalen of a wijk wait for a first reaction, the oldest since a moment."""

    wijk: Wijk
    aantal: int
    oudste: datetime

    @property
    def voor(self) -> datetime:
        """The moment before which somebody should react."""
        return self.oudste + Signaal.REACTIETIJD

    @property
    def te_laat(self) -> bool:
        """Whether that moment is gone."""
        return self.voor < timezone.now()

    @property
    def url(self) -> str:
        """Where they are read."""
        return f"{reverse('signalen:list', args=[self.wijk.slug])}?status=nieuw"


def signalen_of(wijk: OuterRef) -> Subquery:
    """How many signalen of a wijk are open, how many wait and since when, inside another query; NULL when none is."""
    rows = Signaal.objects.open().filter(wijk=wijk).order_by().values("wijk")
    waits = Q(status=Signaal.Status.NIEUW)
    said = JSONObject(open=Count("pk"), aantal=Count("pk", filter=waits), oudste=Min("op", filter=waits))
    return Subquery(rows.annotate(json=said).values("json"))


def as_waiting(wijk: Wijk, found: Mapping[str, Any] | None) -> list[Vraag]:
    """What `signalen_of` brought along, as a thing that waits."""
    if not found or not found["aantal"]:
        return []
    return [Vraag("signalen", Wachtend(wijk, found["aantal"], datetime.fromisoformat(found["oudste"])))]


def waiting_in(wijken: Iterable[Wijk]) -> list[Vraag]:
    """The same of wijken that carry it as `onbeantwoord`."""
    return [vraag for wijk in wijken for vraag in as_waiting(wijk, wijk.onbeantwoord)]  # type: ignore[attr-defined]


def to_tell(user: User, now: datetime) -> list[Signaal]:
    """Own signalen that were answered short ago, each with `van`: the words of the contacts who said it. One query.

    Call it inside the walls. Nobody but the student who heard it sees whose it was.
    """
    talks = Contactmoment.signalen.through.objects.filter(signaal=OuterRef("pk"), contactmoment__door=user)
    codes = talks.exclude(contactmoment__relatie=None).values("contactmoment__relatie__code").distinct()
    rows = Signaal.objects.visible_to(user).answered_for(user, now - VERS).with_answer()
    found = list(rows.annotate(codes=ArraySubquery(codes))[:MEEST])
    for row in found:
        row.van = sorted(Relatie(code=code).roepnaam for code in row.codes)  # type: ignore[attr-defined]
    return found
