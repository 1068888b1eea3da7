"""What the plan says, read and computed: how an indicator stands, the plan laid out, what a round decided."""

from wijkplan.figures.beeld import draw_uitkomst
from wijkplan.figures.bord import Band, Bord, Doelregel, Meetregel, read_bord
from wijkplan.figures.dekking import Betaalt, Deel, Kolom, Rij, read_betaalt
from wijkplan.figures.standen import Stand, Status, reached, stand
from wijkplan.figures.tekst import Plantekst, left_out, read_tekst, without_money
from wijkplan.figures.tellen import MOSCOW_WAARDE
from wijkplan.figures.uitslag import read_tally, read_uitkomst
from wijkplan.figures.verschil import Groep, Hand, Wijziging, compare

__all__ = [
    "MOSCOW_WAARDE",
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
    "draw_uitkomst",
    "left_out",
    "reached",
    "read_betaalt",
    "read_bord",
    "read_tally",
    "read_tekst",
    "read_uitkomst",
    "stand",
    "without_money",
]
