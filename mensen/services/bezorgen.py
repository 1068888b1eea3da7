from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from mensen import mails
from mensen.models import Bericht

logger = structlog.get_logger("post")
BATCH = 20
PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720)]  # after the first, second, … failed try


def deliver_berichten(*, most: int = BATCH) -> int:
    """Send what is due, one transaction per message, and return how many went out.

    Two of these at once never take the same row. One that fails ends this round: the server may be away, and the
    next round begins with another message.
    """
    sent = 0
    while sent < most and deliver_next():
        sent += 1
    return sent


@transaction.atomic
def deliver_next() -> bool:
    """Send the oldest message that is due and nobody else is sending; False when there is none or it failed.

    The row stays locked while the mail leaves. Dying between the mail and the commit sends it once more later (at
    least once); never marking it would be losing it.
    """
    due = Bericht.objects.to_send(timezone.now()).select_related("aan", "door")
    bericht = due.select_for_update(of=("self",), skip_locked=True).first()
    if bericht is None:
        return False
    bericht.pogingen += 1
    try:
        with transaction.atomic():
            mail = mails.compose(bericht)
        mail.send()
    except Exception:
        logger.exception("bericht not sent", bericht=str(bericht.uuid), pogingen=bericht.pogingen)
        pause = PAUSES[min(bericht.pogingen, len(PAUSES)) - 1]
        bericht.niet_voor = timezone.now() + pause
    else:
        bericht.verstuurd_op = timezone.now()
    bericht.save(update_fields=["pogingen", "niet_voor", "verstuurd_op"])
    return bericht.verstuurd_op is not None
