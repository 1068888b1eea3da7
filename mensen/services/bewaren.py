"""What is kept no longer than the register of personal data says; see `mensen/privacy.py`."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mensen.models import Bericht, Logregel, Uitnodiging
from mensen.services.audit import log_regel

MAAND = timedelta(days=365) / 12
BERICHTEN, LOGREGELS = 12 * MAAND, 24 * MAAND


def past_keeping(now: datetime) -> dict[str, QuerySet]:
    """The rows whose term is over, by what they are called in the audit trail; each in one query.

    A message counts from the day it was written, whether it left or not; a key goes once it was used.
    """
    return {
        "berichten": Bericht.objects.filter(op__lt=now - BERICHTEN),
        "logregels": Logregel.objects.filter(op__lt=now - LOGREGELS),
        "uitnodigingen": Uitnodiging.objects.exclude(gebruikt_op=None),
    }


def count_past_keeping() -> dict[str, int]:
    """How many rows tonight's sweep would delete; nothing is deleted."""
    return {name: rows.count() for name, rows in past_keeping(timezone.now()).items()}


@transaction.atomic
def sweep_bewaartermijnen() -> dict[str, int]:
    """Rows whose term is over are gone; the audit trail keeps how many of each, and never what they said."""
    gone = {name: rows.delete()[0] for name, rows in past_keeping(timezone.now()).items()}
    if any(gone.values()):
        log_regel(by=None, wat="mensen.bewaartermijn_voorbij", details={k: n for k, n in gone.items() if n})
    return gone
