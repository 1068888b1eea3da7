from collections.abc import Collection, Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import hash_body, once, refuse_another, save_with_slot
from mensen.models import User
from mensen.services import log_regel, send_bericht
from partners.models import Partner
from wijkplan.figures.mensen import owners_in
from wijkplan.models import Evaluatie, Prioriteit, Project, Verbeteractie, Wijkplan
from wijkplan.services.cyclus import lock_kept_plan

Status = Wijkplan.Status
BEFORE_AGREED = {Status.CONCEPT, Status.IN_RONDE}


class Evaluatiewaarden(TypedDict):
    """What a person fills in about how it went."""

    datum: date
    werkte: str
    werkte_niet: str
    geleerd: str
    besluit: str
    partners: Collection[Partner]


class Actiewaarden(TypedDict):
    """Something to do differently: what, who, before which day."""

    tekst: str
    eigenaar: User
    deadline: date


TEKST = ("datum", "werkte", "werkte_niet", "geleerd", "besluit")


@transaction.atomic
def evaluate(
    *,
    plan: Wijkplan,
    by: User,
    prioriteit: Prioriteit | None = None,
    project: Project | None = None,
    acties: Sequence[Actiewaarden] = (),
    client_id: UUID | None = None,
    **values: Unpack[Evaluatiewaarden],
) -> Evaluatie:
    """The plan, or one priority or project of it, was evaluated; each verbeteractie has an owner who is told.

    The same client_id and body again gives the same evaluation. Refuses a plan nobody agreed to yet or that is
    archived, a priority or project of another plan, a day to come, a deadline that is past, and an owner who does
    not work in the wijk.
    """
    current = lock_kept_plan(plan.pk)
    _refuse(current, prioriteit, project, values["datum"])
    for actie in acties:
        _refuse_actie(current, actie)
    body = _body_hash(current, prioriteit, project, values, acties)

    def make() -> Evaluatie:
        row = Evaluatie.objects.create(
            client_id=client_id or uuid4(),
            body_hash=body,
            wijkplan=current,
            prioriteit=prioriteit,
            project=project,
            door=by,
            **{name: values[name] for name in TEKST},  # type: ignore[literal-required]
        )
        row.partners.set(values["partners"])
        log_regel(by=by, wat="evaluatie.gemaakt", op=row, details={"besluit": row.besluit})
        for actie in acties:
            _assign(row, actie, by)
        return row

    row, _made = once(Evaluatie, client_id=client_id or uuid4(), by=by, body_hash=body, make=make)
    return row


@transaction.atomic
def change_evaluatie(
    *, evaluatie: Evaluatie, slot: int, by: User, **values: Unpack[Evaluatiewaarden]
) -> Evaluatie:
    """The evaluation reads like this. Raises Conflict on another slot; refuses an archived plan and a day to come."""
    lock_kept_plan(evaluatie.wijkplan_id)
    _refuse_day(values["datum"])
    for name in TEKST:
        setattr(evaluatie, name, values[name])  # type: ignore[literal-required]
    save_with_slot(evaluatie, fields=TEKST, expected_slot=slot)
    evaluatie.partners.set(values["partners"])
    log_regel(by=by, wat="evaluatie.aangepast", op=evaluatie)
    return evaluatie


@transaction.atomic
def add_verbeteractie(
    *, evaluatie: Evaluatie, by: User, client_id: UUID | None = None, **values: Unpack[Actiewaarden]
) -> Verbeteractie:
    """One thing more to do differently; its owner is told.

    The same client_id and body again gives the same row, another is AlreadyUsed. Refuses an archived plan, a
    deadline that is past, and an owner who does not work in the wijk.
    """
    plan = lock_kept_plan(evaluatie.wijkplan_id)
    if client_id and (found := Verbeteractie.objects.filter(client_id=client_id).first()):
        then = {name: getattr(found, name) for name in values}
        refuse_another((found.evaluatie_id, then), (evaluatie.pk, dict(values)))
        return found
    _refuse_actie(plan, values)
    return _assign(evaluatie, values, by, client_id)


@transaction.atomic
def close_verbeteractie(
    *, actie: Verbeteractie, status: Verbeteractie.Status | str, afsluiting: str, slot: int, by: User
) -> Verbeteractie:
    """It was done, or will not be done, and what became of it stands beside it; also when its plan is over.

    Refuses without what became of it, and one that was closed already. Raises Conflict on another slot.
    """
    if status == Verbeteractie.Status.OPEN:
        raise Refused(gettext("Kies: gedaan, of gaat niet door."), field="status")
    if not afsluiting.strip():
        raise Refused(gettext("Zeg in één zin wat ervan is geworden."), field="afsluiting")
    if (
        Verbeteractie.objects.select_for_update(of=("self",)).get(pk=actie.pk).status
        != Verbeteractie.Status.OPEN
    ):
        raise Refused(gettext("Deze actie is al afgesloten."))
    actie.status, actie.afsluiting, actie.afgesloten_op = status, afsluiting.strip(), timezone.now()
    save_with_slot(actie, fields=("status", "afsluiting", "afgesloten_op"), expected_slot=slot)
    log_regel(by=by, wat=f"verbeteractie.{status}", op=actie)
    return actie


def _body_hash(
    plan: Wijkplan,
    prioriteit: Prioriteit | None,
    project: Project | None,
    values: Evaluatiewaarden,
    acties: Sequence[Actiewaarden],
) -> str:
    return hash_body(
        {
            "plan": plan,
            "prioriteit": prioriteit,
            "project": project,
            **values,
            "partners": sorted(partner.pk for partner in values["partners"]),
            "acties": [[a["tekst"], a["eigenaar"].pk, a["deadline"]] for a in acties],
        }
    )


def _assign(
    evaluatie: Evaluatie, values: Actiewaarden, by: User, client_id: UUID | None = None
) -> Verbeteractie:
    actie = Verbeteractie.objects.create(client_id=client_id or uuid4(), evaluatie=evaluatie, **values)
    log_regel(by=by, wat="verbeteractie.gegeven", op=actie)
    if actie.eigenaar_id != by.pk:
        send_bericht(
            aan=actie.eigenaar,
            soort="verbeteractie",
            over=actie,
            titel=lambda: gettext("Voor jou: %s") % actie.tekst,
            tekst=lambda: (
                gettext("Uit de evaluatie van «%(wat)s». Graag vóór %(dag)s.")
                % {"wat": evaluatie.over, "dag": date_format(actie.deadline, "j F Y")}
            ),
            by=by,
            pad=reverse("wijkplan:actie_close", args=[actie.uuid]),
        )
    return actie


def _refuse(plan: Wijkplan, prioriteit: Prioriteit | None, project: Project | None, day: date) -> None:
    if plan.status in BEFORE_AGREED:
        raise Refused(gettext("Dit plan is nog niet vastgesteld. Er valt nog niets te evalueren."))
    if prioriteit is not None and project is not None:
        raise Refused(gettext("Kies één ding om te evalueren."), field="over")
    if (prioriteit is not None and prioriteit.wijkplan_id != plan.pk) or (
        project is not None and project.doel.prioriteit.wijkplan_id != plan.pk
    ):
        raise Refused(gettext("Dit hoort bij een ander plan."), field="over")
    _refuse_day(day)


def _refuse_day(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(gettext("Deze dag moet nog komen."), field="datum")


def _refuse_actie(plan: Wijkplan, actie: Actiewaarden) -> None:
    if actie["deadline"] < timezone.localdate():
        raise Refused(gettext("Deze dag is voorbij."), field="deadline")
    if not owners_in(plan.wijk_id, timezone.localdate()).filter(pk=actie["eigenaar"].pk).exists():
        raise Refused(gettext("Kies iemand die in deze wijk werkt."), field="eigenaar")
