"""The plan of Geuzenveld in three versions: what was merged, reworded, added and left out, and who agreed."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from mensen.models import User
from vooruit.demo import metingen, toezeggingen
from vooruit.demo.akkoorden import Antwoord, Antwoorden, agree
from vooruit.demo.geschiedenis import date_history
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.periode import plan_period
from wijken.vocabulary import Bewijsniveau, Communitydimensie, Effectgebied
from wijkplan import services
from wijkplan.models import Doel, Indicator, Prioriteit, Schakel, Wijkplan

WIJK = "geuzenveld"
EERSTE, TWEEDE, DERDE = 735, 505, 370  # days ago on which each version was begun
VRAGENLIJST = "vragenlijst, door bewoners zelf ingevuld"
TAAL_EN_SCHOOL = "Taal en school zijn één vraag: wie durft te praten, durft ook de school te bellen."
SLOOPBESLUIT = (
    "Het besluit om Eendenhof te slopen is genomen, en aan tafel horen we steeds vaker zorgen over geld."
)
EERSTE_PARTIJEN = (
    Antwoorden("sluiswachter", "mirjam-oosting", functie="gebiedsmanager"),
    Antwoorden("stadsdeel", "farida-el-amrani", ((9, Antwoord.AKKOORD, {}),), functie="gebiedsmakelaar"),
    Antwoorden("eendenhof", "mw-biervliet", functie="voorzitter"),
)
TWEEDE_PARTIJEN = (
    *EERSTE_PARTIJEN,
    Antwoorden("hekstra", "partner2", ((5, Antwoord.AKKOORD, {}),), functie="directeur"),
)
DERDE_PARTIJEN = (
    Antwoorden("sluiswachter", "mirjam-oosting", ((3, Antwoord.AKKOORD, {}),), functie="gebiedsmanager"),
    Antwoorden(
        "stadsdeel",
        "farida-el-amrani",
        (
            (2, Antwoord.VOORGELEGD, {"voor_wie": "het dagelijks bestuur van het stadsdeel"}),
            (
                11,
                Antwoord.VOORBEHOUD,
                {"toelichting": "Onder voorbehoud van het besluit over de begroting van volgend jaar."},
            ),
        ),
        functie="gebiedsmakelaar",
    ),
    Antwoorden("hekstra", "partner2", ((4, Antwoord.AKKOORD, {}),), functie="directeur"),
    Antwoorden(
        "eendenhof",
        "mw-biervliet",
        ((6, Antwoord.AKKOORD, {"toelichting": "Zeg het ons eerst als de sloopdatum verandert."}),),
        functie="voorzitter",
    ),
    Antwoorden("springplank", "marijke-dijkstra", ((7, Antwoord.AKKOORD, {}),), functie="schoolleider"),
)
PROFITEERT = {"meepraten": "stadsdeel", "sloop": "sluiswachter", "rondkomen": "stadsdeel"}
GEWOON = {
    "meepraten": "We oefenen samen Nederlands. Zo durft u te praten: met de school, de buren en de dokter.",
    "sloop": "Uw flat gaat weg. In elk portiek is iemand die weet wat er gebeurt, tot u een nieuw huis hebt.",
    "rondkomen": "Aan het eind van de maand is het geld soms op. We eten samen en helpen elkaar verder.",
}


OM_OVER_TE_PRATEN = (
    "Waar hoort en spreekt u hier graag Nederlands?",
    "Met wie op school praat u graag, en waarover?",
    "Wat zou u een nieuwe buur willen leren, in welke taal dan ook?",
)


@dataclass
class Verteld:
    """The plan as it grows: the version in hand, and its priorities and goals by the keys of the story."""

    verhaal: Verhaal
    by: User
    plan: Wijkplan
    prioriteiten: dict[str, Prioriteit] = field(default_factory=dict)
    doelen: dict[str, Doel] = field(default_factory=dict)

    def next(self, days: int, reden: str) -> None:
        """Begin the next version; keys go on with the goals and priorities of the same line."""
        with at(moment(days_ago(days))):
            self.plan = services.next_version(plan=self.plan, reden=reden, by=self.by)
        under = {"prioriteit__wijkplan": self.plan}
        self.doelen = {key: Doel.objects.get(lijn=row.lijn, **under) for key, row in self.doelen.items()}
        self.prioriteiten = {
            key: Prioriteit.objects.get(wijkplan=self.plan, uit=row) for key, row in self.prioriteiten.items()
        }

    def reword(self, key: str, **values: Any) -> None:
        """Let a priority read otherwise."""
        row = Prioriteit.objects.get(pk=self.prioriteiten[key].pk)
        kept = {name: getattr(row, name) for name in ("titel", "effectgebied", "aanleiding", "moscow")}
        services.change_prioriteit(prioriteit=row, slot=row.slot, by=self.by, **kept | values)


def tell(verhaal: Verhaal, by: User) -> dict[str, Doel]:
    """Tell the three versions; returns the goals of the third by key."""
    told = _first(verhaal, by)
    date_history(moment(days_ago(EERSTE - 8)))
    _second(told)
    date_history(moment(days_ago(TWEEDE - 8)))
    _third(told)
    date_history(moment(days_ago(DERDE - 12)))
    metingen.measure(verhaal, told.doelen)
    date_history(moment(days_ago(3)))
    return told.doelen


def _first(verhaal: Verhaal, by: User) -> Verteld:
    van, tot = plan_period(verhaal.today)
    with at(moment(days_ago(EERSTE))):
        plan = services.make_wijkplan(
            wijk=verhaal.wijken[WIJK],
            titel=f"Wijkplan Geuzenveld {van.year}–{tot.year}",
            periode_van=van,
            periode_tot=tot,
            by=by,
        )
        told = Verteld(verhaal, by, plan)
        for key, titel, aanleiding, gebied in (
            (
                "sloop",
                "Prettig wonen in Eendenhof",
                "In Eendenhof weten bewoners niet bij wie ze terechtkunnen",
                Effectgebied.BETROKKENHEID,
            ),
            (
                "meepraten",
                "Nederlands leren dicht bij huis",
                "Nieuwe buren vinden de taalles te ver weg",
                Effectgebied.OPLEIDING,
            ),
            (
                "school",
                "Ouders en school kennen elkaar",
                "6 op de 10 nieuwe buren durven de school niet te bellen",
                Effectgebied.OPLEIDING,
            ),
        ):
            told.prioriteiten[key] = services.add_prioriteit(
                plan=plan, titel=titel, aanleiding=aanleiding, effectgebied=gebied, by=by
            )
        for key, titel, doelgroep, dimensie, ahead in (
            ("sloop", "In elk portiek een aanspreekpunt", "bewoners van Eendenhof", "leden", 390),
            ("meepraten", "Nieuwe buren durven Nederlands te spreken", "nieuwe buren", "inclusiviteit", 210),
            ("school", "Elke ouder spreekt de leerkracht twee keer per jaar", "ouders", "inclusiviteit", 210),
        ):
            told.doelen[key] = services.add_doel(
                prioriteit=told.prioriteiten[key],
                titel=titel,
                doelgroep=doelgroep,
                dimensie=Communitydimensie(dimensie),
                streefdatum=verhaal.today + timedelta(days=ahead),
                by=by,
            )
        _assume(
            told,
            "meepraten",
            "Kinderen doen het beter op school, omdat hun ouders meepraten",
            "Wie elke week met een buur oefent, durft daarna ook de school te bellen",
            Schakel.Sterkte.ERVARING,
        )
        toezeggingen.cover(verhaal, told.doelen, toezeggingen.KAMERS)
    agree(verhaal, plan, EERSTE_PARTIJEN, on=days_ago(EERSTE - 30), by=by)
    return told


def _second(told: Verteld) -> None:
    """Two priorities about language and school become one, and that one goes on top."""
    told.next(TWEEDE, TAAL_EN_SCHOOL)
    by, plan = told.by, told.plan
    with at(moment(days_ago(TWEEDE - 2))):
        merged = services.merge_prioriteiten(
            plan=plan,
            prioriteiten=[told.prioriteiten["meepraten"], told.prioriteiten.pop("school")],
            titel="Iedereen kan meepraten",
            slot=plan.slot,
            by=by,
            waarom=TAAL_EN_SCHOOL,
        )
        told.prioriteiten["meepraten"] = merged
        told.reword("meepraten", aanleiding="6 op de 10 nieuwe buren durven de school niet te bellen")
        plan.refresh_from_db()
        services.move_prioriteit(prioriteit=merged, richting="omhoog", slot=plan.slot, by=by)
        doel = told.doelen["meepraten"]
        services.change_doel(doel=doel, slot=doel.slot, by=by, titel="60 % durft Nederlands te spreken")
    with at(moment(days_ago(500))):
        indicator = measured(
            doel, by, "Durft Nederlands te spreken", "%", "31", "vragenlijst bij de start", "60", VRAGENLIJST
        )
        services.record_meting(
            indicator=indicator,
            by=by,
            peildatum=told.verhaal.today - timedelta(days=500),
            waarde=Decimal(31),
            n=42,
            bron="vragenlijst bij de start",
            bewijsniveau=Bewijsniveau.BEVESTIGD,
        )
    plan.refresh_from_db()
    agree(told.verhaal, plan, TWEEDE_PARTIJEN, on=days_ago(TWEEDE - 12), by=by)


def _third(told: Verteld) -> None:
    """The demolition was decided: one priority reads otherwise, one is new, and the school takes its own goal back."""
    told.next(DERDE, SLOOPBESLUIT)
    by, plan, verhaal = told.by, told.plan, told.verhaal
    with at(moment(days_ago(DERDE - 3))):
        told.reword(
            "sloop",
            titel="Prettig wonen tot en na de sloop",
            aanleiding="Bewoners van Eendenhof weten niet waar ze aan toe zijn",
        )
        doel = told.doelen["sloop"]
        services.change_doel(
            doel=doel, slot=doel.slot, by=by, titel="In elk van 11 portieken een aanspreekpunt"
        )
        services.remove_doel(doel=told.doelen.pop("school"), by=by)
    with at(moment(days_ago(365))):
        measured(
            doel,
            by,
            "Portieken met een aanspreekpunt",
            "portieken",
            "2",
            "geteld langs de portieken",
            "11",
            "geteld door het team",
        )
        told.prioriteiten["rondkomen"] = services.add_prioriteit(
            plan=plan,
            titel="Samen rondkomen",
            aanleiding="Aan het eind van de maand is bij veel gezinnen het geld op",
            effectgebied=Effectgebied.ARMOEDE,
            by=by,
        )
        told.doelen["rondkomen"] = services.add_doel(
            prioriteit=told.prioriteiten["rondkomen"],
            titel="3 buren runnen de maaltijd zelf",
            doelgroep="gezinnen in de buurt",
            dimensie=Communitydimensie.REGIE,
            streefdatum=verhaal.today + timedelta(days=250),
            by=by,
        )
        services.add_indicator(
            doel=told.doelen["rondkomen"],
            by=by,
            naam="Buren die de maaltijd runnen",
            eenheid="buren",
            streefwaarde=Decimal(3),
            streefdatum=told.doelen["rondkomen"].streefdatum,
            meetmethode="geteld door het team",
        )
        services.add_indicator(
            doel=told.doelen["meepraten"],
            by=by,
            naam="Bezoeken aan Taalcafé en Huiswerkuur",
            berekening=Indicator.Berekening.BEZOEKEN,
            frequentie=Indicator.Frequentie.KWARTAAL,
            streefwaarde=Decimal(550),
            streefdatum=told.doelen["meepraten"].streefdatum,
        )
    with at(moment(days_ago(350))):
        _chain(told)
    with at(moment(days_ago(325))):
        toezeggingen.cover(verhaal, told.doelen, toezeggingen.GELD)
    plan.refresh_from_db()
    agree(verhaal, plan, DERDE_PARTIJEN, on=days_ago(312), by=by)
    with at(moment(days_ago(295))):
        for key, words in GEWOON.items():
            row = Prioriteit.objects.get(pk=told.prioriteiten[key].pk)
            services.say_plainly(prioriteit=row, gewone_taal=words, slot=row.slot, by=by)
        services.write_gesprekskaarten(
            prioriteit=told.prioriteiten["meepraten"], vragen=OM_OVER_TE_PRATEN, slot=0, by=by
        )


def _chain(told: Verteld) -> None:
    """Projects, one of them an experiment; what should last; and why we think it works."""
    by, doelen, today = told.by, told.doelen, told.verhaal.today
    services.add_project(
        doel=doelen["meepraten"],
        titel="Praten bij de school",
        omschrijving="Taalcafé in De Theepot en een Huiswerkuur op school, met ouders erbij.",
        by=by,
    )
    services.add_project(
        doel=doelen["sloop"],
        titel="Aanspreekpunt in elk portiek",
        omschrijving="Koffie in de portiek, en twee buren per portiek die weten wat er gebeurt.",
        by=by,
    )
    services.add_project(
        doel=doelen["rondkomen"],
        titel="De maaltijd in handen van buren",
        omschrijving="Elke maand neemt een groepje buren één maaltijd helemaal over.",
        van=today - timedelta(days=290),
        tot=today + timedelta(days=75),
        experiment=True,
        hypothese="Als buren samen koken, durven zij ook over geld te praten en wijzen zij elkaar de weg.",
        stopcriterium="Na een jaar nog geen drie buren die het zonder ons doen: dan stoppen we.",
        by=by,
    )
    _assume(
        told,
        "sloop",
        "Na de verhuizing kennen buren elkaar nog",
        "Wie nu al een buur kent, blijft na de verhuizing contact houden",
        Schakel.Sterkte.GOK,
    )
    _assume(
        told,
        "rondkomen",
        "Gezinnen houden aan het eind van de maand geld over",
        "Samen koken maakt het makkelijker om over geld te praten",
        Schakel.Sterkte.GOK,
    )


def _assume(told: Verteld, key: str, tekst: str, aanname: str, sterkte: int) -> None:
    """What a goal should lead to, for whom, and because of which assumption."""
    prioriteit = told.prioriteiten[key]
    effect = services.add_effect(
        prioriteit=prioriteit,
        by=told.by,
        tekst=tekst,
        effectgebied=prioriteit.effectgebied,
        profiteert=[told.verhaal.partijen[PROFITEERT[key]]],
    )
    services.add_schakel(doel=told.doelen[key], effect=effect, aanname=aanname, sterkte=sterkte, by=told.by)


def measured(
    doel: Doel, by: User, naam: str, eenheid: str, begin: str, bron: str, streef: str, methode: str
) -> Indicator:
    """An indicator with where it began today, and where it should be when its goal is due."""
    return services.add_indicator(
        doel=doel,
        by=by,
        naam=naam,
        eenheid=eenheid,
        nulmeting=Decimal(begin),
        nulmeting_datum=localdate(),
        nulmeting_bron=bron,
        streefwaarde=Decimal(streef),
        streefdatum=doel.streefdatum,
        meetmethode=methode,
    )
