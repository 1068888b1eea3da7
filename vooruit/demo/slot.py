"""What surrounds the doing: afspraken with partners, words beside the quarters, and released months."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db.models import F

from activiteiten.models import Activiteit
from activiteiten.services import set_openbaar
from core.periods import Month, finished_months
from impact.services import release_month, write_kwartaalwoord
from impact.vocabulary import first_release_day
from mensen.models import Bericht
from partners.models import Afspraak
from partners.services import finish_afspraak, note_afspraak
from vooruit.demo import kalender
from vooruit.demo.gesprekken import JAREN
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.rollen import WIJKEN
from wijken.models import Plek

NOG_TE_LEZEN = 11  # days of mails that wait in the post box of the demo
HEN, ONS = Afspraak.AanZet.PARTNER, Afspraak.AanZet.VOORUIT
# wijk, partner, who waits, text, who does it, noted days ago, due in days, done days ago (None: open)
AFSPRAKEN = (
    ("geuzenveld", "sluiswachter", HEN, "Antwoord over het portieklicht", "Ruud", 24, 0, None),
    ("geuzenveld", "sluiswachter", ONS, "Kwartaalcijfers sturen", "Yasmina", 10, 3, None),
    ("geuzenveld", "stadsdeel", HEN, "Vergunning voor de geveltuinen", "Farida", 30, 9, None),
    ("geuzenveld", "eendenhof", ONS, "Sleutel van De Theepot laten bijmaken", "Sem", 6, 0, None),
    ("geuzenveld", "hekstra", HEN, "Steiger weg vóór het straatfeest", "Joost", 110, -75, 80),
    ("geuzenveld", "sluiswachter", HEN, "Containers voor de opruimactie", "Ruud", 120, -95, 96),
    ("geuzenveld", None, ONS, "Flyers in drie talen", "Priya", 16, 6, None),
    ("osdorp", "sluiswachter", HEN, "Kennismaken met de huismeester", "Ruud", 12, 1, None),
    ("osdorp", "trapveld", HEN, "Reactie op het eerste plan", "", 5, 4, None),
    ("volewijck", "heemfonds", ONS, "Verhaal van Pan op Tafel opsturen", "Sanne", 9, 1, None),
    ("banne", "heemfonds", ONS, "Eindverslag naar het fonds", "Kwame", 40, 12, None),
    ("banne", "heemfonds", HEN, "Toegezegde bijdrage overmaken", "Ineke", 95, -20, None),
)
WOORDEN = {
    "geuzenveld": (
        "Rondkomen meten we nog niet. Huiswerkuur viel 2× uit door te weinig begeleiders.",
        "Kom langs bij de buurtmaaltijd op zaterdag om 17.00 uur.",
    ),
    "volewijck": (
        "Drie weken kwam niemand wandelen; een later uur hielp. De Spaak stopte: er was maar één trekker.",
        "We zoeken voor elke groep twee trekkers.",
    ),
    "banne": (
        "Het was druk, maar we zagen bijna geen nieuwe gezichten. De vragenlijst vulden te weinig mensen in.",
        "We bespreken met de partners of we hier nog nodig zijn.",
    ),
}
OPENBAAR = ("Taalcafé", "Buurtmaaltijd")
VORIG = "Door vakantie en tentamens vielen bijeenkomsten uit."


def open_agenda(verhaal: Verhaal) -> None:
    """Residents of Geuzenveld find what they can join in the public agenda; what is at no public place stays out."""
    rows = Activiteit.objects.filter(wijk=verhaal.wijken["geuzenveld"], titel__in=OPENBAAR)
    for activiteit in rows.filter(plek__soort__in=Plek.PUBLIEK):
        set_openbaar(activiteit=activiteit, openbaar=True, slot=activiteit.slot, by=verhaal.mensen["yasmina"])


def note_afspraken(verhaal: Verhaal, rnd: Random) -> None:
    """What was agreed, by the coordinator of the wijk."""
    coordinators = {wijk.sleutel: verhaal.mensen[wijk.coordinator.sleutel] for wijk in WIJKEN}
    for wijk, partij, aan_zet, tekst, wie, dagen, over, klaar in AFSPRAKEN:
        with at(moment(days_ago(dagen), 11)):
            afspraak = note_afspraak(
                wijk=verhaal.wijken[wijk],
                partner=verhaal.partijen[partij] if partij else None,
                tekst=tekst,
                aan_zet=aan_zet,
                wie=wie,
                voor=verhaal.today + timedelta(days=over),
                client_id=UUID(int=rnd.getrandbits(128), version=4),
                by=coordinators[wijk],
            )
        if klaar is not None:
            with at(moment(days_ago(klaar), 15)):
                finish_afspraak(afspraak=afspraak, by=coordinators[wijk])


def keep_old_mail(verhaal: Verhaal) -> None:
    """What was mailed long ago has been read long ago; only mails of the last days still go out."""
    old = Bericht.objects.filter(
        op__lt=moment(verhaal.today - timedelta(days=NOG_TE_LEZEN)), verstuurd_op=None
    )
    old.update(verstuurd_op=F("op"), pogingen=1)


def write_words(verhaal: Verhaal) -> None:
    """Two lines beside the last two quarters of the wijken that show figures."""
    quarter = kalender.story_quarter(verhaal.today)
    for wijkrol in WIJKEN:
        if wijkrol.sleutel not in WOORDEN:
            continue
        by, wijk = verhaal.mensen[wijkrol.coordinator.sleutel], verhaal.wijken[wijkrol.sleutel]
        lukte_niet, hierna = WOORDEN[wijkrol.sleutel]
        with at(moment(quarter.previous().last + timedelta(days=6))):
            write_kwartaalwoord(wijk=wijk, kwartaal=quarter.previous().first, wat_niet_lukte=VORIG, by=by)
        with at(moment(quarter.last + timedelta(days=6))):
            write_kwartaalwoord(
                wijk=wijk, kwartaal=quarter.first, wat_niet_lukte=lukte_niet, hierna=hierna, by=by
            )


def release_months(verhaal: Verhaal) -> None:
    """Every month of two years that may be released by now, on the first day it could be."""
    for wijkrol in WIJKEN:
        by, wijk = verhaal.mensen[wijkrol.coordinator.sleutel], verhaal.wijken[wijkrol.sleutel]
        for month in releasable(verhaal.today, wijkrol.dagen):
            with at(moment(first_release_day(month), 10)):
                release_month(wijk=wijk, maand=month.first, by=by)


def releasable(today: date, dagen: int = JAREN) -> list[Month]:
    """The months of the last two years, or since a wijk began, that ended long enough ago; oldest first."""
    first = today - timedelta(days=min(dagen, JAREN))
    return [month for month in finished_months(first, today) if first_release_day(month) <= today]
