"""Draw the icons of the app on a home screen out of our own SVG: browsers want them as pictures of a fixed size."""

from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.management.base import BaseCommand

GROUND = "#faf7f0"  # --vu-ground: paper
# name: pixels, and how much of them the house takes; a phone may cut a «maskable» icon to any shape
ICONS = {"192-any": (192, 72), "512-any": (512, 72), "512-maskable": (512, 56), "180-apple": (180, 64)}


class Command(BaseCommand):
    help = "Draw the app's icons into static/dist (part of the build)"
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Draw each of them anew."""
        source = (Path(settings.BASE_DIR) / "static" / "img" / "vooruit.svg").read_bytes()
        for name, (size, part) in ICONS.items():
            made = Path(settings.BASE_DIR) / "static" / "dist" / f"app-{name}.png"
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(draw(source, size, part))


def draw(source: bytes, size: int, part: int) -> bytes:
    """The SVG in the middle of a square of paper, as PNG."""
    page = f'#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: rgb("{GROUND}"))'
    house = f'#place(center + horizon, image("icon.svg", width: {part}%))'
    return typst.compile(  # type: ignore[call-overload,no-any-return] # its stubs do not know a dict of files yet
        {"main.typ": f"{page}\n{house}".encode(), "icon.svg": source}, format="png", ppi=72
    )
