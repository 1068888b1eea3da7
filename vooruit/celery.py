"""Jobs: the app, and the whole schedule in one place. What is due lives in our tables; a lost or doubled tick is harmless."""

import os
import time
from typing import Any

import structlog
from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vooruit.settings")


logger = structlog.get_logger("task")
QUIET = {
    "wijken.tasks.run_waiting_imports",
    "wijkplan.tasks.run_waiting_ballots",
    "mensen.tasks.send_waiting_berichten",
    "vooruit.tasks.heartbeat",
    "vooruit.tasks.tell_whom_a_date_hits",
}  # looks every few seconds and mostly finds nothing


class LoggedTask(Task):
    """A task whose log lines carry its name and id, never its arguments."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(task=self.name, task_id=self.request.id):
            outcome = super().__call__(*args, **kwargs)
            log = logger.debug if self.name in QUIET else logger.info
            log("task", ms=round((time.perf_counter() - began) * 1000))
        return outcome


app = Celery("vooruit", task_cls=LoggedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # No broker call inside a request: a form leaves a row, this picks it up.
    "run_waiting_imports": {
        "task": "wijken.tasks.run_waiting_imports",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "send_waiting_berichten": {
        "task": "mensen.tasks.send_waiting_berichten",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "run_waiting_ballots": {
        "task": "wijkplan.tasks.run_waiting_ballots",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "heartbeat": {"task": "vooruit.tasks.heartbeat", "schedule": 60.0, "options": {"expires": 60}},
    "tell_whom_a_date_hits": {
        "task": "vooruit.tasks.tell_whom_a_date_hits",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "keep_rounds": {"task": "wijkplan.tasks.keep_rounds", "schedule": 60.0, "options": {"expires": 60}},
    "sweep_invitations": {"task": "mensen.tasks.sweep_invitations", "schedule": crontab(minute=7)},
    "sweep_what_is_old": {
        "task": "mensen.tasks.sweep_what_is_old",
        "schedule": crontab(hour=2, minute=40),
    },
    "plan_series_ahead": {
        "task": "activiteiten.tasks.plan_series_ahead",
        "schedule": crontab(hour=2, minute=20),
    },
    "tell_beheerafspraken": {
        "task": "activiteiten.tasks.tell_beheerafspraken",
        "schedule": crontab(hour=6, minute=30),
    },
    "sweep_photo_files": {
        "task": "activiteiten.tasks.sweep_photo_files",
        "schedule": crontab(hour=2, minute=55),
    },
    "remind_of_signalen": {
        "task": "signalen.tasks.remind_of_signalen",
        "schedule": crontab(hour=6, minute=40),
    },
    "ask_overleving": {
        "task": "activiteiten.tasks.ask_overleving",
        "schedule": crontab(hour=5, minute=50),
    },
    "recount": {"task": "impact.tasks.recount", "schedule": crontab(hour=3, minute=10)},
    "count_metingen": {"task": "impact.tasks.count_metingen", "schedule": crontab(hour=3, minute=20)},
}


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Celery would replace the log set-up that Django just made; a receiver here keeps it away."""
