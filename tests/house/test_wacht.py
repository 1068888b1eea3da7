"""Every free text passes the guard, or stands here or in its form with a reason."""

from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.urls import get_resolver

from core.wacht.velden import WachtMixin, is_text, level, said_by

OUTSIDE = {
    "mensen.forms.BevestigForm.code": "a code that was mailed; the form is that of allauth",
    "vooruit.views.kit.KitForm.titel": "the gallery of components keeps nothing",
    "vooruit.views.kit.KitForm.notitie": "the gallery of components keeps nothing",
    "wijkplan.forms.plannen.WaaromMixin.waarom": "a part of forms that do have the guard",
}


def forms_of_ours() -> Iterator[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018 - every view, and so every form, is read
    waiting = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in {*settings.ROOMS, "vooruit"}:
            yield form


def test_every_text_passes_the_guard_or_is_left_out_with_a_reason():
    unguarded = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in forms_of_ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if is_text(field) and not issubclass(form, WachtMixin) and name not in said_by(form, "wacht_niet")
    }
    assert unguarded == set(OUTSIDE)


def test_every_text_refuses_what_cannot_be_read():
    plain = {
        f"{form.__qualname__}.{name}"
        for form in forms_of_ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if issubclass(form, WachtMixin) and type(field) is forms.CharField
    }
    assert plain == set()


def test_what_a_form_leaves_alone_is_there_and_has_a_reason():
    for form in forms_of_ours():
        for name, reason in said_by(form, "wacht_niet").items():
            assert name in form.base_fields, form
            assert len(reason.split()) >= 4, form
            assert level(form, name) is None
