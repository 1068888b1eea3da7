"""`manage.py vertalingen`: bring the English catalogue up to date, check it, or compile it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = "Update the catalogues from the code; --check fails on anything untranslated; --compile writes .mo files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check and --compile."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when a text is not translated"
        )
        parser.add_argument("--compile", action="store_true", help="only write the compiled catalogues")

    def handle(self, *, check: bool, compile: bool, **_options: Any) -> None:  # noqa: A002 - the name of the option
        """Run the part that was asked for."""
        root = settings.BASE_DIR
        if check:
            found = catalogues.problems(root)
            for problem in found:
                self.stderr.write(str(problem))
            if found:
                raise CommandError(
                    f"{len(found)} texts are not right: run «manage.py vertalingen» and translate"
                )
            self.stdout.write("Every text is marked and translated.")
        elif compile:
            for path in catalogues.compile_all(root):
                self.stdout.write(f"Compiled {path.relative_to(root)}")
        else:
            for language in catalogues.LANGUAGES:
                total, untranslated = catalogues.update(root, language)
                self.stdout.write(f"{language}: {total} texts, {untranslated} to translate")
            catalogues.compile_all(root)
