"""How often an activity brought people together who did not know each other."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit, Bijeenkomst
from wijken.vocabulary import Bewijsniveau

FORMULE = _(
    "Het aantal keer ja, van de keren dat iemand ja of nee zei. De vraag na het tellen is: kwamen mensen met elkaar "
    "in gesprek die elkaar nog niet kenden? Niet gezegd: het ging door, maar niemand zei ja of nee. "
    "Keren dat er niemand kwam, tellen niet mee."
)


@dataclass(frozen=True, kw_only=True)
class Verbindend:
    """Of the times an activity took place in the last year: whether people talked who did not know each other yet.

    Formula: ja / (ja + nee). Unit: keer (bijeenkomsten that went on), never persons. Source: what the team saw and
    said after the count, so an impression. Missing: `niet_gezegd` went on without a yes or no, counted or not; they
    stand beside the figure and never in it. Times nobody came are neither.
    """

    ja: int
    nee: int
    niet_gezegd: int
    formule = FORMULE
    bewijs = Bewijsniveau.INDRUK.label

    @property
    def n(self) -> int:
        """On how many times it rests."""
        return self.ja + self.nee

    @property
    def zin(self) -> str:
        """The figure in a sentence, with what is missing; empty when it did not take place."""
        niet = ngettext("%(n)s keer niet gezegd", "%(n)s keer niet gezegd", self.niet_gezegd) % {
            "n": self.niet_gezegd
        }
        if not self.n:
            return niet if self.niet_gezegd else ""
        ja = gettext("%(x)s van %(y)s keer") % {"x": self.ja, "y": self.n}
        return f"{ja}, {niet}" if self.niet_gezegd else ja


def read_verbindend(activiteit: Activiteit, today: date) -> Verbindend:
    """Read it of the year that ends today; one query."""
    first = today - relativedelta(years=1) + timedelta(days=1)
    rows = Bijeenkomst.objects.filter(activiteit=activiteit).between(first, today).took_place()
    said = rows.aggregate(
        ja=Count("pk", filter=Q(verbindend=True)),
        nee=Count("pk", filter=Q(verbindend=False)),
        niet_gezegd=Count("pk", filter=Q(verbindend=None) & ~Q(aantal_deelnemers=0)),
    )
    return Verbindend(**said)
