"""Who agreed to what, on which version; and out of which parts a version grew."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat

from core.history import one_of
from mensen.models import User
from wijkplan.figures.verschil import BETAALD_VAN, Hand
from wijkplan.models import (
    Akkoord,
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

JA = (Akkoord.Antwoord.AKKOORD, Akkoord.Antwoord.VOORBEHOUD)
KORT = 8


@dataclass(frozen=True, kw_only=True)
class Tekst:
    """A text that was laid before parties, with what each of them said; `wacht` while answers may still come."""

    voorlegging: Voorlegging
    akkoorden: list[Akkoord]
    wacht: bool

    @property
    def code(self) -> str:
        """The first signs of its fingerprint, enough to tell two texts apart by eye."""
        return self.voorlegging.kenmerk[:KORT]

    @property
    def ja(self) -> int:
        """How many parties stand behind it."""
        return sum(row.antwoord in JA for row in self.akkoorden)


@dataclass(frozen=True, kw_only=True)
class Versie:
    """A version of the plan with the texts that were laid before parties, newest first."""

    plan: Wijkplan
    teksten: list[Tekst]


def read_versies(plans: QuerySet[Wijkplan], *, answered: bool = True) -> list[Versie]:
    """All these versions, newest first, each with its texts and answers; three queries whatever their number.

    Two when it does not matter what was answered.

    Source: the plan and the answers of parties. Missing: a version that was never laid before has no texts.
    """
    answers: dict[int, list[Akkoord]] = defaultdict(list)
    texts: dict[int, list[Tekst]] = defaultdict(list)
    shown = list(plans.select_related("vorige", "door").order_by("-periode_van", "-versie"))
    asked = Voorlegging.objects.filter(wijkplan__in=shown).defer("inhoud").order_by("-nummer")
    rows = list(asked)
    people = ("partner", "door", "doorgegeven_aan")
    asked_parties = Akkoord.objects.filter(voorlegging__in=rows).select_related(*people)
    for akkoord in asked_parties if answered else ():
        answers[akkoord.voorlegging_id].append(akkoord)
    open_plans = {plan.pk for plan in shown if plan.status == Wijkplan.Status.IN_RONDE}
    for row in rows:
        wacht = row.ingetrokken_op is None and row.wijkplan_id in open_plans
        texts[row.wijkplan_id].append(Tekst(voorlegging=row, akkoorden=answers.get(row.pk, []), wacht=wacht))
    return [Versie(plan=plan, teksten=texts.get(plan.pk, [])) for plan in shown]


@dataclass(frozen=True, kw_only=True)
class Opvolging:
    """What grew out of a plan: its next version, and the plan of the next period out of this or an earlier version.

    `nieuwer`: of a plan for a next period, the newest version that was agreed since of the plan it grew out of; what
    changed there does not stand in it.
    """

    versie: Wijkplan | None
    periode: Wijkplan | None
    nieuwer: Wijkplan | None


def read_opvolging(plan: Wijkplan, plans: Iterable[Wijkplan] | None = None) -> Opvolging:
    """What came after this plan, among these plans, else among all of its wijk in one query. Missing: None."""
    rows = Wijkplan.objects.filter(wijk=plan.wijk_id) if plans is None else plans
    known: dict[int | None, Wijkplan] = {row.pk: row for row in (*rows, plan)}
    versions = {row.vorige_id: row for row in known.values() if row.vorige_id and row.versie > 1}
    periods = {row.vorige_id: row for row in known.values() if row.vorige_id and row.versie == 1}
    nieuwer = None
    after = versions.get(plan.vorige_id) if plan.versie == 1 and plan.vorige_id else None
    while after is not None:
        nieuwer = after if after.vastgesteld_op else nieuwer
        after = versions.get(after.pk)
    each: Wijkplan | None = plan
    periode = None
    while each is not None and periode is None:
        periode = periods.get(each.pk)
        each = known.get(each.vorige_id) if each.versie > 1 else None
    return Opvolging(versie=versions.get(plan.pk), periode=periode, nieuwer=nieuwer)


def agreed_by(plan: Wijkplan) -> int:
    """How many parties stand behind the text of this plan that was not withdrawn; one query."""
    return Akkoord.objects.filter(
        voorlegging__wijkplan=plan, voorlegging__ingetrokken_op=None, antwoord__in=JA
    ).count()


def with_parties(plans: QuerySet[Wijkplan]) -> QuerySet[Wijkplan]:
    """The plans with `partijen_ja`, what `agreed_by` says of each, in the same query; 0 before one was vastgesteld."""
    rows = Akkoord.objects.filter(
        voorlegging__wijkplan=OuterRef("pk"),
        voorlegging__wijkplan__vastgesteld_op__isnull=False,
        voorlegging__ingetrokken_op=None,
        antwoord__in=JA,
    )
    number = rows.order_by().values("voorlegging__wijkplan").annotate(n=Count("pk")).values("n")
    return plans.annotate(partijen_ja=Coalesce(Subquery(number), 0))


def origins(wijk_id: int) -> dict[str, list[str]]:
    """Of each priority of a wijk the keys it grew out of directly; one query."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = Prioriteit.objects.filter(wijkplan__wijk=wijk_id, uit__isnull=False)
    for key, origin in rows.values_list("uuid", "uit__uuid"):
        found[str(key)].append(str(origin))
    return found


def hands(plans: Collection[Wijkplan]) -> dict[str, Hand]:
    """By the key of a thing (priority) or its line, whose hand it last was in these versions, when and why.

    What pays for a goal has the line of the goal with BETAALD_VAN behind it.
    Adding and dropping count as well as changing; copying into a new version does not. Who dropped a priority counts
    for those it grew out of too. One query. Source: the history of the rows. Missing: what history does not say.
    """
    ids = [plan.pk for plan in plans]
    copies = _events(Wijkplan).filter(pgh_obj_id__in=ids, pgh_label="insert", vorige__isnull=False)
    copied = copies.filter(pgh_context__isnull=False).values("pgh_context")
    mine = Q(wijkplan__in=ids)
    under = one_of("prioriteit_id", _events(Prioriteit).filter(mine).values("id"))
    below = one_of("doel_id", _events(Doel).filter(under).values("id"))
    uuid, lijn = Cast("uuid", TextField()), Cast("lijn", TextField())
    of_goal = Cast(Subquery(Doel.objects.filter(pk=OuterRef("doel_id")).values("lijn")), TextField())
    kinds: tuple[tuple[Any, Any, Any], ...] = (
        (Prioriteit, uuid, mine),
        (Doel, lijn, under),
        (BeoogdEffect, lijn, under),
        *((model, lijn, below) for model in (Indicator, Project, Schakel)),
        (Dekking, Concat(of_goal, Value(BETAALD_VAN), output_field=TextField()), below),
    )
    rows = [
        _events(model)
        .filter(of_plan)
        .exclude(pgh_label="insert", pgh_context__in=copied)
        .annotate(
            sleutel=key, door=Cast(KeyTextTransform("door", "pgh_context__metadata"), BigIntegerField())
        )
        .values_list("sleutel", "pgh_created_at", "pgh_context__metadata", _naam(), "pgh_id")
        for model, key, of_plan in kinds
    ]
    told = rows[0].union(*rows[1:], all=True).order_by("pgh_created_at", "pgh_id")
    return {
        each: Hand(naam=naam or "", op=op, waarom=(context or {}).get("waarom", ""))
        for key, op, context, naam, _id in told
        for each in (*(context or {}).get("uit", ()), key)
    }


def _naam() -> Subquery:
    """The name of whose hand an event was."""
    return Subquery(User.objects.filter(pk=OuterRef("door")).values("naam"))


def _events(model: Any) -> QuerySet[Any]:
    return model.pgh_event_model.objects.all()
