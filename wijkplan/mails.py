"""What parties read in their mailbox about a text of a plan; each a row in the outbox, in the act's transaction."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from mensen.models import User
from mensen.services import send_bericht
from partners.models import Contactpersoon
from wijkplan.models import Akkoord, Voorlegging, Wijkplan


def mail_asked(akkoord: Akkoord, by: User) -> int:
    """Ask the people of a party to read the text and answer; gives how many were written to."""
    return _to_party(akkoord, by, "akkoord.gevraagd", _asked_title, _asked_text)


def mail_reminder(akkoord: Akkoord, by: User) -> int:
    """Ask once more, at most once a day."""
    return _to_party(akkoord, by, "akkoord.herinnering", _reminder_title, _asked_text)


def mail_withdrawn(voorlegging: Voorlegging, by: User) -> None:
    """Tell all asked parties that the text was taken back, and why."""
    for akkoord in voorlegging.akkoorden.select_related("voorlegging__wijkplan"):
        _to_party(akkoord, by, "akkoord.teruggehaald", _withdrawn_title, _withdrawn_text)


def mail_settled(voorlegging: Voorlegging, by: User) -> None:
    """Tell all asked parties that everybody answered and the plan is vastgesteld."""
    for akkoord in voorlegging.akkoorden.select_related("voorlegging__wijkplan"):
        _to_party(akkoord, by, "akkoord.vastgesteld", _settled_title, _settled_text)


def mail_passed_on(akkoord: Akkoord, aan: User, by: User) -> None:
    """Tell a colleague that the answer is now hers to give."""
    send_bericht(
        aan=aan,
        soort="akkoord.doorgegeven",
        over=akkoord,
        titel=partial(_asked_title, akkoord),
        tekst=partial(passed_on_text, akkoord, by),
        by=by,
        pad=page_of(akkoord),
    )


def page_of(akkoord: Akkoord) -> str:
    """Where this party reads the text and answers."""
    return reverse("wijkplan:akkoord", args=[akkoord.uuid])


def people_of(akkoord: Akkoord) -> list[User]:
    """Everybody of the party with an account today."""
    rows = Contactpersoon.objects.on(timezone.localdate()).filter(
        partner=akkoord.partner_id, user__is_active=True
    )
    return list({row.user_id: row.user for row in rows.select_related("user")}.values())


def _to_party(akkoord: Akkoord, by: User, soort: str, titel: Any, tekst: Any) -> int:
    people = people_of(akkoord)
    for user in people:
        send_bericht(
            aan=user,
            soort=soort,
            over=akkoord,
            titel=partial(titel, akkoord),
            tekst=partial(tekst, akkoord),
            by=by,
            pad=page_of(akkoord),
        )
    return len(people)


def _plan(akkoord: Akkoord) -> Wijkplan:
    return akkoord.voorlegging.wijkplan


def _asked_title(akkoord: Akkoord) -> str:
    return gettext("Staat u achter «%(plan)s»?") % {"plan": _plan(akkoord).titel}


def _reminder_title(akkoord: Akkoord) -> str:
    return gettext("Herinnering: staat u achter «%(plan)s»?") % {"plan": _plan(akkoord).titel}


def _asked_text(akkoord: Akkoord) -> str:
    return gettext(
        "De tekst van «%(plan)s», versie %(versie)s, ligt bij u. Lees hem en laat vóór %(dag)s weten of uw organisatie "
        "erachter staat. Dat kan op uw telefoon, in vijf minuten. Moet iemand anders beslissen? Dat kunt u daar zeggen."
    ) % {
        "plan": _plan(akkoord).titel,
        "versie": _plan(akkoord).versie,
        "dag": date_format(akkoord.voorlegging.antwoord_voor, "j F"),
    }


def passed_on_text(akkoord: Akkoord, by: User) -> str:
    """The words of the mail to who answers instead."""
    return gettext(
        "%(naam)s vraagt u te antwoorden namens %(partij)s: staat u achter «%(plan)s»? Graag vóór %(dag)s."
    ) % {
        "naam": by.naam,
        "partij": akkoord.partner.naam,
        "plan": _plan(akkoord).titel,
        "dag": date_format(akkoord.voorlegging.antwoord_voor, "j F"),
    }


def _withdrawn_title(akkoord: Akkoord) -> str:
    return gettext("«%(plan)s» is teruggehaald") % {"plan": _plan(akkoord).titel}


def _withdrawn_text(akkoord: Akkoord) -> str:
    return gettext(
        "U hoeft niet meer te antwoorden. De reden: %(reden)s Later ligt er een nieuwe tekst voor."
    ) % {"reden": akkoord.voorlegging.ingetrokken_omdat}


def _settled_title(akkoord: Akkoord) -> str:
    return gettext("«%(plan)s» is vastgesteld") % {"plan": _plan(akkoord).titel}


def _settled_text(akkoord: Akkoord) -> str:
    return gettext("Alle gevraagde partijen hebben geantwoord. Versie %(versie)s verandert niet meer.") % {
        "versie": _plan(akkoord).versie
    }
