"""Who is hit by a moved date hears it once: students, teams, and organisations whose rooms or places it hits."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mensen.models import User
from mensen.services import send_bericht
from partners.models import Contactpersoon, Datumwijziging, Partner
from teams.models import Lidmaatschap, Rol
from vooruit.raakt import Geraakt, read_geraakt

Lines = dict[User, list[Callable[[], str]]]
SOORT = "datum_raakt"


def tell_geraakten() -> int:
    """Mail whom each new move hits, one transaction per move; returns how many mails were written."""
    number = 0
    while (told := tell_next()) is not None:
        number += told
    return number


@transaction.atomic
def tell_next() -> int | None:
    """Tell of the oldest move nobody was told of; None when there is none. A move that moved again is passed over.

    The coordinators heard it in the act itself, and neither who moved it nor her organisation needs a mail.
    """
    rows = Datumwijziging.objects.filter(verteld_op=None).order_by("pk")
    people = ("ontwikkeling__wijk", "door")
    move = rows.select_related(*people).select_for_update(of=("self",), skip_locked=True).first()
    if move is None:
        return None
    move.verteld_op = timezone.now()
    move.save(update_fields=["verteld_op"])
    newer = Datumwijziging.objects.filter(ontwikkeling=move.ontwikkeling_id, pk__gt=move.pk)
    return 0 if newer.exists() else _tell(move)


def _tell(move: Datumwijziging) -> int:
    geraakt = read_geraakt(move)
    teams, partners = _in_teams(geraakt), _in_partners(move, geraakt)
    wijk = move.ontwikkeling.wijk_id
    spared = {move.door_id, *Lidmaatschap.objects.coordinators(wijk).values_list("pk", flat=True)}
    number = 0
    for lines, page in ((teams, reverse("agenda")), (partners, reverse("partners:verandert"))):
        for person, said in lines.items():
            if person.pk not in spared:
                _mail(move, person, said, page)
                spared.add(person.pk)
                number += 1
    return number


def _in_teams(geraakt: Geraakt) -> Lines:
    """Students whose role runs beyond the day, when homes are hit, and the team of each activity at a place."""
    found: Lines = defaultdict(list)
    for row in geraakt.studenten:
        found[row.user].append(partial(_homes, geraakt))
    for team in {activity.team_id for activity in geraakt.activiteiten}:
        members = Lidmaatschap.objects.on(timezone.localdate()).filter(team=team, rol=Rol.TEAMLID)
        for row in members.select_related("user"):
            found[row.user].append(partial(_activities, geraakt, team))
    return found


def _in_partners(move: Datumwijziging, geraakt: Geraakt) -> Lines:
    """People with an account at organisations that own the rooms or run the places, but that of who moved it."""
    today = timezone.localdate()
    found: Lines = defaultdict(list)
    involved = Partner.objects.involved_in(move.ontwikkeling.wijk, today)
    mover = Contactpersoon.objects.on(today).filter(user=move.door_id).values("partner")
    people = Contactpersoon.objects.on(today).exclude(user=None).select_related("user")
    for partner in involved.exclude(pk__in=mover):
        homes = (home for home in geraakt.woonplekken if home.corporatie_id == partner.pk)
        rooms = list(dict.fromkeys(home.naam for home in homes))
        places = [plek.naam for plek in geraakt.plekken if partner.pk in plek.van]  # type: ignore[attr-defined] # read_geraakt adds it
        if rooms or places:
            for row in people.filter(partner=partner):
                found[row.user].append(partial(_of_partner, rooms, places))  # type: ignore[index] # these have an account
    return found


def _mail(move: Datumwijziging, person: User, lines: Iterable[Callable[[], str]], page: str) -> None:
    def words() -> str:
        return "\n".join([_moved(move), *(line() for line in lines)])

    send_bericht(
        aan=person,
        soort=SOORT,
        over=move,
        titel=lambda: (
            _("%(naam)s in %(wijk)s: de datum verschuift")
            % {"naam": move.ontwikkeling, "wijk": move.ontwikkeling.wijk}
        ),
        tekst=words,
        pad=page,
        by=move.door,
    )


def _moved(move: Datumwijziging) -> str:
    said = {
        "wat": capfirst(move.ontwikkeling.get_soort_display()),
        "naam": move.ontwikkeling,
        "was": _day(move.oud),
        "wordt": _day(move.nieuw),
    }
    return _("%(wat)s %(naam)s: de datum was %(was)s en wordt %(wordt)s.") % said


def _homes(geraakt: Geraakt) -> str:
    names = ", ".join(dict.fromkeys(home.naam for home in geraakt.woonplekken))
    said = _("Dit raakt kamers voor studenten: %s.") % names
    return f"{said} {_('Vraag je coördinator wat dat voor jou betekent.')}"


def _of_partner(rooms: list[str], places: list[str]) -> str:
    said = [_("Dit raakt kamers van uw organisatie: %s.") % ", ".join(rooms)] if rooms else []
    said += [_("Dit sluit een plek die uw organisatie beheert: %s.") % ", ".join(places)] if places else []
    return " ".join(said)


def _activities(geraakt: Geraakt, team: int) -> str:
    rows = [activity for activity in geraakt.activiteiten if activity.team_id == team]
    told = ", ".join(f"{activity.titel} ({activity.geraakt['keer']}×)" for activity in rows)
    return _("Na die dag staat nog gepland op een plek die sluit: %s.") % told


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("nog niet bekend")
