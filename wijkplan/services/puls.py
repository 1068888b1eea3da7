from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import Conflict, save_with_slot
from mensen.models import User
from mensen.services import log_regel, send_bericht
from partners.models import Contactpersoon, Partner
from wijkplan.models import Partnerpuls, Prioriteit, Pulspunt, Pulsvraag, Wijkplan
from wijkplan.services.cyclus import lock_kept_plan

SCORES = range(1, 6)


@transaction.atomic
def ask_puls(*, plan: Wijkplan, by: User) -> int:
    """Every partner of the wijk is asked for its pulse of this year; returns how many people get a mail.

    Asked again it mails only people of partners that did not answer yet, once a day. Refuses a plan that is still
    being made or is archived, and a wijk in which no partner has somebody with an account.
    """
    current = lock_kept_plan(plan.pk)
    if current.status == Wijkplan.Status.CONCEPT:
        raise Refused(gettext("Dit plan is nog een concept. Vraag de puls als het bij de partijen ligt."))
    today = timezone.localdate()
    people = list(_people(current, today))
    answered = set(
        Partnerpuls.objects.filter(wijkplan=current, jaar=today.year).values_list("partner_id", flat=True)
    )
    asked = [person for person in people if person.partner_id not in answered]
    if not people:
        raise Refused(
            gettext("Geen enkele partner van deze wijk heeft iemand met een account. Nodig eerst iemand uit.")
        )
    vraag, _made = Pulsvraag.objects.get_or_create(wijkplan=current, jaar=today.year, defaults={"door": by})
    for person in asked:
        _mail(vraag, person, by)
    log_regel(by=by, wat="puls.gevraagd", op=current, details={"mensen": len(asked), "jaar": today.year})
    return len(asked)


@transaction.atomic
def answer_puls(
    *,
    plan: Wijkplan,
    partner: Partner,
    betrokkenheid: int,
    impact: int,
    urgenties: Mapping[Prioriteit, int],
    by: User,
    slot: int | None = None,
) -> Partnerpuls:
    """A partner says how urgent it finds each priority, how involved it feels and what it expects, this year.

    `slot` is that of the answer the person saw, None when there was none: until the year ends it may be changed.
    The same answer of the same person sent twice is one. Refuses a concept or archived plan, a partner that is not
    involved, and scores other than 1 to 5. Raises
    Conflict when a colleague answered meanwhile.
    """
    current = lock_kept_plan(plan.pk)
    today = timezone.localdate()
    _refuse_answer(current, partner, [betrokkenheid, impact, *urgenties.values()], urgenties)
    puls = Partnerpuls.objects.filter(wijkplan=current, partner=partner, jaar=today.year).first()
    if (puls.slot if puls else None) != slot:
        if puls is not None and _is_same(puls, by, betrokkenheid, impact, urgenties):
            return puls
        raise Conflict(puls)
    if puls is None:
        puls = Partnerpuls.objects.create(
            wijkplan=current,
            partner=partner,
            jaar=today.year,
            betrokkenheid=betrokkenheid,
            impact=impact,
            door=by,
        )
    else:
        puls.betrokkenheid, puls.impact, puls.door = betrokkenheid, impact, by
        save_with_slot(puls, fields=("betrokkenheid", "impact", "door"), expected_slot=puls.slot)
    puls.punten.exclude(prioriteit__in=urgenties).delete()
    Pulspunt.objects.bulk_create(
        [Pulspunt(puls=puls, prioriteit=row, urgentie=score) for row, score in urgenties.items()],
        update_conflicts=True,
        unique_fields=["puls", "prioriteit"],
        update_fields=["urgentie"],
    )
    log_regel(by=by, wat="puls.beantwoord", op=puls)
    return puls


def _is_same(
    puls: Partnerpuls, by: User, betrokkenheid: int, impact: int, urgenties: Mapping[Prioriteit, int]
) -> bool:
    given = dict(puls.punten.values_list("prioriteit", "urgentie"))
    now = (by.pk, betrokkenheid, impact, {row.pk: score for row, score in urgenties.items()})
    return (puls.door_id, puls.betrokkenheid, puls.impact, given) == now


def _refuse_answer(
    plan: Wijkplan, partner: Partner, scores: list[int], urgenties: Mapping[Prioriteit, int]
) -> None:
    if plan.status == Wijkplan.Status.CONCEPT:
        raise Refused(gettext("Dit plan ligt nog niet bij de partijen."))
    if not partner.betrokkenheden.on(timezone.localdate()).filter(wijk=plan.wijk_id).exists():
        raise Refused(gettext("Uw organisatie is niet (meer) betrokken bij deze wijk."))
    if any(score not in SCORES for score in scores):
        raise Refused(gettext("Kies een getal van 1 tot en met 5."))
    if any(row.wijkplan_id != plan.pk for row in urgenties):
        raise Refused(gettext("Deze prioriteit hoort bij een andere versie. Ververs de pagina."))


def _people(plan: Wijkplan, today: Any) -> Any:
    """Contact persons with an account, of organisations involved in the wijk today."""
    involved = Partner.objects.involved_in(plan.wijk, today)
    rows = Contactpersoon.objects.on(today).filter(user__is_active=True, partner__in=involved)
    return rows.select_related("user", "partner").annotate(aan=F("user_id")).order_by("pk")


def _mail(vraag: Pulsvraag, person: Contactpersoon, by: User) -> None:
    plan = vraag.wijkplan
    send_bericht(
        aan=person.user,  # type: ignore[arg-type] # only people with an account are asked
        soort="puls",
        over=vraag,
        titel=lambda: gettext("Drie vragen over %s, in twee minuten") % plan.wijk,
        tekst=lambda: gettext(
            "Hoe dringend vindt u elke prioriteit, hoe betrokken voelt u zich, en wat verwacht u ervan? "
            "U kunt uw antwoord tot het einde van het jaar veranderen."
        ),
        by=by,
        pad=reverse("wijkplan:puls_answer", args=[plan.uuid]),
    )
