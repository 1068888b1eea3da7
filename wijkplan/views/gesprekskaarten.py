"""Questions to begin a talk with: read on a phone in a stairwell, cut out of paper, written by the coordinator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.pdf import pdf_response, render_pdf
from wijken.models import Wijk
from wijkplan import services
from wijkplan.figures.gesprekskaarten import read_kaarten, ready_kaarten, sheet
from wijkplan.forms import VRAGEN, GesprekskaartenForm
from wijkplan.models import Gesprekskaart, Prioriteit, Wijkplan


@guard("wijkplan.list", of=Wijk, by="slug")
@require_safe
def gesprekskaarten(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Three questions per priority of the agreed plan; before that the ready ones of the five effect areas."""
    plan = _agreed(request, wijk)
    kaarten = read_kaarten(plan) if plan else []
    context = {
        "wijk": wijk,
        "kaarten": kaarten,
        "klaar": [] if kaarten else ready_kaarten(),
        "mag_schrijven": request.user.has_perm("wijkplan.steer", plan),
        "mag_loggen": wijk.pk in request.user.scope.own_wijken,
    }
    return render(request, "wijkplan/gesprekskaarten.html", context)


@guard("wijkplan.list", of=Wijk, by="slug")
@require_safe
def gesprekskaarten_pdf(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """The same questions as cards to cut out, one row per priority: five rows on an A4."""
    plan = _agreed(request, wijk)
    kaarten = (read_kaarten(plan) if plan else []) or ready_kaarten()
    return pdf_response(
        f"gesprekskaarten-{slugify(wijk.naam)}.pdf", render_pdf("wijkplan/kaarten.typ", sheet(wijk, kaarten))
    )


@guard("wijkplan.write_kaarten", of=Prioriteit, select=("wijkplan__wijk",))
def gesprekskaarten_edit(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """The coordinator's own questions for a priority; an empty line leaves the ready one."""
    cards = list(Gesprekskaart.objects.visible_to(request.user).of_lines([prioriteit.lijn]))
    form = GesprekskaartenForm(request.POST or None, prioriteit=prioriteit, initial=_typed(cards))
    wijk = prioriteit.wijkplan.wijk
    if request.method == "POST" and form.is_valid():
        try:
            services.write_gesprekskaarten(
                prioriteit=prioriteit,
                vragen=form.vragen(),
                slot=form.cleaned_data["slot"],
                by=request.user,
            )
        except Conflict as conflict:
            return _both(request, form, conflict)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, gettext("Opgeslagen."))
            return redirect("wijkplan:gesprekskaarten", wijk.slug)
    context = {"form": form, "prioriteit": prioriteit, "wijk": wijk}
    return render(request, "wijkplan/gesprekskaarten_form.html", context)


def _agreed(request: HttpRequest, wijk: Wijk) -> Wijkplan | None:
    plans = Wijkplan.objects.visible_to(request.user)
    return plans.agreed_in(wijk.pk, request.user.scope.today).first()


def _typed(cards: list[Gesprekskaart]) -> dict[str, str | int]:
    """What the form begins with."""
    typed = {name: card.vraag for name, card in zip(VRAGEN, cards, strict=False)}
    return {**typed, "slot": cards[0].slot if cards else 0}


def _both(request: HttpRequest, form: GesprekskaartenForm, conflict: Conflict) -> HttpResponse:
    """Both versions beside each other, when somebody else wrote meanwhile."""
    theirs, context = conflict.theirs, {}
    if isinstance(theirs, Gesprekskaart):
        cards = list(Gesprekskaart.objects.visible_to(request.user).filter(prioriteit=theirs.prioriteit_id))
        for name, value in _typed(cards).items():
            setattr(theirs, name, value)
        context = {"theirs_by": theirs.door, "theirs_at": theirs.op}
    return conflict_response(request, form, conflict, context=context)
