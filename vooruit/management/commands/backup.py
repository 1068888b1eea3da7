"""`make backup`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from vooruit.backups import make_backup


class Command(BaseCommand):
    help = "Writes database, files and checksums into a new folder"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="default: .data/backups/<moment>")

    def handle(self, *_args: Any, folder: Path | None, **_options: Any) -> None:
        moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        made = make_backup(folder or settings.DATA_DIR / "backups" / moment)
        self.stdout.write(f"Back-up in {made}")
