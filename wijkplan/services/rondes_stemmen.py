"""How an organisation votes: one ballot, changed while the round is open, or an objection with a proposal."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import Conflict, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijkplan.figures import MOSCOW_WAARDE
from wijkplan.models import Bezwaar, Ronde, Rondeoptie, Rondepartij, Stem, Stembiljet

Methode = Ronde.Methode
Stemmen = Mapping[UUID, int]


class Bezwaarwaarden(TypedDict):
    """An objection against one option: why, what could be instead, and whether it stops everything."""

    optie: UUID
    argument: str
    voorstel: str
    overwegend: bool


@transaction.atomic
def vote(
    *,
    ronde: Ronde,
    partner: Partner,
    stemmen: Stemmen,
    by: User,
    slot: int | None = None,
    bezwaren: Sequence[Bezwaarwaarden] = (),
) -> Stembiljet:
    """The organisation has one ballot with these values (uuid of option -> value), and no other.

    Values: dots; MoSCoW 3, 2, 1 or 0; a place in the order from 1; consent 1, or 0 with an objection. `slot` is that of
    the ballot that is changed. The same first ballot sent twice is one. Refuses a round that is not open, who is not
    invited, a second ballot, unknown options and values the method does not allow. Raises Conflict when a colleague
    changed the ballot meanwhile.
    """
    current = hold_open(ronde, partner=partner, by=by)
    opties = {optie.uuid: optie for optie in Rondeoptie.objects.filter(ronde=current)}
    given = _checked(current, opties, stemmen, bezwaren)
    biljet, made = _ballot(current, partner, by=by, slot=slot, onthouding=False, given=given)
    if not made:
        _refuse_other_words(biljet, bezwaren)
        return biljet
    Stem.objects.filter(biljet=biljet).delete()
    Stem.objects.bulk_create(
        [Stem(biljet=biljet, optie=optie, waarde=given[pk]) for pk, optie in opties.items() if pk in given]
    )
    if current.methode == Methode.CONSENT:
        _object(current, partner, {opties[one["optie"]]: one for one in bezwaren}, by=by)
    log_regel(by=by, wat="ronde.gestemd", op=current, details={"partij": str(partner.uuid)})
    return biljet


@transaction.atomic
def abstain(*, ronde: Ronde, partner: Partner, by: User, slot: int | None = None) -> Stembiljet:
    """The organisation took part and chose nothing. Refuses and raises as `vote` does."""
    current = hold_open(ronde, partner=partner, by=by)
    biljet, made = _ballot(current, partner, by=by, slot=slot, onthouding=True, given={})
    if made:
        Stem.objects.filter(biljet=biljet).delete()
        _object(current, partner, {}, by=by)
        log_regel(by=by, wat="ronde.onthouden", op=current, details={"partij": str(partner.uuid)})
    return biljet


@transaction.atomic
def solve_bezwaar(*, bezwaar: Bezwaar, oplossing: str, slot: int, by: User) -> Bezwaar:
    """An objection is solved, with a sentence that says how; it stops nothing any more.

    Refuses without a sentence, when it was solved before, and when the round is closed: its outcome stands.
    """
    hold_open(bezwaar.ronde)
    if not oplossing.strip():
        raise Refused(gettext("Zeg hoe het bezwaar is opgelost."), field="oplossing")
    if Bezwaar.objects.filter(pk=bezwaar.pk, opgelost_op__isnull=False).exists():
        raise Refused(gettext("Dit bezwaar is al opgelost."))
    bezwaar.oplossing, bezwaar.opgelost_op, bezwaar.opgelost_door = oplossing.strip(), timezone.now(), by
    save_with_slot(bezwaar, fields=("oplossing", "opgelost_op", "opgelost_door"), expected_slot=slot)
    log_regel(by=by, wat="bezwaar.opgelost", op=bezwaar)
    return bezwaar


def hold_open(ronde: Ronde, *, partner: Partner | None = None, by: User | None = None) -> Ronde:
    """Keep the round open until the transaction ends, together with others who do; who closes it waits for us.

    Refuses when it is not open now, when the partner is not invited, and who does not speak for the partner.
    """
    with connection.cursor() as cursor:  # the ORM has no FOR SHARE
        cursor.execute("SELECT 1 FROM wijkplan_ronde WHERE id = %s FOR SHARE", [ronde.pk])
    current = Ronde.objects.get(pk=ronde.pk)
    now = timezone.now()
    if current.status == Ronde.Status.GEPLAND:
        raise Refused(gettext("De ronde gaat open op %s.") % _moment(current.opent))
    if current.status == Ronde.Status.GESLOTEN or current.sluit <= now:
        closed = current.gesloten_op or current.sluit
        raise Refused(gettext("De ronde is gesloten op %s. Stemmen kan niet meer.") % _moment(closed))
    if partner is None:
        return current
    if not Rondepartij.objects.filter(ronde=current, partner=partner).exists():
        raise Refused(gettext("%s is niet gevraagd in deze ronde.") % partner)
    if by is not None and partner.pk not in by.scope.partners:
        raise Refused(gettext("U kunt niet stemmen voor %s.") % partner)
    return current


def _moment(moment: object) -> str:
    local = timezone.localtime(moment)  # type: ignore[arg-type]
    return f"{date_format(local, 'j F')} {time_format(local)}"


def _ballot(
    ronde: Ronde, partner: Partner, *, by: User, slot: int | None, onthouding: bool, given: Stemmen
) -> tuple[Stembiljet, bool]:
    """The ballot of this party and whether it has to be filled in; the same sent again has not."""
    found = Stembiljet.objects.filter(ronde=ronde, partner=partner).select_related("door").first()
    if slot is None and found is None:
        try:
            with transaction.atomic():
                made = Stembiljet.objects.create(ronde=ronde, partner=partner, door=by, onthouding=onthouding)
        except IntegrityError:
            found = Stembiljet.objects.select_related("door").get(ronde=ronde, partner=partner)
        else:
            return made, True
    if slot is None and found is not None:
        if found.door_id == by.pk and found.onthouding == onthouding and _values(found) == dict(given):
            return found, False
        raise _voted_before(found)
    if found is None:
        raise Conflict(None)
    found.onthouding, found.door = onthouding, by
    return save_with_slot(found, fields=("onthouding", "door"), expected_slot=slot or 0), True


def _refuse_other_words(biljet: Stembiljet, bezwaren: Sequence[Bezwaarwaarden]) -> None:
    """The same choices with another objection is no second press of the button: what was typed would be lost."""
    rows = Bezwaar.objects.filter(ronde=biljet.ronde_id, partner=biljet.partner_id, opgelost_op=None)
    names = ("argument", "voorstel", "overwegend")
    then = {row[0]: row[1:] for row in rows.values_list("optie__uuid", *names)}
    now = {
        one["optie"]: (one["argument"].strip(), one["voorstel"].strip(), one["overwegend"])
        for one in bezwaren
    }
    if then != now:
        raise _voted_before(biljet)


def _voted_before(biljet: Stembiljet) -> Refused:
    return Refused(
        gettext("%(wie)s stemde al voor %(partij)s, op %(wanneer)s. Bekijk die stem; wijzigen kan daar.")
        % {"wie": biljet.door, "partij": biljet.partner, "wanneer": _moment(biljet.op)}
    )


def _values(biljet: Stembiljet) -> dict[UUID, int]:
    return dict(Stem.objects.filter(biljet=biljet).values_list("optie__uuid", "waarde"))


def _checked(
    ronde: Ronde,
    opties: Mapping[UUID, Rondeoptie],
    stemmen: Stemmen,
    bezwaren: Sequence[Bezwaarwaarden],
) -> Stemmen:
    """The values as they are stored; refuses what the method of this round does not allow, beside its field."""
    if any(uuid not in opties for uuid in (*stemmen, *(one["optie"] for one in bezwaren))):
        raise Refused(gettext("Deze keuze staat niet op het stembiljet. Ververs de pagina."))
    if any(waarde < 0 for waarde in stemmen.values()):
        raise Refused(gettext("Minder dan nul kan niet."))
    check = {
        Methode.STIPPEN: _check_dots,
        Methode.MOSCOW: _check_weights,
        Methode.RANGORDE: _check_places,
        Methode.CONSENT: _check_consent,
    }[Methode(ronde.methode)]
    return check(ronde, opties, stemmen, bezwaren)


def _check_dots(ronde: Ronde, _opties: object, stemmen: Stemmen, _bezwaren: object) -> Stemmen:
    most, each = ronde.stippen or 0, ronde.hoogste or 0
    for uuid, dots in stemmen.items():
        if dots > each:
            raise Refused(gettext("Hoogstens %s op één onderwerp.") % each, field=f"o_{uuid.hex}")
    total = sum(stemmen.values())
    if total > most:
        raise Refused(
            gettext("U verdeelde %(aantal)s stippen, u hebt er %(stippen)s.")
            % {"aantal": total, "stippen": most}
        )
    if not total:
        raise Refused(gettext("Verdeel minstens één stip, of kies «Wij onthouden ons»."))
    return {uuid: dots for uuid, dots in stemmen.items() if dots}


def _check_weights(_ronde: Ronde, _opties: object, stemmen: Stemmen, _bezwaren: object) -> Stemmen:
    for uuid, waarde in stemmen.items():
        if waarde not in MOSCOW_WAARDE.values():
            raise Refused(gettext("Kies een van de vier."), field=f"o_{uuid.hex}")
    if not stemmen:
        raise Refused(gettext("Weeg minstens één onderwerp, of kies «Wij onthouden ons»."))
    return stemmen


def _check_places(
    _ronde: Ronde, opties: Mapping[UUID, Rondeoptie], stemmen: Stemmen, _bezwaren: object
) -> Stemmen:
    placed = {uuid: plaats for uuid, plaats in stemmen.items() if plaats}
    taken: dict[int, UUID] = {}
    for uuid, plaats in placed.items():
        if plaats > len(opties):
            raise Refused(
                gettext("Kies een plaats van 1 tot en met %s.") % len(opties), field=f"o_{uuid.hex}"
            )
        if plaats in taken:
            raise Refused(
                gettext("Plaats %(plaats)s is al van «%(optie)s».")
                % {"plaats": plaats, "optie": opties[taken[plaats]]},
                field=f"o_{uuid.hex}",
            )
        taken[plaats] = uuid
    if not placed:
        raise Refused(gettext("Zet minstens één onderwerp op een plaats, of kies «Wij onthouden ons»."))
    return placed


def _check_consent(
    _ronde: Ronde,
    opties: Mapping[UUID, Rondeoptie],
    stemmen: Stemmen,
    bezwaren: Sequence[Bezwaarwaarden],
) -> Stemmen:
    for one in bezwaren:
        for name, message in (
            ("argument", gettext("Zeg waarom: een bezwaar heeft een reden.")),
            ("voorstel", gettext("Zeg wat wel zou kunnen. Zo helpt u verder.")),
        ):
            if not str(one[name]).strip():  # type: ignore[literal-required]
                raise Refused(message, field=f"{name}_{one['optie'].hex}")
    objected = {one["optie"] for one in bezwaren}
    for uuid in opties:
        if uuid not in stemmen and uuid not in objected:
            raise Refused(gettext("Zeg of u een bezwaar hebt."), field=f"o_{uuid.hex}")
    return {uuid: int(uuid not in objected) for uuid in opties}


def _object(
    ronde: Ronde, partner: Partner, bezwaren: Mapping[Rondeoptie, Bezwaarwaarden], *, by: User
) -> None:
    """The open objections of this party are these; an earlier one it dropped is solved by taking it back."""
    kept = {optie.pk: one for optie, one in bezwaren.items()}
    for bezwaar in Bezwaar.objects.filter(ronde=ronde, partner=partner, opgelost_op=None):
        one = kept.pop(bezwaar.optie_id or 0, None)
        if one is not None:
            bezwaar.argument, bezwaar.voorstel = one["argument"].strip(), one["voorstel"].strip()
            bezwaar.overwegend, bezwaar.door = one["overwegend"], by
            save_with_slot(
                bezwaar, fields=("argument", "voorstel", "overwegend", "door"), expected_slot=bezwaar.slot
            )
        else:
            bezwaar.opgelost_op, bezwaar.opgelost_door = timezone.now(), by
            bezwaar.oplossing = gettext("Ingetrokken door wie het maakte.")
            fields = ("opgelost_op", "opgelost_door", "oplossing")
            save_with_slot(bezwaar, fields=fields, expected_slot=bezwaar.slot)
    for optie, one in bezwaren.items():
        if optie.pk in kept:
            Bezwaar.objects.create(
                ronde=ronde,
                optie=optie,
                partner=partner,
                door=by,
                argument=one["argument"].strip(),
                voorstel=one["voorstel"].strip(),
                overwegend=one["overwegend"],
            )
