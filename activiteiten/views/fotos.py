"""Photos: sending them in, and the only way by which anybody gets to see one."""

from collections.abc import Callable

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from activiteiten import services
from activiteiten.forms import FotosForm, InterventieFotosForm
from activiteiten.models import Bijeenkomst, Foto, FysiekeInterventie
from core.errors import Refused
from core.guards import guard

GET_POST = ["GET", "HEAD", "POST"]
OF_BIJEENKOMST = ("activiteit", "plek")


@guard("activiteiten.add_foto", of=Bijeenkomst, select=OF_BIJEENKOMST)
@require_http_methods(GET_POST)
def fotos(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """Send in photos of a bijeenkomst, and see what each of them still needs."""
    form = FotosForm(request.POST or None, request.FILES or None)
    return _answer(request, bijeenkomst, form, "activiteiten:fotos")


@guard("activiteiten.add_foto_interventie", of=FysiekeInterventie, select=("wijk", "plek"))
@require_http_methods(GET_POST)
def interventie_fotos(request: HttpRequest, interventie: FysiekeInterventie) -> HttpResponse:
    """Send in photos of before and after."""
    asked = request.GET.get("moment", "")
    form = InterventieFotosForm(request.POST or None, request.FILES or None, initial={"moment": asked})
    return _answer(request, interventie, form, "activiteiten:interventie_fotos")


def _answer(
    request: HttpRequest, over: Bijeenkomst | FysiekeInterventie, form: FotosForm, name: str
) -> HttpResponse:
    """Keep each photo that can be kept and say of each other why not; to a script in JSON, to a person on the page."""
    by_script = request.headers.get("Accept") == "application/json"
    if form.is_valid():
        kept, refused = _keep(request, over, form)
        if by_script:
            return JsonResponse({"bewaard": kept, "fouten": refused}, status=422 if refused else 200)
        _say(request, kept, refused)
        return redirect(name, uuid=over.uuid)
    if by_script and request.method == "POST":
        found = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"bewaard": 0, "fouten": found}, status=422)
    of = {"bijeenkomst": over} if isinstance(over, Bijeenkomst) else {"interventie": over}
    rows = Foto.objects.visible_to(request.user).filter(**of)
    context = {"form": form, "over": over, "naam": getattr(over, "naam", over), "fotos": rows, **of}
    return render(request, "activiteiten/fotos.html", context)


def _keep(
    request: HttpRequest, over: Bijeenkomst | FysiekeInterventie, form: FotosForm
) -> tuple[int, list[str]]:
    kept, refused = 0, []
    for file in form.cleaned_data["fotos"]:
        try:
            services.add_foto(
                over=over,
                bestand=file,
                client_id=form.cleaned_data["client_id"],
                moment=form.cleaned_data.get("moment", ""),
                niemand_herkenbaar=form.cleaned_data["niemand_herkenbaar"],
                by=request.user,
            )
            kept += 1
        except Refused as why:
            refused.append(f"{(file.name or '')[:60]}: {why.message}")
    return kept, refused


def _say(request: HttpRequest, kept: int, refused: list[str]) -> None:
    for line in refused:
        messages.error(request, line)
    if kept:
        said = ngettext("%(aantal)s foto bewaard.", "%(aantal)s foto's bewaard.", kept)
        messages.success(request, said % {"aantal": kept})


@guard("activiteiten.view_foto", of=Foto)
@require_safe
@csp({"default-src": [NONE], "sandbox": True})
def groot(_request: HttpRequest, foto: Foto) -> HttpResponse:
    """The photo itself."""
    return _image(lambda: foto.open().read())


@guard("activiteiten.view_foto", of=Foto)
@require_safe
@csp({"default-src": [NONE], "sandbox": True})
def klein(_request: HttpRequest, foto: Foto) -> HttpResponse:
    """The photo as it stands in a list."""
    return _image(lambda: foto.open(klein=True).read())


def _image(read: Callable[[], bytes]) -> HttpResponse:
    """A picture for this reader only: no cache keeps it, so what was withdrawn is gone at once, and after logging out."""
    try:
        content = read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="foto.webp"',
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="image/webp", headers=headers)
