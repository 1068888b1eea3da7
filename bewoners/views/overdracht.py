from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bewoners import services
from bewoners.forms import KennismakingForm, OverdrachtForm, StopForm
from bewoners.models import Overdracht, Relatie
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard

GET_POST = ["GET", "HEAD", "POST"]


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_http_methods(GET_POST)
def hand_over(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """How a contact goes on when a student stops: a teammate takes it over, or it ends here."""
    user = request.user
    form = OverdrachtForm(request.POST or None, relatie=relatie, by=user)
    tried = attempt(form, lambda: services.hand_over(relatie=relatie, by=user, **form.velden()))
    if not tried.done:
        return _page(request, relatie, tried.status, form=form)
    told = (
        _("Overgedragen aan %(naam)s.")
        if tried.result.kennismaking_op
        else _("%(naam)s ziet dit contact nu ook. Ga er samen heen om kennis te maken.")
    )
    messages.success(request, told % {"naam": tried.result.naar.voornaam})
    return redirect(relatie)


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_POST
def leave(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """Stop with a contact, and why; nobody left means that it is closed."""
    form = StopForm(request.POST, relatie=relatie, by=request.user, auto_id="stop_%s")
    tried = attempt(
        form, lambda: services.leave_relatie(relatie=relatie, by=request.user, **form.cleaned_data)
    )
    if not tried.done:
        return _page(request, relatie, tried.status, stop=form)
    told = (
        _("Afgesloten. Je ziet dit contact nog tot en met vandaag.")
        if tried.result
        else _("Opgeslagen. Een teamgenoot houdt dit contact nog bij.")
    )
    messages.success(request, told)
    return redirect(relatie)


@guard("bewoners.change_overdracht", of=Overdracht, select=("relatie", "van"), recent=True)
@require_POST
def resume(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    """Who stopped today goes on after all."""
    return _tap(request, overdracht, services.resume_relatie, _("Dit contact loopt weer door."))


@guard("bewoners.change_overdracht", of=Overdracht, select=("relatie", "van", "naar"), recent=True)
@require_http_methods(GET_POST)
def meet(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    """The three met: it is handed over."""
    form = KennismakingForm(request.POST or None)
    tried = attempt(
        form, lambda: services.meet_overdracht(overdracht=overdracht, by=request.user, **form.cleaned_data)
    )
    if tried.done:
        messages.success(request, _("Overgedragen aan %(naam)s.") % {"naam": overdracht.naar.voornaam})
        return redirect(overdracht.relatie)
    context = {"form": form, "overdracht": overdracht, "relatie": overdracht.relatie}
    return render(request, "bewoners/kennismaking.html", context, status=tried.status)


@guard("bewoners.change_overdracht", of=Overdracht, select=("relatie", "van", "naar"), recent=True)
@require_POST
def undo(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    """It does not go on after all."""
    return _tap(request, overdracht, services.undo_overdracht, _("De overdracht gaat niet door."))


def _tap(request: HttpRequest, overdracht: Overdracht, verb: Callable[..., None], said: str) -> HttpResponse:
    """Run a verb of one tap, and say on the page of the contact what happened, or why not."""
    try:
        verb(overdracht=overdracht, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect(overdracht.relatie)


def _page(request: HttpRequest, relatie: Relatie, status: int, **forms: Any) -> HttpResponse:
    """Both ways on one page; the one that was not tried stands there empty."""
    user = request.user
    context = {
        "relatie": relatie,
        "form": forms.get("form") or OverdrachtForm(relatie=relatie, by=user),
        "stop": forms.get("stop") or StopForm(relatie=relatie, by=user, auto_id="stop_%s"),
        "loopt": relatie.overdrachten.open().first(),
    }
    return render(request, "bewoners/overdracht_form.html", context, status=status)
