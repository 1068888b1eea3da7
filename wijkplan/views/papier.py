from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext

from core.guards import guard
from core.pdf import pdf_response, render_pdf
from wijkplan import services
from wijkplan.forms import GewoonForm
from wijkplan.models import Prioriteit, Wijkplan
from wijkplan.views.answers import answer
from wijkplan.vocabulary import read_plainly


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
def papier(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """What there is of the plan on paper, and how it reads in plain language."""
    rows = Prioriteit.objects.visible_to(request.user).filter(wijkplan=plan).now().order_by("rang")
    context = {
        "plan": plan,
        "wijk": plan.wijk,
        "rijen": [(row, read_plainly(row.gewone_taal or row.aanleiding)) for row in rows],
        "mag_schrijven": request.user.has_perm("wijkplan.steer", plan),
    }
    return render(request, "wijkplan/papier.html", context)


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
def plan_pdf(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The whole plan as an accessible PDF: the exact text the parties saw, with promises for who may read them."""
    paper = services.paper_plan(plan, bedragen=request.user.has_perm("wijkplan.read_bedragen", plan))
    return pdf_response(_name(plan, f"versie-{plan.versie}"), render_pdf("wijkplan/plan.typ", paper))


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
def gewoon_pdf(request: HttpRequest, plan: Wijkplan) -> HttpResponse:  # noqa: ARG001
    """One page for residents, in plain Dutch, to hang up or hand out."""
    return pdf_response(
        _name(plan, "gewone-taal"), render_pdf("wijkplan/gewoon.typ", services.plain_page(plan))
    )


@guard("wijkplan.say_plainly", of=Prioriteit, select=("wijkplan__wijk",))
def gewoon_edit(request: HttpRequest, prioriteit: Prioriteit) -> HttpResponse:
    """A priority in words every resident reads."""
    return answer(
        request,
        GewoonForm(request.POST or None, instance=prioriteit),
        lambda data: services.say_plainly(prioriteit=prioriteit, by=request.user, **data),
        plan=prioriteit.wijkplan,
        title=gettext("In gewone taal"),
        lead=prioriteit.titel,
    )


def _name(plan: Wijkplan, what: str) -> str:
    return f"wijkplan-{slugify(plan.wijk.naam)}-{what}.pdf"
