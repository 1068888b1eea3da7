"""Verbs on how a student's contact goes on without her: handed over with the resident's yes, or ended."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from bewoners.models import Overdracht, Relatie, Relatieperiode
from bewoners.services.relaties import hold_relatie, join_relatie, refuse_closed
from bewoners.services.toestemming import withdraw_name
from core.errors import Refused
from core.locking import hash_body, once
from mensen.models import User
from mensen.services import log_regel
from teams.models import Lidmaatschap

Uitkomst = Overdracht.Uitkomst


@transaction.atomic
def hand_over(
    *, relatie: Relatie, van: User, naar: User, client_id: UUID, by: User, kennismaking_op: date | None = None
) -> Overdracht:
    """The resident said yes to another student: from today both keep in touch, until the three have met.

    With the day on which they met it is complete at once (`meet_overdracht`). The same client_id with the same body is
    the same success. Refuses a closed contact, who does not keep it up, who does not work in the wijk, a second one
    of this contact beside one that runs, and to go there while she wants nobody to come.
    """
    body = hash_body({"relatie": relatie, "van": van, "naar": naar, "kennismaking_op": kennismaking_op})
    # held before it looks: the same form sent meanwhile then finds what the first one made
    held = hold_relatie(relatie, closed=True)

    def make() -> Overdracht:
        refuse_closed(held)
        _refuse_outside(held, van, naar)
        if held.niet_benaderen and kennismaking_op is None:
            raise Refused(
                gettext("Deze buur wil niet benaderd worden. Overdragen kan als jullie al kennismaakten.")
            )
        row = Overdracht.objects.create(
            client_id=client_id,
            body_hash=body,
            relatie=held,
            van=van,
            naar=naar,
            akkoord_op=timezone.localdate(),
            door=by,
        )
        log_regel(by=by, wat="bewoners.overdracht_begonnen", op=held, details={"naar": naar.pk})
        if kennismaking_op is None:
            join_relatie(relatie=held, user=naar, by=by)
        else:
            _complete(row, held, kennismaking_op, by)
        return row

    return once(Overdracht, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def meet_overdracht(*, overdracht: Overdracht, kennismaking_op: date, by: User) -> Overdracht:
    """The three met: it is handed over, and who hands over keeps in touch up to and including today.

    Refuses a day to come and one before the contact began, what was taken back, and somebody who left the wijk.
    """
    relatie = hold_relatie(overdracht.relatie)
    row = Overdracht.objects.select_for_update(of=("self",)).filter(pk=overdracht.pk).first()
    if row is None:
        raise Refused(gettext("Deze overdracht gaat niet door."))
    if row.loopt:
        _complete(row, relatie, kennismaking_op, by)
    return row


def _complete(row: Overdracht, relatie: Relatie, kennismaking_op: date, by: User) -> None:
    today = timezone.localdate()
    if not relatie.sinds <= kennismaking_op <= today:
        raise Refused(
            gettext("Kies een dag tot en met vandaag, sinds het contact er is."), field="kennismaking_op"
        )
    join_relatie(relatie=relatie, user=_working_here(relatie, row.naar), by=by)
    row.kennismaking_op, row.uitkomst, row.afgerond_op = kennismaking_op, Uitkomst.OVERGEDRAGEN, today
    row.save(update_fields=["kennismaking_op", "uitkomst", "afgerond_op"])
    relatie.perioden.on(today).filter(user=row.van).update(tot=today)
    relatie.status = Relatie.Status.OVERGEDRAGEN
    relatie.save(update_fields=["status"])
    log_regel(by=by, wat="bewoners.relatie_overgedragen", op=relatie, details={"naar": row.naar_id})


@transaction.atomic
def undo_overdracht(*, overdracht: Overdracht, by: User) -> None:
    """It does not go on after all: nothing of it stays, and who came for it does not keep in touch.

    Who spoke with her already still does today. Refuses what was completed.
    """
    relatie = hold_relatie(overdracht.relatie)
    row = Overdracht.objects.select_for_update(of=("self",)).filter(pk=overdracht.pk).first()
    if row is None:
        return
    if not row.loopt:
        raise Refused(gettext("Deze overdracht is al afgerond."))
    _forget_who_came(row, relatie).update(tot=timezone.localdate())
    row.delete()
    log_regel(by=by, wat="bewoners.overdracht_gaat_niet_door", op=relatie)


@transaction.atomic
def leave_relatie(*, relatie: Relatie, van: User, uitkomst: str, by: User) -> bool:
    """A student stops after today without handing over; say whether the contact closed as nobody else keeps it up.

    `uitkomst` says why: the resident wants nobody else, or the contact is done. What ran from or to her is off, and who
    came for it and did not speak with the resident yet goes too. A kept name goes with a contact that closes. Twice
    is once.
    """
    today, held = timezone.localdate(), hold_relatie(relatie, closed=True)
    if held.perioden.filter(user=van, tot=None).exists():
        for row in held.overdrachten.open().filter(Q(van=van) | Q(naar=van)):
            _forget_who_came(row, held)
            row.delete()
        Overdracht.objects.create(relatie=held, van=van, uitkomst=uitkomst, afgerond_op=today, door=by)
        held.perioden.on(today).filter(user=van).update(tot=today)
        log_regel(by=by, wat="bewoners.relatie_gestopt", op=held, details={"uitkomst": uitkomst})
    others = held.perioden.filter(tot=None).exists()
    if not others and held.status != Relatie.Status.AFGESLOTEN:
        held.status, held.gesloten_op = Relatie.Status.AFGESLOTEN, today
        held.save(update_fields=["status", "gesloten_op"])
        withdraw_name(relatie=held, by=by)
    return not others


@transaction.atomic
def resume_relatie(*, overdracht: Overdracht, by: User) -> None:
    """She did not stop after all: on the day she stopped she goes on as she did, and what was closed with it is open.

    A handover that ended with it and a name that went with it do not come back. Refuses what is no stop, a stop of an
    earlier day, and who left the wijk since. Twice is once.
    """
    relatie = hold_relatie(overdracht.relatie, closed=True)
    row = Overdracht.objects.select_for_update(of=("self",)).filter(pk=overdracht.pk).first()
    if row is None:
        return
    if not row.is_gestopt_op(timezone.localdate()):
        raise Refused(gettext("Dit kan alleen op de dag dat iemand stopte."))
    van = _working_here(relatie, row.van)
    if relatie.status == Relatie.Status.AFGESLOTEN:
        relatie.status, relatie.gesloten_op = Relatie.Status.ACTIEF, None
        relatie.save(update_fields=["status", "gesloten_op"])
    join_relatie(relatie=relatie, user=van, by=by)
    row.delete()
    log_regel(by=by, wat="bewoners.relatie_hervat", op=relatie, details={"wie": row.van_id})


def _forget_who_came(row: Overdracht, relatie: Relatie) -> QuerySet[Relatieperiode]:
    """Who came for it and did not speak with her yet never kept in touch; what is left of it is of who did."""
    came = relatie.perioden.filter(user=row.naar, van__gte=row.akkoord_op, tot=None)
    if not relatie.contactmomenten.filter(door=row.naar).exists():
        came.delete()
    return came


def _refuse_outside(relatie: Relatie, van: User, naar: User) -> None:
    if not relatie.perioden.filter(user=van, tot=None).exists():
        raise Refused(gettext("%(naam)s houdt dit contact niet bij.") % {"naam": van.voornaam}, field="van")
    if van == naar:
        raise Refused(gettext("Kies iemand anders dan wie het overdraagt."), field="naar")
    _working_here(relatie, naar)
    if relatie.overdrachten.open().exists():
        raise Refused(gettext("Er loopt al een overdracht van dit contact."))


def _working_here(relatie: Relatie, user: User | None) -> User:
    """Who takes it over or goes on with it; refuses who does not work in the wijk today."""
    if user is None or not Lidmaatschap.objects.of_wijk_today(relatie.wijk_id).filter(user=user).exists():
        raise Refused(gettext("Die collega werkt niet meer in deze wijk."), field="naar")
    return user
