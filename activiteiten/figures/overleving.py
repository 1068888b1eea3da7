"""Whether initiatives that went on without us still exist, and how their ownership grew."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from dateutil.relativedelta import relativedelta
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Eigenaarschapsmeting, Initiatief
from core.charts import Chart, Series
from wijken.models import Wijk

NA = 12
FORMULE = _(
    "bestaat nog gedeeld door bestaat nog plus gestopt, van de initiatieven die minstens 12 maanden geleden "
    "zelfstandig werden. Bestaat nog: na die 12 maanden zei iemand van ons ja, of zag hoe het ervoor staat. "
    "Gestopt: het hield binnen die 12 maanden op."
)
BRON = _("nagevraagd en gezien door het team")


@dataclass(frozen=True, kw_only=True)
class Overleving:
    """How many of the initiatives that are on their own for 12 months still existed then.

    Formula: bestaat / (bestaat + gestopt) of those that became zelfstandig at least 12 months ago. Unit: initiatieven,
    never persons. Source: survival checks, measurements of the ladder and stops, noted by the team. Missing: of
    `onbekend` nobody said anything since; they stand beside the figure and never in it.
    """

    bestaat: list[Initiatief]
    gestopt: list[Initiatief]
    onbekend: list[Initiatief]
    zelfstandig: int
    mediaan: float | None
    mediaan_van: int = 0
    wijk: Wijk | None = None

    @property
    def n(self) -> int:
        """On how many it rests."""
        return len(self.bestaat) + len(self.gestopt)

    @property
    def zin(self) -> str:
        """The figure in a sentence."""
        if not self.n:
            return gettext("Nog geen initiatief is 12 maanden zelfstandig.") if not self.onbekend else ""
        return gettext("%(x)s van %(y)s bestaat na 12 maanden nog") % {"x": len(self.bestaat), "y": self.n}

    def per_wijk(self) -> list["Overleving"]:
        """The same per wijk, when there are several."""
        rows = [*self.bestaat, *self.gestopt, *self.onbekend]
        wijken = sorted({row.wijk for row in rows}, key=lambda wijk: wijk.naam)
        return [self._of(wijk) for wijk in wijken] if len(wijken) > 1 else []

    def _of(self, wijk: Wijk) -> "Overleving":
        def of(rows: list[Initiatief]) -> list[Initiatief]:
            return [row for row in rows if row.wijk_id == wijk.pk]

        return replace(
            self, bestaat=of(self.bestaat), gestopt=of(self.gestopt), onbekend=of(self.onbekend), wijk=wijk
        )

    @property
    def niet_bekend(self) -> str:
        """What nobody knows, told apart."""
        n = len(self.onbekend)
        told = ngettext(
            "Van %(n)s initiatief weten we het niet.", "Van %(n)s initiatieven weten we het niet.", n
        )
        return told % {"n": n} if n else ""


def read_overleving(rows: QuerySet[Initiatief], today: date) -> Overleving:
    """Read the figure over these initiatives on a day; one query."""
    seen = rows.annotate(
        laatst_gezien=Max("metingen__datum", filter=Q(metingen__datum__lte=today)),
        laatst_ja=Max("checks__maanden", filter=Q(checks__bestaat_nog=True)),
        nee=Max("checks__maanden", filter=Q(checks__bestaat_nog=False)),
    ).select_related("wijk")
    found: dict[str, list[Initiatief]] = {"bestaat": [], "gestopt": [], "onbekend": []}
    levels, zelfstandig = [], 0
    for row in seen.order_by("titel", "pk"):
        zelfstandig += row.fase == Initiatief.Fase.ZELFSTANDIG
        if row.eigenaarschap is not None and row.fase != Initiatief.Fase.GESTOPT:
            levels.append(row.eigenaarschap)
        if outcome := fate(row, today):
            found[outcome].append(row)
    return Overleving(
        bestaat=found["bestaat"],
        gestopt=found["gestopt"],
        onbekend=found["onbekend"],
        zelfstandig=zelfstandig,
        mediaan=median(levels) if levels else None,
        mediaan_van=len(levels),
    )


def fate(row: Initiatief, today: date) -> str:
    """What became of one after 12 months on its own; empty when it is not that long yet."""
    if row.zelfstandig_op is None:
        return ""
    end = row.zelfstandig_op + relativedelta(months=NA)
    if end > today:
        return ""
    nee = row.nee  # type: ignore[attr-defined] # annotated; after a no nothing is asked
    if (nee is not None and nee <= NA) or (nee is None and row.gestopt_op and row.gestopt_op < end):
        return "gestopt"
    seen = row.laatst_gezien  # type: ignore[attr-defined]
    ja = (row.laatst_ja or 0) >= NA  # type: ignore[attr-defined]
    # a later no tells when we noticed, not when it stopped; a stop that was noted has its own day
    told = nee is None and row.gestopt_op is not None
    return "bestaat" if ja or told or (seen and seen >= end) else "onbekend"


def draw_ladder(metingen: Iterable[Eigenaarschapsmeting]) -> Chart | None:
    """The rungs through time; None while nobody measured. Unit: trede 0 to 5. Source: what the team saw."""
    points = [(f"{row.datum.month}-{row.datum.year}", row.niveau) for row in metingen]
    if not points:
        return None
    return Chart(
        title=gettext("Van wie is het?"),
        unit=gettext("trede, van 0 tot 5"),
        source=gettext("gezien door het team"),
        kind="columns" if len(points) < 12 else "line",
        label_title=gettext("Maand"),
        series=(Series.of("", points),),
    )
