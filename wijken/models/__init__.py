"""Where: official areas in time, the wijken in which VoorUit works, official figures and places."""

from wijken.models.cijfers import Kerncijfer, Maat
from wijken.models.gebied import DateRange, Gebied, Gebiedsoort, Stelsel
from wijken.models.invoer import Invoer
from wijken.models.plek import Plek
from wijken.models.wijk import Aanwezigheid, OudeSlug, Wijk, Wijkgebied

__all__ = [
    "Aanwezigheid",
    "DateRange",
    "Gebied",
    "Gebiedsoort",
    "Invoer",
    "Kerncijfer",
    "Maat",
    "OudeSlug",
    "Plek",
    "Stelsel",
    "Wijk",
    "Wijkgebied",
]
