"""`manage.py import_kerncijfers FILE`: official figures from a CSV of CBS, the Leefbaarometer or BBGA."""

from argparse import ArgumentParser
from typing import Any

from wijken.imports.areas import Opties
from wijken.imports.reader import Soort
from wijken.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Leest officiële cijfers in. Eén regel per rij; bij een onleesbaar bestand exitcode 1 en niets opgeslagen."
    soort = Soort.KERNCIJFERS

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--jaar", type=int, help="year of the figures, when the file does not say it")

    def chosen(self, options: dict[str, Any]) -> Opties:
        """The year as typed."""
        return Opties(jaar=options["jaar"])
