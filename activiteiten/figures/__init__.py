from activiteiten.figures.keren import sentence
from activiteiten.figures.overleving import BRON, FORMULE, Overleving, draw_ladder, read_overleving

__all__ = ["BRON", "FORMULE", "Overleving", "draw_ladder", "read_overleving", "sentence"]
