"""Inviting the people of organisations: the account, the role and the mail in one act."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from mensen.models import User
from mensen.services import invite_again, log_regel, send_bericht, welcome_user
from partners.models import Betrokkenheid, Contactpersoon, Partner
from partners.services.partner import add_contactpersoon, involve, make_partner
from wijken.models import Wijk


@dataclass(frozen=True, kw_only=True)
class Genodigde:
    """Who is invited, as it was typed."""

    email: str
    naam: str
    functie: str = ""
    taal: str = ""
    tot: date | None = None


@transaction.atomic
def invite_to_wijk(
    *,
    wijk: Wijk,
    wie: Genodigde,
    rol: str,
    by: User,
    partner: Partner | None = None,
    organisatie: str = "",
    soort: str = "",
) -> Contactpersoon:
    """Let somebody take part in a wijk for an organisation: account, role, involvement and mail, all or nothing.

    Without `partner` the organisation of that name is taken, or made. An address that exists already gets the role
    only, and a message that says so. The same again, also at the same moment, is the same person: the wijk waits in
    line. Refuses a last day in the past and a closed account.
    """
    if wie.tot is not None and wie.tot < timezone.localdate():
        raise Refused(_("Deze dag is al voorbij."), field="tot")
    Wijk.objects.select_for_update(no_key=True).get(pk=wijk.pk)
    partner = partner or Partner.objects.filter(naam__iexact=organisatie.strip()).first()
    partner = partner or make_partner(naam=organisatie, soort=soort, by=by)
    if not _is_involved(partner, wijk, rol):
        involve(partner=partner, wijk=wijk, rol=rol, by=by)
    user, invited = welcome_user(
        email=wie.email,
        naam=wie.naam,
        taal=wie.taal,
        by=by,
        naar=reverse("home"),
        tekst=partial(_invitation, by, partner, wijk),
    )
    persoon, new = _persoon(partner, user, wie, by)
    if new and not invited:
        _tell(user, persoon, wijk, by)
    return persoon


@transaction.atomic
def invite_contactpersoon_again(*, persoon: Contactpersoon, wijk: Wijk, by: User) -> Contactpersoon:
    """Mail the invitation again; one that was over becomes a new one, on the address it was sent to.

    Refuses who came already, who was never invited, and a second mail on one day.
    """
    user, tekst = persoon.user, partial(_invitation, by, persoon.partner, wijk)
    if user is None:
        raise Refused(_("Deze persoon is nog niet uitgenodigd."))
    if (user.is_active and user.uitnodigingen.open().exists()) or user.last_login:
        invite_again(user=user, by=by, tekst=tekst)
        return persoon
    persoon.user, _new = welcome_user(
        email=persoon.email,
        naam=persoon.naam,
        taal=user.taal,
        by=by,
        naar=reverse("home"),
        tekst=tekst,
    )
    persoon.save(update_fields=["user"])
    log_regel(by=by, wat="partners.opnieuw_uitgenodigd", op=persoon)
    return persoon


def _is_involved(partner: Partner, wijk: Wijk, rol: str) -> bool:
    return Betrokkenheid.objects.on(timezone.localdate()).filter(partner=partner, wijk=wijk, rol=rol).exists()


def _persoon(partner: Partner, user: User, wie: Genodigde, by: User) -> tuple[Contactpersoon, bool]:
    """Her line at the organisation, and whether it is new: who stood there without an account gets this one."""
    there = partner.contactpersonen.on(timezone.localdate())
    found = there.filter(user=user).first()
    if found is not None:
        return found, False
    known = Q(email__iexact=user.email) | Q(naam__iexact=wie.naam, email="")
    found = there.filter(known, user=None).first()
    if found is None:
        made = add_contactpersoon(
            partner=partner, naam=wie.naam, functie=wie.functie, tot=wie.tot, user=user, by=by
        )
        return made, True
    found.user, found.email = user, user.email
    found.functie, found.tot = wie.functie or found.functie, wie.tot
    found.save(update_fields=["user", "email", "functie", "tot"])
    log_regel(by=by, wat="partners.contactpersoon_kreeg_account", op=found)
    return found, True


def _invitation(by: User, partner: Partner, wijk: Wijk) -> str:
    words = {"wie": by.naam, "partner": partner, "wijk": wijk}
    return _("%(wie)s nodigt u uit om namens %(partner)s mee te doen in %(wijk)s.") % words


def _tell(user: User, persoon: Contactpersoon, wijk: Wijk, by: User) -> None:
    words = {"wie": by.naam, "partner": persoon.partner, "wijk": wijk}
    send_bericht(
        aan=user,
        soort="partners.rol",
        over=persoon,
        titel=lambda: _("U doet mee namens %(partner)s") % words,
        tekst=lambda: (
            _(
                "%(wie)s heeft u toegevoegd: u doet namens %(partner)s mee in %(wijk)s. Inloggen gaat als altijd."
            )
            % words
        ),
        pad=reverse("home"),
        by=by,
    )
