"""A figure as it is told: a value is never without its formula, unit, period, source, n and evidence level."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from core.charts import Chart, Point, Series
from core.exports import Explanation, as_shown
from core.periods import Period
from core.suppression import Cell, Missing, Shown, StructuralZero, Suppressed
from wijken.vocabulary import Bewijsniveau

Text = str | Promise
Waarde = int | Decimal | Cell | None


@dataclass(frozen=True, kw_only=True)
class Definitie:
    """What a figure means, the same for every period: written down once, printed next to every value."""

    code: str
    naam: Text
    eenheid: Text
    formule: Text
    bron: Text
    ontbreekt: Text
    bewijsniveau: Bewijsniveau = Bewijsniveau.TELLING
    over_personen: bool = False
    enkelvoud: Text = ""


@dataclass(frozen=True, kw_only=True)
class Figuur:
    """One value of a definition in a period; `waarde` is None when it is not known, never 0 for that reason.

    `label` names it within its group (a month, an effect area), `n` says on how many it rests, `zin` says it in
    a sentence that can be pasted, `toelichting` says what to know about this value, `volgt` that it will be
    told later.
    """

    definitie: Definitie
    waarde: Waarde
    periode: Period
    n: str
    label: Text = ""
    zin: str = ""
    toelichting: Text = ""
    volgt: bool = False
    eenheid: Text = ""
    bron: Text = ""
    bewijsniveau: Bewijsniveau | None = None

    @property
    def naam(self) -> str:
        """What is counted, and of what when there are several."""
        naam = str(self.definitie.naam)
        return f"{naam}: {self.label}" if self.label and not isinstance(self.label, MonthLabel) else naam

    @property
    def formule(self) -> str:
        """How it is calculated."""
        return str(self.definitie.formule)

    @property
    def telwoord(self) -> str:
        """The unit behind the number: «1 bijeenkomst»; columns keep `maat`, which is the same in every row."""
        return str((self.waarde == 1 and self.definitie.enkelvoud) or self.maat)

    @property
    def maat(self) -> str:
        """The unit."""
        return str(self.eenheid or self.definitie.eenheid)

    @property
    def herkomst(self) -> str:
        """Where the numbers come from."""
        return str(self.bron or self.definitie.bron)

    @property
    def bewijs(self) -> str:
        """The evidence level in words."""
        return str(Bewijsniveau(self.bewijsniveau or self.definitie.bewijsniveau).label)

    @property
    def afgeschermd(self) -> bool:
        """Whether the value is hidden because the group is small."""
        return isinstance(self.waarde, Suppressed)

    @property
    def onbekend(self) -> bool:
        """Whether there is no value."""
        return self.waarde is None or isinstance(self.waarde, Missing)

    @property
    def afgerond(self) -> bool:
        """Whether the value was rounded to protect persons."""
        return isinstance(self.waarde, Shown)

    @property
    def getal(self) -> int | Decimal | None:
        """The number to print, or None."""
        if isinstance(self.waarde, Shown | StructuralZero):
            return self.waarde.value
        return None if self.afgeschermd or self.onbekend else self.waarde  # type: ignore[return-value]

    @property
    def getoond(self) -> str:
        """The value as text: grouped thousands, «afgeschermd», «niet geteld», «volgt»."""
        return gettext("volgt") if self.volgt else as_shown(self.waarde)

    @property
    def met_eenheid(self) -> str:
        """The value as text with its unit, «ongeveer» before what was rounded."""
        if self.getal is None:
            return self.getoond
        space = "\N{NO-BREAK SPACE}" if self.maat.startswith("%") else " "
        text = f"{self.getoond}{space}{self.telwoord}".strip()
        return gettext("ongeveer %(waarde)s") % {"waarde": text} if self.afgerond else text

    def say(self, zin: str) -> "Figuur":
        """The same figure with its sentence."""
        return replace(self, zin=zin)

    @property
    def rij(self) -> list[Any]:
        """A line of a file."""
        return [
            self.naam,
            self.periode.label,
            gettext("volgt") if self.volgt else self.waarde,
            self.maat,
            self.formule,
            self.herkomst,
            self.n,
            self.bewijs,
            str(self.toelichting or self.definitie.ontbreekt),
        ]

    @property
    def uitleg(self) -> Explanation:
        """A line of the sheet that explains."""
        return Explanation(
            figuur=self.naam,
            formule=self.formule,
            periode=self.periode.label,
            bron=self.herkomst,
            n=self.n,
            bewijsniveau=self.bewijs,
        )


class MonthLabel(str):
    """A label that only says when, which the period says too."""

    __slots__ = ()


def kop() -> list[str]:
    """Titles of the columns of a file."""
    return [
        gettext("Figuur"),
        gettext("Periode"),
        gettext("Waarde"),
        gettext("Eenheid"),
        gettext("Formule"),
        gettext("Bron"),
        gettext("Aantal (n)"),
        gettext("Bewijsniveau"),
        gettext("Toelichting"),
    ]


@dataclass(frozen=True, kw_only=True)
class Groep:
    """Figures of one definition beside each other, as a chart and as a table."""

    code: str
    titel: Text
    figuren: tuple[Figuur, ...]
    kop: Text
    kind: str = "bars"
    toelichting: Text = ""

    @property
    def definitie(self) -> Definitie:
        """What all of them mean."""
        return self.figuren[0].definitie

    @property
    def chart(self) -> Chart:
        """The drawing; its rows are the table."""
        return Chart(
            title=self.titel,
            unit=self.definitie.eenheid,
            source=self.definitie.bron,
            kind=self.kind,
            label_title=self.kop,
            series=(Series("", tuple(Point(f.label, f.waarde) for f in self.figuren)),),
        )
