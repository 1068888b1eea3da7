"""The first rounds of Osdorp-Oost: three of five parties voted, and one party can not go along with the feast yet."""

from datetime import timedelta

from mensen.models import User
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from wijkplan import services
from wijkplan.models import Prioriteit, Ronde, Wijkplan

WIJK, COORDINATOR = "osdorp", "daan"
GEVRAAGD = ("sluiswachter", "stadsdeel", "trapveld", "westerwind", "huisartsen")
SLUIT_OVER = 4
# party, who, days ago, and how many dots for which priority, by its rank
STIPPEN = (
    ("trapveld", "mw-tahiri", 8, {3: 3, 1: 2, 2: 1}),
    ("stadsdeel", "farida-el-amrani", 7, {2: 3, 3: 2, 1: 1}),
    ("westerwind", "hakim-bouras", 3, {1: 3, 4: 2, 2: 1}),
)
ARGUMENT = "Eerst de lift, dan het feest. Wie niet beneden kan komen, kan ook niet meefeesten."
VOORSTEL = "Laat de corporatie eerst zeggen wanneer de lift klaar is. Wij helpen mee met een klein feest op elke galerij."


def vote(verhaal: Verhaal) -> None:
    """Open both rounds, let three parties give their dots, and let the tenants object."""
    by = verhaal.mensen[COORDINATOR]
    plan = Wijkplan.objects.get(wijk=verhaal.wijken[WIJK])
    stippen = _dots(verhaal, plan, by)
    opties = {optie.volgorde: optie.uuid for optie in stippen.opties.all()}
    for partij, wie, dagen, gaf in STIPPEN:
        with at(moment(days_ago(dagen), 20)):
            services.vote(
                ronde=stippen,
                partner=verhaal.partijen[partij],
                stemmen={opties[rang]: aantal for rang, aantal in gaf.items()},
                by=verhaal.mensen[wie],
            )
    _object(verhaal, plan, by)


def _dots(verhaal: Verhaal, plan: Wijkplan, by: User) -> Ronde:
    rows = Prioriteit.objects.filter(wijkplan=plan).order_by("rang")
    with at(moment(days_ago(10), 9)):
        return services.make_ronde(
            plan=plan,
            opties=[{"titel": row.titel, "prioriteit": row} for row in rows],
            partijen=[verhaal.partijen[each] for each in GEVRAAGD],
            by=by,
            titel="Wat doen we het eerst in Osdorp-Oost?",
            methode=Ronde.Methode.STIPPEN,
            trede="meebeslissen",
            belofte="De volgorde van het plan wordt de uitkomst van deze ronde. Wijken we af, dan zeggen we waarom.",
            opent=moment(verhaal.today - timedelta(days=10), 9),
            sluit=moment(verhaal.today + timedelta(days=SLUIT_OVER), 20),
            stippen=6,
            hoogste=3,
            gelijkstand=Ronde.Gelijkstand.BEWONERS,
            met_bewoners=True,
        )


def _object(verhaal: Verhaal, plan: Wijkplan, by: User) -> None:
    with at(moment(days_ago(6), 9)):
        ronde = services.make_ronde(
            plan=plan,
            opties=[{"titel": "In juni een feest voor het hele Trapveld", "prioriteit": None}],
            partijen=[verhaal.partijen[each] for each in GEVRAAGD],
            by=by,
            titel="Gaat het feest door zoals het er ligt?",
            methode=Ronde.Methode.CONSENT,
            trede="meebeslissen",
            belofte="Met een overwegend bezwaar gaat het niet door. We maken dan samen een nieuw voorstel.",
            opent=moment(verhaal.today - timedelta(days=6), 9),
            sluit=moment(verhaal.today + timedelta(days=11), 20),
        )
    optie = ronde.opties.get().uuid
    with at(moment(days_ago(4), 21)):
        services.vote(
            ronde=ronde,
            partner=verhaal.partijen["trapveld"],
            stemmen={optie: 0},
            bezwaren=[
                {"optie": optie, "argument": ARGUMENT, "voorstel": VOORSTEL, "overwegend": True},
            ],
            by=verhaal.mensen["mw-tahiri"],
        )
    with at(moment(days_ago(3), 11)):
        services.vote(
            ronde=ronde,
            partner=verhaal.partijen["westerwind"],
            stemmen={optie: 1},
            by=verhaal.mensen["hakim-bouras"],
        )
