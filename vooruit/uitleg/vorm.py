"""The shape of the page for residents, the same in every language."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Deel:
    """One pictogram with what it means."""

    beeld: str
    kop: str
    regels: tuple[str, ...]
    nummers: tuple[str, ...] = ()
    mail: str = ""

    @property
    def beeldbestand(self) -> str:
        """The template that draws the pictogram."""
        return f"vooruit/beeld/{self.beeld}.html"


@dataclass(frozen=True, kw_only=True)
class Uitleg:
    """The whole page in one language."""

    taal: str
    naam: str
    titel: str
    inleiding: str
    delen: tuple[Deel, ...]
    inhoud: str
    talen: str
    richting: str = "ltr"
