from celery import shared_task

from mensen.services import sweep_uitnodigingen


@shared_task
def sweep_invitations() -> int:
    """Close invitations that nobody used in time."""
    return sweep_uitnodigingen()
