from celery import shared_task

from mensen.services import deliver_berichten, sweep_bewaartermijnen, sweep_uitnodigingen


@shared_task
def sweep_invitations() -> int:
    """Close invitations that nobody used in time."""
    return sweep_uitnodigingen()


@shared_task
def sweep_what_is_old() -> dict[str, int]:
    """Delete what was kept as long as it may be."""
    return sweep_bewaartermijnen()


@shared_task
def send_waiting_berichten() -> int:
    """Send the messages that are due."""
    return deliver_berichten()
