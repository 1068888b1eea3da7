from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.guards import guard
from core.paging import paginate
from wijkplan import services
from wijkplan.figures.mensen import owners_in, partners_in
from wijkplan.forms.cyclus import (
    ActieAddForm,
    ActieFilterForm,
    ActieFormSet,
    AfrondForm,
    EvaluatieAddForm,
    EvaluatieEditForm,
    ZoekForm,
)
from wijkplan.models import Evaluatie, Prioriteit, Project, Verbeteractie, Wijkplan
from wijkplan.views.answers import answer

OVER = ("wijkplan__wijk", "prioriteit", "project")


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
@require_safe
def evaluaties(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Every evaluation of a plan, and what is to be done differently: open, late or closed."""
    user, today = request.user, request.user.scope.today
    chosen = ActieFilterForm(request.GET)
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    rows = Evaluatie.objects.visible_to(user).filter(wijkplan=plan).select_related(*OVER)
    acties = Verbeteractie.objects.visible_to(user).filter(evaluatie__wijkplan=plan)
    if besluit := wanted.get("besluit"):
        rows, acties = rows.filter(besluit=besluit), acties.filter(evaluatie__besluit=besluit)
    acties = _in_state(acties, wanted.get("stand", ""), today)
    context = {
        "plan": plan,
        "rows": rows.prefetch_related("partners"),
        "acties": acties.select_related("eigenaar", "evaluatie__wijkplan"),
        "form": chosen,
        "today": today,
        "mag": user.has_perm("wijkplan.cycle", plan),
        "kan_af": plan.status == Wijkplan.Status.IN_UITVOERING and rows.of_plan().exists(),
    }
    return render(request, "wijkplan/evaluaties.html", context)


def _in_state(rows: Any, stand: str, today: Any) -> Any:
    if stand == "open":
        return rows.open()
    if stand == "te_laat":
        return rows.late(today)
    return rows.exclude(status="open") if stand == "klaar" else rows


@guard("wijkplan.cycle", of=Wijkplan, select=("wijk",))
def evaluatie_create(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Evaluate the plan, a priority or a project, with what is to be done differently in the same form."""
    today, user = timezone.localdate(), request.user
    form = EvaluatieAddForm(
        request.POST or None,
        initial={"over": request.GET.get("over", "plan")},
        partners=partners_in(plan.wijk_id, today),
        prioriteiten=list(Prioriteit.objects.visible_to(user).filter(wijkplan=plan)),
        projecten=list(Project.objects.visible_to(user).filter(doel__prioriteit__wijkplan=plan)),
    )
    lines = _lines(request, plan)
    if "meer" in request.POST:
        for each in (form, *lines):
            each.errors.clear()
    elif request.method == "POST" and lines.is_valid() and form.is_valid():
        data = {**form.cleaned_data}
        data |= data.pop("over")
        return answer(
            request,
            form,
            lambda _: services.evaluate(plan=plan, by=user, acties=lines.acties(), **data),
            plan=plan,
            done=redirect(reverse("wijkplan:evaluaties", args=[plan.uuid])),
            template="wijkplan/evaluatie_form.html",
            lines=lines,
        )
    context = {"plan": plan, "form": form, "lines": lines, "nog_niet": not _is_agreed(plan)}
    return render(request, "wijkplan/evaluatie_form.html", context)


def _is_agreed(plan: Wijkplan) -> bool:
    return plan.status not in {Wijkplan.Status.CONCEPT, Wijkplan.Status.IN_RONDE}


def _lines(request: HttpRequest, plan: Wijkplan) -> Any:
    """The lines for improvements; one tap on «Nog een regel» sends what was typed and shows three more."""
    data = request.POST.copy() if request.POST else None
    if data is not None:
        total = data.get("actie-TOTAL_FORMS", "0")
        count = int(total) if total.isdecimal() and len(total) < 3 else 0
        data["actie-TOTAL_FORMS"] = str(min(count + (3 if "meer" in data else 0), 20))
        data["actie-INITIAL_FORMS"] = "0"
    owners = owners_in(plan.wijk_id, timezone.localdate())
    return ActieFormSet(data, prefix="actie", form_kwargs={"eigenaren": owners})


@guard("wijkplan.view_evaluatie", of=Evaluatie, select=OVER)
@require_safe
def evaluatie(request: HttpRequest, evaluatie: Evaluatie) -> HttpResponse:
    """One evaluation with what it asks to do differently, and one line to add."""
    may = request.user.has_perm("wijkplan.change_evaluatie", evaluatie)
    owners = owners_in(evaluatie.wijkplan.wijk_id, timezone.localdate())
    context = {
        "evaluatie": evaluatie,
        "plan": evaluatie.wijkplan,
        "acties": evaluatie.verbeteracties.select_related("eigenaar"),
        "nieuw": ActieAddForm(eigenaren=owners) if may else None,
        "mag": may,
        "today": timezone.localdate(),
    }
    return render(request, "wijkplan/evaluatie.html", context)


@guard("wijkplan.change_evaluatie", of=Evaluatie, select=OVER)
def evaluatie_edit(request: HttpRequest, evaluatie: Evaluatie) -> HttpResponse:
    """Mend what was written; what it is about stays."""
    partners = partners_in(evaluatie.wijkplan.wijk_id, timezone.localdate())
    return answer(
        request,
        EvaluatieEditForm(request.POST or None, instance=evaluatie, partners=partners),
        lambda data: services.change_evaluatie(evaluatie=evaluatie, by=request.user, **data),
        plan=evaluatie.wijkplan,
        done=redirect(evaluatie.get_absolute_url()),
        title=gettext("Evaluatie aanpassen"),
        template="wijkplan/cyclus_stap.html",
    )


@guard("wijkplan.change_evaluatie", of=Evaluatie, select=OVER)
def actie_add(request: HttpRequest, evaluatie: Evaluatie) -> HttpResponse:
    """One thing more to do differently."""
    owners = owners_in(evaluatie.wijkplan.wijk_id, timezone.localdate())
    return answer(
        request,
        ActieAddForm(request.POST or None, eigenaren=owners),
        lambda data: services.add_verbeteractie(evaluatie=evaluatie, by=request.user, **data),
        plan=evaluatie.wijkplan,
        done=redirect(evaluatie.get_absolute_url()),
        title=gettext("Wat gaan we anders doen?"),
        template="wijkplan/cyclus_stap.html",
    )


@guard("wijkplan.close_verbeteractie", of=Verbeteractie, select=("evaluatie__wijkplan__wijk",))
def actie_close(request: HttpRequest, actie: Verbeteractie) -> HttpResponse:
    """Done, or not to be done: what became of it."""
    return answer(
        request,
        AfrondForm(request.POST or None, instance=actie),
        lambda data: services.close_verbeteractie(actie=actie, by=request.user, **data),
        plan=actie.evaluatie.wijkplan,
        done=redirect(actie.evaluatie.get_absolute_url()),
        title=gettext("Verbeteractie afronden"),
        actie=Verbeteractie.objects.visible_to(request.user).select_related("eigenaar").get(pk=actie.pk),
        template="wijkplan/actie_form.html",
    )


@guard("wijkplan.cycle", of=Wijkplan, select=("wijk",))
@require_POST
def evaluated(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The plan is geëvalueerd: its last state but the archive."""
    try:
        services.set_status(plan=plan, status=Wijkplan.Status.GEEVALUEERD, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request, gettext("Dit plan is geëvalueerd. Het volgende plan opent met wat nog open staat.")
        )
    return redirect("wijkplan:evaluaties", plan.uuid)


@guard("wijkplan.list_lessons")
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Experiments that were evaluated, failed ones too: what we thought, what happened, what we decided."""
    form = ZoekForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = Evaluatie.objects.visible_to(request.user).lessons(words).select_related(*OVER)
    if request.GET.get("besluit") in Evaluatie.Besluit.values:
        rows = rows.filter(besluit=request.GET["besluit"])
    context = {
        "form": form,
        "q": words,
        "besluiten": Evaluatie.Besluit.choices,
        "besluit": request.GET.get("besluit", ""),
        "page": paginate(rows, params=request.GET, ordering=["-datum", "-pk"], size=20),
    }
    return render(request, "wijkplan/geleerd.html", context)
