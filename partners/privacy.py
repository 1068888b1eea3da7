"""What this room holds about people: contact persons, afspraken, and who wrote down a promise."""

from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
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
    bewaartermijn=_("tot 12 maanden na de laatste dag als contactpersoon"),
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


# How long somebody is known after the last day of a role: who worked here, and who spoke for a party.
TERMS = {Lidmaatschap: 24 * MAAND, Contactpersoon: 12 * MAAND}


def _left(model: type[Model], now: datetime) -> Q:
    """The last day of this role is its term ago, or longer; a role without one lasts."""
    return Q(tot__lt=localdate(now - TERMS[model]))


def _gone(now: datetime) -> QuerySet[User]:
    """People whose every role ended its term ago; who never had one is swept with the invitations."""
    had, has = Q(), Q()
    for model in TERMS:
        rows = model._default_manager.filter(user=OuterRef("pk"))
        had |= Q(Exists(rows))
        has |= Q(Exists(rows.exclude(_left(model, now))))
    return User.objects.filter(had & ~has).exclude(email__endswith="@invalid")


# Accounts first: they are recognised by the roles that go after them.
keep("gebruikers", _gone, forget=forget_users)
keep("contactpersonen", lambda now: Contactpersoon.objects.filter(_left(Contactpersoon, now)))
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
