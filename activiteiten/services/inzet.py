from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Bijeenkomst, Inzet
from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel

AFWEZIG, INGEPLAND = Inzet.Status.AFWEZIG, Inzet.Status.INGEPLAND


@transaction.atomic
def sign_up(*, bijeenkomst: Bijeenkomst, rol: str, by: User) -> Inzet:
    """«Ik kom»: `by` does this task at a bijeenkomst that is still to come; saying it twice changes nothing.

    Who helps may take an open task instead. Refuses what began or is cancelled, a task that somebody else just took,
    and a second task for who opens or cooks.
    """
    row = _still_to_come(bijeenkomst)
    own = Inzet.objects.filter(bijeenkomst=row, user=by).first() or Inzet(
        bijeenkomst=row, user=by, status=AFWEZIG
    )
    if own.status != AFWEZIG and own.rol == rol:
        return own
    if own.status != AFWEZIG and own.rol != Inzet.Rol.HELPT:
        raise Refused(gettext("Je doet hier al iets. Zeg eerst dat je dat niet kunt."))
    if rol != Inzet.Rol.HELPT and rol not in row.nog_nodig:
        raise Refused(gettext("Iemand was je net voor: dit doet al iemand."))
    own.rol, own.status = Inzet.Rol(rol), INGEPLAND
    own.save()
    log_regel(by=by, wat="activiteiten.ik_kom", op=row, details={"rol": rol})
    return own


@transaction.atomic
def sign_off(*, bijeenkomst: Bijeenkomst, by: User) -> None:
    """«Ik kan niet»: the place of `by` is open again and the team sees it; saying it twice changes nothing.

    No reason is asked or kept. Refuses what began or is cancelled, and who was not planned.
    """
    row = _still_to_come(bijeenkomst)
    own = Inzet.objects.filter(bijeenkomst=row, user=by).first()
    if own is None:
        raise Refused(gettext("Je stond hier niet bij."))
    if own.status == AFWEZIG:
        return
    own.status = AFWEZIG
    own.save(update_fields=["status"])
    if row.telt_id == by.pk:
        row.telt = None
        row.save(update_fields=["telt"])
    log_regel(by=by, wat="activiteiten.ik_kan_niet", op=row, details={"rol": own.rol})


def _still_to_come(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Lock it, so that two people who press at once are served one after the other."""
    rows = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("activiteit")
    row = rows.get(pk=bijeenkomst.pk)
    if row.status == Bijeenkomst.Status.AFGELAST:
        raise Refused(gettext("Dit gaat niet door."))
    if row.begin <= timezone.now() or row.status != Bijeenkomst.Status.GEPLAND:
        raise Refused(gettext("Dit is al begonnen."))
    return row
