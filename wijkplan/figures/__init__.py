"""What the plan says, read and computed: how an indicator stands, and the whole plan laid out to be read aloud."""

from wijkplan.figures.bord import Band, Bord, Doelregel, Meetregel, read_bord
from wijkplan.figures.standen import Stand, Status, reached, stand

__all__ = ["Band", "Bord", "Doelregel", "Meetregel", "Stand", "Status", "reached", "read_bord", "stand"]
