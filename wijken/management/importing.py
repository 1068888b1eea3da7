"""What the import commands share: read a file, print a line per row, store it or only try."""

from argparse import ArgumentParser
from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError

from wijken.imports.areas import Opties
from wijken.imports.reader import Soort, attempt
from wijken.imports.report import Report
from wijken.imports.sources import MAX_BYTES
from wijken.services import store_rows

Rows = TypeVar("Rows")


def read_file(path: Path) -> bytes:
    """The bytes of a file, one more than may be at the most, so that too much shows; CommandError when unreadable."""
    try:
        with path.open("rb") as handle:
            return handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


class RowsCommand(BaseCommand):
    """Read one file of rows, whole or not at all. Exit code 1 when it cannot be used; then nothing is stored."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and report, store nothing")

    def read(self, path: Path) -> bytes:
        """The whole file; CommandError when it is too big."""
        data = read_file(path)
        if len(data) > MAX_BYTES:
            raise CommandError("Dit bestand is te groot.", returncode=1)
        return data

    def tell(self, report: Report, rows: Rows | None, *, quiet: Collection[str] = ()) -> Rows:
        """A line per row, but of these levels, and the counts; CommandError when there are no rows to store."""
        for line in report.regels:
            if line.niveau not in quiet:
                self.stdout.write(f"{line.niveau:<13}rij {line.rij or '-':<8}{line.kolom:<14}{line.melding}")
        self.stdout.write("  ".join(f"{name}: {count}" for name, count in report.counts().items()))
        if rows is None:
            raise CommandError("Niets opgeslagen.", returncode=1)
        return rows

    def end(self, options: dict[str, Any]) -> None:
        """Say so when it was only tried."""
        if options["dry_run"]:
            self.stdout.write("Droog geprobeerd: niets opgeslagen.")


class ImportCommand(BaseCommand):
    """Read one official file. Exit code 1 when nothing could be read; then nothing is stored."""

    soort: Soort

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and report, store nothing")

    def chosen(self, options: dict[str, Any]) -> Opties:  # noqa: ARG002 - a command with choices reads them
        """What the person adds that the file does not say."""
        return Opties()

    def handle(self, *_args: Any, **options: Any) -> None:
        path, report = options["bestand"], Report()
        data = read_file(path)
        gelezen = attempt(data, path.name, self.soort, self.chosen(options), report)
        for line in report.regels:
            where = " ".join(part for part in (f"rij {line.rij}" if line.rij else "", line.kolom) if part)
            self.stdout.write(f"{line.niveau:<13}{where:<20} {line.melding}")
        self.stdout.write("  ".join(f"{name}: {count}" for name, count in report.counts().items()))
        if gelezen is None:
            raise CommandError("Niets opgeslagen.", returncode=1)
        stored = store_rows(gelezen=gelezen, bron=path.name, by=None, dry_run=options["dry_run"])
        for kind, counts in stored["bewaard"].items():
            self.stdout.write(f"{kind}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
        self.stdout.write(f"voorgestelde koppelingen: {stored['voorstellen']}")
        if options["dry_run"]:
            self.stdout.write("Droog geprobeerd: niets opgeslagen.")
