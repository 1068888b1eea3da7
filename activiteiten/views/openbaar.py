"""What everyone may know: the public agenda of a wijk, one activity, and the poster that leads there."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from activiteiten import services
from activiteiten.forms import OpenbaarForm
from activiteiten.kalender import kalender_response, make_kalender, webcal
from activiteiten.models import Activiteit
from activiteiten.openbaar import coming, open_wijk, openbare_activiteit, poster_of, series_of
from core.attempts import attempt
from core.guards import guard, public
from core.locking import Conflict, conflict_response
from core.pdf import pdf_response, render_pdf

VOORUIT = timedelta(weeks=6)
BECAUSE = "Bewoners hebben geen account: zij zien alleen wat de coördinator openbaar zette, zonder namen."


@public(because=BECAUSE)
@require_safe
@cache_control(private=True, max_age=120)
def buurtagenda(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is to do in a wijk in the weeks that come."""
    wijk = open_wijk(slug)
    if wijk is None:
        raise Http404
    ics = request.build_absolute_uri(reverse("activiteiten:buurtagenda_ics", args=[wijk.slug]))
    context = {
        "wijk": wijk,
        "rows": list(coming().in_wijk(wijk).filter(begin__lt=timezone.now() + VOORUIT)[:200]),
        "webcal": webcal(ics),
    }
    return render(request, "activiteiten/buurtagenda.html", context)


@public(because=BECAUSE)
@require_safe
def buurtagenda_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a calendar, without a secret."""
    wijk = open_wijk(slug)
    if wijk is None:
        raise Http404
    content = make_kalender(
        coming().in_wijk(wijk),
        naam=_("Te doen in %(wijk)s") % {"wijk": wijk},
        adres=request.build_absolute_uri("/meedoen/"),
        door="activiteit",
    )
    return kalender_response(request, content, naam=wijk.slug, deelbaar=True)


@public(because=BECAUSE)
@require_safe
@cache_control(private=True, max_age=120)
def meedoen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One activity, for who saw its poster."""
    activiteit = openbare_activiteit(uuid)
    if activiteit is None:
        raise Http404
    rows = list(coming().filter(activiteit=activiteit)[:8])
    context = {"activiteit": activiteit, "rows": rows, "reeksen": series_of(activiteit)}
    return render(request, "activiteiten/meedoen.html", context)


@guard("activiteiten.change", of=Activiteit, select=("wijk", "plek"))
@require_http_methods(["GET", "HEAD", "POST"])
def openbaar(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """The coordinator says whether everyone may know of it."""
    form = OpenbaarForm(request.POST or None, activiteit=activiteit)
    try:
        tried = attempt(
            form,
            lambda: services.set_openbaar(activiteit=activiteit, by=request.user, **form.cleaned_data),
        )
    except Conflict as conflict:
        return conflict_response(request, form, conflict)
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(activiteit)
    context = {"form": form, "activiteit": activiteit}
    return render(request, "activiteiten/openbaar.html", context, status=tried.status)


@guard("activiteiten.view", of=Activiteit, select=("wijk", "plek"))
@require_safe
def poster(request: HttpRequest, activiteit: Activiteit) -> HttpResponse:
    """A poster on A4 that leads to the public page; there is none of what is not public."""
    if not activiteit.openbaar:
        raise Http404
    address = request.build_absolute_uri(reverse("activiteiten:meedoen", args=[activiteit.uuid]))
    uitleg = request.build_absolute_uri(reverse("uitleg"))
    name = f"poster-{slugify(activiteit.titel) or 'activiteit'}.pdf"
    return pdf_response(
        name, render_pdf("activiteiten/poster.typ", poster_of(activiteit, address, uitleg=uitleg))
    )
