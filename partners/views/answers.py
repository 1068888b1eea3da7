"""How a form about partners is answered: shown, saved, refused beside its field, or held against a newer version."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict, conflict_response
from core.redirects import back_path, back_to

Save = Callable[[dict[str, Any]], object]


def answer(
    request: HttpRequest, form: forms.BaseForm, save: Save, *, to: str, said: str = "", **context: Any
) -> HttpResponse:
    """Save a valid form and go on; else show it again with all that was typed. 409 for a newer version or used id."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except Conflict as conflict:
            return conflict_response(request, form, conflict)
        except AlreadyUsed as refused:
            refused.add_to(form)
            status = 409
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, said or gettext("Opgeslagen."))
            return back_to(request, to)
    context |= {"form": form, "to": to, "next": back_path(request)}
    return render(request, "partners/form.html", context, status=status)
