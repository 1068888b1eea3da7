"""Logs: one JSON object per line in production, readable lines in the demo; with request id and task id.

A log line holds no form values, no bodies, no paths with a name or a token in them.
"""

import logging.config
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure(options: dict[str, Any]) -> None:
    """Set up the standard library's logging and structlog alike (Django's LOGGING_CONFIG)."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_row_values,
        without_path,
    ]
    as_json = options.get("json", True)
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["stderr"], "level": options.get("level", "INFO")},
            "loggers": {
                # Django's own lines name the path, which may hold a token; ours name the route.
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "ERROR"},
                # Celery tells of every tick; our tasks write their own line.
                "celery.beat": {"level": "WARNING"},
                "celery.app.trace": {"level": "WARNING"},
                "celery.worker.strategy": {"level": "WARNING"},
                # The post box of the demo tells of every word it exchanges, addresses included.
                "mail.log": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def without_row_values(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop PostgreSQL's DETAIL lines: they quote the row («Key (email)=(...) already exists»)."""
    if isinstance(trace := event.get("exception"), str):
        event["exception"] = "\n".join(line for line in trace.splitlines() if not line.startswith("DETAIL:"))
    return event


def without_path(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Name the route where a line of Django names the path of a request: that may hold a token or a code."""
    request = getattr(event.get("_record"), "request", None)
    if path := getattr(request, "path", ""):
        route = getattr(getattr(request, "resolver_match", None), "route", "…")
        event["event"] = event["event"].replace(path.encode("unicode_escape").decode(), route)
    return event
