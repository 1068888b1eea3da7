"""Labels begin with a capital, in our forms and in those of allauth."""

from collections.abc import Iterator

import pytest
from allauth.account import forms as account_forms
from django.forms import BaseForm
from django.urls import get_resolver
from django.utils import translation


def forms_below(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for below in form.__subclasses__():
        yield below
        yield from forms_below(below)


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_every_label_begins_with_a_capital(taal):
    assert get_resolver().url_patterns  # every view, and so every form, is loaded
    with translation.override(taal):
        found = {
            f"{form.__name__}.{name}: {label}"
            for form in forms_below(BaseForm)
            if form.__module__.split(".")[0] != "tests"
            for name, field in getattr(form, "base_fields", {}).items()
            if (label := str(field.label or "")) and label[0].islower()
        }
    assert (hasattr(account_forms, "LoginForm"), sorted(found)) == (True, [])
