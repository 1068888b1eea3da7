"""A text before the parties: laid before them and taken back by the coordinator, answered by each of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.guards import guard
from core.locking import Conflict
from mensen.models import User
from wijkplan import services
from wijkplan.figures import Groep, compare, read_tekst
from wijkplan.figures.partijen import JA, origins
from wijkplan.forms.akkoord import (
    ANTWOORDEN,
    AfwezigForm,
    AntwoordForm,
    DoorgeefForm,
    RedenForm,
    VoorlegForm,
)
from wijkplan.models import Akkoord, Voorlegging, Wijkplan
from wijkplan.views.answers import answer

PLAN = ("wijk",)
AKKOORD = ("partner", "door", "doorgegeven_aan", "voorlegging__wijkplan__wijk")


@guard("wijkplan.steer", of=Wijkplan, select=PLAN)
def lay_before(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Choose the parties and read once more what they will read, word for word."""
    inhoud = services.read_inhoud(plan)
    form = VoorlegForm(request.POST or None, plan=plan, initial={"kenmerk": services.kenmerk_of(inhoud)})

    def save(data: dict[str, Any]) -> Wijkplan:
        services.lay_before(plan=plan, by=request.user, **data)
        return plan

    return answer(
        request,
        form,
        save,
        plan=plan,
        template="wijkplan/voorleggen.html",
        title=gettext("Voorleggen aan partijen"),
        tekst=read_tekst(inhoud),
        submit=gettext("Leg deze tekst voor"),
    )


@guard("wijkplan.steer", of=Wijkplan, select=PLAN)
def withdraw(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Take the text back, with the reason the parties will read."""

    def save(data: dict[str, Any]) -> Wijkplan:
        standing = Voorlegging.objects.visible_to(request.user).standing().filter(wijkplan=plan).first()
        if standing is None:
            raise Refused(gettext("Er ligt geen tekst voor."))
        services.withdraw(voorlegging=standing, by=request.user, **data)
        return plan

    return answer(
        request,
        RedenForm(request.POST or None),
        save,
        plan=plan,
        title=gettext("Plan terughalen"),
        lead=gettext("Het wordt weer een concept. Wie al antwoordde, wordt later opnieuw gevraagd."),
        submit=gettext("Haal terug"),
    )


@guard("wijkplan.steer_akkoord", of=Akkoord, select=AKKOORD)
def absent(request: HttpRequest, akkoord: Akkoord) -> HttpResponse:
    """A party that does not take part this time; everybody reads why."""
    kenmerk = akkoord.voorlegging.kenmerk
    return answer(
        request,
        AfwezigForm(request.POST or None, akkoord=akkoord),
        lambda data: services.answer(
            akkoord=akkoord, antwoord=Akkoord.Antwoord.AFWEZIG, kenmerk=kenmerk, by=request.user, **data
        ),
        plan=akkoord.voorlegging.wijkplan,
        title=gettext("%s doet niet mee") % akkoord.partner.naam,
        lead=gettext("Deze partij telt dan niet meer mee voor het vaststellen. De reden staat bij het plan."),
        submit=gettext("Leg dit vast"),
    )


@guard("wijkplan.steer_akkoord", of=Akkoord, select=AKKOORD)
@require_POST
def remind(request: HttpRequest, akkoord: Akkoord) -> HttpResponse:
    """Ask a party once more."""
    try:
        count = services.remind(akkoord=akkoord, by=request.user)
        done = ngettext("Herinnering voor %(n)s mens.", "Herinnering voor %(n)s mensen.", count)
        messages.success(request, done % {"n": count})
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("wijkplan:versies", akkoord.voorlegging.wijkplan.uuid)


# -- The answer of a party ----------------------------------------------------------------------------


@guard("wijkplan.answer", of=Akkoord, select=AKKOORD)
def sign(request: HttpRequest, akkoord: Akkoord) -> HttpResponse:
    """«Wij staan achter dit plan»: the exact text, what changed since the last yes, and five ways to answer."""
    chosen = next((kind for kind in ANTWOORDEN if kind.antwoord == request.POST.get("antwoord")), None)
    bound = _form(request, akkoord, chosen, request.POST) if chosen and request.method == "POST" else None
    late, status = "", 200
    if bound is not None and bound.is_valid():
        try:
            done = _give(request, akkoord, bound)
        except Refused as refused:
            refused.add_to(bound)
        except Conflict:
            akkoord.refresh_from_db()
            bound, status, late = None, 409, _colleague(akkoord)
        else:
            messages.success(request, gettext("Dank u. Uw antwoord is bewaard."))
            return redirect("wijkplan:akkoord", done.uuid)
    forms = [bound if bound and type(bound) is kind else _form(request, akkoord, kind) for kind in ANTWOORDEN]
    context = _page(request, akkoord) | {"forms": forms, "late": late, "gekozen": bound}
    return render(request, "wijkplan/tekenen.html", context, status=status)


def _form(request: HttpRequest, akkoord: Akkoord, kind: type[AntwoordForm], data: Any = None) -> AntwoordForm:
    return kind(data, akkoord=akkoord, by=request.user, functie=akkoord.functie)


def _give(request: HttpRequest, akkoord: Akkoord, form: AntwoordForm) -> Akkoord:
    given: dict[str, Any] = {
        "akkoord": akkoord,
        "kenmerk": form.cleaned_data["kenmerk"],
        "slot": form.cleaned_data["slot"],
        "by": request.user,
    }
    if isinstance(form, DoorgeefForm):
        return services.pass_on(**given, **form.values())
    return services.answer(antwoord=form.antwoord, **given, **form.values())


def _colleague(akkoord: Akkoord) -> str:
    return gettext("%(naam)s antwoordde net: %(antwoord)s. Wilt u dat veranderen, antwoord dan opnieuw.") % {
        "naam": akkoord.door or gettext("Iemand anders"),
        "antwoord": akkoord.get_antwoord_display(),
    }


def _page(request: HttpRequest, akkoord: Akkoord) -> dict[str, Any]:
    plan, text = akkoord.voorlegging.wijkplan, akkoord.voorlegging
    open_now = text.ingetrokken_op is None and plan.status == Wijkplan.Status.IN_RONDE
    before, groups = _changes(request.user, akkoord)
    return {
        "akkoord": akkoord,
        "plan": plan,
        "wijk": plan.wijk,
        "voorlegging": text,
        "tekst": read_tekst(text.inhoud),
        "open": open_now,
        "eerder": before,
        "groepen": groups,
        "today": request.user.scope.today,
    }


def _changes(user: User, akkoord: Akkoord) -> tuple[Akkoord | None, list[Groep]]:
    """What this party agreed to last before, and what differs since."""
    plan = akkoord.voorlegging.wijkplan
    before = (
        Akkoord.objects.visible_to(user)
        .filter(partner=akkoord.partner, voorlegging__wijkplan__wijk=plan.wijk_id, antwoord__in=JA)
        .exclude(pk=akkoord.pk)
        .select_related("voorlegging__wijkplan")
        .order_by("-op")
        .first()
    )
    if before is None:
        return None, []
    old, new = before.voorlegging.inhoud, akkoord.voorlegging.inhoud
    return before, compare(old, new, herkomst=origins(plan.wijk_id))
