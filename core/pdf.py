"""Accessible PDFs (PDF/UA-1): a typst template from `templates/`, filled with data as JSON and never as markup.

The font is Inter, made from its web font by `manage.py lettertypes`; where that did not run, the serif that typst
brings along. Both have the letters of Turkish and Polish names. PDF/UA refuses a page with a sign that no font of ours
has (emoji, Chinese, Tigrinya): such a sign is printed as an empty box.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

FONTS = Path("static/dist/fonts")
NO_GLYPH = "could not be displayed"  # how typst says that no font has a sign
BOX = "\u25a1"
LATIN = "\u024f"  # up to here our fonts have every letter
ONE_SIGN = b'#set document(title: "x")\n#set text(font: ("Inter", "Libertinus Serif"))\n#json("data.json")'


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """Fill a template with plain data and return the PDF; the same data on the same day gives the same bytes.

    Raises `typst.TypstError` when the template is wrong, which is a mistake of ours and never of the data.
    """
    source = (Path(settings.BASE_DIR) / "templates" / template).read_bytes()
    for known in (lambda _sign: True, _has_glyph, lambda _sign: False):
        try:
            return _compile(source, _boxed(data, known))
        except typst.TypstError as error:
            if NO_GLYPH not in str(error):
                raise
    raise AssertionError(template)  # Latin letters alone always come out


def _compile(source: bytes, data: Any) -> bytes:
    fonts = Path(settings.BASE_DIR) / FONTS
    today = datetime.now(tz=UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return typst.compile(  # type: ignore[call-overload] # its stubs do not know a dict of files yet
        {"main.typ": source, "data.json": json.dumps(data).encode()},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        font_paths=[str(fonts)] if fonts.is_dir() else [],
        timestamp=int(today.timestamp()),
    )


def _boxed(data: Any, known: Callable[[str], bool]) -> Any:
    """The same plain data with an empty box for every sign beyond Latin that is not known."""
    if isinstance(data, str):
        return "".join(sign if sign <= LATIN or known(sign) else BOX for sign in data)
    if isinstance(data, dict):
        return {name: _boxed(value, known) for name, value in data.items()}
    return [_boxed(value, known) for value in data] if isinstance(data, list) else data


@cache
def _has_glyph(sign: str) -> bool:
    """Whether one of our fonts has this sign; asked once in the life of a process."""
    try:
        _compile(ONE_SIGN, sign)
    except typst.TypstError:
        return False
    return True


def pdf_response(name: str, content: bytes) -> HttpResponse:
    """Send a PDF to look at or keep, under this file name; it is nobody's but the reader's, so it is not cached."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
