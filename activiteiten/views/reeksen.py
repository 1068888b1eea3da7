from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activiteiten import services
from activiteiten.forms import NieuweReeksForm, ReeksForm, SluitingForm
from activiteiten.forms.reeksen import HerhaalMixin
from activiteiten.models import Activiteit, Bijeenkomst, Reeks, Sluiting
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]


def read_first(form: HerhaalMixin, activiteit: Activiteit) -> services.Voorstel | None:
    """The days to read before saving; None when they were read, or when there is nothing to read (yet)."""
    if not form.is_valid() or (velden := form.reeks_velden()) is None:
        return None
    try:
        reeks = services.draft(activiteit, **velden)
        found = services.refuse_useless(reeks)
    except Refused as refused:
        refused.add_to(form)
        return None
    found.onbekend = services.unknown_kinds(reeks)
    return None if form.was_read() else found


@guard("activiteiten.change", of=Activiteit, select=("wijk", "plek"))
@require_http_methods(GET_POST)
def create(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """Let an activity come back, after reading on which days."""
    form = NieuweReeksForm(request.POST or None, activiteit=activiteit)
    context = {"form": form, "activiteit": activiteit}
    if voorstel := read_first(form, activiteit):
        return render(request, "activiteiten/reeks_form.html", {**context, "voorstel": voorstel})
    tried = attempt(
        form,
        lambda: services.plan_reeks(
            activiteit=activiteit,
            client_id=form.cleaned_data["client_id"],
            inzet=form.inzet(),
            by=request.user,
            **form.reeks_velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Gepland."))
        return redirect(activiteit)
    return render(request, "activiteiten/reeks_form.html", context, status=tried.status)


@guard("activiteiten.change_reeks", of=Reeks, select=("activiteit__wijk", "activiteit__plek", "plek"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, reeks: Reeks) -> HttpResponse:
    """Change a series from a day on; who saves second sees both versions."""
    coming = Bijeenkomst.objects.visible_to(request.user).still_to_come(reeks).order_by("regeldag").first()
    vanaf = coming.regeldag if coming else max(reeks.begint, timezone.localdate())
    form = ReeksForm(request.POST or None, reeks=reeks, vanaf=vanaf)
    context = {"form": form, "activiteit": reeks.activiteit, "reeks": reeks}
    if voorstel := read_first(form, reeks.activiteit):
        return render(request, "activiteiten/reeks_form.html", {**context, "voorstel": voorstel})
    try:
        tried = attempt(
            form,
            lambda: services.change_reeks(
                reeks=reeks, slot=form.cleaned_data["slot"], by=request.user, **form.reeks_velden()
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(reeks.activiteit)
    return render(request, "activiteiten/reeks_form.html", context, status=tried.status)


@guard("activiteiten.view_sluitingen", of=Wijk, by="slug")
@require_safe
def sluitingen(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Holidays and closed periods of a wijk, from today on."""
    rows = Sluiting.objects.visible_to(request.user).holding_in(wijk)
    context = {
        "wijk": wijk,
        "rows": rows.filter(tot__gte=timezone.localdate()),
        "mag": request.user.has_perm("activiteiten.add_sluiting", wijk),
    }
    return render(request, "activiteiten/sluitingen.html", context)


@guard("activiteiten.add_sluiting", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def add_sluiting(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Note a closed period of a wijk."""
    form = SluitingForm(request.POST or None)
    before = _planned_in(request, wijk)
    tried = attempt(form, lambda: services.add_sluiting(wijk=wijk, by=request.user, **form.cleaned_data))
    if tried.done:
        minder = before - _planned_in(request, wijk)
        said = _("Opgeslagen. De reeksen die dit overslaan zijn meteen aangepast: %(aantal)s keer minder.")
        messages.success(request, said % {"aantal": minder})
        return redirect("activiteiten:sluitingen", slug=wijk.slug)
    return render(request, "activiteiten/sluiting_form.html", {"form": form, "wijk": wijk})


@guard("activiteiten.remove_sluiting", of=Sluiting, select=("wijk",))
@require_POST
def remove_sluiting(request: HttpRequest, sluiting: Sluiting) -> HttpResponse:
    """Forget a closed period."""
    wijk = sluiting.wijk
    before = _planned_in(request, wijk)
    services.remove_sluiting(sluiting=sluiting, by=request.user)
    said = _("Weggehaald. De reeksen gaan op die dagen weer door: %(aantal)s keer erbij.")
    messages.success(request, said % {"aantal": _planned_in(request, wijk) - before})
    return redirect("activiteiten:sluitingen", slug=wijk.slug)


def _planned_in(request: HttpRequest, wijk: Wijk) -> int:
    rows = Bijeenkomst.objects.visible_to(request.user).filter(activiteit__wijk=wijk)
    return rows.filter(status=Bijeenkomst.Status.GEPLAND, begin__gt=timezone.now()).count()
