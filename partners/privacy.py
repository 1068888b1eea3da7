"""What this room holds about people: contact persons, afspraken, and who wrote down a promise."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.privacy import MAAND, Doel, Grondslag, by_fields, keep, register
from mensen.models import User
from mensen.services import forget_users
from partners.models import (
    Afspraak,
    Bijdrage,
    Boeking,
    Contactpersoon,
    Datumwijziging,
    RuimtelijkeOntwikkeling,
    Woonplek,
)
from teams.models import Lidmaatschap

register(
    Contactpersoon,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("tot 24 maanden na de laatste dag als contactpersoon"),
    ontvangers=(_("teams en coördinator van de wijk"),),
    find=by_fields(Contactpersoon, "user"),
)
register(
    Afspraak,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("tot 24 maanden na het afronden"),
    ontvangers=(_("teams en coördinator van de wijk"),),
    find=by_fields(Afspraak, "door", "afgerond_door"),
)


def _left_before(now: datetime) -> Q:
    """The last day of a role is 24 months ago, or longer; a role without one lasts."""
    return Q(tot__lt=localdate(now - 24 * MAAND))


def _gone(now: datetime) -> QuerySet[User]:
    """People whose every role ended that long ago; who never had one is swept with the invitations."""
    mine = Q(user=OuterRef("pk"))
    roles = [Lidmaatschap.objects.filter(mine), Contactpersoon.objects.filter(mine)]
    had, has = Q(), Q()
    for rows in roles:
        had |= Q(Exists(rows))
        has |= Q(Exists(rows.exclude(_left_before(now))))
    return User.objects.filter(had & ~has).exclude(email__endswith="@invalid")


# Accounts first: they are recognised by the roles that go after them.
keep("gebruikers", _gone, forget=forget_users)
keep("contactpersonen", lambda now: Contactpersoon.objects.filter(_left_before(now)))
keep("afspraken", lambda now: Afspraak.objects.filter(afgerond_op__lt=now - 24 * MAAND))

WHO = {
    Bijdrage: ("door",),
    Boeking: ("door",),
    RuimtelijkeOntwikkeling: ("door",),
    Woonplek: ("door",),
    Datumwijziging: ("door", "bekeken_door"),
}

for model, fields in WHO.items():
    register(
        model,
        doel=Doel.VERANTWOORDEN,
        grondslag=Grondslag.BELANG,
        bewaartermijn=_("tot 7 jaar na de periode van de toezegging; de naam tot 24 maanden na uitstroom"),
        ontvangers=(_("coördinator van de wijk"), _("de partner zelf")),
        find=by_fields(model, *fields),
    )
