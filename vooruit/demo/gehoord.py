"""What students heard, and what their coordinators did with it: answered, passed on, dropped, and not yet."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from bewoners.models import Contactmoment
from bewoners.services import note_from_talk
from signalen.models import Signaal
from signalen.services import Gemerkt, answer_signaal, hear_again, raise_signaal
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.rollen import WIJKEN


@dataclass(frozen=True)
class Draad:
    """One thing that was heard: where, by whom, how long ago, what was done about it, and who heard it after that."""

    wijk: str
    wie: str
    dagen: int
    gemerkt: Gemerkt
    bron: str = "gesprek"
    stappen: tuple[tuple[int, str, str], ...] = ()
    ook: tuple[tuple[str, int], ...] = ()
    van: str = ""


DRADEN = (
    Draad(
        "geuzenveld",
        "noor",
        9,
        {"soort": "knelpunt", "thema": "veilig", "tekst": "In de portieken brandt 's avonds geen licht."},
        stappen=(
            (7, "bekeken", ""),
            (3, "doorgezet", "Gevraagd aan De Sluiswachter. Het antwoord hoor je van mij."),
        ),
        ook=(("emre", 6), ("lotte", 5), ("sem", 4)),
        van="kastanje",
    ),
    Draad(
        "geuzenveld",
        "noor",
        5,
        {"soort": "talent", "thema": "samen", "tekst": "Een buurvrouw naait graag en wil het anderen leren."},
        stappen=((2, "opgepakt", "Emre vraagt of het in De Theepot kan, op woensdagmiddag."),),
        van="ekster",
    ),
    Draad(
        "geuzenveld",
        "lotte",
        2,
        {
            "soort": "kans",
            "thema": "school",
            "tekst": "Drie ouders willen samen oefenen met bellen naar school.",
        },
    ),
    Draad(
        "geuzenveld",
        "emre",
        60,
        {"soort": "vraag", "thema": "buurt", "tekst": "Kunnen we de geveltuin ook in de winter bijhouden?"},
        bron="activiteit",
        stappen=((58, "vervallen", "Nu niet: de planten staan stil. In maart vragen we het opnieuw."),),
    ),
    Draad(
        "osdorp",
        "lucia",
        9,
        {
            "soort": "kans",
            "thema": "samen",
            "tekst": "Op het binnenplein staat een leeg hok. Iemand wil er koffie schenken.",
        },
        bron="observatie",
    ),
)


def tell_what_was_heard(verhaal: Verhaal, rnd: Random) -> None:
    """Each thread through the services, on the days it happened."""
    for draad in DRADEN:
        _tell(verhaal, draad, rnd)


def _tell(verhaal: Verhaal, draad: Draad, rnd: Random) -> None:
    day = days_ago(draad.dagen)
    talk = _talk(verhaal, draad)
    with at(moment(day, 20)):
        signaal = _raise(verhaal, draad, talk, rnd)
    by = next(rol.coordinator for rol in WIJKEN if rol.sleutel == draad.wijk)
    for wie, dagen in draad.ook:
        day = days_ago(dagen)
        with at(moment(day, 21)):
            hear_again(signaal=signaal, bron="gesprek", client_id=_id(rnd), by=verhaal.mensen[wie])
    for dagen, naar, antwoord in draad.stappen:
        day = days_ago(dagen)
        with at(moment(day, 10)):
            answer_signaal(
                signaal=signaal,
                slot=signaal.slot,
                naar=naar,
                antwoord=antwoord,
                by=verhaal.mensen[by.sleutel],
            )


def _talk(verhaal: Verhaal, draad: Draad) -> Contactmoment | None:
    if not draad.van:
        return None
    by, day = verhaal.mensen[draad.wie], days_ago(draad.dagen)
    return Contactmoment.objects.filter(door=by, datum=day, relatie__code__contains=draad.van).first()


def _raise(verhaal: Verhaal, draad: Draad, talk: Contactmoment | None, rnd: Random) -> Signaal:
    by, wijk = verhaal.mensen[draad.wie], verhaal.wijken[draad.wijk]
    if talk is not None:
        return note_from_talk(moment=talk, client_id=_id(rnd), by=by, **draad.gemerkt)
    return raise_signaal(wijk=wijk, bron=draad.bron, client_id=_id(rnd), by=by, **draad.gemerkt)


def _id(rnd: Random) -> UUID:
    return UUID(int=rnd.getrandbits(128), version=4)
