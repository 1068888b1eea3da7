"""The exact text of a plan as plain data: what parties agree to, what a version is compared by."""

import hashlib
import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from wijkplan.models import (
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Prioriteit,
    Project,
    Schakel,
    Voorlegging,
    Wijkplan,
)

Plain = dict[str, Any]
TEKST: dict[type[models.Model], tuple[str, ...]] = {
    Wijkplan: ("titel", "periode_van", "periode_tot", "versie", "reden", "sluit_aan_op"),
    Prioriteit: ("titel", "aanleiding", "effectgebied", "rang", "moscow"),
    Doel: ("lijn", "titel", "doelgroep", "streefdatum", "quick_win", "dimensie", "rang"),
    Indicator: (
        "lijn", "naam", "niveau", "eenheid", "richting", "nulmeting", "nulmeting_datum", "nulmeting_bron",
        "streefwaarde", "streefdatum", "meetmethode", "frequentie", "berekening",
    ),
    Project: ("lijn", "titel", "omschrijving", "van", "tot", "experiment", "hypothese", "stopcriterium"),
    BeoogdEffect: ("lijn", "tekst", "effectgebied", "dimensie"),
    Schakel: ("lijn", "aanname"),
}  # fmt: skip


def read_inhoud(plan: Wijkplan) -> Plain:
    """Everything the parties agree to, as plain data in reading order; six queries whatever the size.

    Numbers and dates are text, so that the fingerprint is the same on every machine. Measurements are no part of
    it; who pays what is, by organisation, kind and amount. So are the effect an assumption leads to (`effect`) and who
    profits from an effect (`profiteert`); texts that were frozen before those were read have neither key.
    """
    in_plan = {"prioriteit__wijkplan": plan}
    under_doel = {"doel__prioriteit__wijkplan": plan}
    under: dict[str, dict[int, list[Plain]]] = {
        "indicatoren": _grouped(Indicator.objects.filter(**under_doel).order_by("pk"), "doel_id"),
        "projecten": _grouped(Project.objects.filter(**under_doel).order_by("pk"), "doel_id"),
        "schakels": _links(Schakel.objects.filter(**under_doel)),
        "dekking": _paid(Dekking.objects.filter(**under_doel)),
    }
    doelen = defaultdict(list)
    for doel in Doel.objects.filter(**in_plan).order_by("rang", "pk"):
        parts = {name: rows.get(doel.pk, []) for name, rows in under.items()}
        doelen[doel.prioriteit_id].append(plain(doel) | parts)
    came_from = ArrayAgg("uit__uuid", filter=Q(uit__isnull=False), default=[], order_by="uit__rang")
    rows = Prioriteit.objects.filter(wijkplan=plan).annotate(ontstaan_uit=came_from, effecten=_effects())
    prioriteiten = [
        plain(row)
        | {
            "uuid": str(row.uuid),
            "uit": [str(key) for key in row.ontstaan_uit],
            "doelen": doelen.get(row.pk, []),
            "beoogde_effecten": row.effecten,
        }
        for row in rows.order_by("rang", "pk")
    ]
    return plain(plan) | {"prioriteiten": prioriteiten}


def standing(plan: Wijkplan) -> Voorlegging | None:
    """The exact text that lies or lay before the parties of this version, or None while it is being written."""
    return Voorlegging.objects.filter(wijkplan=plan).standing().order_by("-nummer").first()


def text_of(plan: Wijkplan) -> tuple[Voorlegging | None, Plain]:
    """The text for who works with it: what lies or lay before the parties, else (None, as it reads now)."""
    found = standing(plan)
    return found, found.inhoud if found else read_inhoud(plan)


def read_teksten(*over: Wijkplan | Voorlegging) -> list[Plain]:
    """What stands in these, in their order: a text as it lay before parties, a concept as it reads now."""
    laid = [row.pk for row in over if isinstance(row, Voorlegging)]
    texts = dict(Voorlegging.objects.filter(pk__in=laid).values_list("pk", "inhoud"))
    return [read_inhoud(row) if isinstance(row, Wijkplan) else texts[row.pk] for row in over]


def kenmerk_of(inhoud: Plain) -> str:
    """The fingerprint of an exact text: SHA-256 over its sorted JSON, in hex."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def plain(row: models.Model) -> Plain:
    """The fields of a row that are text of the plan."""
    return {name: _plain(getattr(row, name)) for name in TEKST[type(row)]}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _grouped(rows: models.QuerySet[Any], key: str) -> dict[int, list[Plain]]:
    found: dict[int, list[Plain]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(plain(row))
    return found


def _links(rows: models.QuerySet[Schakel]) -> dict[int, list[Plain]]:
    found: dict[int, list[Plain]] = defaultdict(list)
    for row in rows.annotate(naar=F("effect__lijn"), naar_tekst=F("effect__tekst")).order_by("pk"):
        effect = {"lijn": str(row.naar), "tekst": row.naar_tekst} if row.naar else None
        found[row.doel_id].append(plain(row) | {"effect": effect})
    return found


def _effects() -> ArraySubquery:
    """The effects of each priority, with who profits; all of it is text, so that the database may write it out."""
    wie = JSONBAgg(
        JSONObject(partner="profiteert__uuid", naam="profiteert__naam"),
        filter=Q(profiteert__isnull=False),
        default=[],
        order_by=("profiteert__naam", "profiteert__uuid"),
    )
    rows = BeoogdEffect.objects.filter(prioriteit=OuterRef("pk")).annotate(wie=wie).order_by("pk")
    fields = {name: name for name in TEKST[BeoogdEffect]}
    return ArraySubquery(rows.values_list(JSONObject(**fields, profiteert="wie")))


def _paid(rows: models.QuerySet[Dekking]) -> dict[int, list[Plain]]:
    found: dict[int, list[Plain]] = defaultdict(list)
    names = ("doel_id", "bijdrage__uuid", "bijdrage__partner__naam", "bijdrage__soort", "deel")
    for doel, uuid, partner, soort, deel in rows.order_by("bijdrage__partner__naam", "pk").values_list(
        *names
    ):
        found[doel].append({"bijdrage": str(uuid), "partner": partner, "soort": soort, "deel": _plain(deel)})
    return found
