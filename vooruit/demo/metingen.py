"""What was measured in Geuzenveld since the third version, and where each measurement stands."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from wijken.vocabulary import Bewijsniveau
from wijkplan import services
from wijkplan.models import Doel, Indicator, Meting

PORTIEKEN = "geteld langs de portieken"
# goal, who, days ago, value, n, source, evidence, handed in
GEMETEN = (
    ("sloop", "yasmina", 200, 4, None, PORTIEKEN, Bewijsniveau.TELLING, True),
    ("meepraten", "yasmina", 60, 45, 38, "vragenlijst onder bezoekers", Bewijsniveau.BEVESTIGD, True),
    ("sloop", "yasmina", 40, 7, None, PORTIEKEN, Bewijsniveau.TELLING, True),
    ("sloop", "jip", 9, 12, None, PORTIEKEN, Bewijsniveau.TELLING, True),
    ("sloop", "aisha", 3, 8, None, PORTIEKEN, Bewijsniveau.TELLING, True),
    ("meepraten", "priya", 1, 52, 9, "vragenlijst, nog niet klaar", Bewijsniveau.BEVESTIGD, False),
)
TERUG = "Er zijn 11 portieken. Telde je de ingang van de fietsenkelder mee?"


def measure(verhaal: Verhaal, doelen: Mapping[str, Doel]) -> None:
    """Write the measurements; Jip's goes back to him, Aisha's waits for Yasmina, Priya still works on hers."""
    for key, wie, dagen, waarde, n, bron, niveau, indienen in GEMETEN:
        indicator = Indicator.objects.filter(doel=doelen[key], berekening="").earliest("pk")
        with at(moment(days_ago(dagen), 12)):
            meting = services.record_meting(
                indicator=indicator,
                by=verhaal.mensen[wie],
                peildatum=verhaal.today - timedelta(days=dagen),
                waarde=Decimal(waarde),
                n=n,
                bron=bron,
                bewijsniveau=niveau,
                indienen=indienen,
            )
        if wie == "jip":
            _give_back(verhaal, meting, dagen - 1)


def _give_back(verhaal: Verhaal, meting: Meting, dagen: int) -> None:
    with at(moment(days_ago(dagen), 10)):
        services.return_meting(meting=meting, reden=TERUG, slot=meting.slot, by=verhaal.mensen["yasmina"])
