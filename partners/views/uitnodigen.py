"""Inviting the people of organisations, and until when they take part."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.redirects import back_path, back_to
from partners import services
from partners.figures import invited_people
from partners.forms import InviteForm, UntilForm
from partners.models import Contactpersoon
from wijken.models import Wijk


@guard("partners.invite", of=Wijk, by="slug")
@require_safe
def invited(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Everyone who was invited for an organisation of this wijk, and how far they are."""
    context = {"wijk": wijk, "mensen": invited_people(request.user, wijk)}
    return render(request, "partners/uitgenodigd.html", context)


@guard("partners.invite", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Invite somebody for an organisation."""
    form = InviteForm(request.POST or None, by=request.user)
    made = attempt(form, lambda: services.invite_to_wijk(wijk=wijk, by=request.user, **form.as_invitation()))
    if made.done:
        sentence = _("%(naam)s doet mee. De mail gaat zo de deur uit.") % {"naam": made.result.naam}
        messages.success(request, sentence)
        return redirect("partners:invited", slug=wijk.slug)
    context = {"form": form, "wijk": wijk}
    return render(request, "partners/uitnodigen.html", context, status=made.status)


@guard("partners.invite_again", of=Contactpersoon, select=("partner", "user"))
@require_POST
def again(request: HttpRequest, persoon: Contactpersoon) -> HttpResponse:
    """Mail the invitation again, about the wijk whose list the tap came from."""
    wijk = _wijk_of(request, persoon)
    try:
        services.invite_contactpersoon_again(persoon=persoon, wijk=wijk, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("De uitnodiging gaat opnieuw naar %(naam)s.") % {"naam": persoon.naam})
    return redirect("partners:invited", slug=wijk.slug)


@guard("partners.invite_again", of=Contactpersoon, select=("partner", "user"))
@require_http_methods(["GET", "HEAD", "POST"])
def until(request: HttpRequest, persoon: Contactpersoon) -> HttpResponse:
    """Change the last day; who saves second sees both versions."""
    form = UntilForm(request.POST or None, instance=persoon)
    target = back_path(request)
    try:
        saved = attempt(
            form,
            lambda: services.change_contactpersoon(
                persoon=form.instance, expected_slot=form.cleaned_data["slot"], by=request.user
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if saved.done:
        messages.success(request, _("Opgeslagen."))
        return back_to(request, reverse("home"))
    return render(request, "partners/tot.html", {"form": form, "persoon": persoon, "next": target})


def _wijk_of(request: HttpRequest, persoon: Contactpersoon) -> Wijk:
    """The wijk whose list the tap came from, else the first one her organisation takes part in."""
    wijken = list(
        Wijk.objects.visible_to(request.user)
        .filter(betrokkenheden__partner=persoon.partner)
        .order_by("naam")
        .distinct()
    )
    if not wijken:
        raise Http404
    return next((wijk for wijk in wijken if wijk.slug == request.POST.get("wijk")), wijken[0])
