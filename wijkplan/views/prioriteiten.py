from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.guards import guard
from core.locking import Conflict
from wijkplan import services
from wijkplan.forms import PrioriteitAddForm, PrioriteitEditForm, VerplaatsForm, WegingForm
from wijkplan.models import Prioriteit, Wijkplan
from wijkplan.views.answers import answer, remove
from wijkplan.views.plannen import edit_context

SELECT = ("wijkplan__wijk",)


@guard("wijkplan.change", of=Wijkplan, select=("wijk",))
def prioriteit_create(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    form = PrioriteitAddForm(request.POST or None)

    def save(data: dict) -> Prioriteit:
        data.pop("raden")
        return services.add_prioriteit(plan=plan, by=request.user, **data)

    return answer(request, form, save, plan=plan, title=gettext("Nieuwe prioriteit"))


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=SELECT)
def prioriteit_edit(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    return answer(
        request,
        PrioriteitEditForm(request.POST or None, instance=prioriteit, plan=prioriteit.wijkplan),
        lambda data: services.change_prioriteit(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("Prioriteit aanpassen"),
        remove_name="wijkplan:prioriteit_remove",
        thing=prioriteit,
    )


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=SELECT)
def prioriteit_weigh(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """One tap: «niet nu», or now after all."""
    if request.method != "POST":
        return redirect("wijkplan:edit", prioriteit.wijkplan.uuid)
    return answer(
        request,
        WegingForm(request.POST, instance=prioriteit),
        lambda data: services.weigh_prioriteit(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("Hoe zwaar weegt deze prioriteit?"),
        thing=prioriteit,
    )


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=SELECT)
@require_POST
def prioriteit_move(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """One step up or down; when the order changed meanwhile, show it as it is now and move nothing."""
    form = VerplaatsForm(request.POST)
    plan, status, late = prioriteit.wijkplan, 400, gettext("Er is niets verplaatst.")
    if form.is_valid():
        try:
            services.move_prioriteit(prioriteit=prioriteit, by=request.user, **form.cleaned_data)
            return redirect(f"{_edit_url(plan)}#r-{prioriteit.uuid}")
        except Conflict:
            status = 409
            late = gettext(
                "Iemand anders veranderde net het plan. Er is niets verplaatst; hieronder staat hoe het nu is. "
                "Wil je «%s» nog verplaatsen, tik dan opnieuw."
            ) % str(prioriteit)
        except Refused as refused:
            late = refused.message
    plan.refresh_from_db(fields=["slot"])
    return render(request, "wijkplan/edit.html", edit_context(request, plan) | {"late": late}, status=status)


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=SELECT)
def prioriteit_remove(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    under = prioriteit.doelen.aggregate(doelen=Count("pk", distinct=True), indicatoren=Count("indicatoren"))
    doelen, indicatoren = under["doelen"], under["indicatoren"]
    gone = [
        ngettext("%d doel", "%d doelen", doelen) % doelen if doelen else "",
        ngettext("%d indicator", "%d indicatoren", indicatoren) % indicatoren if indicatoren else "",
    ]
    return remove(
        request,
        prioriteit,
        lambda data: services.remove_prioriteit(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        gone=gone,
        title=gettext("Deze prioriteit verwijderen?"),
    )


def _edit_url(plan: Wijkplan) -> str:
    return redirect("wijkplan:edit", plan.uuid).url
