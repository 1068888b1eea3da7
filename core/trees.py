"""Rows with all that hangs under them, read in one query however deep or many.

`prefetch_related` asks one query per level. A page that shows four levels of one room beside seven other things
cannot pay that, so the database sends each row with its branches as JSON, and they become instances again here.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, F, Field, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

PREFIX = "tree_"  # an annotation may not be called as the relation is


@dataclass(frozen=True)
class Branch:
    """The rows under a row, by the name of the relation («prioriteiten»), with what hangs under each of them.

    `along` names a column of the row above: then also what hangs under any other row with that same value, as
    under the same thing in another version.
    """

    name: str
    branches: tuple["Branch", ...] = ()
    along: str = ""


@dataclass(frozen=True)
class Node:
    """A row and, by the name of each branch, the nodes under it in the order of their Meta."""

    row: Any
    under: dict[str, list["Node"]]


def read_trees(rows: QuerySet[Any], *branches: Branch) -> list[Node]:
    """Read rows and all their branches in one query; every row under another knows the row above it."""
    sent = rows.annotate(**{PREFIX + branch.name: _sent(rows.model, branch) for branch in branches})
    return [
        Node(row, {b.name: _grown(row, b, row.__dict__.pop(PREFIX + b.name), rows.db) for b in branches})
        for row in sent
    ]


def _sent(model: type[Model], branch: Branch) -> ArraySubquery:
    """The rows of one branch as an array of JSON, their own branches within."""
    relation: Any = model._meta.get_field(branch.name)
    child = relation.related_model
    columns: dict[str, Any] = {field.attname: _column(field) for field in child._meta.concrete_fields}
    columns |= {PREFIX + each.name: _sent(child, each) for each in branch.branches}
    above = relation.field.name + (f"__{branch.along}" if branch.along else "")
    under = child._default_manager.filter(**{above: OuterRef(branch.along or "pk")})
    return ArraySubquery(under.order_by(*child._meta.ordering).values(json=JSONObject(**columns)))


def _column(field: Field) -> Any:
    """A Decimal travels as text: as a number in JSON it would come back as a float."""
    return Cast(field.attname, TextField()) if isinstance(field, DecimalField) else F(field.attname)


def _grown(above: Model, branch: Branch, sent: list[dict[str, Any]], using: str) -> list[Node]:
    """Instances out of what was sent, each tied to the row above it."""
    relation: Any = above._meta.get_field(branch.name)
    fields = relation.related_model._meta.concrete_fields
    names = [field.attname for field in fields]
    nodes = []
    for item in sent:
        row = relation.related_model.from_db(using, names, [f.to_python(item[f.attname]) for f in fields])
        setattr(row, relation.field.name, above)
        nodes.append(
            Node(row, {b.name: _grown(row, b, item[PREFIX + b.name], using) for b in branch.branches})
        )
    return nodes
