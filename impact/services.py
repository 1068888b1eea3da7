"""Verbs on figures: release a month, take it back, write the words beside a quarter, count again."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Maandvrijgave
from activiteiten.services import hold_months
from core.errors import Refused
from core.locking import save_with_slot
from core.periods import Month, Quarter
from impact.figures.berekend import read_tellingen
from impact.figures.standen import differences, empty_stand, month_stand, read_standen
from impact.models import Kwartaalwoord, Maandstand
from impact.vocabulary import Intrekreden, first_release_day
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Wijk
from wijkplan.models import Wijkplan
from wijkplan.services import Telwaarde, record_counts


@transaction.atomic
def release_month(*, wijk: Wijk, maand: date, by: User) -> Maandvrijgave:
    """Open a finished month of a wijk to its partners, and keep its totals as they are now.

    From then on the counts of that month do not change. Refuses a month that is not over, one that ended less
    than 14 days ago (own logs stay editable that long), and one that was released before.
    """
    month = Month.of(maand)
    refuse_too_early(month)
    hold_months(wijk.pk, alone=True)
    try:
        with transaction.atomic():
            vrijgave = Maandvrijgave.objects.create(wijk=wijk, maand=month.first, door=by)
    except IntegrityError as error:
        raise Refused(gettext("Deze maand is al vrijgegeven.")) from error
    Maandstand.objects.update_or_create(
        wijk=wijk,
        maand=month.first,
        defaults={"inhoud": month_stand(wijk.pk, month), "verschil": {}, "nageteld_op": None},
    )
    log_regel(by=by, wat="impact.maand_vrijgegeven", op=vrijgave, details=_which(wijk, month))
    return vrijgave


def refuse_too_early(month: Month) -> None:
    """Raise Refused when this month may not be released today."""
    today = timezone.localdate()
    if not month.is_finished(today):
        raise Refused(gettext("Deze maand is nog niet voorbij."))
    opens = first_release_day(month)
    if today < opens:
        raise Refused(
            gettext("Dit kan vanaf %(dag)s: studenten kunnen hun tellingen nog twee weken verbeteren.")
            % {"dag": date_format(opens, "j F")}
        )


@transaction.atomic
def withdraw_release(*, vrijgave: Maandvrijgave, reden: Intrekreden, by: User) -> None:
    """Close a released month again, so that its counts can be mended; partners see it no longer.

    The audit trail keeps who did it and the kind of reason.
    """
    wijk, month = vrijgave.wijk, Month.of(vrijgave.maand)
    log_regel(
        by=by,
        wat="impact.maand_ingetrokken",
        op=vrijgave,
        details=_which(wijk, month) | {"reden": Intrekreden(reden).value},
    )
    Maandstand.objects.filter(wijk=wijk, maand=month.first).delete()
    vrijgave.delete()


@transaction.atomic
def write_kwartaalwoord(
    *,
    wijk: Wijk,
    kwartaal: date,
    wat_niet_lukte: str,
    by: User,
    hierna: str = "",
    slot: int | None = None,
) -> Kwartaalwoord:
    """Say beside the figures of a quarter what did not work, and what comes next.

    With `slot` (the version somebody opened) a change in between raises `Conflict`; without it the words of
    now are replaced. Refuses a quarter that has not begun.
    """
    first = Quarter.of(kwartaal).first
    if first > timezone.localdate():
        raise Refused(gettext("Dit kwartaal is nog niet begonnen."))
    woord, made = Kwartaalwoord.objects.select_for_update().get_or_create(
        wijk=wijk,
        kwartaal=first,
        defaults={"wat_niet_lukte": wat_niet_lukte, "hierna": hierna, "door": by, "slot": 1},
    )
    if not made:
        woord.wat_niet_lukte, woord.hierna, woord.door = wat_niet_lukte, hierna, by
        save_with_slot(
            woord,
            fields=["wat_niet_lukte", "hierna", "door", "op"],
            expected_slot=woord.slot if slot is None else slot,
        )
    log_regel(by=by, wat="impact.kwartaalwoord_geschreven", op=woord)
    return woord


@transaction.atomic
def recount_released() -> int:
    """Count every released month again and keep per month what differs; return how many months differ.

    A difference means that rows of a released month changed after all: Beheer shows it, nobody is overruled.
    """
    standen = list(Maandstand.objects.select_for_update().order_by("pk"))
    if not standen:
        return 0
    days = [stand.maand for stand in standen]
    now = read_standen({stand.wijk_id for stand in standen}, min(days), Month.of(max(days)).last)
    for stand in standen:
        key = stand.wijk_id, Month.of(stand.maand)
        stand.verschil = differences(stand.inhoud, now.get(key, empty_stand()))
        stand.nageteld_op = timezone.now()
    Maandstand.objects.bulk_update(standen, ["verschil", "nageteld_op"], batch_size=500)
    return sum(bool(stand.verschil) for stand in standen)


@transaction.atomic
def log_export(*, wijk: Wijk | None, periode: str, soort: str, by: User) -> None:
    """Remember that somebody took figures away in a file."""
    log_regel(by=by, wat="impact.geexporteerd", op=wijk, details={"periode": periode, "soort": soort})


def count_plan(*, plan: Wijkplan, by: User | None, today: date | None = None) -> int:
    """What counts by itself in a plan is counted again over every finished period; return how many numbers changed.

    What can not be told any more goes. Periods that are closed stand still. Refuses a closed plan.
    """
    with translation.override(settings.LANGUAGE_CODE):
        found = read_tellingen(plan, today=today or timezone.localdate(), k=settings.K_PARTNER)
        bron = gettext("tellingen van het team in VoorUit")
    counts = [
        Telwaarde(
            indicator=telling.indicator,
            periode_van=telling.periode.first,
            periode_tot=telling.periode.last,
            waarde=telling.waarde,
            bron=bron,
            n=telling.n,
            toelichting=telling.toelichting,
        )
        for telling in found
    ]
    return record_counts(plan=plan, counts=counts, by=by)


def count_plans() -> int:
    """Count what counts by itself in every plan that runs, or ended less than a quarter ago."""
    today = timezone.localdate()
    ended = today - timedelta(days=120)
    plans = Wijkplan.objects.filter(periode_van__lte=today, periode_tot__gte=ended)
    open_plans = plans.exclude(status__in=["geevalueerd", "gearchiveerd"]).order_by("pk")
    return sum(count_plan(plan=plan, by=None) for plan in open_plans)


def _which(wijk: Wijk, month: Month) -> dict[str, str]:
    return {"wijk": wijk.slug, "maand": month.slug}
