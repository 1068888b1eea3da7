from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.guards import guard
from core.locking import Conflict
from core.redirects import back_to
from wijkplan import services
from wijkplan.forms import MetingAddForm, MetingEditForm, TerugForm
from wijkplan.models import Indicator, Meting
from wijkplan.views.answers import answer, remove

SELECT = ("indicator__doel__prioriteit__wijkplan__wijk", "door")
SELECT_INDICATOR = ("doel__prioriteit__wijkplan__wijk",)


@guard("wijkplan.measure", of=Indicator, select=SELECT_INDICATOR)
def meting_create(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """Write a measurement down; a teamlid hands it in or keeps it as a concept."""
    form = MetingAddForm(request.POST or None, initial={"peildatum": timezone.localdate()})
    return answer(
        request,
        form,
        lambda data: services.record_meting(
            indicator=indicator, by=request.user, indienen="concept" not in request.POST, **data
        ),
        plan=indicator.doel.prioriteit.wijkplan,
        title=gettext("Meting noteren"),
        lead=_measured(indicator),
        template="wijkplan/meting_form.html",
        indicator=indicator,
        stelt_vast=_settles(request, indicator),
    )


@guard("wijkplan.change_meting", of=Meting, select=SELECT)
def meting_edit(request: HttpRequest, meting: Meting) -> HttpResponse:
    """Correct a measurement; one that was given back can be handed in again."""
    return answer(
        request,
        MetingEditForm(request.POST or None, instance=meting),
        lambda data: services.change_meting(
            meting=meting, by=request.user, indienen="concept" not in request.POST, **data
        ),
        plan=meting.indicator.doel.prioriteit.wijkplan,
        title=gettext("Meting verbeteren"),
        lead=_measured(meting.indicator),
        template="wijkplan/meting_form.html",
        indicator=meting.indicator,
        stelt_vast=_settles(request, meting.indicator),
        remove_name="wijkplan:meting_remove",
        thing=meting,
    )


@guard("wijkplan.change_meting", of=Meting, select=SELECT)
def meting_remove(request: HttpRequest, meting: Meting) -> HttpResponse:
    return remove(
        request,
        meting,
        lambda data: services.remove_meting(meting=meting, by=request.user, **data),
        plan=meting.indicator.doel.prioriteit.wijkplan,
        gone=[],
        content=False,
        template="wijkplan/meting_remove.html",
        title=gettext("Deze meting verwijderen?"),
    )


@guard("wijkplan.judge_meting", of=Meting, select=SELECT)
@require_POST
def meting_confirm(request: HttpRequest, meting: Meting) -> HttpResponse:
    """One tap: this measurement counts."""
    return _judge(
        request,
        meting,
        lambda slot: services.confirm_meting(meting=meting, slot=slot, by=request.user),
        gettext("Vastgesteld. Deze meting telt nu mee."),
    )


@guard("wijkplan.judge_meting", of=Meting, select=SELECT)
def meting_return(request: HttpRequest, meting: Meting) -> HttpResponse:
    """Back to its writer, with a reason."""
    form = TerugForm(request.POST or None, initial={"slot": meting.slot})
    return answer(
        request,
        form,
        lambda data: services.return_meting(meting=meting, by=request.user, **data),
        plan=meting.indicator.doel.prioriteit.wijkplan,
        title=gettext("Meting terugleggen"),
        lead=_measured(meting.indicator),
        template="wijkplan/meting_terug.html",
        meting=meting,
        indicator=meting.indicator,
    )


def _judge(request: HttpRequest, meting: Meting, act: Callable[[int], object], done: str) -> HttpResponse:
    """Judge exactly what was seen: another slot means that somebody changed it meanwhile."""
    seen = request.POST.get("slot", "")
    try:
        act(int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1)
    except Conflict:
        messages.error(request, gettext("Deze meting veranderde net. Kijk haar na en kies dan opnieuw."))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return _back(request, meting)


def _back(request: HttpRequest, meting: Meting) -> HttpResponseRedirect:
    return back_to(request, reverse("wijkplan:indicator", args=[meting.indicator.uuid]))


def _settles(request: HttpRequest, indicator: Indicator) -> bool:
    """Whether what this person writes is vastgesteld at once."""
    return indicator.doel.prioriteit.wijkplan.wijk_id in request.user.scope.coordinator_wijken


def _measured(indicator: Indicator) -> str:
    unit = f" ({indicator.eenheid})" if indicator.eenheid else ""
    return f"{indicator}{unit}"
