"""What the plan says, read and computed: how an indicator stands, and the whole plan laid out to be read aloud."""

from wijkplan.figures.bord import Band, Bord, Doelregel, Meetregel, read_bord
from wijkplan.figures.dekking import Betaalt, Deel, Kolom, Rij, read_betaalt
from wijkplan.figures.standen import Stand, Status, reached, stand
from wijkplan.figures.tekst import Plantekst, read_tekst
from wijkplan.figures.verschil import Groep, Hand, Wijziging, compare

__all__ = [
    "Band",
    "Betaalt",
    "Bord",
    "Deel",
    "Doelregel",
    "Groep",
    "Hand",
    "Kolom",
    "Meetregel",
    "Plantekst",
    "Rij",
    "Stand",
    "Status",
    "Wijziging",
    "compare",
    "reached",
    "read_betaalt",
    "read_bord",
    "read_tekst",
    "stand",
]
