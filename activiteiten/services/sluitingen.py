from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from activiteiten.models import Reeks, Sluiting
from activiteiten.rows import SluitingRij
from activiteiten.services.reeksen import plan_ahead
from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Wijk


@transaction.atomic
def add_sluiting(*, wijk: Wijk, soort: str, naam: str, van: date, tot: date, by: User) -> Sluiting:
    """Note a closed period of a wijk; series that skip its kind leave those days out of the calendar at once.

    Saying it again gives the same one. Refuses an end before the begin and more than a year.
    """
    if tot < van:
        raise Refused(gettext("De laatste dag ligt voor de eerste."), field="tot")
    if tot - van > Sluiting.LANGSTE:
        raise Refused(gettext("Een sluiting duurt hooguit een jaar."), field="tot")
    sluiting, made = Sluiting.objects.get_or_create(
        wijk=wijk, soort=soort, naam=naam, van=van, defaults={"tot": tot}
    )
    if not made and sluiting.tot != tot:
        raise Refused(gettext("Deze sluiting staat er al, met een andere laatste dag."), field="tot")
    if made:
        log_regel(by=by, wat="activiteiten.sluiting_erbij", op=sluiting)
        _follow({soort}, wijk)
    return sluiting


@transaction.atomic
def remove_sluiting(*, sluiting: Sluiting, by: User) -> None:
    """Forget a closed period of a wijk; its series take place on those days again."""
    log_regel(by=by, wat="activiteiten.sluiting_weg", op=sluiting)
    soort, wijk = sluiting.soort, sluiting.wijk
    sluiting.delete()
    _follow({soort}, wijk)


@transaction.atomic
def store_sluitingen(
    *, rijen: Sequence[SluitingRij], wijk: Wijk | None, by: User | None, dry_run: bool = False
) -> dict[str, int]:
    """Store closed periods of a file for a wijk or the whole city; a period that is there already gets its last day."""
    counts = {"nieuw": 0, "gewijzigd": 0, "ongewijzigd": 0}
    for rij in rijen:
        key = {"wijk": wijk, "soort": rij.soort, "naam": rij.naam, "van": rij.van}
        sluiting, made = Sluiting.objects.get_or_create(**key, defaults={"tot": rij.tot})
        changed = not made and sluiting.tot != rij.tot
        if changed:
            sluiting.tot = rij.tot
            sluiting.save(update_fields=["tot"])
        counts["nieuw" if made else "gewijzigd" if changed else "ongewijzigd"] += 1
    _follow({rij.soort for rij in rijen}, wijk)
    log_regel(by=by, wat="activiteiten.sluitingen_ingelezen", op=wijk, details=dict(counts))
    if dry_run:
        transaction.set_rollback(True)
    return counts


def _follow(soorten: set[str], wijk: Wijk | None) -> None:
    """Let the series that skip these kinds follow."""
    rows = Reeks.objects.running().skipping(soorten, wijk)
    for reeks in rows.select_related("activiteit", "plek"):
        plan_ahead(reeks=reeks)
