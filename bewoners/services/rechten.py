"""What stands behind a code, for a resident who asks: find it, hand it over, erase it."""

from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypedDict
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext

from bewoners.models import Relatie, Relatiesleutel
from core.errors import Refused
from core.privacy import SECRETS, Entry, rows_behind
from core.sealed import CannotUnsealError, unseal
from core.walls import for_task
from mensen.models import User, Verwijderlog
from mensen.services import log_regel

OVERSLAAN = {*SECRETS, "id", "uuid", "client_id", "seconden", "slot", "relatie"}


class Onderdeel(TypedDict):
    """Rows of one kind, with what the register says about them."""

    wat: str
    doelen: list[str]
    grondslag: str
    bewaartermijn: str
    ontvangers: list[str]
    regels: list[dict[str, str]]


@for_task("rechten")
def find_code(*, code: str, by: User | None = None) -> dict[str, int]:
    """How many rows of each kind stand behind a code; that somebody looked stands in the trail.

    `by` is who asks, or None for somebody at the server. Refuses a code that is nobody's, and who may not answer.
    """
    relatie = _get(code, by)
    counted = {entry.model._meta.label: rows.count() for entry, rows in rows_behind(relatie)}
    found = {label: number for label, number in counted.items() if number}
    log_regel(by=by, wat="bewoners.code_gevonden", op=relatie, details=found)
    return found


@for_task("rechten")
def export_code(*, code: str, by: User | None = None) -> list[Onderdeel]:
    """Everything behind a code in words, notes included, to hand to the resident; it stands in the trail.

    Refuses as `find_code` does.
    """
    relatie = _get(code, by)
    parts = [_as_words(entry, rows) for entry, rows in rows_behind(relatie)]
    counts = {part["wat"]: len(part["regels"]) for part in parts}
    log_regel(by=by, wat="bewoners.code_geexporteerd", op=relatie, details=counts)
    return [part for part in parts if part["regels"]]


@for_task("rechten")
def erase_code(*, code: str, waarom: str, by: User | None = None, dry_run: bool = False) -> dict[str, int]:
    """Nothing behind this code leads to anybody any more; conversations still count in their month.

    With `dry_run` nothing changes but the log that says what would. Refuses as `find_code` does.
    """
    relatie = _get(code, by)
    return _erase(relatie, waarom=waarom, by=by, batch=uuid4(), dry_run=dry_run)


@for_task("rechten")
def erase_again(*, erased: dict[str, date]) -> int:
    """After a restore: erase what was erased since that backup, by the fingerprints of the codes and the day of it.

    A contact of after that day has drawn a code that was free again, and stays.
    """
    batch, again = uuid4(), 0
    for relatie in list(Relatie.objects.all()) if erased else []:
        day = erased.get(fingerprint(relatie.code))
        if day and relatie.sinds <= day:
            _erase(relatie, waarom="opnieuw gewist na terugzetten", by=None, batch=batch, dry_run=False)
            again += 1
    return again


def fingerprint(code: str) -> str:
    """What is kept of an erased code: enough to know it again, not to read it."""
    return salted_hmac("bewoners.gewist", code.lower(), algorithm="sha256").hexdigest()


def erased_codes() -> dict[str, date]:
    """The fingerprints of what was erased and the day, out of the database and the file beside it.

    A backup of before that day does not know; so ask this before a restore, and tell `erase_again` after it.
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


def _remember(sleutel: str) -> None:
    """Beside the database too, so that it is not lost with it."""
    with _file().open("a") as file:
        file.write(f"{sleutel} {timezone.localdate()}\n")


def _get(code: str, by: User | None) -> Relatie:
    relatie = Relatie.objects.filter(code__iexact=code.strip()).first()
    if relatie is None:
        raise Refused(gettext("Er is geen contact met de code %(code)s.") % {"code": code.strip()[:40]})
    if by is not None and not by.has_perm("bewoners.answer", relatie):
        raise Refused(gettext("Dit mag alleen de privacyfunctionaris, of de coördinator van de wijk."))
    return relatie


@transaction.atomic
def _erase(relatie: Relatie, *, waarom: str, by: User | None, batch: UUID, dry_run: bool) -> dict[str, int]:
    gone: dict[str, int] = {}
    for entry, rows in rows_behind(relatie):
        forget = entry.forget or _delete
        if number := rows.count() if dry_run else forget(rows):
            gone[entry.model._meta.label] = number
    if not dry_run:
        transaction.on_commit(partial(_remember, fingerprint(relatie.code)))
        log_regel(by=by, wat="bewoners.code_gewist", details={"batch": str(batch), **gone})
    Verwijderlog.objects.bulk_create(
        Verwijderlog(
            batch=batch, wat=wat, aantal=aantal, door=by, taak="" if by else "rechten", waarom=waarom[:200],
            sleutel="" if dry_run else fingerprint(relatie.code), dry_run=dry_run,
        )
        for wat, aantal in gone.items()
    )  # fmt: skip
    return gone


def _delete(rows: QuerySet[Any]) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


def _as_words(entry: Entry, rows: QuerySet[Any]) -> Onderdeel:
    return {
        "wat": str(entry.naam),
        "doelen": [str(doel.label) for doel in entry.doel],
        "grondslag": str(entry.grondslag.label),
        "bewaartermijn": str(entry.bewaartermijn),
        "ontvangers": [str(one) for one in entry.ontvangers],
        "regels": [_row(row) for row in rows],
    }


def _row(row: Model) -> dict[str, str]:
    """Each field by the name people know it by; empty ones are left out, a colleague is a first name."""
    if isinstance(row, Relatiesleutel):
        return _name(row)
    said = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if field.name in OVERSLAAN or value in (None, "", [], {}):
            continue
        if isinstance(value, User):
            value = value.voornaam
        elif isinstance(value, date):
            value = date_format(value, "j F Y")
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        said[str(field.verbose_name)] = str(getattr(row, f"get_{field.name}_display", lambda v=value: v)())
    return said


def _name(row: Relatiesleutel) -> dict[str, str]:
    try:
        return unseal(row.verzegeld, of=str(row.toestemming.uuid))
    except CannotUnsealError:
        return {"naam": gettext("niet meer te lezen")}
