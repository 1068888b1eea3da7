"""How every form of the plan is answered: shown, saved, refused beside the field, or held against a newer version."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict, conflict_response
from wijkplan.forms import VerwijderForm, WegForm
from wijkplan.models import Wijkplan
from wijkplan.services import last_hand

PAGES = {
    "bewerken": "wijkplan:edit",
    "cijfers": "wijkplan:cijfers",
    "keten": "keten",
    "los": "los",
    "papier": "wijkplan:papier",
}
Save = Callable[[dict[str, Any]], object]


def answer(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Save,
    *,
    plan: Wijkplan | None,
    template: str = "wijkplan/form.html",
    done: HttpResponse | None = None,
    **context: Any,
) -> HttpResponse:
    """Save a valid form and go on; else show it again with all that was typed. 409 for a newer version or id.

    Where one goes on is `done`, else the page somebody came from.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(form.cleaned_data)
        except Conflict as conflict:
            return conflict_response(request, form, conflict, context=whose(conflict.theirs))
        except AlreadyUsed as refused:
            status = 409
            refused.add_to(form)
            form.data = form.data.copy()
            form.data["client_id"] = str(uuid4())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, gettext("Opgeslagen."))
            return done or redirect(back_to(request, plan or saved, anchor_of(saved)))
    context |= {"form": form, "plan": plan, "van": request.GET.get("van", "")}
    return render(request, template, context, status=status)


def remove(
    request: HttpRequest,
    thing: Model,
    save: Save,
    *,
    plan: Wijkplan,
    gone: list[str],
    content: bool = True,
    template: str = "wijkplan/remove.html",
    **context: Any,
) -> HttpResponse:
    """Say in numbers what will be gone, and remove it when that was confirmed; `content` of a plan asks why."""
    begin = {"slot": thing.slot}  # type: ignore[attr-defined]
    form = (
        WegForm(request.POST or None, initial=begin, plan=plan)
        if content
        else VerwijderForm(request.POST or None, initial=begin)
    )
    context |= {"thing": thing, "gone": [line for line in gone if line]}
    return answer(request, form, save, plan=plan, template=template, **context)


def back_to(request: HttpRequest, plan: Any, anchor: str = "") -> str:
    """Back to the page of the plan somebody came from, when she said so; else the plan itself."""
    return plan_url(plan, PAGES.get(request.GET.get("van", ""), "plan")) + anchor


def plan_url(plan: Wijkplan, name: str = "plan") -> str:
    """The plan on the roof; its edit page where the roof has no page for it."""
    try:
        return reverse(name, args=[plan.uuid])
    except NoReverseMatch:
        return reverse("wijkplan:edit", args=[plan.uuid])


def anchor_of(saved: object) -> str:
    """The place of what was saved on the edit page."""
    uuid = getattr(saved, "uuid", None)
    return f"#r-{uuid}" if uuid is not None else ""


def whose(theirs: Model | None) -> dict[str, Any]:
    """Who made the other version and when, for the page with both."""
    hand, moment = last_hand(theirs) if theirs is not None else (None, None)
    return {"theirs_by": hand, "theirs_at": moment}
