"""`manage.py import_stemmen FILE --ronde UUID`: ballots of residents out of a Pabulib file, into a round."""

import hashlib
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError

from core.errors import Refused
from wijken.imports.report import Report
from wijken.management.importing import RowsCommand
from wijkplan.imports.pabulib import attempt_ballots
from wijkplan.models import Ronde
from wijkplan.services import store_ballots


class Command(RowsCommand):
    help = "Leest stembiljetten van bewoners in een ronde. Bij een onleesbaar bestand exitcode 1 en niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--ronde", type=UUID, help="uuid of the round; without it only read and reported")

    def handle(self, *_args: Any, **options: Any) -> None:
        report = Report()
        data = self.read(options["bestand"])
        bestand = self.tell(report, attempt_ballots(data, report), quiet={"ok"})
        self.stdout.write(
            f"{bestand.soort}: {len(bestand.projecten)} projecten, {len(bestand.biljetten)} biljetten"
        )
        if options["ronde"] is None:
            self.stdout.write("Alleen gelezen: niets opgeslagen.")
            return
        self._store(bestand, hashlib.sha256(data).hexdigest(), options)

    def _store(self, bestand: Any, kenmerk: str, options: dict[str, Any]) -> None:
        ronde = Ronde.objects.filter(uuid=options["ronde"]).first()
        if ronde is None:
            raise CommandError("Deze ronde bestaat niet.", returncode=1)
        try:
            stored = store_ballots(
                ronde=ronde, bestand=bestand, kenmerk=kenmerk, by=None, dry_run=options["dry_run"]
            )
        except Refused as refused:
            raise CommandError(refused.message, returncode=1) from refused
        self.stdout.write(f"stembiljetten: {stored['bewaard']['stembiljetten']['nieuw']} nieuw")
        self.end(options)
