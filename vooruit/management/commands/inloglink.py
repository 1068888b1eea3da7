"""Prints a link that logs a person in once, for when mail fails."""

import argparse
from typing import Any

from django.core.management import BaseCommand, CommandError

from core.errors import Refused
from mensen.mails import uitnodiging_url
from mensen.services import make_inloglink


class Command(BaseCommand):
    help = "Prints a login link for EMAIL: works once, 15 minutes, and stands in the audit trail"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            _, token = make_inloglink(email=options["email"], by=None)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(uitnodiging_url(token))
