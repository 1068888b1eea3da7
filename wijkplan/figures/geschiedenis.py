"""What happened to a plan, line by line: who changed what, from what into what, and why if that was said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Events

from core.history import events_under, one_of
from mensen.models import User
from partners.models import Partner
from wijkplan.figures.tekst import GETALLEN, say
from wijkplan.figures.verschil import VELDEN, Stuk, words
from wijkplan.models import (
    Akkoord,
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Prioriteit,
    Project,
    Ronde,
    Schakel,
    Wijkplan,
)
from wijkplan.vocabulary import Participatieladder

SOORTEN: dict[str, tuple[Any, Any]] = {
    "plan": (Wijkplan, gettext_lazy("het plan")),
    "prioriteit": (Prioriteit, gettext_lazy("prioriteit")),
    "doel": (Doel, gettext_lazy("doel")),
    "indicator": (Indicator, gettext_lazy("indicator")),
    "project": (Project, gettext_lazy("project")),
    "effect": (BeoogdEffect, gettext_lazy("beoogd effect")),
    "aanname": (Schakel, gettext_lazy("aanname")),
    "dekking": (Dekking, gettext_lazy("de dekking van")),
    "akkoord": (Akkoord, gettext_lazy("antwoord van een partij")),
    "ronde": (Ronde, gettext_lazy("ronde")),
}
GETELD = GETALLEN | {"deel", "budget"}
LABELS: Mapping[str, Any] = VELDEN | {
    "status": gettext_lazy("stand"),
    "rang": gettext_lazy("plaats"),
    "gewone_taal": gettext_lazy("in gewone taal"),
    "sterkte": gettext_lazy("hoe zeker zijn we"),
    "getoetst_op": gettext_lazy("getoetst op"),
    "uitkomst": gettext_lazy("wat kwam eruit"),
    "effect_id": gettext_lazy("leidt tot"),
    "deel": gettext_lazy("welk deel"),
    "antwoord": gettext_lazy("antwoord"),
    "toelichting": gettext_lazy("toelichting"),
    "methode": gettext_lazy("hoe kiezen we"),
    "trede": gettext_lazy("hoeveel deelnemers te zeggen hebben"),
    "belofte": gettext_lazy("wat er met de uitkomst gebeurt"),
    "opent": gettext_lazy("gaat open op"),
    "sluit": gettext_lazy("sluit op"),
    "stippen": gettext_lazy("stippen per organisatie"),
    "hoogste": gettext_lazy("hoogstens op één onderwerp"),
    "budget": gettext_lazy("budget in euro"),
    "gelijkstand": gettext_lazy("bij gelijke stand"),
    "met_bewoners": gettext_lazy("bewoners stemmen mee"),
}
# What hangs under a row and changed with it, out of the context of the act.
OOK: Mapping[str, Any] = {
    "opties": gettext_lazy("onderwerpen"),
    "partijen": gettext_lazy("wie stemt"),
    "profiteert": gettext_lazy("wie heeft er baat bij"),
}
WOORDEN: dict[str, dict[Any, Any]] = {
    "status": dict(Wijkplan.Status.choices) | dict(Ronde.Status.choices),
    "methode": dict(Ronde.Methode.choices),
    "trede": dict(Participatieladder.choices),
    "gelijkstand": dict(Ronde.Gelijkstand.choices),
    "sterkte": dict(Schakel.Sterkte.choices),
    "antwoord": dict(Akkoord.Antwoord.choices),
}


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One thing that happened, as a sentence, with what it was and became word by word."""

    zin: str
    op: datetime
    waarom: str
    velden: list[tuple[str, list[Stuk]]]


def events_of(plan: Wijkplan, *, soorten: Iterable[str]) -> QuerySet[Events]:
    """What happened to this version and all that ever hung under it, for these kinds; copying it is one event.

    Source: the history of the rows. A change that nobody reads (a slot) is no event.
    """
    ids = _ids(plan)
    rows = events_under({SOORTEN[name][0].pgh_event_model: ids[name] for name in soorten})
    told = Q(pgh_diff__has_any_keys=list(LABELS)) | Q(pgh_context__has_key="ook")
    rows = rows.filter(~Q(pgh_label="update") | told)
    copied = _copy_of(plan)
    if copied is None:
        return rows
    made = ~Q(pgh_model=Wijkplan.pgh_event_model._meta.label)  # type: ignore[attr-defined]
    return rows.exclude(made, pgh_label="insert", pgh_context_id=copied)


def people_of(rows: QuerySet[Events]) -> list[User]:
    """Who wrote these, by name; two queries."""
    found = rows.order_by().values_list("pgh_context__door", flat=True).distinct()
    return list(User.objects.filter(pk__in=[key for key in found if key]).order_by("naam"))


def tell(rows: Iterable[Events], people: Iterable[User]) -> list[Regel]:
    """These events as sentences; at most three queries for the names they speak of, whatever their number."""
    shown = list(rows)
    names = {person.pk: person.naam for person in people}
    about = {
        "partner_id": _names(Partner, "naam", shown, "partner_id"),
        "doel_id": _names(Doel, "titel", shown, "doel_id"),
        "effect_id": _effects(shown),
    }
    return [_line(row, names, about) for row in shown]


def _ids(plan: Wijkplan) -> dict[str, QuerySet]:
    """Per kind the keys of rows that ever stood in this plan; subqueries, none is run here."""
    event = {name: model.pgh_event_model for name, (model, _label) in SOORTEN.items()}

    def rows(name: str, *under: Any, **of: Any) -> QuerySet:
        return event[name].objects.filter(*under, **of)

    of_prioriteit = one_of("prioriteit_id", rows("prioriteit", wijkplan=plan).values("id"))
    of_doel = one_of("doel_id", rows("doel", of_prioriteit).values("id"))
    under = {name: rows(name, of_doel) for name in ("indicator", "project", "aanname", "dekking")}
    found = under | {
        "plan": rows("plan", pgh_obj_id=plan.pk),
        "prioriteit": rows("prioriteit", wijkplan=plan),
        "doel": rows("doel", of_prioriteit),
        "effect": rows("effect", of_prioriteit),
        "akkoord": rows("akkoord", voorlegging__wijkplan=plan),
        "ronde": rows("ronde", wijkplan=plan),
    }
    return {name: each.order_by().values("id").distinct() for name, each in found.items()}


def _copy_of(plan: Wijkplan) -> Any:
    """The act by which this version was copied out of the one before; None when it was not copied."""
    if plan.vorige_id is None:
        return None
    events = Wijkplan.pgh_event_model.objects  # type: ignore[attr-defined]
    return events.filter(pgh_obj_id=plan.pk, pgh_label="insert").values_list("pgh_context", flat=True).first()


def _names(model: Any, field: str, rows: list[Events], key: str) -> dict[int, str]:
    wanted = {row.pgh_data[key] for row in rows if row.pgh_data.get(key)}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", field))


def _effects(rows: list[Events]) -> dict[int, str]:
    """What the effects were called that an assumption led to or leads to now, also of one that is gone."""
    wanted = {key for row in rows for key in (row.pgh_diff or {}).get("effect_id", ()) if key}
    events = BeoogdEffect.pgh_event_model.objects  # type: ignore[attr-defined]
    return dict(events.filter(id__in=wanted).order_by("pgh_id").values_list("id", "tekst"))


def _line(row: Events, names: Mapping[Any, str], about: Mapping[str, Mapping[Any, str]]) -> Regel:
    context = row.pgh_context or {}
    changed = (row.pgh_diff or {}) if row.pgh_label == "update" else {}
    values = {
        "wie": names.get(context.get("door")) or _("VoorUit"),
        "wat": next(label for model, label in SOORTEN.values() if model._meta.label == row.pgh_obj_model),
        "titel": _title(row, about),
    }
    return Regel(
        zin=_sentence(row, changed) % values,
        op=row.pgh_created_at,
        waarom=context.get("waarom", ""),
        velden=[
            (str(label), words(*(_say(veld, value, about) for value in changed[veld])))
            for veld, label in LABELS.items()
            if veld in changed
        ]
        + [(str(OOK[veld]), words(*texts)) for veld, texts in context.get("ook", {}).items()],
    )


def _title(row: Events, about: Mapping[str, Mapping[Any, str]]) -> str:
    data = row.pgh_data
    for name in ("titel", "naam", "tekst", "aanname"):
        if data.get(name):
            return data[name]
    key = "partner_id" if row.pgh_obj_model == Akkoord._meta.label else "doel_id"
    return about[key].get(data.get(key), _("wat verwijderd is"))


def _sentence(row: Events, changed: Mapping[str, Any]) -> str:
    """The sentence for this event, with the names still to be filled in."""
    asked = row.pgh_obj_model == Akkoord._meta.label
    whole = row.pgh_obj_model == Wijkplan._meta.label
    sentences: dict[str, Callable[[], str]] = {
        "insert": lambda: _("%(wie)s voegde %(wat)s «%(titel)s» toe"),
        "delete": lambda: _("%(wie)s verwijderde %(wat)s «%(titel)s»"),
        "update": lambda: _("%(wie)s veranderde %(wat)s «%(titel)s»"),
    }
    if asked and row.pgh_label == "insert":
        return _("%(wie)s legde het plan voor aan %(titel)s")
    if asked and "antwoord" in changed:
        return _("%(wie)s antwoordde voor %(titel)s")
    if whole and row.pgh_label == "insert":
        return _("%(wie)s maakte deze versie van «%(titel)s»")
    if row.pgh_obj_model == Ronde._meta.label and "status" in changed:
        return _round_sentence(changed["status"][1])
    if whole and "status" in changed:
        return _("%(wie)s zette «%(titel)s» op een andere stand")
    return sentences[row.pgh_label]()


def _round_sentence(status: str) -> str:
    if status == Ronde.Status.OPEN:
        return _("%(wie)s opende %(wat)s «%(titel)s»")
    return _("%(wie)s sloot %(wat)s «%(titel)s»")


def _say(veld: str, waarde: Any, about: Mapping[str, Mapping[Any, str]]) -> str:
    if veld in about:
        return about[veld].get(waarde, "")
    if veld in WOORDEN:
        return str(WOORDEN[veld].get(waarde, waarde or ""))
    if veld in GETELD and waarde is not None:
        return say("streefwaarde", format(Decimal(str(waarde)).normalize(), "f"))
    if veld in {"opent", "sluit"} and waarde:
        moment = timezone.localtime(datetime.fromisoformat(waarde))
        return f"{date_format(moment, 'j F Y')} {time_format(moment)}"
    if veld == "getoetst_op" and waarde:
        return date_format(datetime.fromisoformat(waarde), "j F Y")
    return say(veld, waarde)
