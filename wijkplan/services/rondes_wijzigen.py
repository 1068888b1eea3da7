"""A round that did not open yet is changed or withdrawn; what parties once read stands."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Unpack

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import Conflict, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijkplan.models import Ronde, Rondeoptie, Rondepartij
from wijkplan.services.rondes import (
    Optiewaarden,
    Rondewaarden,
    Status,
    lock_ronde,
    open_now,
    refuse_asked,
    refuse_plan,
    refuse_values,
)

FIXED = {"methode", "met_bewoners"}  # what ballots that are in were filled in for


@transaction.atomic
def change_ronde(
    *,
    ronde: Ronde,
    opties: Sequence[Optiewaarden] | None,
    partijen: Collection[Partner],
    slot: int,
    by: User,
    **values: Unpack[Rondewaarden],
) -> Ronde:
    """A planned round is as said here and opens at once when its moment is now; its history says what changed.

    `opties` is None to keep the topics, as has to be once ballots lie in the round. The same change sent twice is
    one. Refuses a round that opened and what `make_ronde` refuses. Raises Conflict when somebody changed it meanwhile.
    """
    plan, current = lock_ronde(ronde)
    if current.status != Status.GEPLAND:
        raise Refused(gettext("Deze ronde is al open geweest. Wat deelnemers lazen, verandert niet meer."))
    said: dict[str, Any] = {name: getattr(current, name) for name in Rondewaarden.__annotations__} | {
        **values
    }
    topics, asked = _topics(current), set(current.partijen.values_list("partner", flat=True))
    wanted = topics if opties is None else opties
    same = _read(wanted) == _read(topics) and {each.pk for each in partijen} == asked
    same = same and all(getattr(current, name) == value for name, value in said.items())
    if current.slot != slot and not same:
        raise Conflict(current)
    if same:
        return current
    refuse_plan(plan)
    refuse_values(said)  # type: ignore[arg-type] # every field of a round
    if current.biljetten.exists():
        _refuse_filled(current, said, changed=_read(wanted) != _read(topics))
    else:
        refuse_asked(said, wanted, partijen)  # type: ignore[arg-type]
    _write(current, said, wanted, partijen, by=by)
    if current.opent <= timezone.now() and wanted:
        open_now(plan, current, by=by)
    ronde.refresh_from_db()
    return ronde


def _topics(ronde: Ronde) -> list[Optiewaarden]:
    return [
        {"titel": row.titel, "prioriteit": row.prioriteit, "kosten": row.kosten}
        for row in Rondeoptie.objects.filter(ronde=ronde).select_related("prioriteit")
    ]


def _read(opties: Sequence[Optiewaarden]) -> list[tuple[object, ...]]:
    return [(one["titel"], one.get("prioriteit"), one.get("kosten")) for one in opties]


def _refuse_filled(ronde: Ronde, said: Mapping[str, Any], *, changed: bool) -> None:
    if changed or any(said[name] != getattr(ronde, name) for name in FIXED):
        raise Refused(
            gettext("Er liggen al stembiljetten in deze ronde. Onderwerpen en manier van kiezen staan vast.")
        )


def _write(
    ronde: Ronde,
    said: Mapping[str, Any],
    opties: Sequence[Optiewaarden],
    partijen: Collection[Partner],
    *,
    by: User,
) -> None:
    """Store it all under one slot; what hangs under the round is told beside it in the history."""
    before = _words(ronde)
    _lay_out(ronde, opties)
    Rondepartij.objects.filter(ronde=ronde).exclude(partner__in=partijen).delete()
    known = set(Rondepartij.objects.filter(ronde=ronde).values_list("partner", flat=True))
    Rondepartij.objects.bulk_create(
        Rondepartij(ronde=ronde, partner=each) for each in partijen if each.pk not in known
    )
    after = _words(ronde)
    ook = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    for name, value in said.items():
        setattr(ronde, name, value)
    with written_by(by, ook=ook):
        save_with_slot(ronde, fields=tuple(said), expected_slot=ronde.slot)
    log_regel(
        by=by, wat="ronde.gewijzigd", op=ronde, details={"opties": len(opties), "partijen": len(partijen)}
    )


def _lay_out(ronde: Ronde, opties: Sequence[Optiewaarden]) -> None:
    """The topics in this order; one that stays keeps its row, so that a sheet that was printed stays right."""
    rows = {row.titel.casefold(): row for row in Rondeoptie.objects.filter(ronde=ronde)}
    if _read(opties) == _read(_topics(ronde)):
        return
    kept = {one["titel"].casefold() for one in opties} & rows.keys()
    mine = Rondeoptie.objects.filter(ronde=ronde)
    mine.exclude(pk__in=[rows[title].pk for title in kept]).delete()
    mine.update(code=Concat(Value("~"), "code"))  # a code is used once at any moment
    for place, one in enumerate(opties, 1):
        row = rows[one["titel"].casefold()] if one["titel"].casefold() in kept else Rondeoptie(ronde=ronde)
        row.titel, row.prioriteit, row.kosten = one["titel"], one.get("prioriteit"), one.get("kosten")
        row.volgorde, row.code = place, str(place)
        row.save()


def _words(ronde: Ronde) -> dict[str, str]:
    opties = Rondeoptie.objects.filter(ronde=ronde).values_list("titel", flat=True)
    partijen = Rondepartij.objects.filter(ronde=ronde).values_list("partner__naam", flat=True)
    return {"opties": "; ".join(opties), "partijen": "; ".join(partijen)}


@transaction.atomic
def remove_ronde(*, ronde: Ronde, by: User) -> None:
    """A round that never opened is gone. Refuses one that did."""
    _plan, current = lock_ronde(ronde)
    if current.status != Status.GEPLAND:
        raise Refused(gettext("Deze ronde is al open geweest. Alleen een geplande ronde kan weg."))
    if current.biljetten.exists() or current.bezwaren.exists():
        raise Refused(gettext("Er staan al stemmen in deze ronde. Daarom blijft hij bewaard."))
    log_regel(by=by, wat="ronde.verwijderd", op=current)
    with written_by(by):
        current.delete()
