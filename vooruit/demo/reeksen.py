"""What is done in each wijk: series of bijeenkomsten, and how each of them went."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from core.periods import Quarter
from core.suppression import round5
from vooruit.demo import kalender
from vooruit.demo.periode import NAAR_OVER, RAAKT_BIJEENKOMSTEN, months_ahead

GISTEREN = -1  # a series on the weekday of yesterday, so that yesterday always needs counting
VOORUIT_PLANNEN = 20


@dataclass(frozen=True)
class Reeks:
    """An activity that comes back. `exact` fixes the last quarter: planned, cancelled, uncounted, visits.

    Of the first one to come `kan_niet` says that she cannot, so that a place is open. With `bekend` it began so many weeks ago as were planned, and that is the number of new faces of all of them.
    """

    sleutel: str
    titel: str
    soort: str
    gemiddeld: float
    dagen: tuple[int, ...]
    uur: int
    minuut: int = 0
    minuten: int = 120
    om_de: int = 1
    doel: str = ""
    plek: int | None = 0
    doelgroep: str = ""
    trede: str = ""
    belofte: str = ""
    begin_dagen: int = 725
    eind_dagen: int | None = None
    ploeg: tuple[str, ...] = ()
    groei: float = 0.85
    nieuw: float = 0.1
    exact: tuple[int, int, int, int] | None = None
    bekend: int | None = None
    iftar: bool = False
    tot_de_sloop: bool = False
    koken: int = 0
    helpen: int = 0
    kan_niet: str = ""


@dataclass
class Beurt:
    """One time: planned on a day, and what became of it (open, geteld, ongeteld, afgelast)."""

    reeks: Reeks
    dag: date
    uur: int
    minuut: int
    uitkomst: str = "open"
    aantal: int | None = None
    nieuw: int | None = None
    helpers: int | None = None
    titel: str = ""
    ploeg: tuple[str, ...] = field(default=())


REEKSEN: dict[str, tuple[Reeks, ...]] = {
    "geuzenveld": (
        Reeks(
            "taalcafe",
            "Taalcafé",
            "taal",
            21,
            (GISTEREN,),
            19,
            doel="meepraten",
            doelgroep="nieuwe buren",
            trede="meebeslissen",
            belofte="Elke eerste avond van de maand kiest de groep waar we over praten.",
            ploeg=("noor", "emre", "lotte"),
            exact=(13, 1, 0, 276),
            tot_de_sloop=True,
        ),
        Reeks(
            "huiswerk",
            "Huiswerkuur",
            "kinderen",
            13,
            (0, 2),
            15,
            30,
            90,
            doel="meepraten",
            plek=1,
            doelgroep="kinderen van 8 tot 12",
            trede="raadplegen",
            belofte="Wat ouders en kinderen missen, bespreken we elk kwartaal met de school.",
            ploeg=("jip", "aisha", "sem"),
            exact=(26, 2, 2, 308),
            helpen=2,
            kan_niet="sem",
        ),
        Reeks(
            "maaltijd",
            "Buurtmaaltijd",
            "ontmoeting",
            38,
            (5,),
            17,
            minuten=180,
            om_de=2,
            doel="rondkomen",
            trede="coproduceren",
            belofte="Wie kookt, kiest het menu.",
            ploeg=("thijs", "priya", "emre"),
            exact=(7, 1, 0, 246),
            iftar=True,
            koken=1,
            kan_niet="priya",
        ),
        Reeks(
            "portiek",
            "Koffie in de portiek",
            "ontmoeting",
            8,
            (3,),
            10,
            minuten=90,
            doel="sloop",
            trede="raadplegen",
            belofte="Vragen over de sloop gaan naar de corporatie. Het antwoord hangt in de portiek.",
            plek=None,
            begin_dagen=400,
            ploeg=("aisha", "thijs"),
            exact=(12, 1, 0, 99),
        ),
    ),
    "osdorp": (
        Reeks(
            "thee",
            "Thee op de stoep",
            "ontmoeting",
            6,
            (2,),
            16,
            minuten=60,
            trede="informeren",
            exact=(8, 0, 0, 44),
            bekend=6,
        ),
        Reeks(
            "spel",
            "Spelletjesmiddag",
            "ontmoeting",
            5,
            (5,),
            14,
            exact=(3, 0, 0, 18),
            bekend=4,
        ),
    ),
    "volewijck": (
        Reeks(
            "pan",
            "Pan op Tafel",
            "ontmoeting",
            18,
            (3,),
            17,
            30,
            150,
            doel="zelf",
            trede="zelfbeheer",
            eind_dagen=366,
            groei=0.9,
        ),
        Reeks(
            "spaak",
            "Fietswerkplaats De Spaak",
            "hulp",
            7,
            (5,),
            13,
            eind_dagen=200,
            doel="zelf",
            plek=1,
            trede="zelfbeheer",
        ),
        Reeks("buurtkoffie", "Buurtkoffie", "ontmoeting", 15, (1,), 10, doel="zelf", trede="coproduceren"),
        Reeks("naaien", "Naaigroep", "cultuur", 9, (4,), 13, doel="ontmoeten", plek=1, trede="meebeslissen"),
        Reeks(
            "wandelen",
            "Wandelen met buren",
            "bewegen",
            11,
            (2,),
            9,
            minuten=75,
            begin_dagen=0,
            doel="ontmoeten",
            plek=None,
            doelgroep="iedereen die wil bewegen",
            trede="raadplegen",
            nieuw=0.2,
        ),
    ),
    "banne": (
        Reeks(
            "restaurant",
            "Buurtrestaurant",
            "ontmoeting",
            31,
            (2,),
            17,
            30,
            180,
            doel="nieuw",
            trede="raadplegen",
        ),
        Reeks("koffie", "Koffie op maandag", "ontmoeting", 16, (0,), 10, doel="nieuw", trede="informeren"),
        Reeks(
            "tuin",
            "Tuinieren op het Banneplein",
            "groen",
            11,
            (4,),
            14,
            doel="regie",
            plek=1,
            trede="coproduceren",
        ),
        Reeks("taal", "Taalhuis", "taal", 9, (3,), 13, doel="regie", plek=1, trede="adviseren"),
    ),
}

# Once in the last quarter: title, kind, goal, day within the quarter, hour, visits.
EENMALIG = (
    ("Opruimactie Eendenplein", "groen", "sloop", 19, 13, 38),
    ("Geveltuindag", "groen", "sloop", 33, 11, 51),
    ("Straatfeest", "cultuur", "", 68, 15, 100),
)
NIEUWE_GEZICHTEN, GETELD_BIJ = 135, 47
UIT_DE_WIJK, JAAR_EERDER = 40, 27  # percents of the hands that came from the wijk
BANNE_BEZOEKEN, BANNE_NIEUW = (700, 826), (60, 48, 36, 25, 15)


def beurten(reeks: Reeks, today: date, rnd: Random) -> list[Beurt]:
    """All times of a series, from its beginning to almost three weeks ahead."""
    quarter = kalender.story_quarter(today)
    if reeks.bekend is not None:
        return _starters(reeks, today, rnd)
    if reeks.sleutel == "wandelen":
        return _niemand_kwam(reeks, quarter, today, rnd)
    first = today - timedelta(days=reeks.begin_dagen)
    stopped = reeks.eind_dagen is not None
    last = today - timedelta(days=reeks.eind_dagen) if stopped else today + timedelta(days=VOORUIT_PLANNEN)
    found: list[Beurt] = []
    for weekday in reeks.dagen:
        for day in kalender.weekly_days(which_day(weekday, today), first, last, reeks.om_de):
            inside = quarter.first <= day <= quarter.last
            quiet = kalender.in_holiday(day) and rnd.random() < 0.5
            if (reeks.exact and inside) or (quiet and day < today - timedelta(days=14)):
                continue
            found.append(_lived(Beurt(reeks, day, reeks.uur, reeks.minuut), today, first, rnd))
    if reeks.exact:
        found += _exact(reeks, quarter, today, rnd)
    if reeks.tot_de_sloop:
        found += _ahead(reeks, last, today)
    return sorted(found, key=lambda beurt: beurt.dag)


def _ahead(reeks: Reeks, after: date, today: date) -> list[Beurt]:
    """The weeks until the demolition was to begin, planned when that still seemed far away."""
    (weekday,) = (which_day(each, today) for each in reeks.dagen)
    day = months_ahead(today, NAAR_OVER)
    first_hit = day + timedelta(days=(weekday - day.weekday()) % 7)
    last = first_hit + timedelta(weeks=RAAKT_BIJEENKOMSTEN - 1)
    days = kalender.weekly_days(weekday, after + timedelta(days=1), last)
    return [Beurt(reeks, each, reeks.uur, reeks.minuut) for each in days]


def which_day(weekday: int, today: date) -> int:
    """The weekday of a series; for GISTEREN that of yesterday."""
    return (today - timedelta(days=1)).weekday() if weekday == GISTEREN else weekday


def _lived(beurt: Beurt, today: date, first: date, rnd: Random) -> Beurt:
    """How an ordinary time went, with the texture of the year."""
    reeks, day = beurt.reeks, beurt.dag
    if reeks.iftar and kalender.in_ramadan(day):
        beurt.titel, beurt.uur = "Iftar voor de buurt", 18
    if kalender.is_sinterklaas(day) and reeks.soort in {"ontmoeting", "kinderen"}:
        beurt.titel = f"{reeks.titel} met Sinterklaas"
    if day >= today:
        return beurt
    luck = rnd.random()
    if kalender.is_snow_day(day, today) or luck < (0.14 if kalender.in_exams(day) else 0.03):
        beurt.uitkomst = "afgelast"
    elif luck > 0.97:
        beurt.uitkomst = "ongeteld"
    else:
        share = (day - first).days / max(1, (today - first).days)
        mean = reeks.gemiddeld * (reeks.groei + (1 - reeks.groei) * share) * kalender.factor(day)
        _count(beurt, kalender.around(mean * (1.3 if beurt.titel else 1), rnd), rnd)
    return beurt


def _count(beurt: Beurt, aantal: int, rnd: Random, *, share: float = 0.27) -> None:
    """Counted, most times with new faces and helpers."""
    beurt.uitkomst, beurt.aantal = "geteld", aantal
    if rnd.random() < 0.85:
        beurt.nieuw = min(aantal, round(aantal * beurt.reeks.nieuw * rnd.uniform(0.4, 1.6)))
        beurt.helpers = min(aantal, max(0, round(3 * share / (1 - share) * rnd.uniform(0.5, 1.5))))


def _exact(reeks: Reeks, quarter: Quarter, today: date, rnd: Random) -> list[Beurt]:
    """The last quarter of a series of Geuzenveld, to the visit."""
    planned, cancelled, uncounted, visits = reeks.exact
    per_weekday = planned // len(reeks.dagen)
    days = [
        day
        for weekday in reeks.dagen
        for day in kalender.days_in_quarter(which_day(weekday, today), quarter, per_weekday, reeks.om_de)
    ]
    rows = [Beurt(reeks, day, reeks.uur, reeks.minuut) for day in sorted(days)]
    for row in rnd.sample(rows[2:], cancelled):
        row.uitkomst = "afgelast"
    last_weekday = which_day(reeks.dagen[-1], today)
    held = [row for row in rows if row.uitkomst == "open" and row.dag.weekday() == last_weekday]
    for row in rnd.sample(held, uncounted):
        row.uitkomst = "ongeteld"
    held = [row for row in rows if row.uitkomst == "open"]
    weights = [kalender.factor(row.dag) ** 0.5 * rnd.uniform(0.85, 1.15) for row in held]
    for row, aantal in zip(held, kalender.spread(visits, weights, at_least=1), strict=True):
        row.uitkomst, row.aantal = "geteld", aantal
    return rows


def eenmalig(today: date) -> list[Beurt]:
    """What Geuzenveld did once in the last quarter."""
    quarter = kalender.story_quarter(today)
    return [
        Beurt(
            Reeks(
                titel,
                titel,
                soort,
                aantal,
                (),
                hour,
                doel=doel,
                plek=2,
                trede="informeren",
                ploeg=("noor", "sem", "priya"),
            ),
            quarter.first + timedelta(days=offset),
            hour,
            0,
            "geteld",
            aantal,
        )
        for titel, soort, doel, offset, hour, aantal in EENMALIG
    ]


def _starters(reeks: Reeks, today: date, rnd: Random) -> list[Beurt]:
    """The first weeks in Osdorp-Oost: all counted, few people, nobody of the wijk helps yet, more times planned."""
    weeks, _cancelled, _uncounted, visits = reeks.exact
    days = kalender.weekly_days(reeks.dagen[0], today - timedelta(weeks=weeks), today - timedelta(days=1))
    rows = [Beurt(reeks, day, reeks.uur, reeks.minuut) for day in days]
    counts = kalender.spread(visits, [rnd.uniform(0.6, 1.4) for _ in rows], at_least=2)
    new = kalender.spread(reeks.bekend, [1 / (n + 1) for n in range(len(rows))])
    for row, aantal, nieuw in zip(rows, counts, new, strict=True):
        row.uitkomst, row.aantal, row.nieuw, row.helpers = "geteld", aantal, min(aantal, nieuw), 0
    ahead = kalender.weekly_days(reeks.dagen[0], today, today + timedelta(days=VOORUIT_PLANNEN))
    return rows + [Beurt(reeks, day, reeks.uur, reeks.minuut) for day in ahead]


def _niemand_kwam(reeks: Reeks, quarter: Quarter, today: date, rnd: Random) -> list[Beurt]:
    """Three weeks nobody came at nine; then another hour, and twelve people."""
    days = kalender.weekly_days(reeks.dagen[0], quarter.first, today + timedelta(days=VOORUIT_PLANNEN))
    rows = [Beurt(reeks, day, 9 if n < 3 else 19, 0) for n, day in enumerate(days)]
    for n, row in enumerate(rows):
        if row.dag < today:
            row.uitkomst = "geteld"
            row.aantal = 0 if n < 3 else 12 if n == 3 else kalender.around(reeks.gemiddeld, rnd)
            row.nieuw = 0 if n < 3 else min(row.aantal, 12 if n == 3 else rnd.randint(0, 3))
            row.helpers = 0 if n < 3 else rnd.randint(0, 2)
    return rows


def finish_geuzenveld(rows: list[Beurt], today: date, rnd: Random) -> None:
    """Fix new faces and helpers of the last quarter, and leave the two latest huiswerkuren uncounted."""
    quarter = kalender.story_quarter(today)
    counted = [r for r in rows if r.uitkomst == "geteld" and quarter.first <= r.dag <= quarter.last]
    known = sorted(rnd.sample(range(len(counted)), GETELD_BIJ))
    weights = [float(counted[i].aantal or 0) for i in known]
    for i, new in zip(known, kalender.spread(NIEUWE_GEZICHTEN, weights), strict=True):
        counted[i].nieuw, counted[i].helpers = new, 0
    recent = [r for r in rows if r.reeks.sleutel == "huiswerk" and quarter.last < r.dag < today]
    for row in recent[-2:]:
        row.uitkomst, row.aantal, row.nieuw, row.helpers = "open", None, None, None
    yesterday = today - timedelta(days=1)
    for row in rows:
        if row.reeks.sleutel == "taalcafe" and row.dag == yesterday:
            row.uitkomst, row.aantal, row.nieuw, row.helpers, row.titel = "open", None, None, None, ""
        if row.reeks.sleutel == "taalcafe" and row.dag == yesterday - timedelta(days=7) > quarter.last:
            row.uitkomst, row.aantal, row.nieuw, row.helpers = "geteld", 21, 2, 2


def fix_hands(rows: list[Beurt], quarter: Quarter, percent: int, students: Callable[[Beurt], int]) -> None:
    """Let this share of the hands in a quarter come from the wijk, beside the students who were there.

    The page divides numbers rounded to 5; where no number of helpers gives the share, one time less knew it.
    """
    known = [r for r in rows if r.helpers is not None and quarter.first <= r.dag <= quarter.last]
    while (total := _helpers_for(percent, sum(students(row) for row in known))) is None:
        known.pop().helpers = None
    weights = [float(row.aantal or 0) ** 0.5 for row in known]
    for row, helpers in zip(known, kalender.spread(total, weights), strict=True):
        row.helpers = helpers


def _helpers_for(percent: int, students: int) -> int | None:
    ideal = students * percent / (100 - percent)
    near = sorted(range(round(ideal) + 15), key=lambda n: abs(n - ideal))
    told = (n for n in near if round(100 * round5(n) / round5(n + students)) == percent)
    return next(told, None)


def finish_banne(rows: list[Beurt], today: date) -> None:
    """Visits grow 18 % in a year, while new faces fall from 60 to 15 a quarter: the same people."""
    quarters = [kalender.story_quarter(today)]
    while len(quarters) < len(BANNE_NIEUW):
        quarters.insert(0, quarters[0].previous())
    per_quarter: dict[Quarter, list[Beurt]] = defaultdict(list)
    for row in rows:
        if row.uitkomst == "geteld":
            per_quarter[Quarter.of(row.dag)].append(row)
    fixed = {quarters[0]: BANNE_BEZOEKEN[0], quarters[-1]: BANNE_BEZOEKEN[1]}
    for quarter, new in zip(quarters, BANNE_NIEUW, strict=True):
        counted = per_quarter[quarter]
        if quarter in fixed:
            weights = [float(row.aantal or 1) for row in counted]
            for row, aantal in zip(
                counted, kalender.spread(fixed[quarter], weights, at_least=1), strict=True
            ):
                row.aantal = aantal
                row.helpers = None if row.helpers is None else min(row.helpers, aantal)
        known = [row for row in counted if row.nieuw is not None]
        for row, share in zip(
            known, kalender.spread(new, [float(row.aantal or 1) for row in known]), strict=True
        ):
            row.nieuw = min(share, row.aantal or 0)
