"""Two people, one row: nobody overwrites unseen, and sending twice makes one.

`slot` counts the saves of a row. A form carries the slot it was opened with; the UPDATE names it, so it only
hits when nobody saved in between. Else `Conflict` is raised and the view answers 409 with both versions.

`client_id` is a uuid rendered in a form before anything is stored. The same body again is the same success;
another body or another person under that id is `AlreadyUsed` (409).
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.difference import Difference
from core.errors import AlreadyUsed
from core.text import LARGEST

M = TypeVar("M", bound=models.Model)


class Slotted(models.Model):
    """A row that people edit: `slot` goes up by one with each save through `save_with_slot`."""

    slot = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Conflict(Exception):  # noqa: N818 - it is an answer, not a failure
    """Somebody else saved this row first; `theirs` is the row as it is now, or None when it is gone."""

    def __init__(self, theirs: models.Model | None) -> None:
        super().__init__("The row was saved by somebody else")
        self.theirs = theirs


def save_with_slot(obj: M, *, fields: Iterable[str], expected_slot: int) -> M:
    """Write these fields of the row if its slot is still the expected one, and raise the slot.

    Afterwards obj.slot is the new slot. Raises `Conflict` (nothing written) when somebody saved in between or
    the row is gone. Call it inside the service's transaction.
    """
    values = {}
    for name in fields:
        field: Any = obj._meta.get_field(name)
        values[field.attname] = field.pre_save(obj, add=False)
    hit = (
        type(obj)._default_manager.filter(pk=obj.pk, slot=expected_slot).update(**values, slot=F("slot") + 1)
    )
    if not hit:
        raise Conflict(type(obj)._default_manager.filter(pk=obj.pk).first())
    obj.slot = expected_slot + 1  # type: ignore[attr-defined]
    return obj


def take_slot(obj: M, *, expected_slot: int) -> M:
    """Raise the slot without writing a field: for a change that spans other rows (re-ranking takes the plan's)."""
    return save_with_slot(obj, fields=(), expected_slot=expected_slot)


class SlotFormMixin(forms.Form):
    """Add the hidden slot to a model form of a `Slotted` row; the view passes `cleaned_data["slot"]` on."""

    slot = forms.IntegerField(label=_("Versie"), widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is not None:
            self.initial["slot"] = instance.slot


def conflict_context(form: forms.BaseForm, theirs: models.Model) -> dict[str, Any]:
    """Return what conflict.html shows: `fields` (each visible one: label, mine, theirs), `theirs`, and `form`.

    The form keeps what was typed and now carries the new slot, so sending it again is a choice made knowingly.
    """
    rows = [
        Difference(
            str(field.label),
            as_read(form.cleaned_data.get(field.name), field.field),
            as_read(_value(theirs, field.name), field.field),
        )
        for field in form.visible_fields()
    ]
    data = form.data.copy()  # type: ignore[attr-defined] # a QueryDict
    data[form.add_prefix("slot")] = str(theirs.slot)  # type: ignore[attr-defined]
    form.data = data
    return {"fields": rows, "theirs": theirs, "form": form}


def conflict_response(
    request: HttpRequest,
    form: forms.BaseForm,
    conflict: Conflict,
    *,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer 409 with both versions field by field; when the row is gone, with what was typed only."""
    shown = dict(context or {})
    if conflict.theirs is None:
        shown |= {"fields": [], "theirs": None, "form": form}
    else:
        shown |= conflict_context(form, conflict.theirs)
    return TemplateResponse(request, "conflict.html", shown, status=409)


def _value(obj: models.Model, name: str) -> Any:
    value = getattr(obj, name, None)
    return value.all() if isinstance(value, models.Manager) else value


def as_read(value: Any, field: forms.Field | None = None) -> str:
    """Return a form or model value as a reader sees it: choice labels, dates in words, «leeg» for nothing."""
    if value is None or value == "":
        return gettext("leeg")
    if isinstance(value, models.QuerySet | list | tuple | set):
        return ", ".join(as_read(item, field) for item in value) or gettext("leeg")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(_flat(field.choices)).get(str(value), value))  # type: ignore[arg-type]
    for kind, read in READERS:
        if isinstance(value, kind):
            return read(value)
    return str(value)


READERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: gettext("ja") if value else gettext("nee")),
    (datetime, lambda value: date_format(value, "DATETIME_FORMAT")),
    (date, lambda value: date_format(value, "DATE_FORMAT")),
    (time, time_format),
    (int, lambda value: number_format(value, force_grouping=True)),
    (Decimal, lambda value: number_format(value, force_grouping=True)),
)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


# -- Sending twice ------------------------------------------------------------------------------------


class ClientIdFormMixin(forms.Form):
    """Add the hidden client_id to a form; an empty form gets a fresh one."""

    client_id = forms.UUIDField(label=_("Formulier"), widget=forms.HiddenInput, initial=uuid.uuid4)

    def body_hash(self) -> str:
        """Return the fingerprint of everything typed, for `once`."""
        return hash_body({name: value for name, value in self.cleaned_data.items() if name != "client_id"})


def hash_body(body: Mapping[str, Any]) -> str:
    """Return a fingerprint of a body that does not depend on the order of its fields (SHA-256, 64 characters)."""
    plain = {key: _plain(value) for key, value in body.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, str(value.pk)]
    if isinstance(value, models.QuerySet | list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(str(_plain(item)) for item in value)
    return None if value is None else str(value)


def sent_before(
    model: type[M], *, client_id: uuid.UUID, by: models.Model, body_hash: str, by_field: str = "door"
) -> M | None:
    """Return the row that this very body made before, or None when the id is new.

    Raises `AlreadyUsed` when the id was used by another person or for another body. A model without
    `body_hash` or without the field of the person cannot tell, so there the id alone decides.
    """
    found = model._default_manager.filter(client_id=client_id).first()
    if found is None:
        return None
    then = (getattr(found, f"{by_field}_id", by.pk), getattr(found, "body_hash", body_hash))
    refuse_another(then, (by.pk, body_hash), stored=found if then[0] == by.pk else None)
    return found


def refuse_another(then: object, now: object, *, stored: object = None) -> None:
    """Refuse a client_id that made something else before: raises `AlreadyUsed` unless both are equal."""
    if then != now:
        raise AlreadyUsed(
            gettext("Dit is al eerder verzonden, met een andere inhoud. Open het formulier opnieuw."),
            stored=stored,
        )


def once(
    model: type[M],
    *,
    client_id: uuid.UUID,
    by: models.Model,
    body_hash: str,
    make: Callable[[], M],
    by_field: str = "door",
) -> tuple[M, bool]:
    """Return (row, made): `make()` runs only for a new client_id and must store it, and body_hash if there is one.

    Two requests at the same moment also make one row: the loser of the unique constraint gets the winner's.
    Raises `AlreadyUsed` as `sent_before` does, also when the id is that of a row this person can't see.
    """
    same: dict[str, Any] = {"client_id": client_id, "by": by, "body_hash": body_hash, "by_field": by_field}
    if (found := sent_before(model, **same)) is not None:
        return found, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError as error:
        found = sent_before(model, **same)
        if found is None:  # the id is taken behind a wall, or by a row of another kind
            refuse_another(_is_taken(error), now=False)
            raise
        return found, False


def _is_taken(error: IntegrityError) -> bool:
    """Whether it was the unique client_id of a row that refused."""
    diag = getattr(error.__cause__, "diag", None)
    return "client_id" in (getattr(diag, "constraint_name", None) or "")
