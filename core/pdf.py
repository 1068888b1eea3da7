"""Accessible PDFs (PDF/UA-1): a typst template from `templates/`, filled with data as JSON and never as markup.

The font is Inter, made from its web font by `manage.py lettertypes`; where that did not run, the serif that typst
brings along. Both have the letters of Turkish and Polish names.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

FONTS = Path("static/dist/fonts")


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """Fill a template with plain data and return the PDF; the same data on the same day gives the same bytes.

    Raises `typst.TypstError` when the template is wrong, which is a mistake of ours and never of the data.
    """
    fonts = Path(settings.BASE_DIR) / FONTS
    source = (Path(settings.BASE_DIR) / "templates" / template).read_bytes()
    today = datetime.now(tz=UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return typst.compile(  # type: ignore[call-overload] # its stubs do not know a dict of files yet
        {"main.typ": source, "data.json": json.dumps(data).encode()},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        font_paths=[str(fonts)] if fonts.is_dir() else [],
        timestamp=int(today.timestamp()),
    )


def pdf_response(name: str, content: bytes) -> HttpResponse:
    """Send a PDF to look at or keep, under this file name; it is nobody's but the reader's, so it is not cached."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
