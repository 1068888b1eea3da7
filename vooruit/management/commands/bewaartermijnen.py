"""Deletes what was kept as long as it may be, or counts it."""

import argparse
from typing import Any

from django.core.management import BaseCommand

from mensen.services import count_past_keeping, sweep_bewaartermijnen


class Command(BaseCommand):
    help = "Deletes rows whose term in the register of personal data is over; the worker does so every night"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count them, delete nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = count_past_keeping() if options["dry_run"] else sweep_bewaartermijnen()
        for name, number in found.items():
            self.stdout.write(f"{name}: {number}")
