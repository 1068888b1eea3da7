"""Runs the post box of the demo until it is told to stop."""

import argparse
import signal
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from vooruit import postvak


class Command(BaseCommand):
    help = "Runs a mail server on this machine that keeps every mail for /post/ and sends nothing on"
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("port", type=int)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only in profile demo")
        stop = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, stop)
        controller = postvak.serve(options["port"])
        signal.sigwait(stop)
        controller.stop()
