"""An import from upload to report: stored by a request, done by the worker, whole or not at all."""

import hashlib
from collections.abc import Callable, Collection
from typing import Any, Protocol
from uuid import UUID, uuid4

import structlog
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import AlreadyUsed, Refused
from core.locking import once
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Invoer
from wijken.rows import Gelezen
from wijken.services.opslaan import store_rows

LOCK = 0x1770  # our own number among PostgreSQL's advisory locks
READ_UNTIL = 60  # percent of the bar that reading takes
logger = structlog.get_logger("invoer")


class Verslag(Protocol):
    """What this service needs of a report."""

    def as_json(self) -> dict[str, Any]: ...


Reader = Callable[[bytes, Invoer, Callable[[int], None]], tuple[Any, Verslag]]
Keeper = Callable[[Any, Invoer], dict[str, Any]]
OWN = (Invoer.Soort.GEBIEDEN, Invoer.Soort.KERNCIJFERS, Invoer.Soort.PLEKKEN)


@transaction.atomic
def start_invoer(
    *,
    soort: str,
    bestand: File,
    client_id: UUID,
    by: User,
    droog: bool = True,
    opties: dict[str, Any] | None = None,
) -> Invoer:
    """The file is kept, out of reach of the web, and waits for the worker; nothing in it was looked at.

    Sent twice it waits once; another file or another person under the same id is refused.
    """
    digest = _digest(bestand)

    def make() -> Invoer:
        invoer = Invoer(
            soort=soort,
            bestandsnaam=_safe_name(bestand.name),
            sha256=digest,
            droog=droog,
            client_id=client_id,
            door=by,
        )
        invoer.samenvatting = {"opties": opties or {}}
        invoer.bestand.save(f"{uuid4().hex}.bin", bestand, save=False)
        invoer.save()
        return invoer

    invoer, _made = once(Invoer, client_id=client_id, by=by, body_hash=digest, make=make)
    if invoer.sha256 != digest:
        raise AlreadyUsed(_("Dit is al eerder verzonden, met een ander bestand. Open het formulier opnieuw."))
    return invoer


def _digest(bestand: File) -> str:
    digest = hashlib.sha256()
    for chunk in bestand.chunks():
        digest.update(chunk)
    bestand.seek(0)
    return digest.hexdigest()


def _safe_name(name: str | None) -> str:
    return "".join(char for char in str(name or "") if char.isprintable())[-200:] or "bestand"


@transaction.atomic
def repeat_for_real(*, invoer: Invoer, by: User) -> Invoer:
    """The file that was tried is imported for real, as a new import with the same choices; asked twice it is one."""
    again = Invoer.objects.select_for_update().get(pk=invoer.pk)
    existing = (
        Invoer.objects.filter(pk=again.samenvatting.get("echt")).first()
        if again.samenvatting.get("echt")
        else None
    )
    if existing is not None:
        return existing
    echt = Invoer.objects.create(
        soort=again.soort,
        bestandsnaam=again.bestandsnaam,
        bestand=again.bestand.name,
        sha256=again.sha256,
        droog=False,
        door=by,
        samenvatting={"opties": again.samenvatting.get("opties", {})},
    )
    again.samenvatting["echt"] = echt.pk
    again.save(update_fields=["samenvatting"])
    return echt


@transaction.atomic
def take_invoer(*, soorten: Collection[str] = OWN) -> Invoer | None:
    """The oldest waiting import of these kinds is ours: «bezig», under a lock that lives as long as our connection."""
    rows = Invoer.objects.waiting().filter(soort__in=soorten).select_for_update(skip_locked=True)
    invoer = rows.order_by("op", "pk").first()
    if invoer is None or not _lock(invoer.pk):
        return None
    invoer.status, invoer.begonnen_op, invoer.voortgang = Invoer.Status.BEZIG, timezone.now(), 5
    invoer.save(update_fields=["status", "begonnen_op", "voortgang"])
    return invoer


def bury_dead() -> int:
    """Imports whose worker is gone are «mislukt»: they hold no lock any more. Nothing of them was stored."""
    buried = 0
    for invoer in Invoer.objects.filter(status=Invoer.Status.BEZIG).defer("verslag"):
        if _lock(invoer.pk):
            with transaction.atomic():
                current = Invoer.objects.select_for_update().get(pk=invoer.pk)
                if current.status == Invoer.Status.BEZIG:
                    _close(
                        current,
                        Invoer.Status.MISLUKT,
                        _sorry(
                            gettext_noop(
                                "Het inlezen is afgebroken. Er is niets opgeslagen. Probeer het opnieuw."
                            )
                        ),
                    )
                    buried += 1
            _unlock(invoer.pk)
    return buried


def run_invoer(*, invoer: Invoer, read: Reader, keep: Keeper | None = None) -> Invoer:
    """The file is read and stored, or nothing is; the import says which, with a line per row. Never raises.

    `keep` stores what a higher room reads; without it the rows are official areas, figures and places.
    """
    try:
        with invoer.bestand.open("rb") as handle:
            data = handle.read()
        gelezen, verslag = read(data, invoer, lambda percent: _progress(invoer, percent))
        if gelezen is None:
            _close(invoer, Invoer.Status.MISLUKT, verslag.as_json())
        else:
            _store(invoer, gelezen, verslag.as_json(), keep or _keep_rows)
    except Refused as refused:
        _close(invoer, Invoer.Status.MISLUKT, _sorry(refused.message))
    except Exception:
        logger.exception("invoer", invoer=str(invoer.uuid))
        _close(
            invoer,
            Invoer.Status.MISLUKT,
            _sorry(
                gettext_noop(
                    "Er ging bij ons iets mis. Er is niets opgeslagen. De beheerder kan het nakijken."
                )
            ),
        )
    finally:
        _unlock(invoer.pk)
    return invoer


def _keep_rows(gelezen: Gelezen, invoer: Invoer) -> dict[str, Any]:
    return store_rows(gelezen=gelezen, bron=invoer.bestandsnaam, by=invoer.door, dry_run=invoer.droog)


def _store(invoer: Invoer, gelezen: Any, verslag: dict[str, Any], keep: Keeper) -> None:
    """Rows, report and «klaar» in one transaction."""
    _progress(invoer, 100)
    with transaction.atomic():
        stored = keep(gelezen, invoer)
        _close(invoer, Invoer.Status.KLAAR, verslag | stored)
        if not invoer.droog:
            log_regel(by=invoer.door, wat="wijken.invoer", op=invoer, details=stored)


def _close(invoer: Invoer, status: str, outcome: dict[str, Any]) -> None:
    invoer.status, invoer.voortgang, invoer.klaar_op = status, 100, timezone.now()
    invoer.verslag = outcome.pop("regels", [])
    invoer.samenvatting = invoer.samenvatting | outcome
    invoer.save(update_fields=["status", "voortgang", "klaar_op", "verslag", "samenvatting"])


def _sorry(tekst: str) -> dict[str, Any]:
    return {
        "regels": [{"rij": None, "kolom": "", "niveau": "fout", "tekst": tekst, "waarden": {}}],
        "aantal": {"fout": 1},
    }


def _progress(invoer: Invoer, percent: int) -> None:
    invoer.voortgang = 5 + percent * (READ_UNTIL - 5) // 100
    Invoer.objects.filter(pk=invoer.pk).update(voortgang=invoer.voortgang)


def _lock(pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, pk])
        return bool(cursor.fetchone()[0])


def _unlock(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, pk])
