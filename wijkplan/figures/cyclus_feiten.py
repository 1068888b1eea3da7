"""What the cycle of a plan is computed from, sent along with the plan in the same query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from partners.models import Bijdrage, Boeking
from wijkplan.figures.cyclus import Cyclus, Daad, Planjaar, lay_out, planjaar_on
from wijkplan.models import (
    Cyclusstap,
    Dekking,
    Doel,
    Evaluatie,
    Indicator,
    Project,
    Schakel,
    Verbeteractie,
    Wijkplan,
)

Feiten = Mapping[str, Any]
Gehouden = Mapping[str, Iterable[str]]
NOT_NOW = "niet_nu"


def with_cyclus(plans: QuerySet[Wijkplan]) -> QuerySet[Wijkplan]:
    """The plans with `cyclus_feiten`: what was done and what stands, as plain data; no query more."""
    return plans.annotate(
        cyclus_feiten=JSONObject(
            doelen=ArraySubquery(_doelen()),
            projecten=ArraySubquery(
                Project.objects.filter(doel__prioriteit__wijkplan=OuterRef("pk"))
                .exclude(doel__prioriteit__moscow=NOT_NOW)
                .values("pk")
            ),
            stappen=ArraySubquery(_stappen()),
            evaluaties=ArraySubquery(_evaluaties()),
            ontvangen=ArraySubquery(_ontvangen()),
            acties=ArraySubquery(_acties()),
        )
    )


def read_cyclus(
    plan: Any, day: date, *, gehouden: Gehouden | None = None, jaar: Planjaar | None = None
) -> Cyclus:
    """The twenty cells of a plan that was read `with_cyclus`, in the plan year of a day or in the one given.

    Formula and what missing means: the top of `figures.cyclus`; what does itself: `_vanzelf`. Source: the plan
    and, in `gehouden`, per line of a goal the months in which something was held for it (the roof knows those;
    without it these cells wait for a typed act). No query.
    """
    jaar = jaar or planjaar_on(plan.periode_van, plan.periode_tot, day)
    feiten = plan.cyclus_feiten

    def within(text: str) -> bool:
        return planjaar_on(plan.periode_van, plan.periode_tot, date.fromisoformat(text)) == jaar

    evaluaties = [row for row in feiten["evaluaties"] if within(row["datum"])]
    daden: dict[tuple[str, str], list[Daad]] = defaultdict(list)
    for row in feiten["stappen"]:
        if within(row["datum"]):
            pad = reverse("wijkplan:stap_edit", args=[row["uuid"]])
            daden[row["onderwerp"], row["stap"]].append(_daad(row, row["uitkomst"], pad))
    for row in evaluaties:
        pad = reverse("wijkplan:evaluatie", args=[row["uuid"]])
        said = gettext("besluit: %s") % Evaluatie.Besluit(row["besluit"]).label
        if row["heel"] or row["project"]:
            key = ("initiatieven" if row["project"] else "doelen", "geevalueerd")
            daden[key].append(_daad(row, said, pad, telt=False))
    vanzelf = _vanzelf(plan, feiten, jaar, evaluaties, gehouden)
    return lay_out(jaar, daden=daden, vanzelf=vanzelf, day=day)


@dataclass(frozen=True, kw_only=True)
class OpenActie:
    """Something still to be done differently in a wijk, out of an evaluation of one of its plans."""

    uuid: UUID
    tekst: str
    deadline: date
    eigenaar: int
    naam: str
    plan: int
    plan_van: date
    plan_versie: int


def open_acties(plan: Any) -> list[OpenActie]:
    """What is still to be done in the wijk of a plan that was read `with_cyclus`; no query."""
    return [
        OpenActie(
            **row
            | {"uuid": UUID(row["uuid"])}
            | {name: date.fromisoformat(row[name]) for name in ("deadline", "plan_van")}
        )
        for row in plan.cyclus_feiten["acties"]
    ]


def left_before(plan: Any) -> list[OpenActie]:
    """What plans and versions before this one left to do, with which it opens; no query."""
    here = (plan.periode_van, plan.versie)
    return [
        actie
        for actie in open_acties(plan)
        if (actie.plan_van, actie.plan_versie) < here or actie.plan == plan.vorige_id
    ]


def _daad(row: Mapping[str, Any], uitkomst: str, pad: str, *, telt: bool = True) -> Daad:
    day, partners = date.fromisoformat(row["datum"]), row["partners"] or []
    return Daad(datum=day, uitkomst=uitkomst, partners=partners, pad=pad, telt=telt)


def _vanzelf(
    plan: Wijkplan,
    feiten: Feiten,
    jaar: Planjaar,
    evaluaties: list[dict[str, Any]],
    gehouden: Gehouden | None,
) -> dict[tuple[str, str], str]:
    """The cells that real acts did, each with the reason; goals and priorities on «niet nu» ask for nothing.

    What stands in the plan (a goal has an indicator, an assumption, a project, somebody who pays) counts for every
    plan year; what was held, tested, evaluated and improved only for the year it happened in.
    """
    found = {
        "doelen": _cells_doelen(plan, feiten, evaluaties),
        "werkwijze": _cells_werkwijze(feiten, jaar),
        "initiatieven": _cells_initiatieven(feiten, jaar, evaluaties, gehouden or {}),
        "financiering": _cells_financiering(feiten),
    }
    return {(over, stap): why for over, cells in found.items() for stap, why in cells.items() if why}


Cellen = dict[str, Any]


def _cells_doelen(plan: Wijkplan, feiten: Feiten, evaluaties: list[dict[str, Any]]) -> Cellen:
    return {
        "bepaald": plan.vastgesteld_op
        and gettext("het plan is vastgesteld op %s")
        % date_format(timezone.localdate(plan.vastgesteld_op), "j F Y"),
        "ontwikkeld": _every(feiten["doelen"], lambda doel: doel["meetbaar"])
        and gettext("elk doel heeft een indicator met een streefwaarde"),
        "geevalueerd": any(row["heel"] for row in evaluaties)
        and gettext("het plan is dit planjaar als geheel geëvalueerd"),
        "verbeterd": _improved(row for row in evaluaties if not row["project"])
        and gettext("alle verbeteracties uit de evaluatie zijn afgerond"),
    }


def _cells_werkwijze(feiten: Feiten, jaar: Planjaar) -> Cellen:
    doelen = feiten["doelen"]
    getoetst = [day for doel in doelen for day in doel["getoetst"] or []]
    return {
        "bepaald": _every(doelen, lambda doel: doel["getoetst"])
        and gettext("bij elk doel staat waarom het werkt"),
        "geevalueerd": _every(getoetst, lambda day: day is not None and jaar.holds(date.fromisoformat(day)))
        and gettext("elke aanname is dit planjaar getoetst"),
    }


def _cells_initiatieven(
    feiten: Feiten, jaar: Planjaar, evaluaties: list[dict[str, Any]], held: Gehouden
) -> Cellen:
    doelen, first = feiten["doelen"], jaar.eerste.replace(day=1)

    def this_year(months: Iterable[str]) -> bool:
        return any(first <= date.fromisoformat(month) <= jaar.laatste for month in months)

    return {
        "bepaald": _every(doelen, lambda doel: doel["project"]) and gettext("elk doel heeft een project"),
        "ontwikkeld": _every(doelen, lambda doel: doel["lijn"] in held)
        and gettext("voor elk doel is er een activiteit"),
        "gerealiseerd": _every(doelen, lambda doel: this_year(held.get(doel["lijn"], [])))
        and gettext("voor elk doel was er dit planjaar een bijeenkomst"),
        "geevalueerd": _every(feiten["projecten"], lambda pk: any(row["project"] == pk for row in evaluaties))
        and gettext("elk project is dit planjaar geëvalueerd"),
        "verbeterd": _improved(row for row in evaluaties if row["project"])
        and gettext("alle verbeteracties uit de projecten zijn afgerond"),
    }


def _cells_financiering(feiten: Feiten) -> Cellen:
    doelen = feiten["doelen"]
    return {
        "bepaald": _every(
            {doel["prioriteit"] for doel in doelen},
            lambda pk: any(doel["gedekt"] for doel in doelen if doel["prioriteit"] == pk),
        )
        and gettext("voor elke prioriteit is er een toezegging"),
        "gerealiseerd": _every(feiten["ontvangen"], bool) and gettext("alles wat is toegezegd is ontvangen"),
    }


def _improved(rows: Iterable[Mapping[str, Any]]) -> bool:
    acties = [status for row in rows for status in row["acties"] or []]
    return _every(acties, lambda status: status != Verbeteractie.Status.OPEN)


def _every(rows: Iterable[Any], test: Callable[[Any], Any]) -> bool:
    """Whether there are rows and all pass; of nothing nothing is done."""
    rows = list(rows)
    return bool(rows) and all(test(row) for row in rows)


# -- The parts of the query ---------------------------------------------------------------------------


def _under(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(doel=OuterRef("pk"))


def _doelen() -> QuerySet[Any]:
    rows = Doel.objects.filter(prioriteit__wijkplan=OuterRef("pk")).exclude(prioriteit__moscow=NOT_NOW)
    return rows.order_by("pk").values(
        json=JSONObject(
            lijn=Cast("lijn", CharField()),
            prioriteit=F("prioriteit_id"),
            meetbaar=Exists(_under(Indicator).filter(streefwaarde__isnull=False)),
            project=Exists(_under(Project)),
            gedekt=Exists(_under(Dekking).filter(bijdrage__ingetrokken_op=None)),
            getoetst=ArraySubquery(_under(Schakel).values("getoetst_op")),
        )
    )


def _who(model: type[Cyclusstap | Evaluatie]) -> ArraySubquery:
    """Names of the partners that took part."""
    name = str(model._meta.model_name)
    rows = model.partners.through._default_manager.filter(**{name: OuterRef("pk")})
    return ArraySubquery(rows.order_by("partner__naam").values("partner__naam"))


def _stappen() -> QuerySet[Any]:
    return (
        Cyclusstap.objects.filter(wijkplan=OuterRef("pk"))
        .order_by("-datum", "-pk")
        .values(
            json=JSONObject(
                uuid=Cast("uuid", CharField()),
                onderwerp=F("onderwerp"),
                stap=F("stap"),
                datum=F("datum"),
                uitkomst=F("uitkomst"),
                partners=_who(Cyclusstap),
            )
        )
    )


def _evaluaties() -> QuerySet[Any]:
    rows = Evaluatie.objects.filter(wijkplan=OuterRef("pk")).order_by("-datum", "-pk")
    acties = Verbeteractie.objects.filter(evaluatie=OuterRef("pk")).order_by("pk").values("status")
    return rows.values(
        json=JSONObject(
            uuid=Cast("uuid", CharField()),
            heel=ExpressionWrapper(Q(prioriteit=None, project=None), output_field=BooleanField()),
            project=F("project_id"),
            datum=F("datum"),
            besluit=F("besluit"),
            partners=_who(Evaluatie),
            acties=ArraySubquery(acties),
        )
    )


def _ontvangen() -> QuerySet[Any]:
    """Of every promise that pays for this plan: whether all of it came in."""
    covers = Dekking.objects.filter(
        bijdrage=OuterRef("pk"), doel__prioriteit__wijkplan=OuterRef(OuterRef("pk"))
    )
    came = (
        Boeking.objects.filter(bijdrage=OuterRef("pk"), soort=Boeking.Soort.ONTVANGEN)
        .order_by()
        .values("bijdrage")
        .annotate(som=Sum("hoeveel"))
        .values("som")
    )
    nothing = Cast(Value(0), DecimalField(max_digits=14, decimal_places=2))
    rows = Bijdrage.objects.standing().filter(Exists(covers))
    rows = rows.annotate(binnen=Coalesce(Subquery(came), nothing)).order_by("pk")
    return rows.annotate(
        vol=ExpressionWrapper(Q(binnen__gte=F("toegezegd")), output_field=BooleanField())
    ).values("vol")


def _acties() -> QuerySet[Any]:
    """What is still to be done differently in this wijk, out of any of its plans."""
    rows = Verbeteractie.objects.open().filter(evaluatie__wijkplan__wijk=OuterRef("wijk"))
    return rows.values(
        json=JSONObject(
            uuid=Cast("uuid", CharField()),
            tekst=F("tekst"),
            deadline=F("deadline"),
            eigenaar=F("eigenaar_id"),
            naam=F("eigenaar__naam"),
            plan=F("evaluatie__wijkplan_id"),
            plan_van=F("evaluatie__wijkplan__periode_van"),
            plan_versie=F("evaluatie__wijkplan__versie"),
        )
    )
