"""What stands behind a code: find it, hand it over or erase it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import translation

from bewoners.models import Relatiesleutel
from bewoners.services import erase_code, export_code, find_code
from core.errors import Refused
from mensen.models import User


class Command(BaseCommand):
    help = "Finds, exports or erases everything behind the code of a resident; each time leaves a line in the trail"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="such as GEU-kastanje-37")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--vind", action="store_true", help="say how many rows of each kind there are")
        act.add_argument(
            "--export", type=Path, metavar="FILE", help="write it as JSON, and as text beside it"
        )
        act.add_argument("--wis", action="store_true", help="make it anonymous; counts of months stay")
        parser.add_argument("--dry-run", action="store_true", help="with --wis: only count")
        parser.add_argument("--waarom", default="op verzoek van de bewoner", help="with --wis: the reason")
        parser.add_argument("--door", metavar="EMAIL", help="on whose behalf; her rights are checked")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with translation.override("nl"):
                self._act(options)
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused

    def _act(self, options: dict[str, Any]) -> None:
        asked = {"code": options["code"], "by": self._by(options["door"])}
        if options["export"]:
            self._write(options["export"], options["code"], export_code(**asked))
            return
        if options["vind"]:
            found, said = find_code(**asked), "Gevonden"
        else:
            dry_run = options["dry_run"]
            found = erase_code(**asked, waarom=options["waarom"], dry_run=dry_run)
            said = "Zou wissen" if dry_run else "Gewist"
        for wat, aantal in found.items():
            self.stdout.write(f"{said}: {wat} {aantal}")

    def _by(self, email: str | None) -> User | None:
        if email is None:
            return None
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen account met het adres {email}")
        return user

    def _write(self, file: Path, code: str, parts: list[Any]) -> None:
        """Two files that only this user reads: for a machine, and for the resident."""
        text = file.with_suffix(".txt")
        if file == text:
            text = file.with_suffix(".lees.txt")
        for path, said in ((file, as_json(code, parts)), (text, as_text(code, parts))):
            path.touch(mode=0o600)
            path.write_text(said, encoding="utf-8")
        self.stdout.write(f"Geschreven: {file} en {text}")


def as_json(code: str, parts: list[Any]) -> str:
    """All of it, as data."""
    return json.dumps({"code": code, "onderdelen": parts}, ensure_ascii=False, indent=2) + "\n"


def as_text(code: str, parts: list[Any]) -> str:
    """All of it, in plain words."""
    named = any(part["wat"] == str(Relatiesleutel._meta.verbose_name_plural) for part in parts)
    name = "Uw naam staat erbij, omdat u dat goed vond." if named else "Uw naam staat hier niet bij."
    lines = [f"Dit weten wij van u. Uw code is {code}. {name}", ""]
    for part in parts:
        lines += [
            part["wat"].capitalize(),
            f"Waarom: {', '.join(part['doelen'])}. Grondslag: {part['grondslag']}.",
            f"Hoe lang: {part['bewaartermijn']}.",
            f"Wie dit ziet: {'; '.join(part['ontvangers'])}.",
            *(
                "- " + "; ".join(f"{wat}: {value}" for wat, value in regel.items())
                for regel in part["regels"]
            ),
            "",
        ]
    return "\n".join([*lines, "Klopt er iets niet, of wilt u dat wij dit wissen? Zeg het ons.", ""])
