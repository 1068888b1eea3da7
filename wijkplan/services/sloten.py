"""Closed periods: what was reported stands still, and one person may mend it for a while, with a reason."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import refuse_another
from mensen.models import User
from mensen.services import log_regel
from teams.models import Lidmaatschap
from wijken.models import Wijk
from wijkplan.models import Indicator, Ontgrendeling, Periodeslot, Wijkplan
from wijkplan.services.writing import GESLOTEN, lock_open_plan

LANGST = timedelta(days=14)


def hold_to_measure(indicator: Indicator, *, by: User | None, days: Iterable[date]) -> None:
    """Hold the plan in which this indicator is measured now, and the closed periods of its wijk.

    A measurement made for an earlier version may be mended as long as a version with the same line is open.
    Refuses a closed plan, and a day in a closed period unless `by` has an Ontgrendeling that lasts.
    """
    plan = indicator.doel.prioriteit.wijkplan
    versions = Wijkplan.objects.filter(
        wijk=plan.wijk_id, prioriteiten__doelen__indicatoren__lijn=indicator.lijn
    )
    newest = versions.exclude(status__in=GESLOTEN).order_by("-periode_van", "-versie").first()
    lock_open_plan((newest or plan).pk)
    hold_wijk(plan.wijk_id)
    tot = Periodeslot.objects.closed_until(plan.wijk_id)
    if tot is None or min(days) > tot:
        return
    if by is None or not Ontgrendeling.objects.lasting(timezone.now()).of_person(plan.wijk_id, by).exists():
        raise Refused(
            gettext(
                "De metingen tot en met %(dag)s zijn gesloten. De coördinator of projectleider kan je tijdelijk "
                "toegang geven, met een reden."
            )
            % {"dag": date_format(tot, "j F Y")},
            field="peildatum",
        )


@transaction.atomic
def close_period(*, plan: Wijkplan, tot: date, by: User) -> Periodeslot:
    """Measurements of this wijk up to and including this day stand still from now on, in every version of its plan.

    Refuses a day that is not over, one before the plan begins, and a period that was closed already.
    """
    lock_open_plan(plan.pk)
    hold_wijk(plan.wijk_id)
    if tot >= timezone.localdate():
        raise Refused(gettext("Sluit een periode pas als zij voorbij is."), field="tot")
    if tot < plan.periode_van:
        raise Refused(gettext("Deze dag ligt vóór het begin van het plan."), field="tot")
    before = Periodeslot.objects.closed_until(plan.wijk_id)
    if before is not None and tot <= before:
        raise Refused(
            gettext("Dit is al gesloten, tot en met %s.") % date_format(before, "j F Y"), field="tot"
        )
    slot = Periodeslot.objects.create(wijkplan=plan, tot=tot, door=by)
    log_regel(by=by, wat="wijkplan.periode_gesloten", op=plan, details={"tot": tot.isoformat()})
    return slot


@transaction.atomic
def unlock_period(
    *,
    plan: Wijkplan,
    voor: User,
    reden: str,
    verloopt_op: datetime,
    by: User,
    client_id: UUID | None = None,
) -> Ontgrendeling:
    """One person of the wijk may mend measurements of closed periods until this moment; the trail keeps it.

    The same client_id and body again gives the same row, another is AlreadyUsed. Refuses when nothing is closed, a
    moment that is over or more than 14 days away, a person without a role in the wijk, and no reason.
    """
    lock_open_plan(plan.pk)
    if client_id and (made := Ontgrendeling.objects.filter(client_id=client_id).first()):
        then = (made.wijkplan_id, made.voor_id, made.reden, made.verloopt_op, made.door_id)
        refuse_another(then, (plan.pk, voor.pk, reden.strip(), verloopt_op, by.pk))
        return made
    if Periodeslot.objects.closed_until(plan.wijk_id) is None:
        raise Refused(gettext("Er is nog geen periode gesloten."))
    now = timezone.now()
    if not now < verloopt_op <= now + LANGST:
        raise Refused(gettext("Kies een moment binnen twee weken."), field="verloopt_op")
    if not Lidmaatschap.objects.of_wijk_today(plan.wijk_id).filter(user=voor).exists():
        raise Refused(gettext("Deze persoon werkt niet in deze wijk."), field="voor")
    if not reden.strip():
        raise Refused(gettext("Schrijf op waarom dit nodig is."), field="reden")
    made = Ontgrendeling.objects.create(
        client_id=client_id or uuid4(),
        wijkplan=plan,
        voor=voor,
        reden=reden.strip(),
        verloopt_op=verloopt_op,
        door=by,
    )
    log_regel(by=by, wat="wijkplan.periode_ontgrendeld", op=made, details={"voor": voor.pk})
    return made


@transaction.atomic
def log_export(*, plan: Wijkplan, soort: str, by: User) -> None:
    """Remember that somebody took the figures of a plan away in a file."""
    log_regel(by=by, wat="wijkplan.cijfers_geexporteerd", op=plan, details={"soort": soort})


def hold_wijk(wijk_id: int) -> None:
    """Whoever measures and whoever closes wait for each other."""
    Wijk.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=wijk_id)
