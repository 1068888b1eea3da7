"""What the plan says, read and computed: how an indicator stands, and the whole plan laid out to be read aloud."""

from wijkplan.figures.bord import Band, Bord, Doelregel, Meetregel, read_bord
from wijkplan.figures.dekking import Betaalt, Deel, Kolom, Rij, read_betaalt
from wijkplan.figures.standen import Stand, Status, reached, stand

__all__ = [
    "Band",
    "Betaalt",
    "Bord",
    "Deel",
    "Doelregel",
    "Kolom",
    "Meetregel",
    "Rij",
    "Stand",
    "Status",
    "reached",
    "read_betaalt",
    "read_bord",
    "stand",
]
