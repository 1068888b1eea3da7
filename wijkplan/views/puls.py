from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.exports import Sheet, csv_response, filename, xlsx_response
from core.guards import guard
from core.locking import Conflict, conflict_response
from mensen.services import log_regel
from partners.models import Partner
from wijkplan import services
from wijkplan.figures.mensen import partners_in
from wijkplan.figures.puls import read_puls
from wijkplan.forms.cyclus import PulsForm
from wijkplan.models import Partnerpuls, Wijkplan


@guard("wijkplan.read_puls", of=Wijkplan, select=("wijk",))
@require_safe
def puls(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What partners find urgent, year by year, each by name; a partner sees its own."""
    user = request.user
    context = {
        "plan": plan,
        "blad": read_puls(user, plan),
        "gevraagd": plan.pulsvragen.filter(jaar=user.scope.today.year).first(),
        "mag_vragen": user.has_perm("wijkplan.cycle", plan) and plan.status != Wijkplan.Status.CONCEPT,
        "mag_antwoorden": user.has_perm("wijkplan.answer_puls", plan),
        "alles": user.has_perm("wijkplan.view", plan) and not user.scope.is_partner,
    }
    return render(request, "wijkplan/puls.html", context)


@guard("wijkplan.read_puls", of=Wijkplan, select=("wijk",))
@require_safe
def puls_file(request: HttpRequest, plan: Wijkplan, soort: str) -> HttpResponseBase:
    """The same answers as a file, and who took it."""
    blad = read_puls(request.user, plan)
    log_regel(by=request.user, wat=f"export.puls.{soort}", op=plan)
    name = filename("vooruit", plan.wijk.slug, gettext("puls"), ext=soort)
    header = [gettext("Vraag"), gettext("Partij"), gettext("Jaar"), gettext("Score")]
    if soort == "csv":
        return csv_response(blad.rijen, header=header, name=name)
    return xlsx_response([Sheet(gettext("Puls"), header, blad.rijen)], explanations=blad.uitleg, name=name)


@guard("wijkplan.cycle", of=Wijkplan, select=("wijk",))
@require_POST
def puls_ask(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """One tap: every partner of the wijk is asked."""
    try:
        asked = services.ask_puls(plan=plan, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = ngettext("Gevraagd aan %d persoon.", "Gevraagd aan %d mensen.", asked) % asked
        messages.success(request, said)
    return redirect("wijkplan:puls", plan.uuid)


@guard("wijkplan.answer_puls", of=Wijkplan, select=("wijk",))
def puls_answer(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Three questions for a partner, on a phone in two minutes; the same page changes the answer."""
    partner, given = _whose(request, plan)
    rows = list(plan.prioriteiten.now())
    form = PulsForm(request.POST or None, prioriteiten=rows, initial=_initial(given))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.answer_puls(
                plan=plan,
                partner=partner,
                urgenties=form.urgenties(),
                by=request.user,
                **{name: data[name] for name in ("betrokkenheid", "impact", "slot")},
            )
        except Conflict as conflict:
            return _both(request, form, conflict)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(
                request, gettext("Dank u. U kunt uw antwoord tot het einde van het jaar veranderen.")
            )
            return redirect("wijkplan:puls", plan.uuid)
    context = {"plan": plan, "partner": partner, "form": form, "eerder": given}
    return render(request, "wijkplan/puls_form.html", context)


def _whose(request: HttpRequest, plan: Wijkplan) -> tuple[Partner, Partnerpuls | None]:
    """The organisation somebody answers for, the one named in the address or the first; and its answer of this year."""
    today = request.user.scope.today
    own = partners_in(plan.wijk_id, today).filter(pk__in=request.user.scope.partners)
    wanted = request.GET.get("partner", "")
    partner = next((row for row in own if str(row.uuid) == wanted), None) or own.first()
    if partner is None:
        raise Http404
    rows = Partnerpuls.objects.visible_to(request.user).filter(
        wijkplan=plan, partner=partner, jaar=today.year
    )
    return partner, rows.first()


def _initial(given: Partnerpuls | None) -> dict[str, Any]:
    if given is None:
        return {}
    scores = {f"urgentie_{row.prioriteit.uuid.hex}": row.urgentie for row in _points(given)}
    return {"slot": given.slot, "betrokkenheid": given.betrokkenheid, "impact": given.impact, **scores}


def _points(given: Partnerpuls) -> Any:
    return given.punten.select_related("prioriteit")


def _both(request: HttpRequest, form: PulsForm, conflict: Conflict) -> HttpResponse:
    """Both answers beside each other, when a colleague was first."""
    theirs = conflict.theirs
    if isinstance(theirs, Partnerpuls):
        for name, score in _initial(theirs).items():
            setattr(theirs, name, score)
    return conflict_response(request, form, conflict)
