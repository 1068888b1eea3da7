"""QR codes of our own addresses, as SVG without style or script."""

import segno
from django.utils.safestring import SafeString, mark_safe


def draw_code(address: str) -> SafeString:
    """A QR code to put in a page; the address stands in text beside it for who cannot scan."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=3, border=2, svgclass="vu-qr", lineclass=None, omitsize=True))  # noqa: S308 - made by segno out of our own address


def code_for_paper(address: str) -> str:
    """A QR code as a whole SVG file, for a PDF."""
    return segno.make(address, error="m", micro=False).svg_inline(scale=8, border=0)
