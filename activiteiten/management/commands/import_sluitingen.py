"""`manage.py import_sluitingen FILE`: school holidays, public holidays or Ramadan, for the city or one wijk."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activiteiten.imports.closures import attempt_closures
from activiteiten.models import Sluiting
from activiteiten.services import store_sluitingen
from wijken.imports.report import Report
from wijken.imports.sources import MAX_BYTES
from wijken.management.importing import read_file
from wijken.models import Wijk


class Command(BaseCommand):
    help = "Leest vakanties en sluitingen in. Eén regel per rij; bij één onbruikbare rij exitcode 1 en niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument(
            "--soort", choices=Sluiting.Soort.values, default="", help="when the file does not say it"
        )
        parser.add_argument("--wijk", help="slug of the wijk; without it for the whole city")
        parser.add_argument("--dry-run", action="store_true", help="read and report, store nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        report, path = Report(), options["bestand"]
        data = read_file(path)
        if len(data) > MAX_BYTES:
            raise CommandError("Dit bestand is te groot.", returncode=1)
        wijk = Wijk.objects.filter(slug=options["wijk"]).first() if options["wijk"] else None
        if options["wijk"] and wijk is None:
            raise CommandError("Deze wijk bestaat niet.", returncode=1)
        soort = options["soort"] or ("ramadan" if "ramadan" in path.name.lower() else "")
        rijen = attempt_closures(data, report, soort=soort)
        for line in report.regels:
            self.stdout.write(f"{line.niveau:<13}rij {line.rij or '-':<8}{line.kolom:<14}{line.melding}")
        self.stdout.write("  ".join(f"{name}: {count}" for name, count in report.counts().items()))
        if rijen is None:
            raise CommandError("Niets opgeslagen.", returncode=1)
        stored = store_sluitingen(rijen=rijen, wijk=wijk, by=None, dry_run=options["dry_run"])
        self.stdout.write(", ".join(f"{count} {name}" for name, count in stored.items()))
        if options["dry_run"]:
            self.stdout.write("Droog geprobeerd: niets opgeslagen.")
