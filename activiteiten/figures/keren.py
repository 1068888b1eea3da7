"""How often an activity took place and how many people came, in one sentence to copy."""

from django.db.models import Avg, Count
from django.utils.translation import gettext, ngettext

from activiteiten.models import Activiteit, Bijeenkomst
from core.periods import Period
from core.templatetags.vooruit import getal


def sentence(activiteit: Activiteit, period: Period) -> str:
    """Say «Buurtmaaltijd trok dit kwartaal 6 keer gemiddeld 41 bezoekers.» of a running period.

    Formula: keer = bijeenkomsten that went on; gemiddeld = the mean of `aantal_deelnemers` over those that were
    counted, 0 (niemand kwam) included, rounded to a whole. Unit: bezoeken. Source: counts of the team. Missing
    (niet geteld) is left out of the mean and said in the sentence; without any count there is no mean.
    """
    rows = Bijeenkomst.objects.filter(activiteit=activiteit).between(period.first, period.last).took_place()
    found = rows.aggregate(
        keer=Count("pk"), geteld=Count("aantal_deelnemers"), gemiddeld=Avg("aantal_deelnemers")
    )
    if not found["keer"]:
        return gettext("%(titel)s was er dit kwartaal nog niet.") % {"titel": activiteit.titel}
    told = {**found, "titel": activiteit.titel, "gemiddeld": getal(found["gemiddeld"] or 0, 0)}
    told["niet"] = found["keer"] - found["geteld"]
    if not found["geteld"]:
        return (
            gettext("%(titel)s was er dit kwartaal %(keer)s keer. Het aantal bezoekers is niet geteld.")
            % told
        )
    text = gettext("%(titel)s trok dit kwartaal %(keer)s keer gemiddeld %(gemiddeld)s bezoekers.") % told
    if told["niet"]:
        text += (
            " "
            + ngettext("(%(niet)s keer niet geteld.)", "(%(niet)s keer niet geteld.)", told["niet"]) % told
        )
    return text
