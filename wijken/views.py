from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import AlreadyUsed, Refused
from core.guards import guard
from core.paging import paginate
from wijken import services
from wijken.forms import InvoerForm, KerncijferForm
from wijken.imports.report import RowReport
from wijken.kaart import draw
from wijken.models import Gebied, Invoer, Wijk, Wijkgebied
from wijken.vocabulary import Effectgebied

LINES = 100
PROBLEMS = ("fout", "overgeslagen", "gerepareerd")


@guard("wijken.import")
@require_safe
def invoer_list(request: HttpRequest) -> HttpResponse:
    """Earlier imports, newest first."""
    rows = Invoer.objects.visible_to(request.user).select_related("door").defer("verslag")
    context = {
        "page": paginate(rows, params=request.GET, ordering=["-op", "-pk"], size=20),
        "open_links": Wijkgebied.objects.visible_to(request.user).proposed().count(),
    }
    return render(request, "wijken/invoer_list.html", context)


@guard("wijken.import")
@require_http_methods(["GET", "HEAD", "POST"])
def invoer_create(request: HttpRequest) -> HttpResponse:
    """Hand in a file; the worker reads it."""
    form = InvoerForm(request.POST or None, request.FILES or None)
    status = 200
    if form.is_valid():
        data = form.cleaned_data
        try:
            invoer = services.start_invoer(
                soort=data["soort"],
                bestand=data["bestand"],
                droog=data["droog"],
                opties=form.opties(),
                client_id=data["client_id"],
                by=request.user,
            )
        except AlreadyUsed as refused:
            refused.add_to(form)
            status = 409
        else:
            return redirect("wijken:invoer_detail", uuid=invoer.uuid)
    return render(request, "wijken/invoer_create.html", {"form": form}, status=status)


@guard("wijken.import", of=Invoer, select=("door",))
@require_safe
def invoer_detail(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    """How far it is, and afterwards what became of every row."""
    niveau = request.GET.get("niveau", "")
    wanted = {niveau} if niveau in {*PROBLEMS, "ok"} else set(PROBLEMS)
    lines = [line for line in invoer.verslag if line["niveau"] in wanted]
    van = request.GET.get("van", "")
    start = min(int(van), len(lines)) if van.isdecimal() and len(van) < 7 else 0
    context = {
        "invoer": invoer,
        "busy": invoer.status in {Invoer.Status.WACHT, Invoer.Status.BEZIG},
        "lines": [RowReport.from_json(line) for line in lines[start : start + LINES]],
        "niveau": niveau if wanted == {niveau} else "",
        "start": start,
        "total": len(lines),
        **_neighbours(niveau, start, len(lines)),
    }
    return render(request, "wijken/invoer_detail.html", context)


def _neighbours(niveau: str, start: int, total: int) -> dict[str, str]:
    """Addresses of the report pages before and after this one."""

    def at(van: int) -> str:
        return f"?niveau={niveau if niveau in {*PROBLEMS, 'ok'} else ''}&van={max(van, 0)}"

    return {
        "previous_url": at(start - LINES) if start else "",
        "next_url": at(start + LINES) if start + LINES < total else "",
    }


@guard("wijken.import", of=Invoer)
@require_POST
def invoer_repeat(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    """What was tried is done for real."""
    echt = services.repeat_for_real(invoer=invoer, by=request.user)
    return redirect("wijken:invoer_detail", uuid=echt.uuid)


@guard("wijken.import")
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """«Klopt dit?»: official areas that may belong to a wijk, each with its outline."""
    status = request.GET.get("status", "")
    status = status if status in Wijkgebied.Status.values else Wijkgebied.Status.VOORGESTELD
    rows = Wijkgebied.objects.visible_to(request.user).filter(status=status).official()
    page = paginate(
        rows.select_related("wijk", "gebied"), params=request.GET, ordering=["wijk__naam", "pk"], size=10
    )
    outlines = Gebied.objects.visible_to(request.user).outline_per_wijk({link.wijk_id for link in page})
    cards: list[dict[str, Any]] = [
        {
            "link": link,
            "may": request.user.has_perm("wijken.confirm_link", link),
            "schets": draw([outlines.get(link.wijk_id), link.gebied.grens], breedte=240),
        }
        for link in page
    ]
    return render(request, "wijken/links.html", {"cards": cards, "page": page, "status": status})


@guard("wijken.confirm_link", of=Wijkgebied, select=("wijk", "gebied"))
@require_POST
def link_decide(request: HttpRequest, link: Wijkgebied) -> HttpResponse:
    """Yes or no, by a person."""
    besluit = request.POST.get("besluit")
    if besluit not in {"ja", "nee"}:  # nothing said is not a no
        return redirect("wijken:links")
    yes = besluit == "ja"
    services.decide_link(link=link, bevestigd=yes, by=request.user)
    said = _("%(gebied)s hoort bij %(wijk)s.") if yes else _("%(gebied)s hoort niet bij %(wijk)s.")
    messages.success(request, said % {"gebied": link.gebied.naam, "wijk": link.wijk.naam})
    return redirect("wijken:links")


@guard("wijken.add_kerncijfer", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def kerncijfer_create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Type a figure from a report where no official file has one."""
    asked = request.GET.get("effectgebied", "")
    initial = {"effectgebied": asked if asked in Effectgebied.values else ""}
    form = KerncijferForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.add_kerncijfer(wijk=wijk, cijfer=services.Cijfer(**form.cleaned_data), by=request.user)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Het cijfer staat erbij, met bron en jaar."))
            return redirect(wijk)
    return render(request, "wijken/kerncijfer_create.html", {"form": form, "wijk": wijk})
