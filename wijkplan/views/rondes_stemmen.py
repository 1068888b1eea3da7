"""Rounds as an invited organisation meets them: vote, see that it came in, change it while the round is open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core.attempts import Attempt, attempt
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict
from wijkplan import services
from wijkplan.forms.rondes_stemmen import StemForm, as_filled, one_step
from wijkplan.models import Bezwaar, Ronde, Rondeoptie, Rondepartij, Stem, Stembiljet

PLAN = ("wijkplan__wijk",)


@guard("wijkplan.vote", of=Ronde, select=PLAN)
def stem(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """The ballot of one's own organisation, empty or as it was sent."""
    if ronde.status == Ronde.Status.GESLOTEN and request.method != "POST":
        return redirect(ronde)
    own = _own(request, ronde)
    partij = _partij(request, own)
    biljet = _ballot(request, partij)
    opties = list(Rondeoptie.objects.visible_to(request.user).filter(ronde=ronde))
    stap = one_step(request.POST, opties) if ronde.methode == Ronde.Methode.RANGORDE else None
    initial = stap.filled if stap else _filled(request, biljet)
    form = StemForm(None if stap else request.POST or None, ronde=ronde, opties=opties, initial=initial)
    done = _send(request, form, ronde, partij)
    if done.done:
        return redirect(_thanks(ronde, partij))
    context = {
        "ronde": ronde,
        "partij": partij.partner,
        "partijen": own,
        "biljet": biljet,
        "form": form,
        "rows": form.rows(),
        "stap": stap,
        "is_open": ronde.takes_votes,
    }
    return render(request, "wijkplan/ronde_stem.html", context, status=done.status)


def _send(request: HttpRequest, form: StemForm, ronde: Ronde, partij: Rondepartij) -> Attempt:
    """Vote or abstain; a colleague who was first is a refusal with both on the page."""
    if request.method != "POST" or not form.is_valid():
        return Attempt()
    who = {"ronde": ronde, "partner": partij.partner, "by": request.user, "slot": form.cleaned_data["slot"]}
    try:
        if "onthouding" in request.POST:
            return attempt(form, lambda: services.abstain(**who))
        return attempt(form, lambda: services.vote(stemmen=form.stemmen(), bezwaren=form.bezwaren(), **who))
    except Conflict:
        Refused(
            gettext("Een collega wijzigde deze stem net. Open de stem opnieuw om te zien wat er staat.")
        ).add_to(form)
        return Attempt(status=409)


@guard("wijkplan.vote", of=Ronde, select=PLAN)
@require_safe
def gestemd(request: HttpRequest, ronde: Ronde) -> HttpResponse:
    """It came in: what was chosen, until when it may change, and what happens with it."""
    partij = _partij(request, _own(request, ronde))
    biljet = _ballot(request, partij)
    if biljet is None:
        return redirect("wijkplan:stem", ronde.uuid)
    stemmen = Stem.objects.visible_to(request.user).filter(biljet=biljet).select_related("optie").distinct()
    context = {
        "ronde": ronde,
        "partij": partij.partner,
        "biljet": biljet,
        "stemmen": sorted(stemmen, key=lambda stem: _weight(ronde, stem)),
        "bezwaren": _objections(request, biljet),
    }
    return render(request, "wijkplan/ronde_gestemd.html", context)


def _weight(ronde: Ronde, stem: Stem) -> tuple[int, int]:
    by_place = ronde.methode == Ronde.Methode.RANGORDE
    return (stem.waarde if by_place else -stem.waarde, stem.optie.volgorde)


def _own(request: HttpRequest, ronde: Ronde) -> list[Rondepartij]:
    rows = Rondepartij.objects.visible_to(request.user).filter(
        ronde=ronde, partner__in=request.user.scope.partners
    )
    return list(rows.select_related("partner"))


def _partij(request: HttpRequest, own: list[Rondepartij]) -> Rondepartij:
    """The organisation one votes for: the only one, or the one that was chosen."""
    wanted = request.GET.get("partij") or str(own[0].partner.uuid)
    found = next((row for row in own if str(row.partner.uuid) == wanted), None)
    if found is None:
        raise Http404
    return found


def _ballot(request: HttpRequest, partij: Rondepartij) -> Stembiljet | None:
    rows = Stembiljet.objects.visible_to(request.user).select_related("door", "partner")
    return rows.filter(ronde_id=partij.ronde_id, partner_id=partij.partner_id).first()


def _filled(request: HttpRequest, biljet: Stembiljet | None) -> dict[str, object]:
    if biljet is None:
        return {}
    rows = Stem.objects.visible_to(request.user).filter(biljet=biljet)
    given = dict(rows.values_list("optie__uuid", "waarde"))
    return as_filled(biljet, given, _objections(request, biljet))


def _objections(request: HttpRequest, biljet: Stembiljet) -> list[Bezwaar]:
    rows = Bezwaar.objects.visible_to(request.user).filter(
        ronde_id=biljet.ronde_id, partner_id=biljet.partner_id, opgelost_op=None
    )
    return list(rows.select_related("optie"))


def _thanks(ronde: Ronde, partij: Rondepartij) -> str:
    return f"{reverse('wijkplan:gestemd', args=[ronde.uuid])}?partij={partij.partner.uuid}"
