"""Typed rows that a reader of files hands to the service that stores them."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

ORDERED = {"ordinal"}


@dataclass(frozen=True, slots=True)
class Project:
    """A project one could vote for; `votes` and `score` are what the file itself says came out."""

    rij: int
    code: str
    titel: str
    kosten: Decimal | None
    votes: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Biljet:
    """What one ballot chose: a value per project, for ordinal its place (1 is best).

    `kracht` is what it counts for; `keren` how often it names a project, published counts go by that.
    """

    rij: int
    waarden: dict[str, int]
    keren: Counter[str]
    kracht: int = 1


@dataclass(slots=True)
class Stembestand:
    """What was in a file."""

    soort: str = ""
    budget: Decimal | None = None
    projecten: list[Project] = field(default_factory=list)
    biljetten: list[Biljet] = field(default_factory=list)

    @property
    def is_ordered(self) -> bool:
        """Whether ballots hold places instead of amounts."""
        return self.soort in ORDERED

    def votes(self) -> Counter[str]:
        """How many ballots chose each project, by their strength."""
        found: Counter[str] = Counter()
        for biljet in self.biljetten:
            for code, keren in biljet.keren.items():
                found[code] += keren * biljet.kracht
        return found

    def scores(self) -> Counter[str]:
        """Points of each project; on an ordered ballot of n choices the first is worth n, the last 1."""
        found: Counter[str] = Counter()
        for biljet in self.biljetten:
            n = len(biljet.waarden)
            for code, waarde in biljet.waarden.items():
                found[code] += (n - waarde + 1 if self.is_ordered else waarde) * biljet.kracht
        return found
