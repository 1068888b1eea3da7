from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.utils.translation import gettext

from core.errors import Refused
from wijken.imports.report import Report
from wijken.models import Invoer
from wijken.services import run_invoer, take_invoer
from wijkplan import services
from wijkplan.imports.pabulib import attempt_ballots
from wijkplan.models import Ronde
from wijkplan.rows import Stembestand


@shared_task
def keep_rounds() -> tuple[int, int]:
    """Open and close the rounds whose moment has come, and remind who did not vote."""
    return services.keep_rounds()


def read(data: bytes, _invoer: Invoer, tell: Callable[[int], None]) -> tuple[Stembestand | None, Report]:
    """Read a file with ballots."""
    report = Report(tell)
    return attempt_ballots(data, report), report


def keep(bestand: Stembestand, invoer: Invoer) -> dict[str, Any]:
    """Store what was read in the round it was handed in for; refused when that is gone."""
    ronde = Ronde.objects.filter(uuid=invoer.samenvatting["opties"]["over"]).first()
    if ronde is None:
        raise Refused(gettext("Deze ronde is er niet meer."))
    return services.store_ballots(
        ronde=ronde, bestand=bestand, kenmerk=invoer.sha256, by=invoer.door, dry_run=invoer.droog
    )


@shared_task
def run_waiting_ballots() -> int:
    """Read the files with ballots that wait, oldest first; who buries the dead is the task of `wijken`."""
    done = 0
    while (invoer := take_invoer(soorten=(Invoer.Soort.STEMMEN,))) is not None:
        run_invoer(invoer=invoer, read=read, keep=keep)
        done += 1
    return done
