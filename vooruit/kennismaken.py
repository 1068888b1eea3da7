"""Handing over on a student's home: with whom she still has to meet, read along with another query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from bewoners.models import Overdracht, Relatie
from mensen.models import User

MEEST = 2


@dataclass(frozen=True)
class Kennismaking:
    """A contact that passes from or to the reader, and the student on the other side."""

    relatie: Relatie
    naam: str
    van_mij: bool


def to_meet(user: User) -> ArraySubquery:
    """The contacts in which this person still has to meet, inside another query."""
    rows = Overdracht.objects.visible_to(user).waiting_for(user)
    said = JSONObject(code="relatie__code", van_id="van", van="van__naam", naar="naar__naam")
    return ArraySubquery(rows.values(json=said)[:MEEST])


def as_kennismakingen(found: Iterable[Mapping[str, Any]], user: User) -> list[Kennismaking]:
    """What `to_meet` brought along."""
    return [
        Kennismaking(
            Relatie(code=row["code"]),
            row["naar" if row["van_id"] == user.pk else "van"],
            row["van_id"] == user.pk,
        )
        for row in found
    ]
