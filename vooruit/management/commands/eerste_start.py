"""The first start of a new house: its name, its first admin, its first wijk, and whether mail works."""

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from core.errors import Refused
from mensen.mails import send_proef, uitnodiging_url
from mensen.models import User
from mensen.services import invite_user
from teams.models import Lidmaatschap, Rol
from teams.services import give_rol, make_team
from wijken.models import Aanwezigheid, Wijk
from wijken.services import make_wijk, set_fase


class Command(BaseCommand):
    help = "Sets up a new installation; may be run again, it only does what is not there yet"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--email", help="address of the first admin")
        parser.add_argument("--naam", help="name of the first admin")
        parser.add_argument("--wijk", help="name of the first wijk")
        parser.add_argument("--team", help="name of its team")
        parser.add_argument("--zonder-mail", action="store_true", help="send no test mail")
        parser.add_argument("--zonder-vragen", action="store_true", help="ask nothing, use only the options")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.asks = not options["zonder_vragen"] and sys.stdin.isatty()
        self.stdout.write(f"Organisation: {settings.ORGANISATIE}  (change it with VOORUIT_ORGANISATIE)")
        self.stdout.write(f"Address:      {settings.SITE_URL}  (change it with SITE_URL)")
        email = self._answer(options["email"], "E-mail address of the first admin")
        try:
            with transaction.atomic():
                admin = self._admin(email, options["naam"])
                self._wijk(options["wijk"], options["team"], admin)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        if not options["zonder_mail"]:
            self._mail(admin)

    def _answer(self, given: str | None, question: str, default: str = "") -> str:
        """An option, else what is typed, else the default."""
        if given is None and self.asks:
            given = input(f"{question}{f' [{default}]' if default else ''}: ")
        return (given or default).strip()

    def _admin(self, email: str, naam: str | None) -> User:
        """An account that is beheerder and projectleider today; an open invitation when it is new."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("Say who the first admin is with --email naam@voorbeeld.nl") from error
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            naam = self._answer(naam, "Name of the first admin")
            if not naam:
                raise CommandError("Say what the first admin is called with --naam")
            user, token = invite_user(email=email, naam=naam, by=None)
            self.stdout.write(
                f"Admin:        {user.email}, opens the account with\n  {uitnodiging_url(token)}"
            )
        else:
            self.stdout.write(f"Admin:        {user.email} is there already")
        for rol in (Rol.BEHEERDER, Rol.PROJECTLEIDER):
            if not Lidmaatschap.objects.on(timezone.localdate()).filter(user=user, rol=rol).exists():
                give_rol(user=user, rol=rol, by=user)
        return user

    def _wijk(self, naam: str | None, team: str | None, by: User) -> None:
        """The first wijk with a phase and a team; none is fine too."""
        known = ", ".join(Wijk.objects.values_list("naam", flat=True))
        if known and naam is None:
            self.stdout.write(f"Wijken:       {known}")
            return
        naam = self._answer(naam, "Name of the first wijk (empty: later)")
        if not naam:
            self.stdout.write("Wijk:         none yet; run this command again when there is one")
            return
        wijk = Wijk.objects.filter(naam__iexact=naam).first() or make_wijk(naam=naam, by=by)
        if not wijk.aanwezigheden.exists():
            set_fase(wijk=wijk, fase=Aanwezigheid.Fase.VERKENNING, van=timezone.localdate(), by=by)
        if not wijk.teams.exists():
            make_team(wijk=wijk, naam=self._answer(team, "Name of its team", f"Team {wijk.naam}"), by=by)
        self.stdout.write(f"Wijk:         {wijk.naam}, {wijk.teams.first()}")
        self.stdout.write(
            f"  next: manage.py invite ADDRESS --naam NAME --rol wijkcoordinator --wijk {wijk.slug}"
        )

    def _mail(self, admin: User) -> None:
        """A failing mail server is told, and stops nothing."""
        try:
            send_proef(to=admin.email)
        except OSError as error:
            self.stderr.write(
                f"Mail:         not sent ({error}). Check EMAIL_URL; inloglink works without mail"
            )
        else:
            self.stdout.write(f"Mail:         a test message went to {admin.email}")
