"""Counts, for the length of one request, what was confirmed and which cards were shown; never what was typed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

BEVESTIGD, KAART = "bevestigd", "kaart"

_tally: ContextVar[Counter[tuple[str, str]] | None] = ContextVar("wacht", default=None)


@contextmanager
def telling() -> Iterator[Counter[tuple[str, str]]]:
    """Collect what the forms note within; who opens it decides what becomes of the numbers."""
    counter: Counter[tuple[str, str]] = Counter()
    token = _tally.set(counter)
    try:
        yield counter
    finally:
        _tally.reset(token)


def noteer(soort: str, uitkomst: str) -> None:
    """Add one; without anybody collecting nothing happens."""
    counter = _tally.get()
    if counter is not None:
        counter[soort, uitkomst] += 1
