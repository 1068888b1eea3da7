"""What an import says about a file: a line per row, counted per level, translated when it is read."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

OUR_WORDS = {"vorm", "soort", "gekozen", "gevonden"}
MAX_OK = 500
MAX_LINES = 2_000


class Niveau(StrEnum):
    """How a row fared; `fout` means that the whole file was refused."""

    OK = "ok"
    GEREPAREERD = "gerepareerd"
    OVERGESLAGEN = "overgeslagen"
    FOUT = "fout"


class Onleesbaar(Exception):  # noqa: N818 - a Dutch noun of this room
    """The file as a whole cannot be used; nothing of it is stored. `str()` is a sentence for the reader."""

    def __init__(self, tekst: str, /, **waarden: Any) -> None:
        super().__init__(tekst, waarden)
        self.tekst, self.waarden = tekst, waarden

    def __str__(self) -> str:
        return fill(self.tekst, self.waarden)


class Onbruikbaar(Onleesbaar):
    """One row cannot be used; the rest of the file can."""


def fill(tekst: str, waarden: dict[str, Any]) -> str:
    """The sentence in the reader's language with its values in it; some values are words of ours too."""
    values = {key: gettext(value) if key in OUR_WORDS else value for key, value in waarden.items()}
    return gettext(tekst) % values if values else gettext(tekst)


@dataclass(frozen=True, slots=True)
class RowReport:
    """One line: which row (in a CSV line 1 is the header), which column, how it fared, and why."""

    rij: int | None
    kolom: str
    niveau: Niveau
    tekst: str
    waarden: dict[str, Any] = field(default_factory=dict)

    @property
    def melding(self) -> str:
        return fill(self.tekst, self.waarden)

    def as_json(self) -> dict[str, Any]:
        return {
            "rij": self.rij,
            "kolom": self.kolom,
            "niveau": str(self.niveau),
            "tekst": self.tekst,
            "waarden": {
                key: value if isinstance(value, int) else str(value) for key, value in self.waarden.items()
            },
        }

    @classmethod
    def from_json(cls, line: dict[str, Any]) -> Self:
        return cls(line["rij"], line["kolom"], Niveau(line["niveau"]), line["tekst"], line["waarden"])


class Report:
    """The lines of one file. Counts are exact; of the lines themselves the first few thousand are kept."""

    def __init__(self, tell: Callable[[int], None] | None = None) -> None:
        """`tell` hears now and then how far the reader is, in percent."""
        self.regels: list[RowReport] = []
        self.aantal: Counter[Niveau] = Counter()
        self.totaal = 0
        self._tell = tell

    def _add(self, line: RowReport, limit: int) -> None:
        self.aantal[line.niveau] += 1
        if self.aantal[line.niveau] <= limit:
            self.regels.append(line)
        if self._tell and self.totaal and self.aantal.total() % max(self.totaal // 20, 1) == 0:
            self._tell(min(100 * self.aantal.total() // self.totaal, 100))

    def ok(self, rij: int, wat: str) -> None:
        """The row was read as it stands."""
        self._add(RowReport(rij, "", Niveau.OK, _("Gelezen: %(wat)s."), {"wat": wat}), MAX_OK)

    def joined(self, rij: int, tekst: str, /, **waarden: Any) -> None:
        """The row was read as part of another."""
        self._add(RowReport(rij, "", Niveau.OK, tekst, waarden), MAX_OK)

    def repaired(self, rij: int | None, kolom: str, tekst: str, /, **waarden: Any) -> None:
        """Something was mended or guessed; the row is used."""
        self._add(RowReport(rij, kolom, Niveau.GEREPAREERD, tekst, waarden), MAX_LINES)

    def skipped(self, rij: int | None, kolom: str, tekst: str, /, **waarden: Any) -> None:
        """The row (or column) is not used, with the reason."""
        self._add(RowReport(rij, kolom, Niveau.OVERGESLAGEN, tekst, waarden), MAX_LINES)

    def failed(self, reden: Onleesbaar) -> None:
        """The whole file is refused."""
        self._add(RowReport(None, "", Niveau.FOUT, reden.tekst, reden.waarden), MAX_LINES)

    def counts(self) -> dict[str, int]:
        return {str(niveau): self.aantal[niveau] for niveau in Niveau}

    def as_json(self) -> dict[str, Any]:
        return {"aantal": self.counts(), "regels": [line.as_json() for line in self.regels]}
