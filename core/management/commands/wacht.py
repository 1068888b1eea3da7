"""Write the table of the free-text guard for the keyboard: one source, two places that say the same."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import catalogues
from core.wacht.tabel import tabel
from core.wacht.woorden import woorden

PLACE = Path("static/js/wacht-tabel.js")


def module() -> str:
    """Return the table and the words as a JavaScript module."""
    said = json.dumps(tabel() | {"zeg": woorden()}, separators=(",", ":"))
    return f"// Made by manage.py wacht out of core/wacht; do not edit.\nexport default {said};\n"


class Command(BaseCommand):
    help = "Write static/js/wacht-tabel.js out of core/wacht"

    def add_arguments(self, parser: CommandParser) -> None:
        """Only look with --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, **options: Any) -> None:
        """Write it, or refuse when it is not up to date."""
        catalogues.compile_all(Path(settings.BASE_DIR))  # what stands in it in English is read from there
        place = Path(settings.BASE_DIR) / PLACE
        if not options["check"]:
            place.write_text(module(), encoding="utf-8")
        elif place.read_text(encoding="utf-8") != module():
            raise CommandError(f"{PLACE} is out of date: run manage.py wacht")
