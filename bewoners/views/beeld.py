"""Who is on a photo, in numbers, who of them said yes, and the way to have it gone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activiteiten.models import Foto
from bewoners import services
from bewoners.forms import BeeldtoestemmingForm, HerkenbaarForm
from bewoners.models import Beeldtoestemming
from core.attempts import attempt
from core.guards import guard

GET_POST = ["GET", "HEAD", "POST"]
FOTO = ("bijeenkomst__activiteit", "interventie", "door", "wijk")


@guard("activiteiten.view_foto", of=Foto, select=FOTO)
@require_safe
def foto(request: HttpRequest, foto: Foto) -> HttpResponse:
    """One photo: who is on it, in numbers, who said yes, and the way to have it gone."""
    return _page(request, foto, HerkenbaarForm(initial={"aantal": foto.herkenbaar}))


@guard("bewoners.judge_foto", of=Foto, select=FOTO)
@require_POST
def say_herkenbaar(request: HttpRequest, foto: Foto) -> HttpResponse:
    """Say how many people one can recognise."""
    form = HerkenbaarForm(request.POST)
    tried = attempt(
        form,
        lambda: services.say_herkenbaar(foto=foto, aantal=form.cleaned_data["aantal"], by=request.user),
    )
    return redirect("bewoners:foto", uuid=foto.uuid) if tried.done else _page(request, foto, form)


def _page(request: HttpRequest, foto: Foto, form: HerkenbaarForm) -> HttpResponse:
    said = Beeldtoestemming.objects.visible_to(request.user).filter(foto=foto).standing()
    mag = request.user.has_perm("bewoners.judge_foto", foto)
    return render(
        request, "bewoners/foto.html", {"foto": foto, "form": form, "mag": mag, "toestemmingen": list(said)}
    )


@guard("bewoners.judge_foto", of=Foto, select=FOTO)
@require_http_methods(GET_POST)
def beeldtoestemming(request: HttpRequest, foto: Foto) -> HttpResponse:
    """Write down that somebody on the photo said yes."""
    form = BeeldtoestemmingForm(request.POST or None, foto=foto, by=request.user)
    names = ("persoon", "wie", "wijze", "gegeven_op", "relatie", "client_id")
    tried = attempt(
        form,
        lambda: services.add_beeldtoestemming(
            foto=foto, by=request.user, **{name: form.cleaned_data[name] for name in names}
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect("bewoners:foto", uuid=foto.uuid)
    return render(
        request, "bewoners/beeldtoestemming.html", {"form": form, "foto": foto}, status=tried.status
    )


@guard("bewoners.judge_foto", of=Foto, select=FOTO)
@require_POST
def remove_foto(request: HttpRequest, foto: Foto) -> HttpResponse:
    """Have a photo gone."""
    services.remove_foto(foto=foto, by=request.user)
    messages.success(request, _("De foto is weg."))
    return _to_subject(foto)


@guard(
    "bewoners.withdraw_beeldtoestemming",
    of=Beeldtoestemming,
    select=("foto__bijeenkomst", "foto__interventie"),
)
@require_POST
def withdraw_beeld(request: HttpRequest, toestemming: Beeldtoestemming) -> HttpResponse:
    """Somebody wants off a photo: it is gone."""
    services.withdraw_beeldtoestemming(toestemming=toestemming, by=request.user)
    messages.success(request, _("De toestemming is ingetrokken en de foto is weg."))
    return _to_subject(toestemming.foto)


def _to_subject(foto: Foto) -> HttpResponseRedirect:
    """To what the photo was of."""
    return HttpResponseRedirect(foto.over.get_absolute_url())
