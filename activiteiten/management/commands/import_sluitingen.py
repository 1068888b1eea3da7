"""`manage.py import_sluitingen FILE`: school holidays, public holidays or Ramadan, for the city or one wijk."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from activiteiten.imports.closures import attempt_closures
from activiteiten.models import Sluiting
from activiteiten.services import store_sluitingen
from wijken.imports.report import Report
from wijken.management.importing import RowsCommand
from wijken.models import Wijk


class Command(RowsCommand):
    help = "Leest vakanties en sluitingen in. Eén regel per rij; bij één onbruikbare rij exitcode 1 en niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--soort", choices=Sluiting.Soort.values, default="", help="when the file does not say it"
        )
        parser.add_argument("--wijk", help="slug of the wijk; without it for the whole city")

    def handle(self, *_args: Any, **options: Any) -> None:
        report, path = Report(), options["bestand"]
        data = self.read(path)
        wijk = Wijk.objects.filter(slug=options["wijk"]).first() if options["wijk"] else None
        if options["wijk"] and wijk is None:
            raise CommandError("Deze wijk bestaat niet.", returncode=1)
        soort = options["soort"] or ("ramadan" if "ramadan" in path.name.lower() else "")
        rijen = self.tell(report, attempt_closures(data, report, soort=soort))
        stored = store_sluitingen(rijen=rijen, wijk=wijk, by=None, dry_run=options["dry_run"])
        self.stdout.write(", ".join(f"{count} {name}" for name, count in stored.items()))
        self.end(options)
