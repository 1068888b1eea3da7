from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from core.guards import guard
from core.redirects import back_to
from wijkplan import services
from wijkplan.forms import IndicatorAddForm, IndicatorEditForm
from wijkplan.models import Doel, Indicator
from wijkplan.views.answers import answer, plan_url, remove
from wijkplan.vocabulary import MEETVOORSTELLEN, Meetvoorstel

SELECT = ("doel__prioriteit__wijkplan__wijk",)


def _figures_of(doel: Doel) -> dict[str, Any]:
    return {"wijk": doel.prioriteit.wijkplan.wijk, "effectgebied": doel.prioriteit.effectgebied}


@guard("wijkplan.change_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
def indicator_create(request: HttpRequest, doel: Doel) -> HttpResponse:
    voorstellen = MEETVOORSTELLEN.get(doel.prioriteit.effectgebied, ())
    form = IndicatorAddForm(
        request.POST or None, initial=_proposed(request, voorstellen), **_figures_of(doel)
    )
    return answer(
        request,
        form,
        lambda data: services.add_indicator(
            doel=doel, by=request.user, client_id=data["client_id"], **form.values()
        ),
        plan=doel.prioriteit.wijkplan,
        title=gettext("Nieuwe indicator"),
        lead=gettext("Waaraan zie je dat «%s» dichterbij komt?") % str(doel),
        template="wijkplan/indicator_form.html",
        voorstellen=voorstellen,
        effectgebied=doel.prioriteit.effectgebied,
    )


def _proposed(request: HttpRequest, voorstellen: tuple[Meetvoorstel, ...]) -> dict[str, str]:
    """What the proposal somebody tapped on fills in; anything else fills in nothing."""
    chosen = request.GET.get("voorstel", "")
    found = next((row for place, row in enumerate(voorstellen) if str(place) == chosen), None)
    return found.begin() if found else {}


@guard("wijkplan.change_indicator", of=Indicator, select=(*SELECT, "kerncijfer"))
def indicator_edit(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    plan = indicator.doel.prioriteit.wijkplan
    form = IndicatorEditForm(
        request.POST or None, instance=indicator, plan=plan, **_figures_of(indicator.doel)
    )
    return answer(
        request,
        form,
        lambda data: services.change_indicator(
            indicator=indicator,
            by=request.user,
            slot=data["slot"],
            waarom=data.get("waarom", ""),
            **form.values(),
        ),
        plan=plan,
        title=gettext("Indicator aanpassen"),
        lead=gettext("Voor «%s».") % str(indicator.doel),
        template="wijkplan/indicator_form.html",
        remove_name="wijkplan:indicator_remove",
        thing=indicator,
    )


@guard("wijkplan.change_indicator", of=Indicator, select=SELECT)
def indicator_remove(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    return remove(
        request,
        indicator,
        lambda data: services.remove_indicator(indicator=indicator, by=request.user, **data),
        plan=indicator.doel.prioriteit.wijkplan,
        gone=[],
        title=gettext("Deze indicator verwijderen?"),
    )


@guard("wijkplan.postpone", of=Indicator, select=SELECT)
@require_POST
def indicator_postpone(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """Ask again in a month."""
    later = timezone.localdate() + timedelta(days=30)
    services.postpone_meting(indicator=indicator, tot=later, by=request.user)
    messages.success(request, gettext("Goed. Over een maand vraagt VoorUit weer om «%s».") % str(indicator))
    return back_to(request, plan_url(indicator.doel.prioriteit.wijkplan))
