"""What was erased because somebody asked stays erased, also when a backup of before that day is put back."""

from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mensen.models import User, Verwijderlog


def fingerprint(soort: str, wat: object) -> str:
    """What is kept of an erased code, photo or name: enough to know it again, not to read it."""
    return salted_hmac(f"gewist.{soort}", str(wat).lower(), algorithm="sha256").hexdigest()


def remember_erased(*, rows: dict[str, int], sleutel: str, by: User | None, waarom: str) -> None:
    """These rows (label and number) are on record as erased, and by its fingerprint it is known after a restore.

    Beside the database too, once this is stored, so that it is not lost with it. Without a fingerprint it was only
    counted what would go.
    """
    batch = uuid4()
    Verwijderlog.objects.bulk_create(
        Verwijderlog(batch=batch, wat=wat, aantal=n, door=by, taak="" if by else "rechten", waarom=waarom[:200], sleutel=sleutel, dry_run=not sleutel)
        for wat, n in rows.items()
    )  # fmt: skip
    if sleutel:
        transaction.on_commit(partial(_write_down, sleutel))


def erased_until_now() -> dict[str, date]:
    """The fingerprints of what was erased and the day, out of the database and the file beside it.

    A backup of before that day does not know; so ask this before a restore.
    """
    known: dict[str, date] = {}
    with suppress(FileNotFoundError):
        lines = (line.split() for line in _file().read_text().splitlines())
        known = {sleutel: date.fromisoformat(day) for sleutel, day in lines}
    with suppress(DatabaseError), transaction.atomic():  # an empty database has no such table yet
        rows = Verwijderlog.objects.exclude(sleutel="").values_list("sleutel", "op__date")
        known |= dict(rows)
    return known


def _file() -> Path:
    return settings.DATA_DIR / "gewist.txt"


def _write_down(sleutel: str) -> None:
    with _file().open("a") as file:
        file.write(f"{sleutel} {timezone.localdate()}\n")
