from celery import shared_task

from activiteiten import services


@shared_task
def plan_series_ahead() -> int:
    """Plan what the rules of the running series say, thirteen months ahead."""
    return services.keep_all_ahead()
