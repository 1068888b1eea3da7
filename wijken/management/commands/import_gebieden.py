"""`manage.py import_gebieden FILE`: official areas from GeoJSON, a zipped shapefile or a CSV with WKT."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from wijken.imports.areas import Opties
from wijken.imports.reader import Soort
from wijken.management.importing import ImportCommand
from wijken.models import Gebiedsoort


class Command(ImportCommand):
    help = "Leest officiële gebieden in. Eén regel per rij; bij een onleesbaar bestand exitcode 1 en niets opgeslagen."
    soort = Soort.GEBIEDEN

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--soort",
            choices=Gebiedsoort.values,
            default="",
            help="when the file does not say what the areas are",
        )
        parser.add_argument(
            "--geldig-van",
            type=date.fromisoformat,
            help="first day (JJJJ-MM-DD), when the file does not say it",
        )
        parser.add_argument("--jaar", type=int, help="year of a CBS division, when the file does not say it")

    def chosen(self, options: dict[str, Any]) -> Opties:
        """Kind, first day and year as typed."""
        return Opties(soort=options["soort"], geldig_van=options["geldig_van"], jaar=options["jaar"])
