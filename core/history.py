"""History of the nouns of a plan: every insert, update and delete, with whose hand it was (see docs/adr)."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Model, QuerySet
from pghistory.models import Events, EventsQuery, EventsQueryCompiler, EventsQuerySet


def tracked(*, but: Collection[str] = ()) -> Callable[[Any], Any]:
    """Keep the history of a model, without the fields in `but`; each model needs trackers of its own."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(but) or None
    )


def events_under(keys: Mapping[Any, QuerySet]) -> QuerySet[Events]:
    """The events of these histories, each only of the rows that its subquery of keys names.

    pghistory by itself reads whole tables, with what each row was before, and narrows only then.
    """
    query = NarrowQuery(Events)
    query.keys = dict(keys)
    return EventsQuerySet(Events, query=query).across(*keys)


def one_of(field: str, keys: QuerySet) -> Func:
    """Whether this field is one of these keys, which are looked up once, before the rows are read.

    `IN` says the same, but lets the database join: where it has no statistics yet, right after a large plan was
    copied, it walks each history again for every row of the one above it.
    """
    found = ArraySubquery(keys.order_by().distinct())
    return Func(
        F(field), found, template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField()
    )


class NarrowQuery(EventsQuery):
    """Events of the rows in `keys` (per history a subquery)."""

    keys: Mapping[Any, QuerySet]

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """Give pghistory's compiler, with our condition."""
        compiler = super().get_compiler(*args, **kwargs)
        compiler.__class__ = NarrowCompiler
        return compiler


class NarrowCompiler(EventsQueryCompiler):
    """Puts the condition inside, where pghistory only takes rows it is handed one by one."""

    def _get_where_clause(self, event_model: Any) -> str:
        query: Any = self.query
        sql, params = query.keys[event_model].query.sql_with_params()
        with self.connection.cursor() as cursor:
            asked = cursor.mogrify(sql, params)
        return f"WHERE _event.pgh_obj_id = ANY (ARRAY({asked}))".replace("%", "%%")


def written_by(
    by: Model | None,
    waarom: str = "",
    *,
    ook: Mapping[str, list[str]] | None = None,
    uit: Collection[str] = (),
) -> pghistory.context:
    """Tell the history of every row written inside whose hand it was, and why when somebody said so.

    None is a task of the house. `ook`: what hangs under a row and changed with it, by name, as it was and as it is.
    `uit`: keys of what a row that goes grew out of, which nothing else tells once it is gone.
    """
    more = {name: value for name, value in (("waarom", waarom), ("ook", ook), ("uit", list(uit))) if value}
    return pghistory.context(door=by.pk if by else None, **more)
