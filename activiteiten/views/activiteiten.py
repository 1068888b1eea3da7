from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activiteiten import services
from activiteiten.figures import read_handen, read_verbindend, sentence
from activiteiten.forms import ActiviteitForm, DoelForm, FilterForm, NieuweActiviteitForm
from activiteiten.models import Activiteit, Bijeenkomst, Foto, Reeks
from activiteiten.views.reeksen import read_first
from core.attempts import attempt
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.paging import paginate
from core.periods import Quarter
from core.redirects import back_to

GET_POST = ["GET", "HEAD", "POST"]


@guard("activiteiten.list")
@require_safe
def list_activiteiten(request: HttpRequest) -> HttpResponse:
    """All activities of own wijken, to search and filter."""
    form = FilterForm(request.GET or None)
    quarter = Quarter.of(timezone.localdate())
    rows = form.narrow(Activiteit.objects.visible_to(request.user)).select_related("wijk", "doel")
    page = paginate(rows, params=request.GET, ordering=["titel", "pk"], size=30)
    seen = Activiteit.objects.visible_to(request.user)
    context = {
        "form": form,
        "page": page,
        "rows": seen.counted_for(page.items, quarter.first, quarter.last),
        "meer_wijken": len(request.user.scope.own_wijken) != 1,
        "mag_plannen": request.user.has_perm("activiteiten.plan"),
    }
    return render(request, "activiteiten/list.html", context)


@guard("activiteiten.plan")
@require_http_methods(GET_POST)
def create(request: HttpRequest) -> HttpResponse:
    """Plan an activity and its first bijeenkomst(en)."""
    first = {"doel": request.GET.get("doel"), "team": request.GET.get("team")}
    form = NieuweActiviteitForm(request.POST or None, by=request.user, initial=first)
    if voorstel := read_first(form, Activiteit(wijk=form.chosen_wijk())):
        return render(request, "activiteiten/create.html", {"form": form, "voorstel": voorstel})
    tried = attempt(
        form,
        lambda: services.start_activiteit(
            team=form.cleaned_data["team"],
            begin=form.cleaned_data["begin"],
            eind=form.cleaned_data["eind"],
            weken=form.cleaned_data["weken"] or 1,
            client_id=form.cleaned_data["client_id"],
            inzet=form.inzet(),
            reeks=form.reeks_velden(),
            by=request.user,
            **form.velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Gepland."))
        return redirect(tried.result)
    return render(request, "activiteiten/create.html", {"form": form}, status=tried.status)


@guard("activiteiten.view", of=Activiteit, select=("wijk", "team", "plek", "doel__prioriteit__wijkplan"))
@require_safe
def detail(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """One activity: how it went the last times, what comes, and a sentence to copy."""
    rows = Bijeenkomst.objects.visible_to(request.user).filter(activiteit=activiteit)
    quarter = Quarter.of(timezone.localdate())
    held = rows.took_place().select_related("activiteit", "geteld_door", "volgens").order_by("-begin")
    laatste, open_ = list(held[:4]), list(rows.to_count().select_related("activiteit")[:4])
    context = {
        "activiteit": activiteit,
        "laatste": laatste,
        "open": open_,
        "komend": rows.upcoming().for_list()[:6],
        "reeksen": Reeks.objects.visible_to(request.user).filter(activiteit=activiteit).running(),
        "fotos": Foto.objects.visible_to(request.user).latest_of(activiteit)[:8],
        "vorige": max([*laatste[:1], *open_[:1]], key=lambda row: row.begin, default=None),
        "handen": read_handen(activiteit, timezone.localdate()),
        "verbindend": read_verbindend(activiteit, timezone.localdate()),
        "zin": sentence(activiteit, quarter),
        "mag": request.user.has_perm("activiteiten.change", activiteit),
    }
    return render(request, "activiteiten/detail.html", context)


@guard("activiteiten.change", of=Activiteit, select=("wijk", "plek"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """Change what an activity is; who saves second sees both versions."""
    form = ActiviteitForm(request.POST or None, instance=activiteit, by=request.user)
    try:
        tried = attempt(
            form,
            lambda: services.change_activiteit(
                activiteit=activiteit, slot=form.cleaned_data["slot"], by=request.user, **form.velden()
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(activiteit)
    return render(request, "activiteiten/change.html", {"form": form, "activiteit": activiteit})


@guard("activiteiten.change", of=Activiteit, select=("wijk",))
@require_http_methods(GET_POST)
def link(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """Say to which goal an orphan belongs."""
    form = DoelForm(request.POST or None, activiteit=activiteit)
    try:
        tried = attempt(
            form,
            lambda: services.link_to_doel(
                activiteit=activiteit,
                doel=form.cleaned_data["doel"],
                slot=form.cleaned_data["slot"],
                by=request.user,
            ),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return back_to(request, activiteit.get_absolute_url())
    return render(request, "activiteiten/doel.html", {"form": form, "activiteit": activiteit})
