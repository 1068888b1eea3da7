from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from core.guards import guard
from wijkplan import services
from wijkplan.forms import IndicatorAddForm, IndicatorEditForm, MetingAddForm, MetingEditForm
from wijkplan.models import Doel, Indicator, Meting
from wijkplan.views.answers import answer, remove

SELECT = ("doel__prioriteit__wijkplan__wijk",)
SELECT_METING = ("indicator__doel__prioriteit__wijkplan__wijk",)


def _figures_of(doel: Doel) -> dict[str, Any]:
    return {"wijk": doel.prioriteit.wijkplan.wijk, "effectgebied": doel.prioriteit.effectgebied}


@guard("wijkplan.change_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
def indicator_create(request: HttpRequest, doel: Doel) -> HttpResponse:
    form = IndicatorAddForm(request.POST or None, **_figures_of(doel))
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
    )


@guard("wijkplan.change_indicator", of=Indicator, select=(*SELECT, "kerncijfer"))
def indicator_edit(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    form = IndicatorEditForm(request.POST or None, instance=indicator, **_figures_of(indicator.doel))
    return answer(
        request,
        form,
        lambda data: services.change_indicator(
            indicator=indicator, by=request.user, slot=data["slot"], **form.values()
        ),
        plan=indicator.doel.prioriteit.wijkplan,
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


@guard("wijkplan.measure", of=Indicator, select=SELECT)
def meting_create(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    form = MetingAddForm(request.POST or None, initial={"peildatum": timezone.localdate()})
    return answer(
        request,
        form,
        lambda data: services.record_meting(indicator=indicator, by=request.user, **data),
        plan=indicator.doel.prioriteit.wijkplan,
        title=gettext("Meting noteren"),
        lead=_measured(indicator),
    )


@guard("wijkplan.change_meting", of=Meting, select=SELECT_METING)
def meting_edit(request: HttpRequest, meting: Meting) -> HttpResponse:
    return answer(
        request,
        MetingEditForm(request.POST or None, instance=meting),
        lambda data: services.change_meting(meting=meting, by=request.user, **data),
        plan=meting.indicator.doel.prioriteit.wijkplan,
        title=gettext("Meting verbeteren"),
        lead=_measured(meting.indicator),
        remove_name="wijkplan:meting_remove",
        thing=meting,
    )


@guard("wijkplan.change_meting", of=Meting, select=SELECT_METING)
def meting_remove(request: HttpRequest, meting: Meting) -> HttpResponse:
    return remove(
        request,
        meting,
        lambda data: services.remove_meting(meting=meting, by=request.user, **data),
        plan=meting.indicator.doel.prioriteit.wijkplan,
        gone=[],
        title=gettext("Deze meting verwijderen?"),
    )


def _measured(indicator: Indicator) -> str:
    unit = f" ({indicator.eenheid})" if indicator.eenheid else ""
    return f"{indicator}{unit}"
