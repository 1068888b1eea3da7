from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.text import Truncator

from mensen.models import Bericht, User
from mensen.services.audit import sleutel_of

Words = str | Callable[[], str]


@transaction.atomic
def send_bericht(
    *,
    aan: User,
    soort: str,
    over: models.Model,
    titel: Words,
    tekst: Words,
    by: User | None,
    pad: str = "",
    niet_voor: datetime | None = None,
) -> Bericht:
    """Write a mail to this person in the transaction of its cause; a sweep sends it, not before `niet_voor`.

    `titel` and `tekst` are made in her language: give a callable (or a lazy string), not a finished sentence. `pad` is
    a path on our site (`reverse(…)`). The same thing, kind, day and person is the same row: the second call changes
    nothing and gives the first one back. Refuses a `pad` outside our site with a ValueError.
    """
    if pad and (not pad.startswith("/") or pad.startswith("//")):
        raise ValueError(f"{pad!r} is not a path on our site")
    same = {
        "aan": aan,
        "soort": soort,
        "over": over._meta.label_lower,
        "sleutel": sleutel_of(over),
        "dag": timezone.localdate(),
    }
    with translation.override(aan.taal or settings.LANGUAGE_CODE):
        words = {"titel": _fit(" ".join(_said(titel).split()), "titel"), "tekst": _fit(_said(tekst), "tekst")}
    row = Bericht(**same, **words, pad=pad, niet_voor=niet_voor, door=by)
    Bericht.objects.bulk_create([row], ignore_conflicts=True)  # waits for who writes the same one right now
    [found] = Bericht.objects.filter(**same)
    return found


def _said(words: Words) -> str:
    return str(words() if callable(words) else words).strip()


def _fit(text: str, field: str) -> str:
    """The text as it fits in its column."""
    column: Any = Bericht._meta.get_field(field)
    return Truncator(text).chars(column.max_length)
