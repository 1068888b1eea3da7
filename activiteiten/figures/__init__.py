from activiteiten.figures.handen import Handen, read_handen
from activiteiten.figures.keren import sentence
from activiteiten.figures.overleving import BRON, FORMULE, Overleving, draw_ladder, read_overleving
from activiteiten.figures.verbindend import Verbindend, read_verbindend

__all__ = [
    "BRON",
    "FORMULE",
    "Handen",
    "Overleving",
    "Verbindend",
    "draw_ladder",
    "read_handen",
    "read_overleving",
    "read_verbindend",
    "sentence",
]
