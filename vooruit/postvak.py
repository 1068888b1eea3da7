"""The post box of the demo: a real mail server that sends nothing on, and keeps every mail as a file to be read.

Only in profile «demo». `make run` starts it and points EMAIL_URL at it, unless EMAIL_URL names another server.
"""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from aiosmtpd.controller import Controller
from django.conf import settings
from django.utils import timezone

HOST = "127.0.0.1"
MOST = 500  # older ones make room
LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)])")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as somebody reads it; `parts` is its text, where a link has an address."""

    uuid: UUID
    op: datetime
    aan: str
    onderwerp: str
    tekst: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Pairs of text and address; the address of a page of ours has no host, so it works from any machine."""
        return [(piece, _href(piece) if n % 2 else "") for n, piece in enumerate(LINK.split(self.tekst))]


class Sink:
    """What the mail server does with a mail: keep it."""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - its protocol
        """Answer the sender once the mail is a file."""
        store(envelope.content)
        return "250 OK"


def serve(port: int) -> Controller:
    """A running mail server on this machine; `stop()` ends it."""
    controller = Controller(Sink(), hostname=HOST, port=port)
    controller.start()
    return controller


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


def store(content: bytes) -> None:
    """Keep a mail; a reader never sees half of it."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{time.time_ns()}-{uuid4()}.eml"
    path.with_suffix(".half").write_bytes(content)
    path.with_suffix(".half").rename(path)
    for old in _files()[MOST:]:
        old.unlink(missing_ok=True)


def mails(words: str = "") -> Iterator[Mail]:
    """Every mail that holds these words somewhere, newest first; a file is read when it is its turn."""
    wanted = words.lower()
    for mail in map(_read, _files()):
        if mail and wanted in f"{mail.aan}\n{mail.onderwerp}\n{mail.tekst}".lower():
            yield mail


def mail(uuid: UUID) -> Mail | None:
    """One mail, or None when it is gone."""
    return next((_read(path) for path in _files() if path.stem.endswith(str(uuid))), None)


def empty() -> int:
    """Throw every mail away and say how many that were."""
    files = _files()
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "post"


def _files() -> list[Path]:
    return sorted(_folder().glob("*.eml"), reverse=True)


def _read(path: Path) -> Mail | None:
    try:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
    except FileNotFoundError:  # thrown away just now
        return None
    moment, uuid = path.stem.split("-", 1)
    body = message.get_body(("plain", "html"))
    return Mail(
        uuid=UUID(uuid),
        op=datetime.fromtimestamp(int(moment) / 1e9, tz=timezone.get_current_timezone()),
        aan=str(message["to"] or ""),
        onderwerp=str(message["subject"] or ""),
        tekst=body.get_content().replace("\r\n", "\n").strip() if body else "",
    )


def _href(address: str) -> str:
    here = settings.SITE_URL.rstrip("/")
    return address.removeprefix(here) if address.startswith(f"{here}/") else address
