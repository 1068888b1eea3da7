from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bewoners import services
from bewoners.forms import VrijwilligersinzetForm
from bewoners.models import Relatie, Vrijwilligersinzet
from core.attempts import attempt
from core.guards import guard

GET_POST = ["GET", "HEAD", "POST"]


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_http_methods(GET_POST)
def add(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """Write down that a resident helped at a bijeenkomst."""
    form = VrijwilligersinzetForm(request.POST or None, relatie=relatie)
    tried = attempt(
        form,
        lambda: services.add_vrijwilligersinzet(relatie=relatie, by=request.user, **form.cleaned_data),
    )
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(relatie)
    context = {"form": form, "relatie": relatie}
    return render(request, "bewoners/inzet_form.html", context, status=tried.status)


@guard("bewoners.change_inzet", of=Vrijwilligersinzet, select=("relatie",), recent=True)
@require_POST
def remove(request: HttpRequest, inzet: Vrijwilligersinzet) -> HttpResponse:
    """Take back what was written down by mistake."""
    relatie = inzet.relatie
    services.remove_vrijwilligersinzet(inzet=inzet, by=request.user)
    messages.success(request, _("Weggehaald."))
    return redirect(relatie)
