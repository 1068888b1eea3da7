from celery import shared_task

from activiteiten import services


@shared_task
def plan_series_ahead() -> int:
    """Plan what the rules of the running series say, thirteen months ahead."""
    return services.keep_all_ahead()


@shared_task
def tell_beheerafspraken() -> int:
    """Mail coordinators whose agreement about upkeep ends."""
    return services.tell_beheerafspraken()


@shared_task
def sweep_photo_files() -> dict[str, int]:
    """Remove photo files that belong to nothing."""
    return services.sweep_files()


@shared_task
def ask_overleving() -> int:
    """Ask whether initiatives that went on without us still exist."""
    return services.ask_overleving()
