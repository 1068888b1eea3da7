from collections.abc import Iterable
from datetime import date
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Bijeenkomst
from activiteiten.services import refuse_released
from bewoners.models import Contactmoment, Relatie, Relatieperiode
from bewoners.rules import BEWERKBAAR
from bewoners.services.codes import new_code
from core.errors import Refused
from core.locking import hash_body, once
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Wijk
from wijken.vocabulary import GevoeligThema

NIEUW = "nieuw"
RUST = (Relatie.Status.SLAPEND, Relatie.Status.OVERGEDRAGEN)


class Gesprek(TypedDict):
    """What people tap about a conversation; `wie` is «relatie», «buur» or «nieuw»."""

    wie: str
    hoe: str
    duur: str
    themas: Iterable[str]
    relatie: NotRequired[Relatie | None]
    initiatief: NotRequired[str]


@transaction.atomic
def log_contactmoment(
    *,
    wijk: Wijk,
    client_id: UUID,
    by: User,
    datum: date | None = None,
    bijeenkomst: Bijeenkomst | None = None,
    seconden: int | None = None,
    notitie: str = "",
    **gesprek: Unpack[Gesprek],
) -> Contactmoment:
    """Store one conversation; with «nieuw» it also makes a relation with a fresh code.

    Sensitive themes are only added to the count of the wijk and month: the conversation, its fingerprint and its
    time know nothing of them; the fingerprint knows nothing of the note either, as a phone forgets it earlier. The same client_id with the same body is the same success, else AlreadyUsed.
    Refuses a day to come, a released month, and a relation of another wijk, that was closed before that day, or that
    did not want to be approached on it and did not begin the talk herself. One that sleeps or was handed over wakes.
    """
    datum = datum or timezone.localdate()
    themas = set(gesprek.pop("themas"))  # type: ignore[misc]
    gevoelig = themas & set(GevoeligThema.values)
    velden: dict[str, Any] = {"relatie": None, **gesprek, "bijeenkomst": bijeenkomst}
    velden["themas"] = sorted(themas - gevoelig)
    body = hash_body({**velden, "wijk": wijk, "datum": datum})

    def make() -> Contactmoment:
        _refuse_day(wijk.pk, datum)
        _refuse_foreign(wijk, velden["relatie"])
        refuse_unwanted(velden["relatie"], datum, velden.get("initiatief", ""))
        if velden["wie"] == NIEUW:
            velden.update(wie=Contactmoment.Wie.RELATIE, relatie=_start_relatie(wijk, datum, by))
        moment = Contactmoment.objects.create(
            client_id=client_id,
            body_hash=body,
            wijk=wijk,
            door=by,
            datum=datum,
            seconden=seconden,
            **velden,
        )
        _wake(moment.relatie)
        write_notitie(moment=moment, tekst=notitie, by=by)
        if gevoelig:
            _count_themas(wijk, datum, sorted(gevoelig))
        return moment

    return once(Contactmoment, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def change_contactmoment(*, moment: Contactmoment, by: User, **gesprek: Unpack[Gesprek]) -> Contactmoment:
    """Correct one's own contact moment within 14 days; its themes are the open ones only.

    What was counted of a sensitive theme can't be found back, and so can't be changed. Refuses another person's,
    an older one, a released month, and another relation, or another who began, as `log_contactmoment` does.
    """
    _refuse_closed(moment, by)
    wie, relatie = gesprek["wie"], gesprek.get("relatie")
    came = moment.initiatief == Contactmoment.Initiatief.BEWONER
    moment.initiatief = gesprek.get("initiatief", moment.initiatief)
    _refuse_foreign(moment.wijk, relatie)
    if came or relatie != moment.relatie:
        refuse_unwanted(relatie, moment.datum, moment.initiatief)
    if wie == NIEUW:
        wie, relatie = Contactmoment.Wie.RELATIE, _start_relatie(moment.wijk, moment.datum, by)
    moment.wie, moment.relatie, moment.hoe, moment.duur = wie, relatie, gesprek["hoe"], gesprek["duur"]
    moment.themas = sorted(set(gesprek["themas"]) - set(GevoeligThema.values))
    moment.save(update_fields=["wie", "relatie", "hoe", "duur", "themas", "initiatief"])
    _wake(moment.relatie)
    log_regel(by=by, wat="bewoners.contactmoment_aangepast", op=moment)
    return moment


@transaction.atomic
def write_notitie(*, moment: Contactmoment, tekst: str, by: User) -> Contactmoment:
    """Keep these words with one's own conversation, within 14 days; no words take the note away.

    Of what stood there before only remains that it was changed. Refuses another person's and an older conversation.
    """
    refuse_old(moment, by)
    if tekst != moment.notitie:
        moment.notitie_aangepast = bool(moment.notitie_aangepast or moment.notitie)
        moment.notitie = tekst
        moment.save(update_fields=["notitie", "notitie_aangepast"])
        log_regel(by=by, wat="bewoners.notitie_bewaard", op=moment, details={"tekens": len(tekst)})
    return moment


@transaction.atomic
def read_notitie(*, moment: Contactmoment, by: User) -> str:
    """The note of a conversation; that it was read, by whom and when, stands in the trail."""
    if moment.notitie:
        log_regel(by=by, wat="bewoners.notitie_gelezen", op=moment)
    return moment.notitie


@transaction.atomic
def delete_contactmoment(*, moment: Contactmoment, by: User) -> None:
    """Remove one's own contact moment within 14 days, and the relation that only this moment made and nobody took over.

    Refuses another person's, an older one, and a released month.
    """
    _refuse_closed(moment, by)
    log_regel(by=by, wat="bewoners.contactmoment_verwijderd", op=moment)
    relatie = moment.relatie
    moment.delete()
    if relatie is None or relatie.sinds != moment.datum or relatie.overdrachten.exists():
        return
    if not relatie.contactmomenten.exists():
        relatie.delete()


def _start_relatie(wijk: Wijk, datum: date, by: User) -> Relatie:
    relatie = Relatie.objects.create(code=new_code(wijk), wijk=wijk, sinds=datum)
    Relatieperiode.objects.create(relatie=relatie, user=by, van=datum)
    return relatie


def _wake(relatie: Relatie | None) -> None:
    if relatie is not None and relatie.status in RUST:  # one that is closed at this moment stays closed
        Relatie.objects.filter(pk=relatie.pk, status__in=RUST).update(status=Relatie.Status.ACTIEF)


def _count_themas(wijk: Wijk, datum: date, themas: list[str]) -> None:
    """Add one to each count of the wijk and month, in one statement that two people may run at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO bewoners_thematelling (wijk_id, maand, thema, aantal)
            SELECT %s, %s, unnest(%s::text[]), 1
            ON CONFLICT (wijk_id, maand, thema) DO UPDATE SET aantal = bewoners_thematelling.aantal + 1
            """,
            [wijk.pk, datum.replace(day=1), themas],
        )


def _refuse_day(wijk_id: int, datum: date) -> None:
    today = timezone.localdate()
    if datum > today:
        raise Refused(gettext("Deze dag moet nog komen."), field="datum")
    if datum < today.replace(day=1):  # the running month is never released
        refuse_released(wijk_id=wijk_id, days={datum})


def _refuse_foreign(wijk: Wijk, relatie: Relatie | None) -> None:
    if relatie is not None and relatie.wijk_id != wijk.pk:
        raise Refused(gettext("Dit contact hoort bij een andere wijk."), field="wie")


def refuse_unwanted(relatie: Relatie | None, datum: date, initiatief: str) -> None:
    """A talk of before the contact closed, or before she said that we should not come, was a good talk."""
    if relatie is None:
        return
    if relatie.gesloten_op is not None and datum > relatie.gesloten_op:
        said = gettext(
            "Dit contact is afgesloten op %(dag)s. Kies «Een buur», of begin opnieuw met «Nieuw contact»."
        )
        raise Refused(said % {"dag": date_format(relatie.gesloten_op)}, field="wie")
    since = relatie.niet_benaderen_op
    if since is not None and datum >= since and initiatief != Contactmoment.Initiatief.BEWONER:
        raise Refused(
            gettext("Dit contact wil niet benaderd worden. Kwam de buur zelf, zeg dat dan."),
            field="kwam_zelf",
        )


def _refuse_closed(moment: Contactmoment, by: User) -> None:
    refuse_old(moment, by)
    _refuse_day(moment.wijk_id, moment.datum)


def refuse_old(moment: Contactmoment, by: User) -> None:
    """Refuse another person's talk, and one logged more than 14 days ago."""
    if moment.door_id != by.pk:
        raise Refused(gettext("Dit is het gesprek van iemand anders."))
    if moment.op < timezone.now() - BEWERKBAAR:
        raise Refused(gettext("Aanpassen kan tot 14 dagen na het loggen."))
