"""What we know of residents: a speakable code, when we spoke, and nothing that names or finds anyone."""

from bewoners.models.beeldtoestemming import Beeldtoestemming
from bewoners.models.contactmoment import Contactmoment, Thematelling
from bewoners.models.overdracht import Overdracht
from bewoners.models.relatie import Relatie, Relatieperiode
from bewoners.models.toestemming import Relatiesleutel, Toestemming
from bewoners.models.vrijwilligersinzet import Vrijwilligersinzet

__all__ = [
    "Beeldtoestemming",
    "Contactmoment",
    "Overdracht",
    "Relatie",
    "Relatieperiode",
    "Relatiesleutel",
    "Thematelling",
    "Toestemming",
    "Vrijwilligersinzet",
]
