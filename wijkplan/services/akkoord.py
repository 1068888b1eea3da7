from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import refuse_another, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Contactpersoon, Partner
from wijkplan import mails
from wijkplan.models import Akkoord, Ronde, Voorlegging, Wijkplan
from wijkplan.services.inhoud import kenmerk_of, read_inhoud

Status = Wijkplan.Status
Antwoord = Akkoord.Antwoord
DECIDED = {Antwoord.AKKOORD, Antwoord.VOORBEHOUD, Antwoord.AFWEZIG}


class Antwoordwaarden(TypedDict, total=False):
    """What a person of a party fills in beside the answer itself."""

    toelichting: str
    voor_wie: str
    voor_wanneer: date | None
    doorgegeven_aan: Contactpersoon | None
    functie: str


@transaction.atomic
def lay_before(
    *,
    plan: Wijkplan,
    partners: Collection[Partner],
    antwoord_voor: date,
    by: User,
    client_id: UUID | None = None,
    kenmerk: str = "",
) -> Voorlegging:
    """The exact text of this concept lies before these parties, and stands still until all answered.

    The same client_id and body again gives the same voorlegging, another is AlreadyUsed. Refuses a plan that is no
    concept, without priorities or with an open round, no parties at all, a day that is past, and another text than the
    one with `kenmerk`.
    """
    current = Wijkplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if client_id and (found := Voorlegging.objects.filter(client_id=client_id).first()):
        return _laid_before(found, current, partners, antwoord_voor, by)
    _refuse_laying(current, partners, antwoord_voor)
    inhoud = read_inhoud(current)
    if kenmerk and kenmerk != kenmerk_of(inhoud):
        raise Refused(gettext("De tekst veranderde intussen. Lees hem nog eens en leg hem dan voor."))
    last = Voorlegging.objects.filter(wijkplan=current).count()
    current.status = Status.IN_RONDE
    with written_by(by):
        save_with_slot(current, fields=("status",), expected_slot=current.slot)
        voorlegging = Voorlegging.objects.create(
            client_id=client_id or uuid4(),
            wijkplan=current,
            nummer=last + 1,
            inhoud=inhoud,
            kenmerk=kenmerk_of(inhoud),
            antwoord_voor=antwoord_voor,
            door=by,
        )
        for partner in partners:
            mails.mail_asked(Akkoord.objects.create(voorlegging=voorlegging, partner=partner), by)
        log_regel(by=by, wat="wijkplan.voorgelegd", op=current, details={"partijen": len(partners)})
    plan.refresh_from_db()
    return voorlegging


@transaction.atomic
def answer(
    *,
    akkoord: Akkoord,
    antwoord: str,
    kenmerk: str,
    slot: int,
    by: User,
    **values: Unpack[Antwoordwaarden],
) -> Akkoord:
    """A party answered on this exact text; the last yes makes the plan vastgesteld.

    Refuses an answer to another text, to one that was withdrawn or already decided upon, an absence of who
    answered yes or no, and an answer without the reason or name it needs. The very same answer of the same person again
    changes nothing. Raises Conflict when a colleague answered meanwhile.
    """
    plan = Wijkplan.objects.select_for_update(of=("self",)).get(pk=akkoord.voorlegging.wijkplan_id)
    voorlegging = Voorlegging.objects.get(pk=akkoord.voorlegging_id)
    if found := _given_before(akkoord, antwoord, slot, by, values):
        return found
    if voorlegging.ingetrokken_op is not None or plan.status != Status.IN_RONDE:
        raise Refused(gettext("Deze tekst ligt niet meer voor. Ververs de pagina."))
    if kenmerk != voorlegging.kenmerk:
        raise Refused(gettext("Dit antwoord hoort bij een andere tekst. Open het plan opnieuw."))
    _refuse_bare(antwoord, values)
    if antwoord == Antwoord.AFWEZIG and not Akkoord.objects.waiting().filter(pk=akkoord.pk).exists():
        raise Refused(gettext("Deze partij heeft al geantwoord. Een antwoord wordt geen afwezigheid."))
    fields = {"toelichting": "", "voor_wie": "", "voor_wanneer": None, "doorgegeven_aan": None, **values}
    for name, value in fields.items():
        setattr(akkoord, name, value)
    akkoord.antwoord, akkoord.kenmerk, akkoord.door, akkoord.op = antwoord, kenmerk, by, timezone.now()
    with written_by(by):
        save_with_slot(akkoord, fields=(*fields, "antwoord", "kenmerk", "door", "op"), expected_slot=slot)
        log_regel(by=by, wat=f"akkoord.{antwoord}", op=akkoord)
        if not Akkoord.objects.filter(voorlegging=voorlegging).exclude(antwoord__in=DECIDED).exists():
            _settle(plan, by)
    return akkoord


@transaction.atomic
def withdraw(*, voorlegging: Voorlegging, omdat: str, by: User) -> Voorlegging:
    """The text is taken back and the plan is a concept again; who answered will be asked again.

    Refuses without a reason, and a text that is no longer before the parties.
    """
    plan = Wijkplan.objects.select_for_update(of=("self",)).get(pk=voorlegging.wijkplan_id)
    current = Voorlegging.objects.get(pk=voorlegging.pk)
    if not omdat.strip():
        raise Refused(gettext("Zeg waarom u het plan terughaalt."), field="omdat")
    if current.ingetrokken_op is not None or plan.status != Status.IN_RONDE:
        raise Refused(gettext("Deze tekst ligt niet meer voor. Ververs de pagina."))
    current.ingetrokken_op, current.ingetrokken_omdat = timezone.now(), omdat.strip()
    current.save(update_fields=["ingetrokken_op", "ingetrokken_omdat"])
    plan.status = Status.CONCEPT
    with written_by(by, waarom=omdat.strip()):
        save_with_slot(plan, fields=("status",), expected_slot=plan.slot)
        log_regel(by=by, wat="wijkplan.teruggehaald", op=plan)
    mails.mail_withdrawn(current, by)
    return current


def _laid_before(
    found: Voorlegging, plan: Wijkplan, partners: Collection[Partner], antwoord_voor: date, by: User
) -> Voorlegging:
    """The row when this very submit came twice; another body or person is refused."""
    asked = set(found.akkoorden.values_list("partner_id", flat=True))
    then = (found.wijkplan_id, found.door_id, found.antwoord_voor, asked)
    refuse_another(then, (plan.pk, by.pk, antwoord_voor, {partner.pk for partner in partners}))
    return found


def _given_before(
    akkoord: Akkoord, antwoord: str, slot: int, by: User, values: Antwoordwaarden
) -> Akkoord | None:
    """The row when this very answer was sent twice, else None."""
    now = Akkoord.objects.select_related("voorlegging").get(pk=akkoord.pk)
    same = (now.slot, now.door_id, now.antwoord) == (slot + 1, by.pk, antwoord)
    return now if same and all(getattr(now, name) == value for name, value in values.items()) else None


def _settle(plan: Wijkplan, by: User) -> None:
    """Every asked party agreed or is absent: the plan is vastgesteld and takes the place of the version before."""
    plan.status, plan.vastgesteld_op = Status.VASTGESTELD, timezone.now()
    if not Akkoord.objects.filter(
        voorlegging__wijkplan=plan,
        voorlegging__ingetrokken_op=None,
        antwoord__in=DECIDED - {Antwoord.AFWEZIG},
    ).exists():
        raise Refused(gettext("Niemand zei ja: een plan zonder één akkoord kan niet worden vastgesteld."))
    save_with_slot(plan, fields=("status", "vastgesteld_op"), expected_slot=plan.slot)
    log_regel(by=by, wat="wijkplan.vastgesteld", op=plan, details={"versie": plan.versie})
    mails.mail_settled(plan.voorleggingen.get(ingetrokken_op=None), by)
    vorige = plan.vorige
    if vorige is not None and vorige.is_in_force and vorige.periode_tot >= plan.periode_van:
        vorige.status = Status.GEARCHIVEERD
        save_with_slot(vorige, fields=("status",), expected_slot=vorige.slot)
        log_regel(by=by, wat="wijkplan.vervangen", op=vorige, details={"versie": vorige.versie})


def _refuse_laying(plan: Wijkplan, partners: Collection[Partner], antwoord_voor: date) -> None:
    if plan.status != Status.CONCEPT:
        raise Refused(gettext("Dit plan is geen concept meer."))
    if not plan.prioriteiten.exists():
        raise Refused(gettext("Een plan zonder prioriteiten kan niet worden voorgelegd."))
    if Ronde.objects.filter(wijkplan=plan, status=Ronde.Status.OPEN).exists():
        raise Refused(gettext("Er loopt nog een ronde. Sluit die eerst."))
    if not partners:
        raise Refused(gettext("Kies wie u vraagt om akkoord."), field="partners")
    if antwoord_voor < timezone.localdate():
        raise Refused(gettext("Deze dag is voorbij."), field="antwoord_voor")


def _refuse_bare(antwoord: str, values: Antwoordwaarden) -> None:
    needed = {
        Antwoord.VOORBEHOUD: ("toelichting", gettext("Zeg wat uw voorbehoud is.")),
        Antwoord.NIET_AKKOORD: ("toelichting", gettext("Zeg waarom niet, en wat wel zou kunnen.")),
        Antwoord.AFWEZIG: ("toelichting", gettext("Zeg waarom deze partij niet meedoet.")),
        Antwoord.VOORGELEGD: ("voor_wie", gettext("Zeg aan wie u het voorlegt.")),
        Antwoord.DOORGEGEVEN: ("doorgegeven_aan", gettext("Kies aan wie u het doorgeeft.")),
    }
    if antwoord not in Antwoord.values:
        raise Refused(gettext("Kies een antwoord."), field="antwoord")
    field, message = needed.get(Antwoord(antwoord), ("", ""))
    if field and not values.get(field):
        raise Refused(message, field=field)
    if antwoord == Antwoord.VOORGELEGD and not values.get("voor_wanneer"):
        raise Refused(gettext("Zeg vóór welke dag u het weet."), field="voor_wanneer")
