from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activiteiten.models import Bijeenkomst
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.paging import paginate
from signalen import services
from signalen.forms import AntwoordForm, SignaalForm, SignalenFilter, WijzigSignaalForm, ZelfGemerktForm
from signalen.models import Bron, Signaal
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]
PER_BLAD = 30


@guard("signalen.list", of=Wijk, by="slug")
@require_safe
def signalen(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """What was heard in a wijk and what is done about it, newest first."""
    form = SignalenFilter(request.GET or None)
    rows = form.narrow(Signaal.objects.visible_to(request.user).in_wijk(wijk).for_list())
    page = paginate(rows, params=request.GET, ordering=["-op", "-pk"], size=PER_BLAD)
    context = {
        "wijk": wijk,
        "form": form,
        "vraag": form.vraag,
        "page": page,
        "mag_antwoorden": wijk.pk in request.user.scope.coordinator_wijken,
    }
    return render(request, "signalen/list.html", context)


@guard("signalen.add", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Note something one saw or heard outside a log."""
    form = ZelfGemerktForm(request.POST or None, wijk=wijk)
    tried = attempt(
        form,
        lambda: services.note_heard(
            wijk=wijk,
            by=request.user,
            **{name: form.cleaned_data[name] for name in ("bron", "client_id", "al_gehoord")},
            **form.velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeschreven. Je coördinator ziet het."))
        return redirect("signalen:list", wijk.slug)
    context = {"form": form, "wijk": wijk, "terug": ""}
    return render(request, "signalen/create.html", context, status=tried.status)


@guard("signalen.add_at", of=Bijeenkomst, select=("activiteit__wijk",))
@require_http_methods(GET_POST)
def at_bijeenkomst(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """After counting: a chance or a question heard there."""
    wijk = bijeenkomst.activiteit.wijk
    form = SignaalForm(request.POST or None, wijk=wijk)
    tried = attempt(
        form,
        lambda: services.note_heard(
            wijk=wijk,
            bron=Bron.ACTIVITEIT,
            bijeenkomst=bijeenkomst,
            by=request.user,
            **{name: form.cleaned_data[name] for name in ("client_id", "al_gehoord")},
            **form.velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeschreven. Je coördinator ziet het."))
        return redirect("home")
    context = {"form": form, "wijk": wijk, "over": bijeenkomst.naam}
    return render(request, "signalen/create.html", context, status=tried.status)


@guard("signalen.view", of=Signaal)
@require_safe
def detail(request: HttpRequest, signaal: Signaal) -> HttpResponse:
    """One signaal with everything that was done about it."""
    return _detail(request, signaal, AntwoordForm(instance=signaal))


@guard("signalen.answer", of=Signaal)
@require_POST
def answer(request: HttpRequest, signaal: Signaal) -> HttpResponse:
    """Say what is done with it; who saves second sees both versions."""
    form = AntwoordForm(request.POST, instance=signaal)
    try:
        tried = attempt(
            form,
            lambda: services.answer_signaal(signaal=signaal, by=request.user, **form.cleaned_data),
        )
    except Conflict:
        messages.error(
            request, _("Iemand anders reageerde net. Lees eerst wat er staat; wat jij typte staat er nog.")
        )
        signaal.refresh_from_db()
        form = AntwoordForm({**request.POST.dict(), "slot": signaal.slot}, instance=signaal)
        return _detail(request, signaal, form, status=409)
    if tried.done:
        messages.success(request, _("Opgeslagen. Wie dit hoorde, leest je antwoord op de beginpagina."))
        return redirect(signaal)
    return _detail(request, signaal, form, status=tried.status)


def _detail(request: HttpRequest, signaal: Signaal, form: AntwoordForm, status: int = 200) -> HttpResponse:
    rows = Signaal.objects.visible_to(request.user).filter(pk=signaal.pk).for_list()
    shown = rows.select_related("wijk", "door", "bijeenkomst__activiteit").get()
    context: dict[str, Any] = {
        "signaal": shown,
        "form": form,
        "mag_antwoorden": request.user.has_perm("signalen.answer", signaal)
        and (shown.is_open or shown.gedaan),
        "mag_aanpassen": request.user.has_perm("signalen.change", signaal) and signaal.status == "nieuw",
    }
    return render(request, "signalen/detail.html", context, status=status)


@guard("signalen.change", of=Signaal, select=("wijk",))
@require_http_methods(GET_POST)
def change(request: HttpRequest, signaal: Signaal) -> HttpResponse:
    """Correct one's own signaal."""
    form = WijzigSignaalForm(request.POST or None, instance=signaal)
    try:
        tried = attempt(
            form,
            lambda: services.change_signaal(
                signaal=signaal, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Aangepast."))
        return redirect(signaal)
    context = {"form": form, "wijk": signaal.wijk, "signaal": signaal}
    return render(request, "signalen/change.html", context, status=tried.status)


@guard("signalen.change", of=Signaal, select=("wijk",))
@require_POST
def withdraw(request: HttpRequest, signaal: Signaal) -> HttpResponse:
    """It was nothing after all."""
    try:
        services.withdraw_signaal(signaal=signaal, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(signaal)
    except Conflict:
        messages.error(request, _("Hier is net op gereageerd."))
        return redirect(signaal)
    messages.success(request, _("Ingetrokken."))
    return redirect("signalen:list", signaal.wijk.slug)
