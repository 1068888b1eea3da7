"""From a form to a verb and back: what the verb refuses stands in the form, beside its field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from core.errors import AlreadyUsed, Refused


@dataclass(frozen=True)
class Attempt:
    """Whether the verb was done, what it gave, and the status to answer with when it was not."""

    done: bool = False
    result: Any = None
    status: int = 200


def attempt(form: forms.BaseForm, verb: Callable[[], Any]) -> Attempt:
    """Run the verb when the form is valid; a refusal is added to the form, 409 when its client_id was used before."""
    if not form.is_valid():
        return Attempt()
    try:
        return Attempt(done=True, result=verb())
    except AlreadyUsed as refused:
        refused.add_to(form)
        return Attempt(status=409)
    except Refused as refused:
        refused.add_to(form)
        return Attempt()
