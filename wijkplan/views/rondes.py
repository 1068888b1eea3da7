"""Rounds as the coordinator runs them: the list of a plan, a new one, following it, opening and closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from partners.models import Partner
from wijken.models import Invoer
from wijkplan import services
from wijkplan.figures import draw_uitkomst, read_uitkomst
from wijkplan.forms.rondes import OplosForm, RondeForm, SluitForm, week_ahead
from wijkplan.forms.rondes_wijzigen import RondeEditForm
from wijkplan.models import Bezwaar, Prioriteit, Ronde, Rondeoptie, Rondepartij, Stembiljet, Wijkplan
from wijkplan.views.answers import whose

PLAN = ("wijkplan__wijk",)


@guard("wijkplan.list_rondes", of=Wijkplan, select=("wijk",))
@require_safe
def ronde_list(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Every round of a plan this person may see, newest first."""
    rows = Ronde.objects.visible_to(request.user).filter(wijkplan=plan).with_counts()
    context = {
        "plan": plan,
        "rondes": rows,
        "works_here": request.user.has_perm("wijkplan.view", plan),
        "steers": request.user.has_perm("wijkplan.steer", plan),
    }
    return render(request, "wijkplan/ronde_list.html", context)


@guard("wijkplan.steer", of=Wijkplan, select=("wijk",))
def ronde_create(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What there is to choose, who chooses, how, and what happens with it: said beforehand."""
    partners = Partner.objects.visible_to(request.user).involved_in(plan.wijk, timezone.localdate())
    initial = week_ahead() | {
        "opties": [str(uuid) for uuid in plan.prioriteiten.values_list("uuid", flat=True)]
    }
    form = RondeForm(request.POST or None, plan=plan, partners=partners, initial=initial)
    done = attempt(
        form,
        lambda: services.make_ronde(plan=plan, by=request.user, body_hash=form.body_hash(), **form.values()),
    )
    if done.done:
        messages.success(request, gettext("De ronde staat klaar."))
        return redirect(done.result)
    return render(request, "wijkplan/ronde_create.html", {"plan": plan, "form": form}, status=done.status)


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
def ronde_edit(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Everything of a round may change until it opens."""
    plan = ronde.wijkplan
    if ronde.status != Ronde.Status.GEPLAND and request.method != "POST":
        messages.error(request, gettext("Deze ronde is al open geweest. Wijzigen kan niet meer."))
        return redirect(ronde)
    filled = Stembiljet.objects.visible_to(request.user).filter(ronde=ronde).exists()
    partners = Partner.objects.visible_to(request.user).involved_in(plan.wijk, timezone.localdate())
    form = RondeEditForm(request.POST or None, instance=ronde, plan=plan, partners=partners, filled=filled)
    try:
        done = attempt(form, lambda: services.change_ronde(ronde=ronde, by=request.user, **form.values()))
    except Conflict as conflict:
        return conflict_response(request, form, form.beside(conflict), context=whose(conflict.theirs))
    if done.done:
        messages.success(request, gettext("Opgeslagen."))
        return redirect(done.result)
    context = {"plan": plan, "ronde": ronde, "form": form}
    return render(request, "wijkplan/ronde_create.html", context, status=done.status)


@guard("wijkplan.read_ronde", of=Ronde, select=PLAN)
@require_safe
def ronde(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """A round: what was asked, who voted, and when it is closed what came out of it."""
    context = _about(request, ronde)
    if ronde.uitkomst is not None:
        context |= {"uitkomst": ronde.uitkomst, "beeld": draw_uitkomst(ronde)}
        return render(request, "wijkplan/ronde_uitslag.html", context)
    context |= {
        "opties": Rondeoptie.objects.visible_to(request.user).filter(ronde=ronde).distinct(),
        "partijen": Rondepartij.objects.visible_to(request.user)
        .filter(ronde=ronde)
        .select_related("partner")
        .with_ballot(),
        "bezwaren": Bezwaar.objects.visible_to(request.user)
        .filter(ronde=ronde)
        .select_related("partner", "optie"),
    }
    return render(request, "wijkplan/ronde.html", context)


def _about(request: HttpRequest, ronde: Ronde) -> dict[str, Any]:
    user = request.user
    works_here = user.has_perm("wijkplan.view", ronde.wijkplan)
    steers = user.has_perm("wijkplan.steer_ronde", ronde)
    return {
        "ronde": ronde,
        "plan": ronde.wijkplan,
        "works_here": works_here,
        "steers": steers,
        "may_vote": ronde.takes_votes and user.has_perm("wijkplan.vote", ronde),
        "biljetten": Stembiljet.objects.visible_to(user).filter(ronde=ronde, partner=None).count()
        if works_here and ronde.met_bewoners
        else None,
        "invoer": Invoer.objects.visible_to(user).about(ronde.uuid).defer("verslag") if steers else [],
    }


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
@require_POST
def ronde_open(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Now, instead of when its moment comes."""
    return _act(
        request,
        ronde,
        lambda: services.open_ronde(ronde=ronde, by=request.user),
        gettext("De ronde is open."),
    )


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
@require_POST
def ronde_remind(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """A mail to who did not vote yet."""
    n = services.tell_waiting(ronde, by=request.user) if ronde.takes_votes else 0
    said = ngettext("%d mens krijgt een herinnering.", "%d mensen krijgen een herinnering.", n) % n
    messages.success(request, said if n else gettext("Er is niemand om te herinneren."))
    return redirect(ronde)


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
def ronde_close(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """Close by hand; what is equal and left to the coordinator is chosen here, with the reason."""
    form = SluitForm(request.POST if request.method == "POST" else None, ties=_ties(request, ronde))
    done = attempt(
        form,
        lambda: services.close_ronde(
            ronde=ronde,
            by=request.user,
            keuze=form.keuze(),
            reden=form.cleaned_data.get("reden", ""),
        ),
    )
    if done.done:
        messages.success(request, gettext("De ronde is gesloten. Dit is de uitkomst."))
        return redirect(ronde)
    partijen = Rondepartij.objects.visible_to(request.user).filter(ronde=ronde).with_ballot()
    waiting = sum(1 for partij in partijen if partij.stemde_op is None)
    context = {"ronde": ronde, "plan": ronde.wijkplan, "form": form, "waiting": waiting, "of": len(partijen)}
    return render(request, "wijkplan/ronde_close.html", context, status=done.status)


def _ties(request: HttpRequest, ronde: Ronde) -> list[list[Rondeoptie]]:
    """The ties as they are now, when the coordinator settles them."""
    if ronde.gelijkstand != Ronde.Gelijkstand.COORDINATOR or ronde.uitkomst is not None:
        return []
    rows = {str(row.uuid): row for row in Rondeoptie.objects.visible_to(request.user).filter(ronde=ronde)}
    return [[rows[uuid] for uuid in group["opties"]] for group in read_uitkomst(ronde)["gelijk"]]


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
@require_POST
def ronde_apply(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """The outcome becomes the order of the plan; what was merged or removed since is named, for her to place."""
    said = gettext("De prioriteiten van het plan staan nu in deze volgorde.")
    rows = Prioriteit.objects.visible_to(request.user).filter(wijkplan=ronde.wijkplan)
    here = {str(uuid) for uuid in rows.values_list("uuid", flat=True)}
    lines = (ronde.uitkomst or {}).get("regels", [])
    gone = [line["titel"] for line in lines if line["prioriteit"] and line["prioriteit"] not in here]
    if gone:
        names = ", ".join(f"«{titel}»" for titel in gone)
        said += " " + gettext("Niet meer los in het plan, dus niet verplaatst: %s.") % names
    return _act(
        request,
        ronde,
        lambda: services.apply_uitkomst(ronde=ronde, by=request.user, slot=ronde.wijkplan.slot),
        said,
    )


@guard("wijkplan.steer_ronde", of=Ronde, select=PLAN)
@require_POST
def ronde_remove(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """A round that never opened can go."""
    plan = ronde.wijkplan
    try:
        services.remove_ronde(ronde=ronde, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(ronde)
    messages.success(request, gettext("De ronde is weg."))
    return redirect("wijkplan:rondes", plan.uuid)


def _act(request: HttpRequest, ronde: Ronde, act: Any, said: str) -> HttpResponse:
    """Do what a button says and go back to the round, with what came of it."""
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    except Conflict:
        messages.error(
            request, gettext("Iemand anders wijzigde het plan net. Kijk het na en probeer opnieuw.")
        )
    else:
        messages.success(request, said)
    return redirect(ronde)


@guard("wijkplan.solve_bezwaar", of=Bezwaar, select=("ronde__wijkplan__wijk", "partner", "optie"))
def bezwaar_solve(request: HttpRequest, bezwaar: Bezwaar) -> HttpResponse:
    """How it was solved, in one sentence that everybody reads."""
    form = OplosForm(request.POST or None, initial={"slot": bezwaar.slot})
    try:
        done = attempt(
            form, lambda: services.solve_bezwaar(bezwaar=bezwaar, by=request.user, **form.cleaned_data)
        )
    except Conflict:
        messages.error(request, gettext("Iemand anders wijzigde dit bezwaar net. Lees het opnieuw."))
        return redirect(bezwaar.ronde)
    if done.done:
        messages.success(request, gettext("Opgeslagen."))
        return redirect(bezwaar.ronde)
    context = {"bezwaar": bezwaar, "ronde": bezwaar.ronde, "plan": bezwaar.ronde.wijkplan, "form": form}
    return render(request, "wijkplan/ronde_bezwaar.html", context, status=done.status)
