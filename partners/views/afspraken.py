from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import AlreadyUsed, Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.paging import paginate
from core.redirects import back_path, back_to
from partners import services
from partners.figures import open_afspraken, partner_lines
from partners.filters import AfspraakFilter
from partners.forms import ChangeForm, NoteForm, PartnerForm
from partners.models import Afspraak
from wijken.models import Wijk


@guard("partners.list_afspraken", of=Wijk, by="slug")
@require_safe
def afspraken(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """All afspraken of a wijk, open ones first asked for, with the one-line form above them."""
    rows = Afspraak.objects.visible_to(request.user).in_wijk(wijk).select_related("partner", "afgerond_door")
    filled = AfspraakFilter(request.GET, rows, wijk=wijk)
    done = bool(filled.form.is_valid() and filled.form.cleaned_data.get("klaar"))
    shown = filled.qs if done else filled.qs.open()
    ordering = ["-voor", "-pk"] if done else ["voor", "pk"]
    context = {
        "wijk": wijk,
        "filter": filled,
        "done": done,
        "page": paginate(shown, params=request.GET, ordering=ordering, size=30),
        "may_note": request.user.has_perm("partners.add_afspraak", wijk),
        "form": NoteForm(
            wijk=wijk, auto_id="id_nieuw_%s"
        ),  # the filter on this page has fields by these names
        "today": timezone.localdate(),
    }
    return render(request, "partners/afspraken.html", context)


@guard("partners.add_afspraak", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Note one line."""
    form = NoteForm(request.POST or None, wijk=wijk)
    status = 200
    if form.is_valid():
        try:
            services.note_afspraak(wijk=wijk, by=request.user, **form.cleaned_data)
        except AlreadyUsed as refused:
            refused.add_to(form)
            status = 409
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Genoteerd. Op die dag staat het in Vandaag."))
            return back_to(request, reverse("partners:afspraken", args=[wijk.slug]))
    context = {"form": form, "wijk": wijk, "next": back_path(request)}
    return render(request, "partners/afspraak_form.html", context, status=status)


@guard("partners.change_afspraak", of=Afspraak, select=("wijk", "partner"))
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, afspraak: Afspraak) -> HttpResponse:
    """Change a line; who saves second sees both versions."""
    form = ChangeForm(request.POST or None, instance=afspraak, wijk=afspraak.wijk)
    if form.is_valid():
        try:
            services.change_afspraak(
                afspraak=form.instance, expected_slot=form.cleaned_data["slot"], by=request.user
            )
        except Conflict as conflict:
            return conflict_response(request, form, conflict)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("partners:afspraken", slug=afspraak.wijk.slug)
    context = {"form": form, "wijk": afspraak.wijk, "afspraak": afspraak}
    return render(request, "partners/afspraak_form.html", context)


@guard("partners.change_afspraak", of=Afspraak, select=("wijk",))
@require_POST
def finish(request: HttpRequest, afspraak: Afspraak) -> HttpResponse:
    """Done, with one tap."""
    services.finish_afspraak(afspraak=afspraak, by=request.user)
    said = _("Klaar: %(tekst)s. Toch niet? Zet het weer open bij «Afspraken», onder wat klaar is.")
    messages.success(request, said % {"tekst": afspraak.tekst})
    return _back(request, afspraak)


@guard("partners.change_afspraak", of=Afspraak, select=("wijk",))
@require_POST
def reopen(request: HttpRequest, afspraak: Afspraak) -> HttpResponse:
    """Not done after all."""
    services.reopen(afspraak=afspraak, by=request.user)
    messages.success(request, _("Staat weer open."))
    return _back(request, afspraak)


@guard("partners.list", of=Wijk, by="slug")
@require_safe
def in_wijk(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Who takes part here, whom to call, and who waits for whom."""
    context = {
        "wijk": wijk,
        "partners": partner_lines(request.user, wijk, open_afspraken(request.user, wijk)),
        "may_note": request.user.has_perm("partners.add_afspraak", wijk),
        "may_add": request.user.has_perm("partners.add_partner", wijk),
        "today": timezone.localdate(),
    }
    return render(request, "partners/in_wijk.html", context)


@guard("partners.add_partner", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Add an organisation to this wijk, with the person one calls."""
    form = PartnerForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_to_wijk(wijk=wijk, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            return redirect("partners:in_wijk", slug=wijk.slug)
    return render(request, "partners/partner_form.html", {"form": form, "wijk": wijk})


def _back(request: HttpRequest, afspraak: Afspraak) -> HttpResponse:
    """To the page the tap came from, when that is one of ours."""
    return back_to(request, reverse("partners:afspraken", args=[afspraak.wijk.slug]))
