"""Who pays what: the matrix of goals and promises, and the parts for one goal."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Refused
from core.guards import guard
from wijkplan import services
from wijkplan.figures import read_betaalt, read_bord
from wijkplan.forms.dekking import DekkingForm
from wijkplan.models import Dekking, Doel, Wijkplan


@guard("wijkplan.view_dekking", of=Wijkplan, select=("wijk",))
@require_safe
def betaalt(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Goals down, promises across; what nobody pays for, and what is left."""
    today = request.user.scope.today
    bord = read_bord(Wijkplan.objects.visible_to(request.user).filter(pk=plan.pk), today=today)
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "betaalt": read_betaalt(request.user, plan, bord.bands, today),
        "may_change": request.user.has_perm("wijkplan.change", plan),
        "may_promise": request.user.has_perm("partners.add_bijdrage", plan.wijk),
    }
    return render(request, "wijkplan/betaalt.html", context)


@guard("wijkplan.change_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
@require_http_methods(["GET", "HEAD", "POST"])
def dekking(request: HttpRequest, doel: Doel) -> HttpResponse:
    """Which part of which promise pays for this goal; who saves second is told what it became."""
    plan = doel.prioriteit.wijkplan
    kolommen = read_betaalt(request.user, plan, [], request.user.scope.today).kolommen
    form = DekkingForm(request.POST or None, kolommen=kolommen, delen=_now(request, doel))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.cover_doel(doel=doel, delen=form.delen(), by=request.user)
        except services.Overtaken as overtaken:
            overtaken.add_to(form)
            form.now_is(_now(request, doel))
            status = 409
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, gettext("Opgeslagen."))
            return redirect("wijkplan:betaalt", uuid=plan.uuid)
    context = {"plan": plan, "wijk": plan.wijk, "doel": doel, "form": form}
    return render(request, "wijkplan/dekking.html", context, status=status)


def _now(request: HttpRequest, doel: Doel) -> dict[int, Decimal]:
    return dict(Dekking.objects.visible_to(request.user).filter(doel=doel).values_list("bijdrage_id", "deel"))
