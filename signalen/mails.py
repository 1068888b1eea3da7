"""What coordinators read in their mailbox: that signalen wait. What was heard never stands in a mail."""

from functools import partial

from django.urls import reverse
from django.utils.translation import ngettext

from mensen.services import send_bericht
from teams.models import Lidmaatschap
from wijken.models import Wijk


def mail_late(wijk: Wijk, aantal: int) -> int:
    """Tell the coordinators of a wijk how many signalen wait longer than a week; how many were written to."""
    people = Lidmaatschap.objects.coordinators(wijk.pk)
    for person in people:
        send_bericht(
            aan=person,
            soort="signalen.wachten",
            over=wijk,
            titel=partial(_title, wijk, aantal),
            tekst=partial(_text, aantal),
            by=None,
            pad=f"{reverse('signalen:list', args=[wijk.slug])}?status=nieuw",
        )
    return len(people)


def _title(wijk: Wijk, aantal: int) -> str:
    said = ngettext(
        "%(aantal)s signaal uit %(wijk)s wacht op antwoord",
        "%(aantal)s signalen uit %(wijk)s wachten op antwoord",
        aantal,
    )
    return said % {"aantal": aantal, "wijk": wijk.naam}


def _text(aantal: int) -> str:
    said = ngettext(
        "Het wacht langer dan een week. Zeg in één zin wat ermee gebeurt, dan kan de student het vertellen.",
        "Ze wachten langer dan een week. Zeg per signaal in één zin wat ermee gebeurt, dan kan de student het vertellen.",
        aantal,
    )
    return said % {"aantal": aantal}
