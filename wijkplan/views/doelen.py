from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from core.guards import guard
from wijkplan import services
from wijkplan.forms import DoelAddForm, DoelEditForm
from wijkplan.models import Doel, Prioriteit
from wijkplan.views.answers import answer, remove

SELECT = ("prioriteit__wijkplan__wijk",)


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=("wijkplan__wijk",))
def doel_create(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    return answer(
        request,
        DoelAddForm(request.POST or None),
        lambda data: services.add_doel(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("Nieuw doel"),
        lead=gettext("Voor «%s».") % str(prioriteit),
    )


@guard("wijkplan.change_doel", of=Doel, select=SELECT)
def doel_edit(request: HttpRequest, doel: Doel) -> HttpResponse:
    return answer(
        request,
        DoelEditForm(request.POST or None, instance=doel, plan=doel.prioriteit.wijkplan),
        lambda data: services.change_doel(doel=doel, by=request.user, **data),
        plan=doel.prioriteit.wijkplan,
        title=gettext("Doel aanpassen"),
        lead=gettext("Voor «%s».") % str(doel.prioriteit),
        remove_name="wijkplan:doel_remove",
        thing=doel,
    )


@guard("wijkplan.change_doel", of=Doel, select=SELECT)
def doel_remove(request: HttpRequest, doel: Doel) -> HttpResponse:
    count = doel.indicatoren.count()
    return remove(
        request,
        doel,
        lambda data: services.remove_doel(doel=doel, by=request.user, **data),
        plan=doel.prioriteit.wijkplan,
        gone=[ngettext("%d indicator", "%d indicatoren", count) % count if count else ""],
        title=gettext("Dit doel verwijderen?"),
    )
