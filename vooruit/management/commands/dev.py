"""`make run`: prepares everything and runs web, worker and beat until one of them or you say stop."""

import contextlib
import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any, Never

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command, get_commands

from vooruit import postvak

SECONDS_TO_STOP = 8
PASSWORD = "demo-vooruit-2026"  # noqa: S105 - exists only in the demo's data
LOGINS = [
    "student, student2",
    "coordinator, coordinator2",
    "projectleider, trainer, privacy, beheerder",
    "partner, partner2, partner3",
]


class Command(BaseCommand):
    help = "Runs the whole product here: database, cache, web, worker and beat"
    post = 0  # port of the post box, when it runs
    requires_system_checks = []  # `make check` does these; a second start should take seconds

    def handle(self, *_args: Any, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        children: dict[str, subprocess.Popen[bytes]] = {}
        os.environ |= self._mail()
        try:
            self._prepare()
            for name, command in self._commands().items():
                children[name] = self._spawn(command)
            self._announce(children)
            name, code = _first_to_end(children)
            raise CommandError(
                f"{name} stopped by itself (code {code}); stopping the rest", returncode=max(code, 1)
            )
        except KeyboardInterrupt:
            self.stdout.write("Stopping")
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _stop(children)

    def _prepare(self) -> None:
        """Bring database, demo, catalogues and static files up to date; quick when they are."""
        commands = get_commands()
        call_command("vertalingen", compile=True, stdout=StringIO())
        call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO and "demo" in commands and not get_user_model().objects.exists():
            self.stdout.write("Filling the demo, once")
            call_command("demo")
        _collect_static()

    def _mail(self) -> dict[str, str]:
        """In the demo mail goes to the post box, unless EMAIL_URL says otherwise; its links lead back to this server."""
        host, port = _address()
        given = {"SITE_URL": os.environ.get("SITE_URL") or f"http://{host}:{port}"}
        if settings.DEMO and not os.environ.get("EMAIL_URL"):
            self.post = postvak.free_port()
            given["EMAIL_URL"] = f"smtp://{postvak.HOST}:{self.post}"
        return given

    def _commands(self) -> dict[str, list[str]]:
        celery = [sys.executable, "-m", "celery", "--app", "vooruit", "--quiet", "--skip-checks"]
        schedule = str(settings.DATA_DIR / "beat")
        post = {"post": [sys.executable, "manage.py", "postvak", str(self.post)]} if self.post else {}
        return post | {
            "web": [sys.executable, "-m", "gunicorn", "--config", "python:vooruit.gunicorn_conf"],
            "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"],
            "beat": [*celery, "beat", "--schedule", schedule, "--pidfile", ""],
        }

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        pool = "1" if "gunicorn" in command else "0"  # a forked worker must not share a pool
        environment = os.environ | {"DB_POOL": pool, "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, preexec_fn=_end_with_parent)  # noqa: PLW1509

    def _announce(self, children: dict[str, subprocess.Popen[bytes]]) -> None:
        host, port = _address()
        while children["web"].poll() is None:
            with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
                break
            time.sleep(0.1)
        else:
            return
        self.stdout.write(f"\nVoorUit on http://{host}:{port}  (Ctrl-C stops it)")
        if settings.DEMO:
            self.stdout.write(f"Demo logins, …@demo.vooruit.test with password {PASSWORD}:")
            self.stdout.write("".join(f"  {line}\n" for line in LOGINS))
        if self.post:
            self.stdout.write(f"Every mail, also a code to log in: http://{host}:{port}/post/")


def _address() -> tuple[str, int]:
    return os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))


def _collect_static() -> None:
    """Compress and name the static files anew, only when one of them changed."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = Path(storage.path(path)).stat()
            seen.update(f"{path} {file.st_mtime_ns} {file.st_size}\n".encode())
    signature = settings.STATIC_ROOT / ".signature"
    if not signature.exists() or signature.read_text() != seen.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False)
        signature.write_text(seen.hexdigest())


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    raise KeyboardInterrupt


def _end_with_parent() -> None:
    """Let a child go down when this process is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _first_to_end(children: dict[str, subprocess.Popen[bytes]]) -> tuple[str, int]:
    while True:
        for name, child in children.items():
            if (code := child.poll()) is not None:
                return name, code
        time.sleep(0.3)


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all at once, wait a little, then insist."""
    for child in children.values():
        child.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
