"""The forms all rooms build on: plain messages, safe text, sane dates and numbers without asking for them."""

from typing import Any

from django import forms
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import ModelFormMetaclass
from django.utils.translation import gettext_lazy as _

from core import text
from core.wacht.velden import WachtMixin


def safe_formfield(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Return the form field for a model field, with our own field classes and messages."""
    choice = getattr(field, "choices", None) or field.is_relation
    if not choice:
        for kind, build in BUILDERS:
            if isinstance(field, kind):
                return build(field, kwargs)
    return _with_messages(field.formfield(**kwargs), text.MESSAGES)


def _text_field(field: models.Field, kwargs: dict[str, Any]) -> forms.Field | None:
    length: dict[str, Any] = {"max_length": getattr(field, "max_length", None) or 2000}
    return models.Field.formfield(field, form_class=text.TextField, **(length | kwargs))


def _line_field(field: models.Field, kwargs: dict[str, Any]) -> forms.Field | None:
    if (
        type(field).formfield is not models.CharField.formfield
    ):  # a slug, an address: their own field knows better
        return _with_messages(field.formfield(**kwargs), text.MESSAGES)
    return field.formfield(form_class=text.LineField, **kwargs)


def _number_field(field: models.Field, kwargs: dict[str, Any]) -> forms.Field | None:
    kind = type(field).__name__
    limits: dict[str, Any] = {
        "min_value": 0 if "Positive" in kind else text.SMALLEST,
        "max_value": 2**15 - 1 if "Small" in kind else text.LARGEST,
    }
    return models.Field.formfield(field, form_class=text.BoundedIntegerField, **(limits | kwargs))


BUILDERS = (
    (models.EmailField, lambda field, kwargs: field.formfield(form_class=text.EmailField, **kwargs)),
    (models.TextField, _text_field),
    (models.CharField, _line_field),
    (models.IntegerField, _number_field),
    (
        models.DecimalField,
        lambda field, kwargs: field.formfield(form_class=text.BoundedDecimalField, **kwargs),
    ),
    (
        models.DateTimeField,
        lambda field, kwargs: _with_messages(field.formfield(**kwargs), text.DATE_MESSAGES),
    ),
    (models.DateField, lambda field, kwargs: field.formfield(form_class=text.SaneDateField, **kwargs)),
    (models.TimeField, lambda field, kwargs: field.formfield(form_class=text.SaneTimeField, **kwargs)),
)


FILE_MESSAGES: dict[str, Any] = {  # Django names other values about a file than about a text
    "required": _("Kies een bestand."),
    "invalid": _("Kies een bestand."),
    "max_length": _("De naam van het bestand is te lang: hooguit %(max)s tekens, nu %(length)s."),
    "missing": _("Kies een bestand."),
    "empty": _("Dit bestand is leeg."),
}


CHOOSE = _("Kies er een.")
TICK = _("Vink dit aan.")
NOTHING_YET = _("kies")
DASHES = BLANK_CHOICE_DASH[0][1]  # what Django shows on top of a list when nothing is chosen


def _with_messages(field: forms.Field | None, messages: dict[str, Any]) -> forms.Field | None:
    if isinstance(field, forms.FileField):
        messages = messages | FILE_MESSAGES
    elif isinstance(field, forms.ChoiceField) or isinstance(
        getattr(field, "widget", None), forms.RadioSelect
    ):
        messages = messages | {"required": CHOOSE}
    elif isinstance(field, forms.BooleanField):
        messages = messages | {"required": TICK}
    if field is not None:
        field.error_messages |= {
            code: said for code, said in messages.items() if code in field.error_messages
        }
    return field


class VooruitForm(WachtMixin, forms.Form):
    """A form without model. Declare text with `core.text` fields: a plain CharField is refused at import."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _refuse_plain_fields(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _say_it_plainly(self)


class SafeModelFormMetaclass(ModelFormMetaclass):
    """Give every model form our own form fields, also when its Meta inherits nothing."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any) -> type:
        """Set Meta.formfield_callback before Django reads it."""
        meta = attrs.get("Meta")
        if meta is not None and getattr(meta, "formfield_callback", None) is None:
            meta.formfield_callback = staticmethod(safe_formfield)
        return super().__new__(cls, name, bases, attrs, **kwargs)


class VooruitModelForm(WachtMixin, forms.ModelForm, metaclass=SafeModelFormMetaclass):
    """A form for a model; its fields come from `safe_formfield`."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _refuse_plain_fields(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        _say_it_plainly(self)


PLAIN = {
    forms.CharField,
    forms.IntegerField,
    forms.DateField,
    forms.DecimalField,
    forms.TimeField,
    forms.EmailField,
}


def _refuse_plain_fields(cls: type) -> None:
    """Fail at import when a form declares a field that would let bad input through."""
    plain = [name for name, field in vars(cls).get("declared_fields", {}).items() if type(field) in PLAIN]
    if plain:
        raise TypeError(f"{cls.__name__}.{plain[0]}: use the field of core.text instead")


def _say_it_plainly(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        if type(field).__module__ in {"django.forms.fields", "django.forms.models"}:
            _with_messages(field, text.MESSAGES)
        if isinstance(field, forms.ChoiceField) and field.required and type(field.widget) is forms.Select:
            _ask_to_choose(field)


def _ask_to_choose(field: forms.ChoiceField) -> None:
    """Let a list that must be chosen from say so, where Django puts a row of dashes."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = NOTHING_YET if field.empty_label == DASHES else field.empty_label
        return
    rows = list(field.choices)
    if rows and rows[0] == ("", DASHES):
        field.choices = [("", NOTHING_YET), *rows[1:]]
