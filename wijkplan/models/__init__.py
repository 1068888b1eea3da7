"""What was agreed: the plan of a wijk in versions, how it was agreed, what it promises and how it stands."""

from wijkplan.models.akkoord import Akkoord, Voorlegging
from wijkplan.models.cyclus import (
    Cyclusstap,
    Evaluatie,
    Partnerpuls,
    Pulspunt,
    Pulsvraag,
    Verbeteractie,
)
from wijkplan.models.doel import Doel, Indicator
from wijkplan.models.gesprekskaart import Gesprekskaart
from wijkplan.models.keten import BeoogdEffect, Dekking, Profijt, Project, Schakel
from wijkplan.models.meting import Meting, Ontgrendeling, Periodeslot
from wijkplan.models.plan import Wijkplan
from wijkplan.models.prioriteit import Herkomst, Prioriteit
from wijkplan.models.ronde import (
    Bewonerstelling,
    Bezwaar,
    Ronde,
    Rondeoptie,
    Rondepartij,
    Stem,
    Stembiljet,
)

__all__ = [
    "Akkoord",
    "BeoogdEffect",
    "Bewonerstelling",
    "Bezwaar",
    "Cyclusstap",
    "Dekking",
    "Doel",
    "Evaluatie",
    "Gesprekskaart",
    "Herkomst",
    "Indicator",
    "Meting",
    "Ontgrendeling",
    "Partnerpuls",
    "Periodeslot",
    "Prioriteit",
    "Profijt",
    "Project",
    "Pulspunt",
    "Pulsvraag",
    "Ronde",
    "Rondeoptie",
    "Rondepartij",
    "Schakel",
    "Stem",
    "Stembiljet",
    "Verbeteractie",
    "Voorlegging",
    "Wijkplan",
]
