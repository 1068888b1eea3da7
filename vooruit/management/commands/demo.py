"""Builds the demo story through the services of the house."""

import argparse
import os
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command

from vooruit.demo.vertel import vertel


class Command(BaseCommand):
    help = "Builds the demo story: four wijken, two years, invented people (only in profile demo)"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=1, help="multiply what people logged, for benchmarks"
        )
        parser.add_argument(
            "--opnieuw", action="store_true", help="empty the embedded database first (never another one)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data exists only in profile demo (VOORUIT_PROFIEL=demo)")
        if not 1 <= options["scale"] <= 1000:
            raise CommandError("--scale is a whole number from 1 to 1000")
        self._make_room(anew=options["opnieuw"])
        start = monotonic()
        vertel(times=options["scale"])
        self.stdout.write(f"The demo story was told in {monotonic() - start:.0f} s")

    def _make_room(self, *, anew: bool) -> None:
        """Only an empty database takes the story; only the embedded one may be emptied for it."""
        if not get_user_model().objects.exists():
            return
        if os.environ.get("DATABASE_URL"):
            raise CommandError("This database is not empty and not the embedded one: it is left alone")
        if not anew:
            raise CommandError(
                "The demo is there already; --opnieuw empties this database and tells it again"
            )
        call_command("flush", verbosity=0, interactive=False)
