"""What coordinators read in their mailbox: whether an initiative still exists."""

from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Overlevingscheck
from mensen.services import send_bericht
from teams.models import Lidmaatschap


def mail_check(check: Overlevingscheck, *, again: bool = False) -> int:
    """Ask the coordinators of its wijk whether the initiative still exists; how many were written to."""
    people = Lidmaatschap.objects.coordinators(check.initiatief.wijk_id)
    for person in people:
        send_bericht(
            aan=person,
            soort="overleving.herinnering" if again else "overleving.vraag",
            over=check,
            titel=partial(_title, check),
            tekst=partial(_text, check),
            by=None,
            pad=check.get_absolute_url(),
        )
    return len(people)


def _title(check: Overlevingscheck) -> str:
    return gettext("Bestaat %(titel)s nog?") % {"titel": check.initiatief.titel}


def _text(check: Overlevingscheck) -> str:
    return gettext(
        "%(titel)s gaat %(maanden)s maanden zonder ons door. Ga eens kijken, of vraag het. Zeg daarna ja of nee, het "
        "liefst vóór %(dag)s."
    ) % {
        "titel": check.initiatief.titel,
        "maanden": check.maanden,
        "dag": date_format(check.voor, "DATE_FORMAT"),
    }
