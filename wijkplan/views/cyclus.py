from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst

from core.guards import guard
from wijkplan import services
from wijkplan.figures.cyclus import Onderwerp, Stap, in_words
from wijkplan.figures.mensen import partners_in
from wijkplan.forms.cyclus import StapAddForm, StapEditForm
from wijkplan.models import Cyclusstap, Wijkplan
from wijkplan.views.answers import answer, plan_url


@guard("wijkplan.cycle", of=Wijkplan, select=("wijk",))
def stap_create(request: HttpRequest, plan: Wijkplan, onderwerp: str, stap: str) -> HttpResponse:
    """Write down that a step of the cycle was done, with whom, and what came out."""
    if onderwerp not in Onderwerp.values or stap not in Stap.values:
        raise Http404
    form = StapAddForm(request.POST or None, partners=_partners(plan))
    return answer(
        request,
        form,
        lambda data: services.record_stap(plan=plan, onderwerp=onderwerp, stap=stap, by=request.user, **data),
        plan=plan,
        done=redirect(plan_url(plan, "jaarcyclus")),
        title=capfirst(in_words(onderwerp, stap)),
        evalueren=stap == Stap.GEEVALUEERD and onderwerp in {Onderwerp.DOELEN, Onderwerp.INITIATIEVEN},
        template="wijkplan/cyclus_stap.html",
    )


@guard("wijkplan.change_cyclusstap", of=Cyclusstap, select=("wijkplan__wijk",))
def stap_edit(request: HttpRequest, stap: Cyclusstap) -> HttpResponse:
    """Mend what was written down about a step."""
    plan = stap.wijkplan
    return answer(
        request,
        StapEditForm(request.POST or None, instance=stap, partners=_partners(plan)),
        lambda data: services.change_stap(stap=stap, by=request.user, **data),
        plan=plan,
        done=redirect(plan_url(plan, "jaarcyclus")),
        title=capfirst(in_words(stap.onderwerp, stap.stap)),
        template="wijkplan/cyclus_stap.html",
    )


def _partners(plan: Wijkplan) -> object:
    return partners_in(plan.wijk_id, timezone.localdate())
