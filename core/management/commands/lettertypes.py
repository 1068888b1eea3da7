"""Make the fonts of our PDFs: typst reads TTF, the package of Inter holds WOFF2."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.pdf import FONTS

STYLES = ("Regular", "Italic", "SemiBold", "Bold")


class Command(BaseCommand):
    help = "Convert Inter from node_modules into static/dist/fonts (part of the build)"
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Convert each style that is not there yet."""
        from fontTools.ttLib import TTFont  # only there while building

        source = Path(settings.BASE_DIR) / "node_modules" / "inter-ui" / "web"
        target = Path(settings.BASE_DIR) / FONTS
        target.mkdir(parents=True, exist_ok=True)
        for style in STYLES:
            made = target / f"Inter-{style}.ttf"
            if made.exists():
                continue
            font = TTFont(source / f"Inter-{style}.woff2")
            font.flavor = None
            font.save(made)
