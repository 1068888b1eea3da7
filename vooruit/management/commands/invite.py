"""Invites a person: makes the account with its dated role, puts the mail in the post and prints the link."""

import argparse
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from core.errors import Refused
from mensen.mails import uitnodiging_url
from mensen.models import User
from partners.models import Partner
from partners.services import invite_contactpersoon
from teams.models import TEAMROLLEN, Rol, Team
from teams.services import invite_lid
from wijken.models import Wijk


class Command(BaseCommand):
    help = "Invites EMAIL with a role (--rol, --wijk) or as a person of an organisation (--partner)"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--naam", required=True)
        parser.add_argument("--rol", choices=Rol.values, help="role in VoorUit")
        parser.add_argument("--wijk", help="slug of the wijk, for a teamlid or wijkcoordinator")
        parser.add_argument("--team", help="name of the team, when the wijk has more than one")
        parser.add_argument("--partner", help="name of the organisation, for a person of a partner")
        parser.add_argument("--tot", type=date.fromisoformat, help="last day of the role, as 2027-08-31")
        parser.add_argument("--uren", type=int, help="norm in hours a week, for a teamlid")

    def handle(self, *_args: Any, **options: Any) -> None:
        if bool(options["rol"]) == bool(options["partner"]):
            raise CommandError("Say either --rol or --partner")
        try:
            with transaction.atomic():
                user, token = self._invite(options)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(uitnodiging_url(token))
        self.stdout.write(f"A mail to {user.email} is on its way; it leaves as soon as the worker runs")

    def _invite(self, options: dict[str, Any]) -> tuple[User, str]:
        who = {"email": options["email"], "naam": options["naam"], "tot": options["tot"], "by": None}
        if options["partner"]:
            partner = Partner.objects.filter(naam__iexact=options["partner"]).first()
            if partner is None:
                raise CommandError(f"No organisation is called «{options['partner']}»")
            return invite_contactpersoon(partner=partner, **who)
        team = self._team(options) if options["rol"] in TEAMROLLEN else None
        return invite_lid(rol=options["rol"], team=team, norm_uren_week=options["uren"], **who)

    def _team(self, options: dict[str, Any]) -> Team:
        """The team that is meant; refuses to guess between two."""
        wijk = Wijk.objects.filter(slug=options["wijk"] or "").first()
        if wijk is None:
            known = ", ".join(Wijk.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"Say which wijk with --wijk: {known}")
        teams = wijk.teams.filter(naam__iexact=options["team"]) if options["team"] else wijk.teams.all()
        if len(teams) != 1:
            names = ", ".join(wijk.teams.values_list("naam", flat=True)) or "none yet"
            raise CommandError(f"Say which team with --team: {names}")
        return teams[0]
