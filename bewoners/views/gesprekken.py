from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bewoners import services
from bewoners.forms import AanpasForm, FilterForm, LogForm, NotitieForm
from bewoners.models import Contactmoment, Relatie
from bewoners.rules import NOTITIE_BLIJFT
from core.attempts import attempt
from core.errors import Refused
from core.guards import allow, guard
from core.paging import paginate
from core.phone import day_made, from_phone
from teams.models import Lidmaatschap

GET_POST = ["GET", "HEAD", "POST"]


@guard("bewoners.list", recent=True)
@require_safe
def gesprekken(request: HttpRequest) -> HttpResponse:
    """Own conversations; a coordinator sees those of her wijk."""
    form = FilterForm(request.GET or None)
    rows = form.narrow(Contactmoment.objects.visible_to(request.user).without_note())
    rows = rows.select_related("relatie", "door")
    page = paginate(rows, params=request.GET, ordering=["-datum", "-pk"], size=50)
    return render(request, "bewoners/gesprekken.html", {"page": page, "form": form})


@from_phone
@guard("bewoners.log")
@require_http_methods(GET_POST)
def log(request: HttpRequest) -> HttpResponse:
    """«Iemand gesproken»: one page of taps."""
    form = LogForm(request.POST or None, by=request.user, vandaag=day_made(request))
    names = ("wijk", "datum", "client_id", "seconden", "notitie")
    tried = attempt(
        form,
        lambda: services.log_contactmoment(
            **{name: form.cleaned_data[name] for name in names}, **form.gesprek(), by=request.user
        ),
    )
    if tried.done:
        return redirect("bewoners:na", uuid=tried.result.uuid)
    return TemplateResponse(request, "bewoners/log.html", {"form": form}, status=tried.status)


@guard("bewoners.change_contactmoment", of=Contactmoment, select=("relatie", "wijk"))
@require_safe
def na(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """After saving: thanks, the word of a new contact, and whom to call when you worry."""
    people = Lidmaatschap.objects.visible_to(request.user).coordinators(moment.wijk_id)
    relatie = moment.relatie
    first = relatie is not None and relatie.sinds == moment.datum and relatie.contactmomenten.count() == 1
    context = {"moment": moment, "nieuw": first, "coordinators": people, "form": NotitieForm()}
    if relatie is not None:
        context["contact"] = (
            Relatie.objects.visible_to(request.user)
            .filter(pk=relatie.pk)
            .with_facts(request.user.scope.today)
            .first()
        )
    return render(request, "bewoners/na.html", context)


@guard("bewoners.change_contactmoment", of=Contactmoment)
@require_POST
def begon(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """One tap after saving: who began this talk."""
    initiatief = request.POST.get("initiatief", "")
    if initiatief in {"", *Contactmoment.Initiatief.values}:
        try:
            services.say_who_began(moment=moment, initiatief=initiatief, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect("bewoners:na", uuid=moment.uuid)


@guard("bewoners.change_contactmoment", of=Contactmoment, select=("relatie", "wijk"))
@require_http_methods(GET_POST)
def change(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """Correct one's own conversation."""
    form = AanpasForm(request.POST or None, by=request.user, moment=moment)
    tried = attempt(
        form, lambda: services.change_contactmoment(moment=moment, by=request.user, **form.gesprek())
    )
    if tried.done:
        messages.success(request, _("Aangepast."))
        return redirect("bewoners:gesprekken")
    return render(request, "bewoners/change.html", {"form": form, "moment": moment})


@guard(
    "bewoners.read_notitie",
    of=Contactmoment,
    rows="with_note_seen_by",
    select=("relatie", "door"),
    recent=True,
)
@require_safe
def notitie(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """What was written with a conversation; reading it is noted."""
    services.read_notitie(moment=moment, by=request.user)
    weg = timezone.localdate(moment.op + NOTITIE_BLIJFT)
    return render(request, "bewoners/notitie.html", {"moment": moment, "weg": weg})


@guard("bewoners.change_contactmoment", of=Contactmoment, select=("relatie",))
@require_http_methods(GET_POST)
def write_notitie(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """Write with one's own conversation, or change what one wrote; who comes to read asks a recent login."""
    read = ""
    if request.method != "POST" and moment.notitie:
        allow(request, "bewoners.read_notitie", moment, recent=True)
        read = services.read_notitie(moment=moment, by=request.user)
    form = NotitieForm(request.POST or None, initial={"notitie": read})
    tekst = attempt(
        form,
        lambda: services.write_notitie(moment=moment, tekst=form.cleaned_data["notitie"], by=request.user),
    )
    if tekst.done:
        messages.success(
            request, _("Notitie bewaard.") if moment.notitie else _("Er staat geen notitie bij.")
        )
        return redirect("home")
    return render(
        request, "bewoners/write_notitie.html", {"form": form, "moment": moment}, status=tekst.status
    )


@guard("bewoners.change_contactmoment", of=Contactmoment, select=("relatie", "wijk"))
@require_POST
def delete(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """Remove one's own conversation."""
    try:
        services.delete_contactmoment(moment=moment, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("bewoners:change", uuid=moment.uuid)
    messages.success(request, _("Gesprek verwijderd."))
    return redirect("bewoners:gesprekken")
