from celery import shared_task

from signalen import services


@shared_task
def remind_of_signalen() -> int:
    """Mail coordinators whose signalen wait longer than a week."""
    return services.remind_of_signalen()
