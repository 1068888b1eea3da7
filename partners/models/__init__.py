"""Who takes part: organisations, their people, in which wijken, what was agreed with them and what they promise."""

from partners.models.afspraak import Afspraak
from partners.models.bijdrage import Bijdrage, Boeking
from partners.models.partner import Betrokkenheid, Contactpersoon, Partner
from partners.models.ruimte import Datumwijziging, RuimtelijkeOntwikkeling, Woonplek

__all__ = [
    "Afspraak",
    "Betrokkenheid",
    "Bijdrage",
    "Boeking",
    "Contactpersoon",
    "Datumwijziging",
    "Partner",
    "RuimtelijkeOntwikkeling",
    "Woonplek",
]
