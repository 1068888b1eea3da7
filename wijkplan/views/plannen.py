from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from core.guards import guard
from wijken.models import Wijk
from wijkplan import services
from wijkplan.figures import read_bord
from wijkplan.figures.cyclus_feiten import left_before, with_cyclus
from wijkplan.figures.partijen import read_opvolging, read_versies
from wijkplan.forms import DoelAddForm, PrioriteitAddForm, WijkplanAddForm, WijkplanEditForm
from wijkplan.models import Wijkplan
from wijkplan.views.answers import answer, plan_url, remove


@guard("wijkplan.add", of=Wijk, by="slug")
def plan_create(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """A new plan of a wijk for a period; what is agreed comes after it."""
    form = WijkplanAddForm(request.POST or None, initial={"titel": gettext("Wijkplan %s") % wijk.naam})
    return answer(
        request,
        form,
        lambda data: services.make_wijkplan(wijk=wijk, by=request.user, **data),
        plan=None,
        wijk=wijk,
        title=gettext("Nieuw wijkplan"),
        lead=gettext("Voor welke periode? Daarna vul je het plan in, of plak je het uit Word of Excel."),
        submit=gettext("Maak het plan"),
    )


@guard("wijkplan.edit", of=Wijkplan, select=("wijk", "door"))
def edit(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The whole plan on one screen, each thing with its own small form; what stands still says why and what now."""
    if not plan.is_draft:
        [versie] = read_versies(Wijkplan.objects.visible_to(request.user).filter(pk=plan.pk))
        mine = Wijkplan.objects.visible_to(request.user).filter(wijk=plan.wijk_id)
        opvolging = read_opvolging(plan, mine)
        return render(request, "wijkplan/vast.html", {"plan": plan, "versie": versie, "opvolging": opvolging})
    return render(request, "wijkplan/edit.html", edit_context(request, plan))


def edit_context(request: HttpRequest, plan: Wijkplan) -> dict[str, Any]:
    """What the edit page shows; also when a move was too late."""
    mine = Wijkplan.objects.visible_to(request.user).filter(wijk=plan.wijk_id)
    bord = read_bord(with_cyclus(mine.filter(pk=plan.pk)))
    return {
        "plan": plan,
        "bands": [(band, DoelAddForm(auto_id=f"doel_{band.prioriteit.rang}_%s")) for band in bord.bands],
        "nieuw": PrioriteitAddForm(auto_id="nieuw_%s"),
        "veel": bord.te_veel if "laat" not in request.GET else [],
        "zonder_dimensie": bord.zonder_dimensie,
        "klaar": plan_url(plan),
        "openstaand": left_before(bord.plan),
        "nieuwer": read_opvolging(plan, mine).nieuwer if plan.vorige_id and plan.versie == 1 else None,
    }


@guard("wijkplan.change", of=Wijkplan, select=("wijk",))
def plan_change(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Title and period of the plan."""
    form = WijkplanEditForm(request.POST or None, instance=plan)
    return answer(
        request,
        form,
        lambda data: services.change_wijkplan(plan=plan, by=request.user, **data),
        plan=plan,
        title=gettext("Titel en periode"),
        remove_name="wijkplan:remove" if plan.status == Wijkplan.Status.CONCEPT else "",
        thing=plan,
    )


@guard("wijkplan.change", of=Wijkplan, select=("wijk",))
def plan_remove(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """A draft that was never used can go."""
    count = plan.prioriteiten.count()
    gone = [ngettext("%d prioriteit met haar doelen", "%d prioriteiten met hun doelen", count) % count]
    return remove(
        request,
        plan,
        lambda data: services.remove_wijkplan(plan=plan, by=request.user, **data),
        plan=plan,
        gone=gone if count else [],
        content=False,
        title=gettext("Dit plan verwijderen?"),
    )
