"""The web server: threads, because pages wait for the database more than they compute."""

import os

from gunicorn.config import Config
from gunicorn.glogging import Logger


class OurLogger(Logger):
    """Leaves formatting to core.logs; there is no access log here, the middleware writes one line per request."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


wsgi_app = "vooruit.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
preload_app = True  # one copy of the code, and our log format for the server's own lines
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
logger_class = OurLogger
control_socket_disable = True
