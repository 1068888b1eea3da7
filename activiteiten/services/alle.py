"""One change for several bijeenkomsten of a series: this one and those after it, or all that are still to come."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Afgelasting, Bijeenkomst, Inzet, Reeks
from activiteiten.querysets import BijeenkomstQuerySet
from activiteiten.services.bijeenkomsten import cancel_bijeenkomst, restore_bijeenkomst
from activiteiten.services.reeksen import change_reeks
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Plek


class Welke(StrEnum):
    """How far a change reaches."""

    DEZE = "deze"
    VOLGENDE = "volgende"
    ALLE = "alle"


@transaction.atomic
def change_following(
    *,
    bijeenkomst: Bijeenkomst,
    welke: Welke,
    slot: int,
    by: User,
    begin: datetime,
    eind: datetime,
    plek: Plek | None,
    titel: str,
    inzet: Mapping[User, str],
) -> Reeks:
    """Give this bijeenkomst and those after it (or all to come) other hours, another place, title or people.

    What began, was counted or was changed by hand stays. Refuses another day (that is a change of the rule) and a
    bijeenkomst that was moved away from the day of its rule.
    """
    reeks = _series_of(bijeenkomst)
    if timezone.localdate(begin) != bijeenkomst.regeldag:
        raise Refused(
            gettext(
                "Een andere dag voor meer keren verander je bij de reeks. Hier kan het alleen voor deze keer."
            ),
            field="dag",
        )
    if welke == Welke.VOLGENDE and _regeldag(bijeenkomst) < reeks.begint:
        raise Refused(gettext("Later verandert deze reeks nog. Kies alleen deze, of alle."), field="welke")
    bijeenkomst.aangepast = False
    save_with_slot(bijeenkomst, fields=("aangepast",), expected_slot=slot)
    all_of_it = welke == Welke.ALLE
    change_reeks(
        reeks=reeks,
        slot=reeks.slot,
        by=by,
        retime=all_of_it,
        begint=reeks.begint if all_of_it else _regeldag(bijeenkomst),
        van=timezone.localtime(begin).time(),
        eindigt=timezone.localtime(eind).time(),
        plek=plek,
        titel=titel,
    )
    if _planned(bijeenkomst) != sorted((user.pk, str(rol)) for user, rol in inzet.items()):
        _replace_people(_rows_of(bijeenkomst, welke), inzet)
    return reeks


@transaction.atomic
def cancel_following(
    *, bijeenkomst: Bijeenkomst, welke: Welke, by: User, client_id: UUID | None = None
) -> int:
    """Say that this one does not take place, or that the series ends with it; return how many were cancelled.

    What is cancelled stays in the calendar as «niet doorgegaan». The same client_id again is the same success and
    changes nothing, also when it was put back since. Refuses as `cancel_bijeenkomst` does.
    """
    body = hash_body({"bijeenkomst": bijeenkomst, "welke": welke})

    def make() -> Afgelasting:
        aantal = _cancel(bijeenkomst, welke, by)
        said = {"client_id": client_id or uuid4(), "body_hash": body}
        return Afgelasting.objects.create(bijeenkomst=bijeenkomst, aantal=aantal, door=by, **said)

    if client_id is None:
        return make().aantal
    return once(Afgelasting, client_id=client_id, by=by, body_hash=body, make=make)[0].aantal


def _cancel(bijeenkomst: Bijeenkomst, welke: Welke, by: User) -> int:
    if welke == Welke.DEZE:
        cancel_bijeenkomst(bijeenkomst=bijeenkomst, by=by)
        return 1
    reeks = _series_of(bijeenkomst)
    rows = _rows_of(bijeenkomst, welke)
    count = rows.update(status=Bijeenkomst.Status.AFGELAST, slot=F("slot") + 1)
    first = _regeldag(bijeenkomst) if welke == Welke.VOLGENDE else timezone.localdate()
    reeks.tot = first - timedelta(days=1)
    save_with_slot(reeks, fields=["tot"], expected_slot=reeks.slot)
    details = {"aantal": count, "vanaf": first.isoformat()}
    log_regel(by=by, wat="activiteiten.reeks_afgelast", op=reeks, details=details)
    return count


@transaction.atomic
def restore_following(*, bijeenkomst: Bijeenkomst, welke: Welke, by: User) -> int:
    """Say that this one takes place after all, or the series that was ended; return how many are planned again.

    What was cancelled by itself stays so. The last one that is back becomes the last day of a series that ended before it.
    Refuses to bring a series back from one that is over: there everyone may say how that one went, and no more.
    """
    if welke == Welke.DEZE or bijeenkomst.reeks_id is None:
        restore_bijeenkomst(bijeenkomst=bijeenkomst, by=by)
        return 1
    if not bijeenkomst.may_reach_further:
        raise Refused(gettext("Wat geweest is, blijft zoals het was."))
    reeks = Reeks.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.reeks_id)
    rows = _from(bijeenkomst, welke, Bijeenkomst.objects.ended_with(reeks))
    last = rows.aggregate(last=Max("regeldag"))["last"]
    count = rows.update(status=Bijeenkomst.Status.GEPLAND, slot=F("slot") + 1)
    if last is not None and reeks.tot is not None and reeks.tot < last:
        reeks.tot = last
        save_with_slot(reeks, fields=["tot"], expected_slot=reeks.slot)
    log_regel(by=by, wat="activiteiten.reeks_toch_door", op=reeks, details={"aantal": count})
    return count


def _series_of(bijeenkomst: Bijeenkomst) -> Reeks:
    """The series, held until the end of the transaction."""
    if bijeenkomst.reeks_id is None:
        raise Refused(gettext("Deze bijeenkomst hoort niet bij een reeks."))
    if bijeenkomst.status != Bijeenkomst.Status.GEPLAND or bijeenkomst.begin <= timezone.now():
        raise Refused(gettext("Wat geweest is, blijft zoals het was."))
    rows = Reeks.objects.select_for_update(of=("self",)).select_related("activiteit", "plek")
    return rows.get(pk=bijeenkomst.reeks_id)


def _regeldag(bijeenkomst: Bijeenkomst) -> date:
    """The day of the rule; one of a series always has it."""
    return bijeenkomst.regeldag or bijeenkomst.dag


def _rows_of(bijeenkomst: Bijeenkomst, welke: Welke) -> BijeenkomstQuerySet:
    return _from(bijeenkomst, welke, Bijeenkomst.objects.still_to_come(bijeenkomst.reeks_id))


def _from(bijeenkomst: Bijeenkomst, welke: Welke, rows: BijeenkomstQuerySet) -> BijeenkomstQuerySet:
    return rows.filter(regeldag__gte=bijeenkomst.regeldag) if welke == Welke.VOLGENDE else rows


def _planned(bijeenkomst: Bijeenkomst) -> list[tuple[int, str]]:
    rows = Inzet.objects.filter(bijeenkomst=bijeenkomst).exclude(status=Inzet.Status.AFWEZIG)
    return sorted(rows.values_list("user", "rol"))


def _replace_people(rows: BijeenkomstQuerySet, inzet: Mapping[User, str]) -> None:
    """Plan exactly these people at each of the rows; who said she cannot come then, stays away."""
    keys = list(rows.filter(aangepast=False).values_list("pk", flat=True))
    Inzet.objects.filter(bijeenkomst__in=keys).exclude(status=Inzet.Status.AFWEZIG).delete()
    Inzet.objects.bulk_create(
        (Inzet(bijeenkomst_id=pk, user=user, rol=rol) for pk in keys for user, rol in inzet.items()),
        ignore_conflicts=True,
    )
