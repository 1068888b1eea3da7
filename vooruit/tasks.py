from celery import shared_task

from vooruit.beheer import beat


@shared_task
def heartbeat() -> None:
    """Say that the worker is alive."""
    beat()
