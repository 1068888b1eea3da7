"""Verbs on a contact: what kind it is, who keeps in touch, and that it was explained."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bewoners.models import Contactmoment, Relatie, Relatieperiode
from bewoners.rules import BEWERKBAAR
from bewoners.services.contacten import refuse_unwanted
from core.errors import Refused
from mensen.models import Logregel, User
from mensen.services import log_regel

GELEZEN = ("bewoners.relatie_gelezen", "bewoners.naam_gelezen")


@transaction.atomic
def change_relatie(
    *,
    relatie: Relatie,
    by: User,
    soort: str,
    talenten: Collection[str],
    niet_benaderen: str,
    met: Collection[User] = (),
) -> Relatie:
    """Say what kind of contact it is, what she is good at and whether we may go to her; let teammates join.

    A day stands beside «niet benaderen», a reason never does. Who keeps in touch already is not asked again.
    """
    if niet_benaderen != relatie.niet_benaderen:
        relatie.niet_benaderen_op = timezone.localdate() if niet_benaderen else None
    relatie.soort, relatie.talenten, relatie.niet_benaderen = soort, sorted(talenten), niet_benaderen
    relatie.save(update_fields=["soort", "talenten", "niet_benaderen", "niet_benaderen_op"])
    for user in met:
        join_relatie(relatie=relatie, user=user, by=by)
    log_regel(by=by, wat="bewoners.relatie_aangepast", op=relatie, details={"soort": soort})
    return relatie


@transaction.atomic
def join_relatie(*, relatie: Relatie, user: User, by: User) -> None:
    """Let a student keep in touch from today on; who does already goes on as she did. Refuses a closed contact."""
    held = hold_relatie(relatie)  # the last one may be leaving at this moment, which closes it
    today = timezone.localdate()
    running = held.perioden.on(today).filter(user=user)
    if running.filter(tot=None).exists():
        return
    if not running.update(tot=None):  # who stopped today is not gone yet
        Relatieperiode.objects.create(relatie=held, user=user, van=today)
    log_regel(by=by, wat="bewoners.relatie_gedeeld", op=held, details={"met": user.pk})


@transaction.atomic
def explain_relatie(*, relatie: Relatie, by: User) -> None:
    """Record that she was told what we write down and what not; told once is told."""
    if relatie.uitleg_op is None:
        relatie.uitleg_op = timezone.localdate()
        relatie.save(update_fields=["uitleg_op"])
        log_regel(by=by, wat="bewoners.uitleg_gegeven", op=relatie)


def others_who_looked(*, relatie: Relatie, user: User) -> list[Logregel]:
    """Who else looked at this contact or read the name, the last eight times."""
    rows = Logregel.objects.filter(soort=relatie._meta.label_lower, sleutel=str(relatie.pk), wat__in=GELEZEN)
    return list(rows.exclude(door=user).exclude(door=None).select_related("door").order_by("-op", "-pk")[:8])


@transaction.atomic
def say_who_began(*, moment: Contactmoment, initiatief: str, by: User) -> None:
    """Add to one's own talk who began it; empty takes it away.

    Refuses another person's, after 14 days, and that she did not begin it herself while she wants nobody to come.
    """
    if moment.door_id != by.pk or moment.op < timezone.now() - BEWERKBAAR:
        raise Refused(gettext("Aanpassen kan tot 14 dagen na het loggen."))
    if moment.initiatief == Contactmoment.Initiatief.BEWONER:
        refuse_unwanted(moment.relatie, moment.datum, initiatief)
    moment.initiatief = initiatief
    moment.save(update_fields=["initiatief"])


def hold_relatie(relatie: Relatie, *, closed: bool = False) -> Relatie:
    """The contact, held until the end of the transaction; refuses one that was erased, or closed unless said otherwise."""
    held: Relatie | None = Relatie.objects.select_for_update(of=("self",)).filter(pk=relatie.pk).first()
    if held is None:
        raise Refused(gettext("Dit contact is er niet meer."))
    if not closed:
        refuse_closed(held)
    return held


def refuse_closed(relatie: Relatie) -> None:
    """Nothing begins on a contact that was closed."""
    if relatie.status == Relatie.Status.AFGESLOTEN:
        raise Refused(gettext("Dit contact is afgesloten."))
