"""`manage.py import_activiteiten FILE --wijk SLUG`: activities that come back, with their rules and closed periods."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from activiteiten.imports.series import attempt_series
from activiteiten.services import store_activiteiten
from core.errors import Refused
from mensen.models import User
from teams.models import Lidmaatschap, Rol, Team
from wijken.imports.report import Report
from wijken.imports.sources import MAX_BYTES
from wijken.management.importing import read_file


class Command(BaseCommand):
    help = "Leest activiteiten die terugkomen in. Eén regel per rij; bij één onbruikbare rij exitcode 1 en niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--wijk", required=True, help="slug of the wijk whose team does them")
        parser.add_argument(
            "--als", help="e-mail of the coordinator who plans them; else the first of the wijk"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, store nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        report = Report()
        data = read_file(options["bestand"])
        if len(data) > MAX_BYTES:
            raise CommandError("Dit bestand is te groot.", returncode=1)
        rijen = attempt_series(data, report)
        for line in report.regels:
            self.stdout.write(f"{line.niveau:<13}rij {line.rij or '-':<8}{line.kolom:<14}{line.melding}")
        self.stdout.write("  ".join(f"{name}: {count}" for name, count in report.counts().items()))
        if rijen is None:
            raise CommandError("Niets opgeslagen.", returncode=1)
        team, by = self._who(options)
        try:
            stored = store_activiteiten(rijen=rijen, team=team, by=by, dry_run=options["dry_run"])
        except Refused as refused:
            raise CommandError(f"{refused.message} Niets opgeslagen.", returncode=1) from refused
        self.stdout.write(", ".join(f"{count} {name}" for name, count in stored.items()))
        if options["dry_run"]:
            self.stdout.write("Droog geprobeerd: niets opgeslagen.")

    def _who(self, options: dict[str, Any]) -> tuple[Team, User]:
        """The team of the wijk and the coordinator in whose name it is planned."""
        team = Team.objects.filter(wijk__slug=options["wijk"]).select_related("wijk").order_by("pk").first()
        if team is None:
            raise CommandError("Deze wijk heeft geen team.", returncode=1)
        rows = Lidmaatschap.objects.on(timezone.localdate()).filter(
            team__wijk=team.wijk_id, rol=Rol.WIJKCOORDINATOR
        )
        rows = rows.filter(user__email__iexact=options["als"]) if options["als"] else rows
        row = rows.select_related("user").order_by("pk").first()
        if row is None:
            raise CommandError(
                "Deze wijk heeft vandaag geen coördinator. Noem er een met --als.", returncode=1
            )
        return team, row.user
