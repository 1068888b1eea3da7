"""The yearly cycle of Geuzenveld: thirteen of twenty steps, one evaluation, and what the parties find urgent."""

from collections.abc import Mapping
from datetime import timedelta

from activiteiten.models import Activiteit
from activiteiten.services import change_activiteit
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from wijkplan import services
from wijkplan.models import Doel, Project, Schakel, Verbeteractie, Wijkplan

# thing, step, days ago, what came out, who took part; what the plan itself shows is not typed again
STAPPEN = (
    (
        "doelen",
        "gerealiseerd",
        35,
        "Twee van de drie doelen komen dichterbij; rondkomen meten we nog niet.",
        ("sluiswachter", "stadsdeel", "eendenhof"),
    ),
    (
        "werkwijze",
        "ontwikkeld",
        215,
        "We spraken af: elke activiteit heeft twee trekkers en één vraag aan bezoekers.",
        ("eendenhof", "springplank"),
    ),
    (
        "werkwijze",
        "gerealiseerd",
        95,
        "Bij acht van de tien activiteiten zijn er nu twee trekkers.",
        ("eendenhof",),
    ),
    (
        "financiering",
        "ontwikkeld",
        205,
        "Per doel staat wie betaalt en wanneer het geld komt.",
        ("stadsdeel", "hekstra"),
    ),
    (
        "financiering",
        "gerealiseerd",
        50,
        "Subsidie en kamers zijn binnen; van Hekstra komt de rest volgend jaar.",
        ("stadsdeel", "hekstra", "sluiswachter"),
    ),
)
ALLEN = ("sluiswachter", "stadsdeel", "hekstra", "eendenhof", "springplank")
# who does what differently, how many days from now it is due, and what became of it
ACTIES = (
    ("yasmina", "Een vraag over geld kiezen die mensen willen beantwoorden", 9, ""),
    ("sem", "Voor het Huiswerkuur een vaste invaller zoeken", 24, ""),
    (
        "yasmina",
        "Met De Sluiswachter afspreken wie de sloopdatum het eerst hoort",
        5,
        "Afgesproken: mw. Biervliet.",
    ),
)
# party, who, how involved, what it expects, and how urgent each priority is, by rank
PULS = (
    ("stadsdeel", "farida-el-amrani", 4, 4, (5, 3, 4)),
    ("hekstra", "partner2", 3, 3, (2, 4, 1)),
    ("eendenhof", "mw-biervliet", 5, 3, (3, 5, 5)),
    ("springplank", "marijke-dijkstra", 4, 5, (5, 2, 4)),
)


def turn(verhaal: Verhaal, doelen: Mapping[str, Doel]) -> None:
    """Write what was done this plan year, evaluate the plan and one project, and ask for the pulse."""
    plan = Wijkplan.objects.get(pk=doelen["sloop"].prioriteit.wijkplan_id)
    _tie(verhaal, plan, doelen)
    _steps(verhaal, plan)
    _test(verhaal, doelen)
    _evaluate(verhaal, plan, doelen)
    _pulse(verhaal, plan)


def _tie(verhaal: Verhaal, plan: Wijkplan, doelen: Mapping[str, Doel]) -> None:
    """The meal is the experiment; coffee on the stairs helps a second goal as well."""
    with at(moment(days_ago(200), 15)):
        for titel, velden in (
            ("Buurtmaaltijd", {"project": Project.objects.get(doel=doelen["rondkomen"])}),
            ("Koffie in de portiek", {"mede_doelen": [doelen["rondkomen"]]}),
        ):
            row = Activiteit.objects.get(wijk=plan.wijk_id, titel=titel)
            change_activiteit(activiteit=row, slot=row.slot, by=verhaal.mensen["yasmina"], **velden)


def _steps(verhaal: Verhaal, plan: Wijkplan) -> None:
    for onderwerp, stap, dagen, uitkomst, wie in STAPPEN:
        with at(moment(days_ago(dagen), 15)):
            services.record_stap(
                plan=plan,
                onderwerp=onderwerp,
                stap=stap,
                datum=verhaal.today - timedelta(days=dagen),
                uitkomst=uitkomst,
                partners=[verhaal.partijen[each] for each in wie],
                by=verhaal.mensen["yasmina"],
            )


def _test(verhaal: Verhaal, doelen: Mapping[str, Doel]) -> None:
    """One assumption was tested; the one about practising with neighbours never was, in two years."""
    schakel = Schakel.objects.get(doel=doelen["sloop"])
    with at(moment(days_ago(80), 15)):
        services.record_toets(
            schakel=schakel,
            getoetst_op=verhaal.today - timedelta(days=80),
            uitkomst="9 van de 14 verhuisde buren spreken elkaar nog; ze hadden al een appgroep.",
            sterkte=Schakel.Sterkte.ERVARING,
            slot=schakel.slot,
            by=verhaal.mensen["yasmina"],
        )


def _evaluate(verhaal: Verhaal, plan: Wijkplan, doelen: Mapping[str, Doel]) -> None:
    by, today = verhaal.mensen["yasmina"], verhaal.today
    with at(moment(days_ago(26), 15)):
        services.evaluate(
            plan=plan,
            project=Project.objects.get(doel=doelen["sloop"]),
            by=by,
            datum=today - timedelta(days=26),
            werkte="Koffie in de portiek: op de trap praat iedereen.",
            werkte_niet="Op avonden met voetbal kwam er niemand.",
            geleerd="Twee buren per portiek is genoeg, als zij elkaar kennen.",
            besluit="opschalen",
            partners=[verhaal.partijen[each] for each in ("sluiswachter", "eendenhof")],
        )
    with at(moment(days_ago(12), 15)):
        evaluatie = services.evaluate(
            plan=plan,
            by=by,
            datum=today - timedelta(days=12),
            werkte="Het Taalcafé groeit, en buren nemen elkaar mee.",
            werkte_niet="Het Huiswerkuur viel twee keer uit. Rondkomen konden we niet meten.",
            geleerd="Mensen praten over geld als ze samen koken, niet als je ernaar vraagt.",
            besluit="bijstellen",
            partners=[verhaal.partijen[each] for each in ALLEN],
            acties=[
                {"tekst": tekst, "eigenaar": verhaal.mensen[wie], "deadline": today + timedelta(days=over)}
                for wie, tekst, over, _klaar in ACTIES
            ],
        )
    done = {tekst: klaar for _wie, tekst, _over, klaar in ACTIES if klaar}
    with at(moment(days_ago(3), 10)):
        for actie in Verbeteractie.objects.filter(evaluatie=evaluatie, tekst__in=done):
            services.close_verbeteractie(
                actie=actie,
                status=Verbeteractie.Status.KLAAR,
                afsluiting=done[actie.tekst],
                slot=actie.slot,
                by=by,
            )


def _pulse(verhaal: Verhaal, plan: Wijkplan) -> None:
    """Four of five partners answered; what they find urgent lies far apart."""
    prioriteiten = list(plan.prioriteiten.order_by("rang"))
    with at(moment(days_ago(2), 9)):
        services.ask_puls(plan=plan, by=verhaal.mensen["yasmina"])
    for partij, wie, betrokkenheid, impact, urgent in PULS:
        with at(moment(days_ago(1), 19)):
            services.answer_puls(
                plan=plan,
                partner=verhaal.partijen[partij],
                betrokkenheid=betrokkenheid,
                impact=impact,
                urgenties=dict(zip(prioriteiten, urgent, strict=True)),
                by=verhaal.mensen[wie],
            )
