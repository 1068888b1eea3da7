"""Text of a stranger: which bytes are which letters, and which letters never belong in a name."""

import codecs
import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext_noop as _

from wijken.imports.report import Onleesbaar, Report

MAX_NAME = 120
_MOJIBAKE = re.compile("[ÃÂâÄÅ][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, report: Report) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252 (reported). NUL is refused."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        report.repaired(
            None, "", _("De letters zijn gelezen als Windows-1252, want het bestand is geen UTF-8.")
        )
    if "\0" in text:
        raise Onleesbaar(
            _(
                "Er staan tekens in die in tekst niet voorkomen (NUL). Het bestand is beschadigd of geen tekst."
            )
        )
    return text


def decode_cell(data: bytes) -> str:
    """The text of one dBase cell, which may be UTF-8 or Windows-1252 whatever the file says."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def clean_name(value: object, report: Report, *, rij: int, kolom: str) -> str:
    """A name on one line: letters mended when doubly encoded, invisible and direction characters taken out."""
    raw = "" if value is None or isinstance(value, dict | list) else str(value)
    text = "".join(" " if char in "\t\r\n" else char for char in raw if not _is_invisible(char))
    text = " ".join(text.split())
    if text != " ".join(raw.split()):
        report.repaired(rij, kolom, _("Onzichtbare tekens zijn uit «%(naam)s» gehaald."), naam=text[:80])
    mended = _mend_mojibake(text)
    if mended != text:
        report.repaired(
            rij, kolom, _("«%(fout)s» is gelezen als «%(naam)s»."), fout=text[:80], naam=mended[:80]
        )
    if "\ufffd" in mended:
        report.repaired(
            rij,
            kolom,
            _("In «%(naam)s» staat een teken dat niet te lezen is. Het is zo overgenomen."),
            naam=mended[:80],
        )
    if len(mended) > MAX_NAME:
        report.repaired(rij, kolom, _("De naam is ingekort tot %(aantal)d tekens."), aantal=MAX_NAME)
    return mended[:MAX_NAME].strip()


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cf", "Cs", "Co", "Cn"} or (
        unicodedata.category(char) == "Cc" and char not in "\t\r\n"
    )


def _mend_mojibake(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def suffix(name: str) -> str:
    """The ending of a file name, in lower case."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def stem(name: str) -> str:
    """The file name without folders and ending, in lower case."""
    return PurePosixPath(name.replace("\\", "/")).stem.lower()
