from collections.abc import Callable
from datetime import date
from typing import Any

from celery import shared_task

from wijken import services
from wijken.imports.areas import Opties
from wijken.imports.reader import Soort, attempt
from wijken.imports.report import Report
from wijken.models import Invoer
from wijken.rows import Gelezen


def as_opties(chosen: dict[str, Any]) -> Opties:
    """The choices of an upload, as they were stored."""
    day = chosen.get("geldig_van")
    return Opties(
        soort=chosen.get("soort") or "",
        geldig_van=date.fromisoformat(day) if day else None,
        jaar=chosen.get("jaar"),
    )


def read_invoer(data: bytes, invoer: Invoer, tell: Callable[[int], None]) -> tuple[Gelezen | None, Report]:
    """Read the file of an import with the choices that were made for it."""
    report = Report(tell)
    opties = as_opties(invoer.samenvatting.get("opties", {}))
    return attempt(data, invoer.bestandsnaam, Soort(invoer.soort), opties, report), report


@shared_task
def run_waiting_imports() -> int:
    """Close imports whose worker died, then do what waits, oldest first."""
    services.bury_dead()
    done = 0
    while (invoer := services.take_invoer()) is not None:
        services.run_invoer(invoer=invoer, read=read_invoer)
        done += 1
    return done
