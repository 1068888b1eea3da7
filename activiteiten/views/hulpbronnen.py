"""Writing what a wijk already has; the list of it, with talents, partners and the map, stands on the roof."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activiteiten import services
from activiteiten.forms import NieuweHulpbronForm, WijzigHulpbronForm
from activiteiten.models import Hulpbron
from core.attempts import attempt
from core.guards import guard
from core.locking import Conflict, conflict_response
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]


@guard("activiteiten.add_hulpbron", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Note something the wijk has."""
    first = {"soort": request.GET.get("soort", "")}
    form = NieuweHulpbronForm(request.POST or None, wijk=wijk, initial=first)
    tried = attempt(
        form,
        lambda: services.add_hulpbron(
            wijk=wijk, client_id=form.cleaned_data["client_id"], by=request.user, **form.velden()
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeschreven."))
        return redirect(tried.result)
    context = {"form": form, "wijk": wijk}
    return render(request, "activiteiten/hulpbron_form.html", context, status=tried.status)


@guard("activiteiten.change_hulpbron", of=Hulpbron, select=("wijk",))
@require_http_methods(GET_POST)
def change(request: HttpRequest, hulpbron: Hulpbron) -> HttpResponse:
    """Change what is said of it; who saves second sees both versions."""
    form = WijzigHulpbronForm(request.POST or None, instance=hulpbron, wijk=hulpbron.wijk)
    try:
        tried = attempt(
            form,
            lambda: services.change_hulpbron(
                hulpbron=hulpbron, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(hulpbron)
    context = {"form": form, "wijk": hulpbron.wijk, "hulpbron": hulpbron}
    return render(request, "activiteiten/hulpbron_form.html", context, status=tried.status)


@guard("activiteiten.change_hulpbron", of=Hulpbron, select=("wijk",))
@require_POST
def remove(request: HttpRequest, hulpbron: Hulpbron) -> HttpResponse:
    """It is not there any more."""
    services.remove_hulpbron(hulpbron=hulpbron, by=request.user)
    messages.success(request, _("Weggehaald."))
    return redirect("hulpbronnen", hulpbron.wijk.slug)
