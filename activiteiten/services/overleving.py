"""After an initiative went on without us: the house asks whether it still exists, and somebody answers."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.mails import mail_check
from activiteiten.models import Initiatief, Overlevingscheck
from activiteiten.services.initiatieven import stop_initiatief, take_back
from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel


@transaction.atomic
def ask_overleving() -> int:
    """Ask after 3, 6, 12 and 24 months whether what goes on without us exists still; how many questions were new.

    A night that was missed is made up for; of several questions that came due at once only the last is asked, and
    mailed. Who did not answer in a week is reminded once. Again on the same day changes nothing.
    """
    today = timezone.localdate()
    asked = 0
    first = today - relativedelta(months=min(Overlevingscheck.MAANDEN))
    rows = Initiatief.objects.to_ask(first).select_for_update(of=("self",)).prefetch_related("checks")
    for initiatief in rows:
        check = _newest_due(initiatief, today)
        if check is not None:
            mail_check(check)
            asked += 1
    late = Overlevingscheck.objects.late(today).select_related("initiatief")
    late = late.select_for_update(of=("self",), skip_locked=True)  # another run mails these
    for check in late.filter(initiatief__fase=Initiatief.Fase.ZELFSTANDIG):
        mail_check(check, again=True)
        check.herinnerd_op = timezone.now()
        check.save(update_fields=["herinnerd_op"])
    return asked


def _newest_due(initiatief: Initiatief, today: date) -> Overlevingscheck | None:
    """Make the last question that is due, unless it or a later one was asked; an older one unanswered falls away."""
    since = initiatief.zelfstandig_op
    assert since is not None  # noqa: S101 - to_ask gives only those with a day
    due = [n for n in Overlevingscheck.MAANDEN if since + relativedelta(months=n) <= today]
    checks = list(initiatief.checks.all())
    if not due or any(row.maanden >= due[-1] for row in checks):
        return None
    for row in checks:
        if row.bestaat_nog is None:
            row.delete()
    return Overlevingscheck.objects.create(initiatief=initiatief, maanden=due[-1], vraag_op=today)


@transaction.atomic
def answer_overleving(
    *, check: Overlevingscheck, bestaat_nog: bool, toelichting: str = "", by: User
) -> Overlevingscheck:
    """Say whether it still exists; with no it is gestopt from today.

    The same answer again is the same success; refuses another answer to what was answered, and what has stopped.
    """
    row = (
        Overlevingscheck.objects.select_for_update(of=("self",)).select_related("initiatief").get(pk=check.pk)
    )
    if row.bestaat_nog is not None:
        if row.bestaat_nog == bestaat_nog:
            return row
        raise Refused(gettext("Hier is al op geantwoord. Haal dat antwoord eerst terug."))
    if row.initiatief.gestopt_op is not None:
        raise Refused(gettext("Dit initiatief is gestopt."))
    row.bestaat_nog, row.toelichting = bestaat_nog, toelichting
    row.beantwoord_op, row.door = timezone.now(), by
    row.save()
    log_regel(by=by, wat="activiteiten.overleving_beantwoord", op=row, details={"bestaat": bestaat_nog})
    if not bestaat_nog:
        stop_initiatief(
            initiatief=row.initiatief,
            op=timezone.localdate(),
            reden=toelichting or gettext("Bleek bij navraag gestopt."),
            slot=row.initiatief.slot,
            by=by,
        )
    return row


@transaction.atomic
def undo_overleving(*, check: Overlevingscheck, by: User) -> Overlevingscheck:
    """Take an answer back within 14 days: the question waits again, and what stopped by it goes on.

    Refuses later, and what was not answered.
    """
    row = (
        Overlevingscheck.objects.select_for_update(of=("self",)).select_related("initiatief").get(pk=check.pk)
    )
    if not row.kan_terug:
        raise Refused(gettext("Dit antwoord is langer dan 14 dagen oud. Het blijft zo staan."))
    initiatief = row.initiatief
    if row.bestaat_nog is False and initiatief.fase == Initiatief.Fase.GESTOPT:
        take_back(initiatief=initiatief, slot=initiatief.slot, by=by)
    for name, value in Overlevingscheck.OPEN.items():
        setattr(row, name, value)
    row.save()
    log_regel(by=by, wat="activiteiten.overleving_terug", op=row)
    return row
