"""Jobs of this room."""

from celery import shared_task

from impact.services import count_plans, recount_released


@shared_task
def recount() -> int:
    """Each night: count the released months again and keep what differs."""
    return recount_released()


@shared_task
def count_metingen() -> int:
    """Each night: count again what counts by itself in the plans."""
    return count_plans()
