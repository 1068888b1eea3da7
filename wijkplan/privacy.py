"""What this room holds about people: who wrote, agreed, voted and measured, never what a resident is called."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from wijkplan.models import (
    Akkoord,
    Bewonerstelling,
    Bezwaar,
    Cyclusstap,
    Evaluatie,
    Gesprekskaart,
    Indicator,
    Meting,
    Ontgrendeling,
    Partnerpuls,
    Periodeslot,
    Pulsvraag,
    Ronde,
    Stembiljet,
    Verbeteractie,
    Voorlegging,
    Wijkplan,
)

WHO = {
    Wijkplan: ("door",),
    Indicator: ("verantwoordelijke",),
    Meting: ("door", "beoordeeld_door"),
    Periodeslot: ("door",),
    Ontgrendeling: ("door", "voor"),
    Ronde: ("door", "gesloten_door"),
    Stembiljet: ("door",),
    Bewonerstelling: ("door",),
    Bezwaar: ("door", "opgelost_door"),
    Voorlegging: ("door",),
    Akkoord: ("door",),
    Cyclusstap: ("door",),
    Evaluatie: ("door",),
    Gesprekskaart: ("door",),
    Verbeteractie: ("eigenaar",),
    Partnerpuls: ("door",),
    Pulsvraag: ("door",),
}

for model, fields in WHO.items():
    register(
        model,
        doel=Doel.VERANTWOORDEN,
        grondslag=Grondslag.BELANG,
        bewaartermijn=_("zolang het plan bestaat; de naam tot 24 maanden na uitstroom"),
        ontvangers=(_("team en partners van de wijk"),),
        find=by_fields(model, *fields),
    )
