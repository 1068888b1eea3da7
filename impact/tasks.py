"""Jobs of this room."""

from celery import shared_task

from impact.services import recount_released


@shared_task
def recount() -> int:
    """Each night: count the released months again and keep what differs."""
    return recount_released()
