"""Pages of a long list that stay fast and stay put: by the last row seen, never by number, never counted.

A cursor is the ordering values of a row, signed. A cursor that is broken, forged or of another list gives the
first page. Each page is one query; filters in the address are kept in the links.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict

PARAM = "pagina"
SIZE = 50
SALT = "core.paging"
NEXT, PREVIOUS = "n", "p"
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """The rows of one page and the addresses of its neighbours (None when there is none)."""

    items: Sequence[M]
    next_url: str | None
    previous_url: str | None

    @property
    def has_next(self) -> bool:
        """Say whether rows follow."""
        return self.next_url is not None

    @property
    def has_previous(self) -> bool:
        """Say whether rows come before."""
        return self.previous_url is not None

    def __iter__(self) -> Iterator[M]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def paginate(
    queryset: "QuerySet[M]",
    *,
    params: QueryDict | Mapping[str, str],
    ordering: Sequence[str],
    size: int = SIZE,
) -> "Page[M]":
    """Return the page that `params` ask for (usually request.GET), in one query.

    `ordering` names fields of the row itself or of a related row (`wijk__naam`), `-` for descending; its last
    field must be unique and none may be NULL, else rows could be skipped: ValueError when a NULL is met.
    """
    direction, values = _read(params.get(PARAM, ""), queryset.model, ordering)
    backwards = direction == PREVIOUS
    order = [_turn(name) for name in ordering] if backwards else list(ordering)
    rows = queryset.order_by(*order)
    if values:
        rows = rows.filter(_after(order, values))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if values and not found:  # everything beyond the cursor is gone
        return paginate(queryset, params=_without_cursor(params), ordering=ordering, size=size)
    if backwards:
        found.reverse()
    has_next = backwards or more
    has_previous = more if backwards else bool(values)
    return Page(
        items=found,
        next_url=_url(params, NEXT, found[-1], ordering) if has_next else None,
        previous_url=_url(params, PREVIOUS, found[0], ordering) if has_previous else None,
    )


def _turn(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return rows after these values. The first condition repeats the leading field, so its index is used."""
    result = Q()
    for i in reversed(range(len(order))):
        name = order[i].removeprefix("-")
        step = "lt" if order[i].startswith("-") else "gt"
        beyond = Q(**{f"{name}__{step}": values[i]})
        result = beyond | (Q(**{name: values[i]}) & result) if result else beyond
    leading = order[0].removeprefix("-")
    return Q(**{f"{leading}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & result


def _field(model: type[models.Model], name: str) -> models.Field:
    for part in name.removeprefix("-").split("__"):
        field: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = field.related_model or model
    return field


def _row_value(row: models.Model, name: str) -> Any:
    value: Any = row
    for part in name.removeprefix("-").split("__"):
        value = getattr(value, part)
    if value is None:
        raise ValueError(f"{name} is NULL: it cannot order a list by keyset")
    return value


def _url(
    params: QueryDict | Mapping[str, str], direction: str, row: models.Model, ordering: Sequence[str]
) -> str:
    values = [_plain(_row_value(row, name)) for name in ordering]
    query = _without_cursor(params)
    query[PARAM] = signing.dumps([direction, *values], salt=_salt(type(row), ordering))
    return f"?{query.urlencode()}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _salt(model: type[models.Model], ordering: Sequence[str]) -> str:
    return json.dumps([SALT, model._meta.label, *ordering])


def _without_cursor(params: QueryDict | Mapping[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in (
        params.lists() if isinstance(params, QueryDict) else ((n, [v]) for n, v in params.items())
    ):
        if name != PARAM:
            query.setlist(name, values)
    return query


def _read(cursor: str, model: type[models.Model], ordering: Sequence[str]) -> tuple[str, list[Any]]:
    if not cursor:
        return NEXT, []
    try:
        direction, *values = signing.loads(cursor, salt=_salt(model, ordering))
        fields = [_field(model, name) for name in ordering]
        return direction, [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (signing.BadSignature, ValueError, TypeError, FieldDoesNotExist, ValidationError):
        return NEXT, []
