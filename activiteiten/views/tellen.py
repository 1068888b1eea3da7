from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activiteiten import services
from activiteiten.forms import AanpasForm, AfgelastForm, LosForm, NaForm, TelForm
from activiteiten.models import Bijeenkomst, Telling
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.phone import day_made, from_phone, is_from_phone
from core.redirects import back_to
from mensen.models import User
from teams.models import Lidmaatschap

ROW = ("activiteit", "plek", "geteld_door")
GET_POST = ["GET", "HEAD", "POST"]


@from_phone
@guard("activiteiten.count", of=Bijeenkomst, select=ROW)
@require_http_methods(GET_POST)
def tel(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """Say how many people came; who comes second is asked whether the number is right."""
    form = TelForm(request.POST or None, bijeenkomst=bijeenkomst, by=request.user)
    tried = attempt(
        form,
        lambda: services.tel_bijeenkomst(
            bijeenkomst=bijeenkomst,
            aantal=form.cleaned_data["aantal"],
            client_id=form.cleaned_data["client_id"],
            volgens=form.cleaned_data.get("volgens"),
            seconden=form.cleaned_data["seconden"],
            by=request.user,
        ),
    )
    if tried.done:
        return _after(request, bijeenkomst)
    if request.method != "POST" and _own_telling(request, bijeenkomst):
        return redirect("activiteiten:na", uuid=bijeenkomst.uuid)
    context = {
        "form": form,
        "bijeenkomst": bijeenkomst,
        "next": request.POST.get("next", ""),
        "collegas": _mates(request, bijeenkomst),
        "mag_kiezen": request.user.has_perm("activiteiten.decide_count", bijeenkomst),
    }
    return TemplateResponse(request, "activiteiten/tel.html", context, status=tried.status)


@guard("activiteiten.count", of=Bijeenkomst, select=ROW)
@require_http_methods(GET_POST)
def na(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """After saving: thanks, what may be added, and whom to call when you worry. Nothing of it is needed."""
    inzetten = list(bijeenkomst.inzetten.all())
    present = [inzet.user_id for inzet in inzetten if inzet.status == "aanwezig"]
    form = NaForm(request.POST or None, bijeenkomst=bijeenkomst, initial={"aanwezig": present})
    tried = attempt(
        form,
        lambda: services.add_after_count(
            bijeenkomst=bijeenkomst,
            nieuw_aanwezig=form.cleaned_data["nieuw_aanwezig"],
            helpers_uit_wijk=form.cleaned_data["helpers_uit_wijk"],
            verbindend=form.cleaned_data["verbindend"],
            aanwezig=set(form.cleaned_data["aanwezig"]),
            by=request.user,
        ),
    )
    if tried.done:
        messages.success(request, _("Dat is erbij gezet."))
        return redirect("home")
    if not bijeenkomst.geteld_door_id:
        return redirect("activiteiten:tel", uuid=bijeenkomst.uuid)
    context = {
        "form": form,
        "bijeenkomst": bijeenkomst,
        "telling": _own_telling(request, bijeenkomst),
        "kiezen": _to_pick(request, bijeenkomst),
        "coordinators": Lidmaatschap.objects.visible_to(request.user).coordinators(
            bijeenkomst.activiteit.wijk_id
        ),
    }
    return render(request, "activiteiten/na.html", context)


@guard("activiteiten.correct_telling", of=Telling, select=("bijeenkomst__activiteit", "bijeenkomst__plek"))
@require_http_methods(GET_POST)
def correct(request: HttpRequest, telling: Telling) -> HttpResponse:
    """Change one's own number."""
    form = AanpasForm(request.POST or None, initial={"aantal": telling.aantal})
    tried = attempt(
        form,
        lambda: services.correct_telling(
            telling=telling, aantal=form.cleaned_data["aantal"], by=request.user
        ),
    )
    if tried.done:
        messages.success(request, _("Aangepast."))
        open_still = request.user.has_perm("activiteiten.count", telling.bijeenkomst)
        return redirect(
            "activiteiten:na" if open_still else "activiteiten:bijeenkomst", uuid=telling.bijeenkomst.uuid
        )
    context = {"form": form, "telling": telling, "bijeenkomst": telling.bijeenkomst}
    return render(request, "activiteiten/aanpassen.html", context)


@guard("activiteiten.decide_telling", of=Telling, select=("bijeenkomst__activiteit",))
@require_POST
def decide(request: HttpRequest, telling: Telling) -> HttpResponse:
    """Let the coordinator pick the number that stands."""
    return _tap(
        request,
        telling.bijeenkomst,
        lambda: services.decide_telling(telling=telling, by=request.user),
        said=_("Gekozen. De andere telling blijft bewaard."),
    )


@guard("activiteiten.count", of=Bijeenkomst, select=ROW)
@require_POST
def hand_over(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Emre telt»: the card goes to a teammate."""
    asked = request.POST.get("aan", "")
    to = next((mate for mate in _mates(request, bijeenkomst) if str(mate.uuid) == asked), None)
    if to is None:
        messages.error(request, _("Kies wie er telt."))
        return redirect("activiteiten:tel", uuid=bijeenkomst.uuid)
    return _tap(
        request,
        bijeenkomst,
        lambda: services.hand_count_to(bijeenkomst=bijeenkomst, to=to, by=request.user),
        said=_("%(naam)s telt. De vraag staat nu bij %(naam)s.") % {"naam": to.voornaam},
    )


@from_phone
@guard("activiteiten.cancel", of=Bijeenkomst, select=ROW)
@require_POST
def cancel(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """«Ging niet door», with one tap; in a series also for what comes after it."""
    welke = _welke(request)
    form = AfgelastForm(request.POST, bijeenkomst=bijeenkomst)
    form.is_valid()
    client_id = form.cleaned_data.get("client_id")
    return _tap(
        request,
        bijeenkomst,
        lambda: services.cancel_following(
            bijeenkomst=bijeenkomst, welke=welke, client_id=client_id, by=request.user
        ),
        said=partial(_said_cancelled, bijeenkomst),
    )


@guard("activiteiten.cancel", of=Bijeenkomst, select=ROW)
@require_POST
def restore(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """It did take place after all."""
    return _tap(
        request,
        bijeenkomst,
        lambda: services.restore_following(bijeenkomst=bijeenkomst, welke=_welke(request), by=request.user),
        said=_said_restored,
    )


def _welke(request: HttpRequest) -> services.Welke:
    asked = request.POST.get("welke", "")
    return services.Welke(asked if asked in set(services.Welke) else "deze")


def _said_cancelled(bijeenkomst: Bijeenkomst, count: int) -> str:
    if count > 1:
        return _(
            "%(aantal)s keer gaat niet door, en de reeks stopt. Klopt het niet? Dan zet je ze samen terug bij een van die keren."
        ) % {"aantal": count}
    if bijeenkomst.begin > timezone.now():
        return _("Gaat niet door. Klopt het niet? Dan zet je het terug bij de bijeenkomst.")
    return _("Niet doorgegaan. Klopt het niet? Dan zet je het terug bij de bijeenkomst.")


def _said_restored(count: int) -> str:
    if count > 1:
        return _("%(aantal)s keer teruggezet. Kijk of de laatste dag van de reeks nog klopt.") % {
            "aantal": count
        }
    return _("Teruggezet.")


@from_phone
@guard("activiteiten.log_los")
@require_http_methods(GET_POST)
def los(request: HttpRequest) -> HttpResponse:
    """Log something that was not in the calendar."""
    again = _own_los(request)
    asked = next((row for row in again if str(row.uuid) == request.GET.get("als")), None)
    form = LosForm(request.POST or None, by=request.user, als=asked, vandaag=day_made(request))
    names = ("team", "dag", "duur", "aantal", "titel", "client_id", "seconden")
    tried = attempt(
        form, lambda: services.log_los(**{n: form.cleaned_data[n] for n in names}, by=request.user)
    )
    if tried.done:
        return redirect("activiteiten:na", uuid=tried.result.bijeenkomst.uuid)
    rows = Bijeenkomst.objects.visible_to(request.user).to_count().recent()
    context = {"form": form, "bijeenkomsten": rows.select_related("activiteit")[:4], "eerder": again}
    return TemplateResponse(request, "activiteiten/los.html", context, status=tried.status)


def _own_los(request: HttpRequest) -> list[Bijeenkomst]:
    """What this person logged of the last two weeks that was not in the calendar, newest first."""
    rows = Bijeenkomst.objects.visible_to(request.user).took_place().recent()
    rows = rows.filter(activiteit__los=True, inzetten__user=request.user)
    return list(rows.select_related("activiteit")[:3])


def _own_telling(request: HttpRequest, bijeenkomst: Bijeenkomst) -> Telling | None:
    rows = Telling.objects.visible_to(request.user).filter(bijeenkomst=bijeenkomst, door=request.user)
    return rows.order_by("-op").first()


def _to_pick(request: HttpRequest, bijeenkomst: Bijeenkomst) -> list[Telling]:
    """The counts that differ, for who may pick; none when there is nothing to pick."""
    if not request.user.has_perm("activiteiten.decide_count", bijeenkomst):
        return []
    rows = Telling.objects.visible_to(request.user).filter(bijeenkomst=bijeenkomst).select_related("door")
    tellingen = list(rows.order_by("op"))
    return tellingen if any(row.afwijkend and not row.beslist_op for row in tellingen) else []


def _mates(request: HttpRequest, bijeenkomst: Bijeenkomst) -> "QuerySet[User]":
    """Who else works in this wijk today."""
    rows = Lidmaatschap.objects.visible_to(request.user).of_wijk_today(bijeenkomst.activiteit.wijk_id)
    return rows.users().exclude(pk=request.user.pk)


def _after(request: HttpRequest, bijeenkomst: Bijeenkomst) -> HttpResponse:
    """To the page after saving, or back to where a list of counts was being typed in."""
    if request.POST.get("next"):
        messages.success(request, _("Opgeslagen: %(naam)s.") % {"naam": bijeenkomst.naam})
    return back_to(request, reverse("activiteiten:na", args=[bijeenkomst.uuid]))


def _tap(
    request: HttpRequest,
    bijeenkomst: Bijeenkomst,
    verb: Callable[[], Any],
    *,
    said: str | Callable[[int], str],
) -> HttpResponse:
    """Run a verb of one tap and say what happened, or why not; students go home, others stay at the thing."""
    try:
        done = verb()
    except Refused as refused:
        if is_from_phone(request):
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, said if isinstance(said, str) else said(done))
    return back_to(request, bijeenkomst.get_absolute_url())
