"""What was made in the neighbourhood: the list of a wijk, one with its picture of before and after, and writing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activiteiten import services
from activiteiten.forms import NieuweInterventieForm, WijzigInterventieForm
from activiteiten.models import Foto, FysiekeInterventie
from core.attempts import attempt
from core.guards import guard
from core.locking import Conflict, conflict_response
from wijken.models import Wijk

GET_POST = ["GET", "HEAD", "POST"]


@guard("activiteiten.list_interventies", of=Wijk, by="slug")
@require_safe
def list_interventies(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Everything made in a wijk, what stands there first."""
    seen = FysiekeInterventie.objects.visible_to(request.user).in_wijk(wijk)
    rows = list(seen.select_related("plek").by_progress())
    mag = request.user.has_perm("activiteiten.add_interventie", wijk)
    return render(request, "activiteiten/interventies.html", {"wijk": wijk, "rows": rows, "mag": mag})


@guard(
    "activiteiten.view_interventie",
    of=FysiekeInterventie,
    select=("wijk", "plek", "activiteit__doel__prioriteit"),
)
@require_safe
def detail(request: HttpRequest, interventie: FysiekeInterventie) -> HttpResponse:
    """One of them: before and after side by side, and who looks after it until when."""
    user = request.user
    fotos = list(Foto.objects.visible_to(user).filter(interventie=interventie).order_by("-op", "-pk"))
    last = {
        moment: next((foto for foto in fotos if foto.moment == moment), None) for moment in ("voor", "na")
    }
    shown = [foto for foto in last.values() if foto is not None]
    context = {
        "interventie": interventie,
        "paar": last,
        "meer": [foto for foto in fotos if foto not in shown],
        "mag": user.has_perm("activiteiten.change_interventie", interventie),
        "mag_foto": user.has_perm("activiteiten.add_foto_interventie", interventie),
    }
    return render(request, "activiteiten/interventie.html", context)


@guard("activiteiten.add_interventie", of=Wijk, by="slug")
@require_http_methods(GET_POST)
def create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Note something that is made."""
    form = NieuweInterventieForm(request.POST or None, wijk=wijk, by=request.user)
    tried = attempt(
        form,
        lambda: services.add_interventie(
            wijk=wijk, client_id=form.cleaned_data["client_id"], by=request.user, **form.velden()
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeslagen. Zet er een foto bij van hoe het nu is."))
        return redirect(tried.result)
    context = {"form": form, "wijk": wijk}
    return render(request, "activiteiten/interventie_form.html", context, status=tried.status)


@guard("activiteiten.change_interventie", of=FysiekeInterventie, select=("wijk", "plek"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, interventie: FysiekeInterventie) -> HttpResponse:
    """Change what is said of it; who saves second sees both versions."""
    form = WijzigInterventieForm(
        request.POST or None, instance=interventie, wijk=interventie.wijk, by=request.user
    )
    try:
        tried = attempt(
            form,
            lambda: services.change_interventie(
                interventie=interventie, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(interventie)
    context = {"form": form, "wijk": interventie.wijk, "interventie": interventie}
    return render(request, "activiteiten/interventie_form.html", context)
