"""Versions of a plan: who agreed to which, what differs, the next one, and the steps a plan goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.guards import guard
from wijkplan import services
from wijkplan.figures import Plantekst, compare, left_out, read_tekst, without_money
from wijkplan.figures.partijen import Tekst, Versie, hands, origins, read_opvolging, read_versies
from wijkplan.forms.akkoord import SamenvoegForm, SplitsForm, VersieForm, VolgendPlanForm
from wijkplan.models import Prioriteit, Verbeteractie, Voorlegging, Wijkplan
from wijkplan.views.answers import answer

WIJK = ("wijk",)
SELECT = ("wijkplan__wijk",)
STAPPEN = {Wijkplan.Status.IN_UITVOERING, Wijkplan.Status.GEEVALUEERD}  # the others are acts of their own


def seen_versions(request: HttpRequest, plan: Wijkplan, *, answered: bool = True) -> list[Versie]:
    """All versions and plans of this wijk that this person may see."""
    mine = Wijkplan.objects.visible_to(request.user).filter(wijk=plan.wijk_id)
    return read_versies(mine, answered=answered)


@guard("wijkplan.read", of=Wijkplan, select=WIJK)
@require_safe
def versies(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Who agreed to what, on which version; open to everybody who sees the plan."""
    rows = seen_versions(request, plan)
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "versies": rows,
        "ligt_voor": any(text.wacht for row in rows if row.plan == plan for text in row.teksten),
        "teksten": sum(len(row.teksten) for row in rows),
        "mag_sturen": request.user.has_perm("wijkplan.steer", plan),
        "opvolging": read_opvolging(plan, [row.plan for row in rows]),
    }
    return render(request, "wijkplan/versies.html", context)


@guard("wijkplan.read", of=Wijkplan, select=WIJK)
@require_safe
def lezen(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The text of a plan: as it was last laid before parties; a concept as it is now, for who works with it."""
    if request.user.has_perm("wijkplan.view", plan):
        last, inhoud = services.text_of(plan)
    else:
        last = plan.voorleggingen.order_by("-nummer").first()
        inhoud = last.inhoud if last is not None else None
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "voorlegging": last,
        "tekst": _text_for(request, plan, inhoud) if inhoud else None,
    }
    return render(request, "wijkplan/lezen.html", context)


def _text_for(request: HttpRequest, plan: Wijkplan, inhoud: dict[str, Any]) -> Plantekst:
    """The text as this person may read it: who sees no promises of organisations reads none in it either."""
    return read_tekst(
        inhoud if request.user.has_perm("wijkplan.read_bedragen", plan) else without_money(inhoud)
    )


@guard("wijkplan.read_voorlegging", of=Voorlegging, select=SELECT)
@require_safe
def voorlegging(request: HttpRequest, voorlegging: Voorlegging) -> HttpResponse:
    """One exact text as it lay before the parties."""
    plan = voorlegging.wijkplan
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "voorlegging": voorlegging,
        "tekst": _text_for(request, plan, voorlegging.inhoud),
    }
    return render(request, "wijkplan/lezen.html", context)


@guard("wijkplan.read", of=Wijkplan, select=WIJK)
@require_safe
def verschil(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What differs between two texts one may read: the chosen ones, else the last two."""
    rows = seen_versions(request, plan, answered=False)
    choices = _texts(request, rows)
    van, tot = _chosen(request, list(choices))
    context: dict[str, Any] = {"plan": plan, "wijk": plan.wijk, "keuzes": choices, "van": van, "tot": tot}
    if van and tot:
        old, new = services.read_teksten(choices[van]["over"], choices[tot]["over"])
        if not request.user.has_perm("wijkplan.read_bedragen", plan):
            old, new = without_money(old), without_money(new)
        handen = hands([row.plan for row in rows])
        context["weggelaten"] = left_out(old, new)
        context["groepen"] = compare(old, new, herkomst=origins(plan.wijk_id), handen=handen)
    return render(request, "wijkplan/verschil.html", context)


def _texts(request: HttpRequest, rows: list[Versie]) -> dict[str, dict[str, Any]]:
    """What one may lay side by side, newest first: texts that lay before parties, and the present concept."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = gettext("Versie %s") % row.plan.versie
        if row.plan.is_draft and request.user.has_perm("wijkplan.view", row.plan):
            found[str(row.plan.uuid)] = {"naam": f"{name}, " + gettext("zoals die nu is"), "over": row.plan}
        for text in row.teksten:
            found[str(text.voorlegging.uuid)] = {"naam": f"{name}, {_laid(text)}", "over": text.voorlegging}
    return found


def _chosen(request: HttpRequest, keys: list[str]) -> tuple[str, str]:
    van, tot = request.GET.get("van", ""), request.GET.get("tot", "")
    if van in keys and tot in keys:
        return van, tot
    return (keys[1], keys[0]) if len(keys) > 1 else ("", "")


def _laid(text: Tekst) -> str:
    """Which of the texts of a version this is: the day it was laid before parties, and the number of a later one."""
    day, number = date_format(localtime(text.voorlegging.op), "DAG_JAAR_FORMAT"), text.voorlegging.nummer
    return day if number == 1 else f"{day}, " + gettext("tekst") + f" {number}"


# -- The next one -------------------------------------------------------------------------------------


@guard("wijkplan.edit", of=Wijkplan, select=WIJK)
def next_version(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """A plan in force gets a next version to work in."""
    mine = Wijkplan.objects.visible_to(request.user).filter(wijk=plan.wijk_id)
    return answer(
        request,
        VersieForm(request.POST or None),
        lambda data: services.next_version(plan=plan, by=request.user, **data),
        plan=None,
        title=gettext("Volgende versie"),
        lead=_what_stays(plan, read_opvolging(plan, mine).periode),
        submit=gettext("Maak de volgende versie"),
    )


def _what_stays(plan: Wijkplan, coming: Wijkplan | None) -> str:
    """What a next version leaves as it is: the plan it replaces until all agreed, and that of the next period."""
    told = gettext("«%s» blijft gelden tot alle partijen achter de nieuwe versie staan.") % plan.titel
    if coming is None:
        return told
    beside = gettext(
        "«%s», voor de volgende periode, blijft zoals het is. Wat je hier verandert, neem je daar zelf over."
    )
    return f"{told} {beside % coming.titel}"


@guard("wijkplan.edit", of=Wijkplan, select=WIJK)
def next_plan(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The plan of a next period; it opens with what is still to be improved."""
    todo = (
        Verbeteractie.objects.visible_to(request.user)
        .open()
        .filter(evaluatie__wijkplan__wijk=plan.wijk_id)
        .count()
    )
    lead = gettext("Het begint met %(aantal)s open verbeteracties.") % {"aantal": todo} if todo else ""
    return answer(
        request,
        VolgendPlanForm(request.POST or None, initial={"titel": plan.titel}),
        lambda data: services.next_plan(plan=plan, by=request.user, **data),
        plan=None,
        title=gettext("Plan voor een volgende periode"),
        lead=lead,
        submit=gettext("Maak het plan"),
    )


@guard("wijkplan.steer", of=Wijkplan, select=WIJK)
@require_POST
def step(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """One step further: in uitvoering, geëvalueerd."""
    status = request.POST.get("status", "")
    if status not in STAPPEN:
        messages.error(request, gettext("Die stap bestaat niet."))
        return redirect("wijkplan:versies", plan.uuid)
    return _step(request, plan, status)


@guard("wijkplan.edit", of=Wijkplan, select=WIJK)
@require_POST
def archive(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What was evaluated goes to the archive."""
    return _step(request, plan, Wijkplan.Status.GEARCHIVEERD)


def _step(request: HttpRequest, plan: Wijkplan, status: str) -> HttpResponse:
    try:
        services.set_status(plan=plan, status=status, by=request.user)
        messages.success(request, gettext("Het plan is nu: %s.") % plan.get_status_display())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("wijkplan:versies", plan.uuid)


# -- Merge and split ----------------------------------------------------------------------------------


@guard("wijkplan.change", of=Wijkplan, select=WIJK)
def merge(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Some priorities become one."""
    form = SamenvoegForm(request.POST or None, plan=plan)
    return answer(
        request,
        form,
        lambda data: services.merge_prioriteiten(plan=plan, by=request.user, **data),
        plan=plan,
        title=gettext("Prioriteiten samenvoegen"),
        lead=gettext("De doelen gaan mee. Het blijft te zien waaruit de nieuwe is ontstaan."),
    )


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=SELECT)
def split(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """One priority becomes two."""
    form = SplitsForm(request.POST or None, prioriteit=prioriteit)
    return answer(
        request,
        form,
        lambda data: services.split_prioriteit(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("Prioriteit splitsen"),
        lead=gettext("Een deel van de doelen van «%s» krijgt een eigen prioriteit.") % str(prioriteit),
    )
