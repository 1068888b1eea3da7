"""What we do: activities, their bijeenkomsten, who was there to help, and how many people came."""

from activiteiten.models.activiteit import MEESTE_NODIG, Activiteit
from activiteiten.models.afgelasting import Afgelasting
from activiteiten.models.agendasleutel import Agendasleutel
from activiteiten.models.bijeenkomst import HOOGSTE_TELLING, Bijeenkomst
from activiteiten.models.eigenaarschapsmeting import Eigenaarschapsmeting
from activiteiten.models.foto import Foto
from activiteiten.models.hulpbron import Hulpbron
from activiteiten.models.initiatief import Initiatief
from activiteiten.models.interventie import FysiekeInterventie
from activiteiten.models.overdrachtsplan import Overdrachtsplan
from activiteiten.models.overlevingscheck import Overlevingscheck
from activiteiten.models.reeks import Reeks
from activiteiten.models.sluiting import Sluiting
from activiteiten.models.telling import Inzet, Maandvrijgave, Telling
from activiteiten.models.weekuur import Weekuur

__all__ = [
    "HOOGSTE_TELLING",
    "MEESTE_NODIG",
    "Activiteit",
    "Afgelasting",
    "Agendasleutel",
    "Bijeenkomst",
    "Eigenaarschapsmeting",
    "Foto",
    "FysiekeInterventie",
    "Hulpbron",
    "Initiatief",
    "Inzet",
    "Maandvrijgave",
    "Overdrachtsplan",
    "Overlevingscheck",
    "Reeks",
    "Sluiting",
    "Telling",
    "Weekuur",
]
