from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activiteiten import services
from activiteiten.figures import BRON, FORMULE, draw_ladder, read_overleving
from activiteiten.forms import (
    EigenaarschapForm,
    InitiatiefFilter,
    InitiatiefForm,
    NieuwInitiatiefForm,
    OverdrachtForm,
    OverlevingForm,
    StopForm,
    ZelfstandigForm,
)
from activiteiten.models import Eigenaarschapsmeting, Initiatief, Overdrachtsplan, Overlevingscheck
from activiteiten.vocabulary import Trede
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.paging import paginate
from core.redirects import back_to
from wijken.vocabulary import Bewijsniveau

GET_POST = ["GET", "HEAD", "POST"]
SELECT = ("wijk", "doel__prioriteit", "overdracht__partij")


@guard("activiteiten.list")
@require_safe
def list_initiatieven(request: HttpRequest) -> HttpResponse:
    """All initiatives of own wijken, to search and filter, under the figure of survival."""
    form = InitiatiefFilter(request.GET or None, by=request.user)
    seen = form.of_wijk(Initiatief.objects.visible_to(request.user))
    rows = form.narrow(seen).select_related("wijk", "doel")
    page = paginate(rows, params=request.GET, ordering=["titel", "pk"], size=30)
    overleving = read_overleving(seen, request.user.scope.today)
    context = {
        "form": form,
        "page": page,
        "overleving": overleving,
        "per_wijk": overleving.per_wijk(),
        "uitleg": {"formule": FORMULE, "bron": BRON, "bewijs": Bewijsniveau.TELLING.label},
        "mag_noteren": request.user.has_perm("activiteiten.propose_initiatief"),
    }
    return render(request, "activiteiten/initiatieven.html", context)


@guard("activiteiten.propose_initiatief")
@require_http_methods(GET_POST)
def create(request: HttpRequest) -> HttpResponse:
    """Note a new initiative, as an idea."""
    form = NieuwInitiatiefForm(request.POST or None, by=request.user)
    tried = attempt(
        form,
        lambda: services.add_initiatief(
            wijk=form.cleaned_data["wijk"],
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            **form.velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeschreven als idee."))
        return redirect(tried.result)
    context = {"form": form, "titel": _("Nieuw initiatief"), "knop": _("Opslaan")}
    return render(request, "activiteiten/initiatief_form.html", context, status=tried.status)


@guard("activiteiten.view_initiatief", of=Initiatief, select=SELECT)
@require_safe
def detail(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """One initiative: the ladder, its group, the hand-over and whether it still exists."""
    seen = Eigenaarschapsmeting.objects.visible_to(request.user).filter(initiatief=initiatief)
    metingen = list(seen.select_related("door"))
    context = {
        "initiatief": initiatief,
        "treden": list(Trede),
        "metingen": metingen[::-1],
        "ladder": draw_ladder(metingen),
        "overdracht": _overdracht(initiatief),
        "checks": Overlevingscheck.objects.visible_to(request.user)
        .filter(initiatief=initiatief)
        .select_related("door"),
        "activiteiten": initiatief.activiteiten.all(),
        "mag_meten": initiatief.gestopt_op is None
        and request.user.has_perm("activiteiten.measure_initiatief", initiatief),
        "mag": request.user.has_perm("activiteiten.change_initiatief", initiatief),
        "kan_terug": services.can_take_back(initiatief),
    }
    return render(request, "activiteiten/initiatief.html", context)


def _overdracht(initiatief: Initiatief) -> Overdrachtsplan | None:
    return getattr(initiatief, "overdracht", None)


def _step(request: HttpRequest, form: Any, initiatief: Initiatief, titel: str, verb: Any) -> HttpResponse:
    """Ask a form about an initiative and do its verb; who saves second sees both versions."""
    try:
        tried = attempt(form, verb)
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(initiatief)
    context = {"form": form, "initiatief": initiatief, "titel": titel, "knop": _("Opslaan")}
    return render(request, "activiteiten/initiatief_form.html", context, status=tried.status)


@guard("activiteiten.change_initiatief", of=Initiatief, select=("doel",))
@require_http_methods(GET_POST)
def change(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """Change what an initiative is and in which phase it stands."""
    form = InitiatiefForm(request.POST or None, instance=initiatief)
    return _step(
        request,
        form,
        initiatief,
        _("Initiatief aanpassen"),
        lambda: services.change_initiatief(
            initiatief=initiatief, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
        ),
    )


@guard("activiteiten.measure_initiatief", of=Initiatief)
@require_http_methods(GET_POST)
def measure(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """Say on which rung it stands."""
    form = EigenaarschapForm(request.POST or None)
    return _step(
        request,
        form,
        initiatief,
        _("Van wie is het nu?"),
        lambda: services.measure_eigenaarschap(initiatief=initiatief, by=request.user, **form.cleaned_data),
    )


@guard("activiteiten.change_initiatief", of=Initiatief, select=("wijk", "overdracht"))
@require_http_methods(GET_POST)
def overdracht(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """What goes over, to whom and when."""
    form = OverdrachtForm(request.POST or None, instance=_overdracht(initiatief), wijk=initiatief.wijk)
    return _step(
        request,
        form,
        initiatief,
        _("Overdracht"),
        lambda: services.plan_overdracht(
            initiatief=initiatief, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
        ),
    )


@guard("activiteiten.change_initiatief", of=Initiatief)
@require_http_methods(GET_POST)
def zelfstandig(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """It goes on without us."""
    form = ZelfstandigForm(request.POST or None, initiatief=initiatief)
    return _step(
        request,
        form,
        initiatief,
        _("Gaat zelfstandig verder"),
        lambda: services.become_zelfstandig(initiatief=initiatief, by=request.user, **form.cleaned_data),
    )


@guard("activiteiten.change_initiatief", of=Initiatief)
@require_http_methods(GET_POST)
def stop(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """It stopped."""
    form = StopForm(request.POST or None, initiatief=initiatief)
    return _step(
        request,
        form,
        initiatief,
        _("Gestopt"),
        lambda: services.stop_initiatief(initiatief=initiatief, by=request.user, **form.cleaned_data),
    )


@guard("activiteiten.change_initiatief", of=Initiatief)
@require_POST
def take_back(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """Undo the last step."""
    try:
        services.take_back(initiatief=initiatief, slot=initiatief.slot, by=request.user)
        messages.success(request, _("Teruggehaald."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(initiatief)


@guard("activiteiten.answer_overleving", of=Overlevingscheck, select=("initiatief__wijk",))
@require_http_methods(GET_POST)
def overleving(request: HttpRequest, check: Overlevingscheck) -> HttpResponse:
    """Does it still exist? Yes or no."""
    if check.bestaat_nog is not None and request.method != "POST":
        return redirect(check.initiatief)
    form = OverlevingForm(request.POST or None)
    tried = attempt(
        form,
        lambda: services.answer_overleving(
            check=check,
            bestaat_nog=form.cleaned_data["antwoord"] == "ja",
            toelichting=form.cleaned_data["toelichting"],
            by=request.user,
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeslagen. Klopt het niet? Je kunt dit 14 dagen terughalen."))
        return back_to(request, check.initiatief.get_absolute_url())
    context = {"form": form, "check": check}
    return render(request, "activiteiten/overleving.html", context, status=tried.status)


@guard("activiteiten.answer_overleving", of=Overlevingscheck, select=("initiatief__wijk",))
@require_POST
def undo(request: HttpRequest, check: Overlevingscheck) -> HttpResponse:
    """Take the answer back."""
    try:
        services.undo_overleving(check=check, by=request.user)
        messages.success(request, _("Teruggehaald. De vraag staat weer open."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(check.initiatief)
