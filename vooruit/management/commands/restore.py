"""`make restore FROM=<folder>`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from bewoners.services import erase_again
from core.errors import Refused
from mensen.services import erased_until_now
from vooruit.backups import restore_backup, verify


class Command(BaseCommand):
    help = "Replaces database and files by those of a backup, after checking its checksums"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--force", action="store_true", help="do not ask")

    def handle(self, *_args: Any, folder: Path, force: bool, **_options: Any) -> None:
        try:
            verify(folder)
            if not force and input("Alles van nu wordt vervangen. Typ «terugzetten»: ") != "terugzetten":
                raise CommandError("Er is niets veranderd")
            erased = erased_until_now()
            restore_backup(folder)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        call_command("migrate", interactive=False, verbosity=0)
        if again := erase_again(erased=erased):
            self.stdout.write(f"Opnieuw gewist wat na deze back-up gewist was: {again}")
        self.stdout.write("Teruggezet. De oude bestanden staan nog in de map media.before-…")
