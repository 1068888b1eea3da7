"""Photos people send: opened in a process by itself under hard limits, and kept only as renditions of our own.

Nothing of the original is ever stored. What a phone writes into a photo (where, when, whose) does not reach us.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from core.errors import Refused

MOST_BYTES = 20 * 1024**2
MOST_PIXELS = 40_000_000
LARGE, SMALL = 1600, 400  # longest side of the renditions
SECONDS = 20  # wall clock for one photo
CHILD = Path(__file__).with_name("image_child.py")
KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
APPLE = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1"}
_one = (
    threading.BoundedSemaphore()
)  # one photo at a time per process, so that ten at once cost the memory of one

MESSAGES = {
    "leeg": _("Dit bestand is leeg."),
    "bytes": _("Deze foto is groter dan 20 MB. Stuur een kleinere versie."),
    "pixels": _("Deze foto heeft meer dan 40 miljoen beeldpunten. Stuur een kleinere versie."),
    "heic": _(
        "Dit is een HEIC-foto, die kunnen we niet openen. Zet op je iPhone bij Instellingen, Camera, Structuren "
        "«Meest compatibel» aan, of stuur een schermafbeelding van de foto."
    ),
    "soort": _("Dit is geen foto die we kunnen openen. Stuur een JPEG, PNG of WebP."),
    "kapot": _("Deze foto is beschadigd of niet helemaal aangekomen. Stuur hem nog een keer."),
    "druk": _("Er worden nu veel foto's verwerkt. Probeer het zo nog een keer."),
}


@dataclass(frozen=True)
class Renditions:
    """A photo as we keep it: two WebP files, and the size of the larger."""

    groot: bytes
    klein: bytes
    breedte: int
    hoogte: int


def read_photo(file: File) -> Renditions:
    """Return what we keep of a photo somebody sent; Refused, in words for who sent it, when it can't be opened safely.

    Size and kind are looked at here, everything else in a child process that may use so much memory and time.
    """
    if (file.size or 0) > MOST_BYTES:
        raise Refused(str(MESSAGES["bytes"]))
    file.seek(0)
    data = file.read()
    refuse_kind(data)
    if not _one.acquire(timeout=SECONDS):
        raise Refused(str(MESSAGES["druk"]))
    try:
        return _in_child(data)
    finally:
        _one.release()


def refuse_kind(data: bytes) -> None:
    """Refuse what does not begin as a JPEG, PNG or WebP does; the name of a file says nothing."""
    if not data:
        raise Refused(str(MESSAGES["leeg"]))
    if data[4:8] == b"ftyp" and data[8:12] in APPLE:
        raise Refused(str(MESSAGES["heic"]))
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if not webp and not any(data.startswith(begin) for begin in KINDS):
        raise Refused(str(MESSAGES["soort"]))


def _in_child(data: bytes) -> Renditions:
    limits = [str(number) for number in (MOST_PIXELS, LARGE, SMALL)]
    try:
        ran = subprocess.run(
            [sys.executable, "-I", str(CHILD), *limits],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as late:
        raise Refused(str(MESSAGES["kapot"])) from late
    line, _newline, files = ran.stdout.partition(b"\n")
    if ran.returncode or not line:  # killed by a limit, or by what it was reading
        raise Refused(str(MESSAGES["kapot"]))
    head = json.loads(line)
    if "fout" in head:
        raise Refused(str(MESSAGES[head["fout"]]))
    split = head["groot"]
    return Renditions(files[:split], files[split:], head["breedte"], head["hoogte"])
