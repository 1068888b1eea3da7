"""Effects and links are edited as content of a concept; a test of an assumption also while the plan is in force."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from core.guards import guard
from wijkplan import services
from wijkplan.forms import (
    EffectAddForm,
    EffectEditForm,
    SchakelAddForm,
    SchakelEditForm,
    ToetsForm,
)
from wijkplan.models import BeoogdEffect, Doel, Prioriteit, Schakel
from wijkplan.views.answers import answer, plan_url, remove

SELECT_EFFECT = ("prioriteit__wijkplan__wijk",)
SELECT_SCHAKEL = ("doel__prioriteit__wijkplan__wijk", "effect")


@guard("wijkplan.change_prioriteit", of=Prioriteit, select=("wijkplan__wijk",))
def effect_create(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """What should be different in some years because of this priority."""
    initial = {"effectgebied": prioriteit.effectgebied}
    return answer(
        request,
        EffectAddForm(request.POST or None, initial=initial, wijk=prioriteit.wijkplan.wijk),
        lambda data: services.add_effect(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("Nieuw effect"),
        lead=gettext("Van «%s».") % str(prioriteit),
    )


@guard("wijkplan.change_effect", of=BeoogdEffect, select=SELECT_EFFECT)
def effect_edit(request: HttpRequest, effect: BeoogdEffect) -> HttpResponse:
    return answer(
        request,
        EffectEditForm(request.POST or None, instance=effect, wijk=effect.prioriteit.wijkplan.wijk),
        lambda data: services.change_effect(effect=effect, by=request.user, **data),
        plan=effect.prioriteit.wijkplan,
        title=gettext("Effect aanpassen"),
        lead=gettext("Van «%s».") % str(effect.prioriteit),
        remove_name="wijkplan:effect_remove",
        thing=effect,
    )


@guard("wijkplan.change_effect", of=BeoogdEffect, select=SELECT_EFFECT)
def effect_remove(request: HttpRequest, effect: BeoogdEffect) -> HttpResponse:
    count = effect.schakels.count()
    return remove(
        request,
        effect,
        lambda data: services.remove_effect(effect=effect, by=request.user, **data),
        plan=effect.prioriteit.wijkplan,
        gone=[ngettext("%d aanname", "%d aannames", count) % count if count else ""],
        title=gettext("Dit effect verwijderen?"),
    )


@guard("wijkplan.change_doel", of=Doel, select=("prioriteit__wijkplan__wijk",))
def schakel_create(request: HttpRequest, doel: Doel) -> HttpResponse:
    """Why we think that what we do helps this goal, or that this goal leads to an effect."""
    return answer(
        request,
        SchakelAddForm(request.POST or None, prioriteit=doel.prioriteit),
        lambda data: services.add_schakel(doel=doel, by=request.user, **data),
        plan=doel.prioriteit.wijkplan,
        title=gettext("Waarom werkt dit?"),
        lead=gettext("Voor «%s».") % str(doel),
    )


@guard("wijkplan.change_schakel", of=Schakel, select=SELECT_SCHAKEL)
def schakel_edit(request: HttpRequest, schakel: Schakel) -> HttpResponse:
    return answer(
        request,
        SchakelEditForm(request.POST or None, instance=schakel, prioriteit=schakel.doel.prioriteit),
        lambda data: services.change_schakel(schakel=schakel, by=request.user, **data),
        plan=schakel.doel.prioriteit.wijkplan,
        title=gettext("Aanname aanpassen"),
        lead=gettext("Voor «%s».") % str(schakel.doel),
        remove_name="wijkplan:schakel_remove",
        thing=schakel,
    )


@guard("wijkplan.change_schakel", of=Schakel, select=SELECT_SCHAKEL)
def schakel_remove(request: HttpRequest, schakel: Schakel) -> HttpResponse:
    return remove(
        request,
        schakel,
        lambda data: services.remove_schakel(schakel=schakel, by=request.user, **data),
        plan=schakel.doel.prioriteit.wijkplan,
        gone=[],
        title=gettext("Deze aanname verwijderen?"),
    )


@guard("wijkplan.test_schakel", of=Schakel, select=SELECT_SCHAKEL)
def schakel_test(request: HttpRequest, schakel: Schakel) -> HttpResponse:
    """What came out when the assumption was tested; also while the plan is in force."""
    plan = schakel.doel.prioriteit.wijkplan
    return answer(
        request,
        ToetsForm(request.POST or None, instance=schakel),
        lambda data: services.record_toets(schakel=schakel, by=request.user, **data),
        plan=plan,
        template="wijkplan/toets.html",
        schakel=schakel,
        terug=plan_url(plan, "keten"),
    )
