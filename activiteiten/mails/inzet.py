"""What a team hears about who comes; each a row in the outbox, in the act's transaction. Never a reason."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, pgettext

from activiteiten.models import Bijeenkomst, Inzet
from mensen.models import User
from mensen.services import send_bericht
from teams.models import Lidmaatschap


def tell_open_place(inzet: Inzet, row: Bijeenkomst, by: User) -> int:
    """Tell the team and its coordinator that a task is open again; who has a task there is not asked."""
    busy = Inzet.objects.filter(bijeenkomst=row).exclude(status=Inzet.Status.AFWEZIG).exclude(rol="helpt")
    members = Lidmaatschap.objects.on(timezone.localdate()).filter(team=row.activiteit.team_id)
    people = members.users().exclude(pk=by.pk).exclude(pk__in=busy.values("user"))
    for mens in people:
        _send(mens, "inzet.plek_open", inzet, row, _open_title, _open_text)
    return len(people)


def ask_to_take_over(inzet: Inzet, row: Bijeenkomst, aan: User) -> None:
    """Ask one person to take over a task."""
    _send(aan, "inzet.ruil_gevraagd", inzet, row, _ask_title, _ask_text)


def tell_taken_over(inzet: Inzet, row: Bijeenkomst, aan: User) -> None:
    """Tell who asked that it is taken over; `inzet` is of who did."""
    _send(aan, "inzet.overgenomen", inzet, row, _taken_title, _taken_text)


def _send(
    aan: User,
    soort: str,
    inzet: Inzet,
    row: Bijeenkomst,
    titel: Callable[[Inzet, Bijeenkomst], str],
    tekst: Callable[[Inzet, Bijeenkomst], str],
) -> None:
    send_bericht(
        aan=aan,
        soort=soort,
        over=inzet,
        titel=partial(titel, inzet, row),
        tekst=partial(tekst, inzet, row),
        pad=row.get_absolute_url(),
        by=inzet.user,
    )


def _words(inzet: Inzet, row: Bijeenkomst) -> dict[str, str]:
    begin = timezone.localtime(row.begin)
    tasks = {
        "opent": pgettext("taak", "openen"),
        "kookt": pgettext("taak", "koken"),
        "helpt": pgettext("taak", "helpen"),
    }
    return {
        "wie": inzet.user.voornaam,
        "wat": row.naam,
        "wanneer": f"{date_format(begin, 'KORT_FORMAT')} {time_format(begin, 'TIME_FORMAT')}",
        "taak": tasks[str(inzet.rol)],
    }


def _open_title(inzet: Inzet, row: Bijeenkomst) -> str:
    return gettext("%(wat)s, %(wanneer)s: wie kan %(taak)s?") % _words(inzet, row)


def _open_text(inzet: Inzet, row: Bijeenkomst) -> str:
    said = gettext("%(wie)s kan niet. Er is nog niemand om te %(taak)s. Kun jij? Zeg het met één tik.")
    return said % _words(inzet, row)


def _ask_title(inzet: Inzet, row: Bijeenkomst) -> str:
    return gettext("%(wie)s vraagt: kun jij %(taak)s bij %(wat)s, %(wanneer)s?") % _words(inzet, row)


def _ask_text(inzet: Inzet, row: Bijeenkomst) -> str:
    said = gettext("Neem het over met één tik. Tot iemand dat doet, staat %(wie)s er zelf bij.")
    return said % _words(inzet, row)


def _taken_title(inzet: Inzet, row: Bijeenkomst) -> str:
    return gettext("%(wie)s neemt het over: %(wat)s, %(wanneer)s") % _words(inzet, row)


def _taken_text(inzet: Inzet, row: Bijeenkomst) -> str:
    return gettext("Jij staat er niet meer bij. %(wie)s gaat %(taak)s.") % _words(inzet, row)
