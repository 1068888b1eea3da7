"""The register of personal data in code: each room says what it holds about people, why, and how long.

Each room's `privacy.py` calls `register` for its models with personal data; the apps load them at start. The
register becomes the processing register of art. 30 AVG, and the roof runs `find`, `export` and `erase` for a
person who asks. A house test refuses a model about people that is not here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.walls import for_task


class Doel(models.TextChoices):
    """The closed list of purposes; data without one of these is not held."""

    RELATIE = "relatie", _("een relatie vasthouden")
    VERBETEREN = "verbeteren", _("activiteiten verbeteren")
    VERANTWOORDEN = "verantwoorden", _("verantwoorden in totalen")
    BEGELEIDEN = "begeleiden", _("studenten begeleiden")
    RECHTEN = "rechten", _("rechten en beveiliging")


class Grondslag(models.TextChoices):
    """The legal bases of art. 6(1) AVG that we use."""

    TOESTEMMING = "toestemming", _("toestemming (art. 6 lid 1 a AVG)")
    OVEREENKOMST = "overeenkomst", _("overeenkomst (art. 6 lid 1 b AVG)")
    PLICHT = "plicht", _("wettelijke plicht (art. 6 lid 1 c AVG)")
    BELANG = "belang", _("gerechtvaardigd belang (art. 6 lid 1 f AVG)")


MAAND = timedelta(days=365) / 12
Text = str | Promise
Find = Callable[[Any], "models.QuerySet[Any]"]
Export = Callable[[Any], list[dict[str, Any]]]
Erase = Callable[..., int]
Forget = Callable[["models.QuerySet[Any]"], int]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One model in the register; texts are lazy, in the reader's language."""

    model: type[models.Model]
    doel: tuple[Doel, ...]
    grondslag: Grondslag
    bewaartermijn: Text
    ontvangers: tuple[Text, ...]
    find: Find | None = None
    export: Export | None = None
    erase: Erase | None = None
    forget: Forget | None = None

    @property
    def naam(self) -> Text:
        """Return what this data is called on screen."""
        return self.model._meta.verbose_name_plural or self.model.__name__


SECRETS = {"password", "token_hash", "body_hash"}  # keys and fingerprints say nothing about a person
_register: dict[type[models.Model], Entry] = {}


def register(
    model: type[models.Model],
    *,
    doel: Doel | Sequence[Doel],
    grondslag: Grondslag,
    bewaartermijn: Text,
    ontvangers: Sequence[Text],
    find: Find | None = None,
    export: Export | None = None,
    erase: Erase | None = None,
    forget: Forget | None = None,
) -> Entry:
    """Add a model to the register.

    `find(person)` returns the rows about a person, `export(person)` the same as plain dicts, and
    `erase(person, by=...)` removes or anonymises them and returns how many. Leave them out where a person
    cannot be recognised. `forget(rows)` makes rows about somebody else (a code) anonymous instead of deleting them,
    and returns how many. Raises ValueError when the model is there already.
    """
    if model in _register:
        raise ValueError(f"{model._meta.label} is registered twice")
    purposes = (doel,) if isinstance(doel, Doel) else tuple(doel)
    entry = Entry(
        model=model,
        doel=purposes,
        grondslag=grondslag,
        bewaartermijn=bewaartermijn,
        ontvangers=tuple(ontvangers),
        find=find,
        export=export,
        erase=erase,
        forget=forget,
    )
    _register[model] = entry
    return entry


@dataclass(frozen=True, kw_only=True)
class Termijn:
    """What is kept for a term: which rows are past it on a moment, and how they are forgotten."""

    naam: str
    past: Callable[[datetime], "models.QuerySet[Any]"]
    forget: Callable[["models.QuerySet[Any]"], int]


_termijnen: dict[str, Termijn] = {}


def keep(
    naam: str,
    past: Callable[[datetime], "models.QuerySet[Any]"],
    *,
    forget: Callable[["models.QuerySet[Any]"], int] = lambda rows: rows.delete()[0],
) -> None:
    """Have the nightly sweep forget the rows that are `past(now)` their term; deleting them, unless said otherwise.

    `naam` is what they are called in the audit trail. Raises ValueError when it is there already.
    """
    if naam in _termijnen:
        raise ValueError(f"{naam} has a term already")
    _termijnen[naam] = Termijn(naam=naam, past=past, forget=forget)


def termijnen() -> Iterator[Termijn]:
    """Walk over the terms, highest room first: what points goes before what it points at."""
    return iter(list(_termijnen.values()))


def by_fields(model: type[models.Model], *names: str) -> Find:
    """Return a `find` for rows that point at the person with any of these fields."""

    def find(person: Any) -> "models.QuerySet[Any]":
        condition = models.Q()
        for name in names:
            condition |= models.Q(**{name: person})
        return model._default_manager.filter(condition)

    return find


def rows_about(person: Any) -> Iterator[tuple[Entry, list[dict[str, Any]]]]:
    """Walk over everything the register holds about a person: entry and its rows as plain dicts, empty ones left out."""
    for entry in entries():
        rows = _rows(entry, person)
        if rows:
            yield entry, rows


@for_task("rechten")
def _rows(entry: Entry, person: Any) -> list[dict[str, Any]]:
    if entry.export is not None:
        return entry.export(person)
    if entry.find is None:
        return []
    return [
        {f.name: f.value_to_string(row) for f in row._meta.concrete_fields if f.name not in SECRETS}
        for row in entry.find(person)
    ]


def rows_behind(thing: models.Model) -> Iterator[tuple[Entry, "models.QuerySet[Any]"]]:
    """Walk over the rows of the register that point at this thing, and at last over the thing itself.

    What points at another table of the walk comes before it, so that each can be deleted in its turn.
    """
    direct = {entry.model: _links(entry.model, {type(thing): [""]}) for entry in entries()}
    between = {model: names for model, names in direct.items() if names}
    links = {model: names + _links(model, between) for model, names in direct.items()}
    found = [entry for entry in entries() if links[entry.model]]
    found.sort(key=lambda entry: sum(points_at(other.model, entry.model) for other in found))
    for entry in found:
        yield entry, by_fields(entry.model, *links[entry.model])(thing)
    yield _register[type(thing)], type(thing)._default_manager.filter(pk=thing.pk)


def _links(model: type[models.Model], towards: dict[Any, list[str]]) -> list[str]:
    """Lookups that lead from a model to these models, and on from there."""
    fields = [f for f in model._meta.concrete_fields if f.is_relation and f.related_model in towards]
    return [f"{f.name}__{on}".removesuffix("__") for f in fields for on in towards[f.related_model]]


def points_at(one: type[models.Model], other: type[models.Model]) -> bool:
    """Say whether rows of one model point at rows of the other."""
    return one is not other and any(f.related_model is other for f in one._meta.concrete_fields)


def entries() -> Iterator[Entry]:
    """Walk over the register, ordered by room and model."""
    return iter(sorted(_register.values(), key=lambda entry: entry.model._meta.label))


def is_registered(model: type[models.Model]) -> bool:
    """Say whether a room has declared this model; the history of a model is declared with it."""
    return getattr(model, "pgh_tracked_model", model) in _register
