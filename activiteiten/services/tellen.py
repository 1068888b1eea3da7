from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import HOOGSTE_TELLING, Bijeenkomst, Inzet, Telling
from activiteiten.rules import BEWERKBAAR
from activiteiten.services.maanden import refuse_released
from core.errors import Refused
from core.locking import hash_body, once
from mensen.models import User
from mensen.services import log_regel

GEPLAND, DOORGEGAAN = Bijeenkomst.Status.GEPLAND, Bijeenkomst.Status.DOORGEGAAN


@transaction.atomic
def tel_bijeenkomst(
    *,
    bijeenkomst: Bijeenkomst,
    aantal: int | None,
    client_id: UUID,
    by: User,
    volgens: User | None = None,
    seconden: int | None = None,
) -> Telling:
    """Store how many people came: a number, 0 (niemand kwam) or None (niet geteld). One bijeenkomst has one count.

    The first number stands, and who was planned is taken to have been there until somebody corrects it. The same
    number from a second person confirms it; another number is kept beside it as `afwijkend` until a coordinator
    picks one. The same client_id with the same body is the same success, with another body or person AlreadyUsed.
    Refuses before the end, in a released month, when it was cancelled, and a second number of the same person.
    `volgens` is whose word a coordinator types.
    """
    refuse_range(aantal)
    body = hash_body({"bijeenkomst": bijeenkomst, "aantal": aantal, "volgens": volgens})

    def make() -> Telling:
        telling = Telling(client_id=client_id, body_hash=body, aantal=aantal, door=by, seconden=seconden)
        return store_telling(telling, bijeenkomst, volgens=volgens)

    return once(Telling, client_id=client_id, by=by, body_hash=body, make=make)[0]


def store_telling(telling: Telling, bijeenkomst: Bijeenkomst, *, volgens: User | None = None) -> Telling:
    """Store a new count in the transaction of the caller; refuses what `tel_bijeenkomst` refuses."""
    row = _open_for_counting(bijeenkomst)
    if (
        row.status == DOORGEGAAN
        and row.tellingen.filter(door=telling.door).exclude(client_id=telling.client_id).exists()
    ):
        raise Refused(gettext("Je telde dit al. Klopt het niet? Pas je telling aan."))
    telling.bijeenkomst = row
    telling.afwijkend = _differs(row, telling.aantal)
    telling.save()
    if row.status == GEPLAND or (row.aantal_deelnemers is None and telling.aantal is not None):
        _put_in_force(row, aantal=telling.aantal, by=telling.door, volgens=volgens)
    return telling


@transaction.atomic
def correct_telling(*, telling: Telling, aantal: int | None, by: User) -> Telling:
    """Change one's own count within 14 days; when it is the count in force, the bijeenkomst follows.

    Refuses another person's count, an older one, one a coordinator decided about, and a released month.
    """
    refuse_range(aantal)
    if telling.door_id != by.pk:
        raise Refused(gettext("Dit is de telling van iemand anders."))
    if telling.op < timezone.now() - BEWERKBAAR:
        raise Refused(gettext("Aanpassen kan tot 14 dagen na het tellen. Vraag het je coördinator."))
    if telling.beslist_op is not None:
        raise Refused(gettext("De coördinator heeft hier al een aantal gekozen."))
    row = _open_for_counting(telling.bijeenkomst)
    in_force = row.geteld_door_id == by.pk and not telling.afwijkend
    before, telling.aantal = telling.aantal, aantal
    if in_force:
        _refuse_below_details(row, aantal)
        _put_in_force(row, aantal=aantal, by=by, volgens=row.volgens)
    telling.afwijkend = not in_force and _differs(row, aantal)
    telling.save(update_fields=["aantal", "afwijkend"])
    if in_force:
        _compare_again(row)
    log_regel(
        by=by, wat="activiteiten.telling_aangepast", op=telling, details={"van": before, "naar": aantal}
    )
    return telling


@transaction.atomic
def decide_telling(*, telling: Telling, by: User) -> Bijeenkomst:
    """Let a coordinator pick the number that stands; every open difference of that bijeenkomst is then settled.

    Refuses a released month.
    """
    row = _open_for_counting(telling.bijeenkomst)
    before = row.aantal_deelnemers
    if telling.aantal != before:
        _refuse_below_details(row, telling.aantal)
        _put_in_force(row, aantal=telling.aantal, by=telling.door, volgens=None)
    row.tellingen.open_differences().update(beslist_door=by, beslist_op=timezone.now())
    log_regel(
        by=by, wat="activiteiten.telling_gekozen", op=row, details={"van": before, "naar": telling.aantal}
    )
    return row


@transaction.atomic
def hand_count_to(*, bijeenkomst: Bijeenkomst, to: User, by: User) -> Bijeenkomst:
    """Ask a teammate to count: the card moves from everyone else's home to hers.

    Refuses what was counted or cancelled, and somebody who does not work in this wijk today.
    """
    row = _locked(bijeenkomst)
    if row.status != GEPLAND:
        raise Refused(gettext("Dit is intussen al geteld of niet doorgegaan."))
    if row.activiteit.wijk_id not in to.scope.own_wijken:
        raise Refused(gettext("%(naam)s werkt niet in deze wijk.") % {"naam": to.voornaam})
    row.telt = to
    row.save(update_fields=["telt"])
    log_regel(by=by, wat="activiteiten.teller_gevraagd", op=row, details={"aan": to.pk})
    return row


@transaction.atomic
def add_after_count(
    *,
    bijeenkomst: Bijeenkomst,
    nieuw_aanwezig: int | None,
    helpers_uit_wijk: int | None,
    verbindend: bool | None,
    by: User,
    aanwezig: set[User] | None = None,
) -> Bijeenkomst:
    """Store what may come after the count: new faces, helpers, whether people met, and which of us were there.

    `verbindend` None is unknown. `aanwezig` None leaves the inzet as it is; a set makes it exactly these people.
    Refuses when nobody counted, more new faces or helpers than people, `verbindend` when nobody came, and a
    released month.
    """
    row = _open_for_counting(bijeenkomst)
    _refuse_beyond_count(row, nieuw_aanwezig=nieuw_aanwezig, helpers_uit_wijk=helpers_uit_wijk)
    if verbindend is not None and not row.aantal_deelnemers:
        raise Refused(gettext("Dit kan alleen als er mensen geteld zijn."), field="verbindend")
    row.nieuw_aanwezig, row.helpers_uit_wijk, row.verbindend = nieuw_aanwezig, helpers_uit_wijk, verbindend
    row.save(update_fields=["nieuw_aanwezig", "helpers_uit_wijk", "verbindend"])
    if aanwezig is not None:
        _note_presence(row, aanwezig)
    details = {"nieuw": nieuw_aanwezig, "helpers": helpers_uit_wijk, "verbindend": verbindend}
    log_regel(by=by, wat="activiteiten.telling_aangevuld", op=row, details=details)
    return row


def _refuse_beyond_count(row: Bijeenkomst, **details: int | None) -> None:
    """Refuse more of some people than were counted in all."""
    for field, value in details.items():
        if value is not None and row.aantal_deelnemers is None:
            raise Refused(gettext("Tel eerst hoeveel mensen er waren."), field=field)
        if value is not None and value > (row.aantal_deelnemers or 0):
            raise Refused(
                gettext("Dit zijn er meer dan de %(aantal)s mensen die er waren.")
                % {"aantal": row.aantal_deelnemers},
                field=field,
            )


def _note_presence(row: Bijeenkomst, aanwezig: set[User]) -> None:
    planned = Inzet.objects.filter(bijeenkomst=row)
    planned.exclude(user__in=aanwezig).update(status=Inzet.Status.AFWEZIG)
    planned.filter(user__in=aanwezig).update(status=Inzet.Status.AANWEZIG)
    known = set(planned.values_list("user_id", flat=True))
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=row, user=user, status=Inzet.Status.AANWEZIG)
        for user in aanwezig
        if user.pk not in known
    )


def _locked(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    rows = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("activiteit")
    return rows.get(pk=bijeenkomst.pk)


def _open_for_counting(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Lock the bijeenkomst and refuse what may not be counted."""
    row = _locked(bijeenkomst)
    if row.eind > timezone.now() + timedelta(minutes=1):
        raise Refused(gettext("Tellen kan pas na afloop."))
    if row.status == Bijeenkomst.Status.AFGELAST:
        raise Refused(
            gettext("Deze bijeenkomst is niet doorgegaan. Zet haar eerst terug als dat niet klopt.")
        )
    refuse_released(wijk_id=row.activiteit.wijk_id, days={row.dag})
    return row


def _differs(row: Bijeenkomst, aantal: int | None) -> bool:
    """Unknown differs from nothing."""
    return None not in (row.aantal_deelnemers, aantal) and row.aantal_deelnemers != aantal


def _put_in_force(row: Bijeenkomst, *, aantal: int | None, by: User, volgens: User | None) -> None:
    first = row.status == GEPLAND
    row.status, row.aantal_deelnemers = DOORGEGAAN, aantal
    row.geteld_door, row.geteld_op, row.volgens = by, timezone.now(), volgens
    row.save(update_fields=["status", "aantal_deelnemers", "geteld_door", "geteld_op", "volgens"])
    if first:
        row.inzetten.filter(status=Inzet.Status.INGEPLAND).update(status=Inzet.Status.AANWEZIG)


def _compare_again(row: Bijeenkomst) -> None:
    """After a correction, what others counted may agree with it, or no longer."""
    others = row.tellingen.exclude(door=row.geteld_door).filter(beslist_op=None)
    others.filter(aantal=row.aantal_deelnemers).update(afwijkend=False)
    if row.aantal_deelnemers is not None:
        others.exclude(aantal=None).exclude(aantal=row.aantal_deelnemers).update(afwijkend=True)


def refuse_range(aantal: int | None) -> None:
    """Refuse a number of people that cannot be."""
    if aantal is not None and not 0 <= aantal <= HOOGSTE_TELLING:
        raise Refused(
            gettext("Kies een aantal van 0 tot en met %(hoogste)s.") % {"hoogste": HOOGSTE_TELLING},
            field="aantal",
        )


def _refuse_below_details(row: Bijeenkomst, aantal: int | None) -> None:
    details = max(row.nieuw_aanwezig or 0, row.helpers_uit_wijk or 0)
    if details and (aantal is None or aantal < details):
        raise Refused(
            gettext("Er staan %(meer)s nieuwe mensen of helpers bij. Pas dat eerst aan.") % {"meer": details},
            field="aantal",
        )
    if row.verbindend is not None and not aantal:
        raise Refused(
            gettext("Er staat bij of mensen met elkaar in gesprek kwamen. Haal dat eerst weg."),
            field="aantal",
        )
