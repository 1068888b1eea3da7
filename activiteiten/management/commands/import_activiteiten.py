"""`manage.py import_activiteiten FILE --wijk SLUG`: activities that come back, with their rules and closed periods."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from activiteiten.imports.series import attempt_series
from activiteiten.services import store_activiteiten
from core.errors import Refused
from mensen.models import User
from teams.models import Lidmaatschap, Rol, Team
from wijken.imports.report import Report
from wijken.management.importing import RowsCommand


class Command(RowsCommand):
    help = "Leest activiteiten die terugkomen in. Eén regel per rij; bij één onbruikbare rij exitcode 1 en niets opgeslagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--wijk", required=True, help="slug of the wijk whose team does them")
        parser.add_argument(
            "--als", help="e-mail of the coordinator who plans them; else the first of the wijk"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        report = Report()
        rijen = self.tell(report, attempt_series(self.read(options["bestand"]), report))
        team, by = self._who(options)
        try:
            stored = store_activiteiten(rijen=rijen, team=team, by=by, dry_run=options["dry_run"])
        except Refused as refused:
            raise CommandError(f"{refused.message} Niets opgeslagen.", returncode=1) from refused
        self.stdout.write(", ".join(f"{count} {name}" for name, count in stored.items()))
        self.end(options)

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
