from celery import shared_task

from vooruit.beheer import beat
from vooruit.geraakten import tell_geraakten


@shared_task
def heartbeat() -> None:
    """Say that the worker is alive."""
    beat()


@shared_task
def tell_whom_a_date_hits() -> int:
    """Mail whom a moved date hits."""
    return tell_geraakten()
