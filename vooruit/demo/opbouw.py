"""Wijken, teams, people and organisations of the story, made through the services of their rooms."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from activiteiten.rows import SluitingRij
from activiteiten.services import store_sluitingen
from mensen.models import User
from partners.models import Bijdrage, Partner, RuimtelijkeOntwikkeling
from partners.services import add_contactpersoon, involve, make_partner
from teams.models import Rol, Team
from teams.services import give_rol, make_team
from vooruit.demo.kalender import SLUITINGEN
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.rollen import DOMEIN, PARTIJEN, STAF, WACHTWOORD, WIJKEN, Student, Wijkrol
from wijken.models import Plek, Wijk
from wijken.services import add_plek, make_wijk, set_fase, sketch_gebied


@dataclass
class Verhaal:
    """What was made so far, by the keys of the story."""

    today: date
    mensen: dict[str, User] = field(default_factory=dict)
    wijken: dict[str, Wijk] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    plekken: dict[str, list[Plek]] = field(default_factory=dict)
    partijen: dict[str, Partner] = field(default_factory=dict)
    beloften: dict[str, Bijdrage] = field(default_factory=dict)
    eendenhof: RuimtelijkeOntwikkeling | None = None
    wachtwoord: str = ""

    def on_team(self, wijkrol: Wijkrol, day: date) -> list[Student]:
        """Students whose role is true on a day."""
        return [student for student in wijkrol.studenten if begin_of(student) <= day <= end_of(student)]


def begin_of(student: Student) -> date:
    """First day of a student in the team."""
    return days_ago(student.maanden * 30)


def end_of(student: Student) -> date:
    """Last day of a student in the team; far away when it is open."""
    return date.max if student.tot_dagen is None else days_ago(-student.tot_dagen)


def build() -> Verhaal:
    """People, wijken, teams and parties; nothing is done yet."""
    verhaal = Verhaal(today=timezone.localdate(), wachtwoord=make_password(WACHTWOORD))
    with at(moment(days_ago(3000))):
        for adres, naam, rol in STAF:
            user = _person(verhaal, adres, naam, login=adres)
            give_rol(user=user, rol=rol, by=verhaal.mensen["projectleider"])
        dagen = [SluitingRij(0, *rij) for rij in SLUITINGEN]
        store_sluitingen(rijen=dagen, wijk=None, by=verhaal.mensen["projectleider"])
    for wijkrol in WIJKEN:
        with at(moment(days_ago(wijkrol.dagen))):
            _wijk(verhaal, wijkrol)
    for wijkrol in WIJKEN:
        _team(verhaal, wijkrol)
    _partijen(verhaal)
    return verhaal


def _person(verhaal: Verhaal, sleutel: str, naam: str, *, login: str = "", taal: str = "nl") -> User:
    """An account; only the promised logins have a password, and its hash is made once."""
    adres = login or slugify(naam)
    user = User.objects.create_user(f"{adres}@{DOMEIN}", naam=naam, taal=taal)
    if login:
        user.password = verhaal.wachtwoord
        user.save(update_fields=["password"])
    verhaal.mensen[sleutel] = user
    return user


def _wijk(verhaal: Verhaal, wijkrol: Wijkrol) -> None:
    by = verhaal.mensen["projectleider"]
    wijk = make_wijk(naam=wijkrol.naam, context=wijkrol.context, opgave=wijkrol.opgave, by=by)
    verhaal.wijken[wijkrol.sleutel] = wijk
    for fase, dagen in wijkrol.fasen:
        set_fase(wijk=wijk, fase=fase, van=verhaal.today - timedelta(days=dagen), by=by)
    sketch_gebied(wijk=wijk, ring=wijkrol.ring, by=by)
    verhaal.plekken[wijkrol.sleutel] = [
        add_plek(naam=naam, soort=soort, wijk=wijk, punt=(lat, lng), bron="demo", by=by)
        for naam, soort, lat, lng in wijkrol.plekken
    ]


def _team(verhaal: Verhaal, wijkrol: Wijkrol) -> None:
    by = verhaal.mensen["projectleider"]
    wijk = verhaal.wijken[wijkrol.sleutel]
    team = make_team(wijk=wijk, naam=f"Team {wijk.naam}", by=by)
    verhaal.teams[wijkrol.sleutel] = team
    for rol, student in [
        (Rol.WIJKCOORDINATOR, wijkrol.coordinator),
        *((Rol.TEAMLID, s) for s in wijkrol.studenten),
    ]:
        van = begin_of(student)
        tot = None if student.tot_dagen is None else end_of(student)
        with at(moment(van)):
            user = _person(verhaal, student.sleutel, student.naam, login=student.login, taal=student.taal)
            user.telefoon = student.telefoon
            user.save(update_fields=["telefoon"])
            give_rol(
                user=user,
                rol=rol,
                team=team,
                van=van,
                tot=tot,
                norm_uren_week=None if rol == Rol.WIJKCOORDINATOR else student.uren,
                by=by,
            )


def _partijen(verhaal: Verhaal) -> None:
    by = verhaal.mensen["projectleider"]
    with at(moment(days_ago(900))):
        for partij in PARTIJEN:
            partner = make_partner(naam=partij.naam, soort=partij.soort, wereld=partij.wereld, by=by)
            verhaal.partijen[partij.sleutel] = partner
            for naam, functie, telefoon, login in partij.mensen:
                known = bool(login) or naam in partij.met_code
                user = _person(verhaal, login or slugify(naam), naam, login=login) if known else None
                add_contactpersoon(
                    partner=partner, naam=naam, functie=functie, telefoon=telefoon, user=user, by=by
                )
    for partij in PARTIJEN:
        for wijk, rol in partij.rollen:
            start = max(verhaal.wijken[wijk].actief_sinds, days_ago(900))
            with at(moment(start)):
                involve(partner=verhaal.partijen[partij.sleutel], wijk=verhaal.wijken[wijk], rol=rol, by=by)
