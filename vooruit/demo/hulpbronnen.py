"""What Geuzenveld already had, as students noted it on their walks."""

from random import Random
from uuid import UUID

from activiteiten.services import add_hulpbron
from activiteiten.services.hulpbronnen import HulpbronVelden
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal

GEZIEN: tuple[HulpbronVelden, ...] = (
    {
        "soort": "plek",
        "naam": "Zaal met keuken, overdag leeg",
        "omschrijving": "Tot vijf uur vrij. Pannen en borden voor veertig mensen staan er al.",
        "waar": "in het buurthuis aan het plein",
        "lat": 52.3792,
        "lng": 4.8012,
    },
    {
        "soort": "openbare_ruimte",
        "naam": "Grasveld met picknicktafels",
        "omschrijving": "Plek voor een buurtfeest. Melden bij het stadsdeel is genoeg.",
        "waar": "achter de school",
        "lat": 52.3771,
        "lng": 4.7968,
    },
    {
        "soort": "spullen",
        "naam": "Bakfiets",
        "omschrijving": "Te leen, ook in het weekend.",
        "waar": "De Theepot",
    },
    {
        "soort": "spullen",
        "naam": "Partytent en veertig klapstoelen",
        "omschrijving": "Bel een dag van tevoren.",
    },
    {"soort": "organisatie", "naam": "Wandelgroep van de flat", "omschrijving": "Elke vrijdag om tien uur."},
)


def note_hulpbronnen(verhaal: Verhaal, rnd: Random) -> None:
    """Five things, noted by a student in the last months."""
    by, wijk = verhaal.mensen["noor"], verhaal.wijken["geuzenveld"]
    for n, velden in enumerate(GEZIEN):
        with at(moment(days_ago(120 - 20 * n), 16)):
            add_hulpbron(wijk=wijk, client_id=UUID(int=rnd.getrandbits(128), version=4), by=by, **velden)
