from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten import mails
from activiteiten.models import Bijeenkomst, Inzet
from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel
from teams.models import Lidmaatschap, Rol

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
    """«Ik kan niet»: the place of `by` is open again and the team hears it; saying it twice changes nothing.

    No reason is asked or kept. Nobody is mailed when enough people are left. Refuses what began or is cancelled, and
    who was not planned.
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
    if own.rol in row.nog_nodig:
        mails.tell_open_place(own, row, by)


@transaction.atomic
def ask_swap(*, bijeenkomst: Bijeenkomst, aan: User | None, by: User) -> Inzet:
    """«Neem jij het over?»: `aan`, or without a name the team, is asked; `by` stays planned until somebody does.

    Asked again it asks somebody else. Refuses what began or is cancelled, who is not planned, and to ask who opens or
    cooks there already or works elsewhere.
    """
    row = _still_to_come(bijeenkomst)
    own = _planned(row, by)
    if aan is not None and aan not in mates_for(row, by):
        raise Refused(gettext("Kies iemand van je team die daar nog niets doet."))
    if own.zoekt_ruil and own.ruil_aan == aan:
        return own
    own.ruil_op, own.ruil_aan = timezone.now(), aan
    own.save(update_fields=["ruil_op", "ruil_aan"])
    log_regel(by=by, wat="activiteiten.ruil_gevraagd", op=row, details={"rol": own.rol})
    for mate in mates_for(row, by) if aan is None else [aan]:
        mails.ask_to_take_over(own, row, mate)
    return own


@transaction.atomic
def withdraw_swap(*, bijeenkomst: Bijeenkomst, by: User) -> None:
    """«Ik kom toch zelf»: nobody is asked any more. Refuses what began, is cancelled, and who is not planned."""
    own = _planned(_still_to_come(bijeenkomst), by)
    own.ruil_op = own.ruil_aan = None
    own.save(update_fields=["ruil_op", "ruil_aan"])


@transaction.atomic
def take_over(*, bijeenkomst: Bijeenkomst, van: User, by: User) -> Inzet:
    """«Ik neem het over»: `by` does what `van` would do, and `van` hears it; saying it twice changes nothing.

    Refuses what began or is cancelled, what `van` did not ask of `by`, and who opens or cooks there already.
    """
    row = _still_to_come(bijeenkomst)
    people = {inzet.user_id: inzet for inzet in Inzet.objects.filter(bijeenkomst=row).select_related("user")}
    theirs, own = people.get(van.pk), people.get(by.pk) or Inzet(bijeenkomst=row, user=by, status=AFWEZIG)
    if theirs is None or (theirs.status == AFWEZIG and (own.status, own.rol) != (INGEPLAND, theirs.rol)):
        raise Refused(gettext("Dit wordt niet meer gevraagd."))
    if theirs.status == AFWEZIG:
        return own
    if not theirs.zoekt_ruil or theirs.ruil_aan_id not in {None, by.pk} or van == by:
        raise Refused(gettext("Dit wordt niet meer gevraagd."))
    if own.status != AFWEZIG and own.rol != Inzet.Rol.HELPT:
        raise Refused(gettext("Je doet hier al iets. Zeg eerst dat je dat niet kunt."))
    own.rol, own.status = theirs.rol, INGEPLAND
    own.save()
    theirs.status, theirs.ruil_op, theirs.ruil_aan = AFWEZIG, None, None
    theirs.save(update_fields=["status", "ruil_op", "ruil_aan"])
    if row.telt_id == van.pk:
        row.telt = by
        row.save(update_fields=["telt"])
    log_regel(by=by, wat="activiteiten.overgenomen", op=row, details={"rol": own.rol})
    mails.tell_taken_over(own, row, theirs.user)
    return own


def mates_for(bijeenkomst: Bijeenkomst, by: User) -> list[User]:
    """Students of its team today who could take over: all but `by` and who opens or cooks there."""
    busy = Inzet.objects.filter(bijeenkomst=bijeenkomst, status=INGEPLAND).exclude(rol=Inzet.Rol.HELPT)
    members = Lidmaatschap.objects.on(timezone.localdate()).filter(
        team=bijeenkomst.activiteit.team_id, rol=Rol.TEAMLID
    )
    return list(members.users().exclude(pk=by.pk).exclude(pk__in=busy.values("user")))


def _planned(row: Bijeenkomst, user: User) -> Inzet:
    own = Inzet.objects.filter(bijeenkomst=row, user=user).exclude(status=AFWEZIG).first()
    if own is None:
        raise Refused(gettext("Je stond hier niet bij."))
    return own


def _still_to_come(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Lock it, so that two people who press at once are served one after the other."""
    rows = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("activiteit")
    row = rows.get(pk=bijeenkomst.pk)
    if row.status == Bijeenkomst.Status.AFGELAST:
        raise Refused(gettext("Dit gaat niet door."))
    if row.begin <= timezone.now() or row.status != Bijeenkomst.Status.GEPLAND:
        raise Refused(gettext("Dit is al begonnen."))
    return row
