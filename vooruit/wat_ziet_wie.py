"""«Wat ziet wie?»: every verb asked of every role by the rules themselves, never written down twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activiteiten.models import (
    Activiteit,
    Bijeenkomst,
    Foto,
    FysiekeInterventie,
    Hulpbron,
    Initiatief,
    Maandvrijgave,
    Overlevingscheck,
    Reeks,
    Sluiting,
    Telling,
)
from bewoners.models import Beeldtoestemming
from mensen.models import User
from mensen.scope import Scope
from partners.models import (
    Afspraak,
    Bijdrage,
    Contactpersoon,
    Datumwijziging,
    RuimtelijkeOntwikkeling,
    Woonplek,
)
from signalen.models import Signaal
from wijken.models import Wijk, Wijkgebied
from wijkplan.models import (
    Akkoord,
    BeoogdEffect,
    Bezwaar,
    Cyclusstap,
    Doel,
    Evaluatie,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    Ronde,
    Schakel,
    Verbeteractie,
    Voorlegging,
    Wijkplan,
)

WIJK = 1
ROLLEN: dict[str, Promise] = {
    "student": _("student"),
    "coordinator": _("wijkcoördinator"),
    "projectleider": _("projectleider"),
    "partner": _("partner"),
    "privacyfunctionaris": _("privacyfunctionaris"),
    "beheerder": _("beheerder"),
}


def person(rol: str) -> User:
    """Someone who is only this, in (or involved with) the wijk that is asked about; never stored."""
    here = frozenset({WIJK})
    scope = Scope(
        today=timezone.localdate(),
        team_wijken=here if rol == "student" else frozenset(),
        coordinator_wijken=here if rol == "coordinator" else frozenset(),
        partner_wijken=here if rol == "partner" else frozenset(),
        partners=here if rol == "partner" else frozenset(),
        organisatie_rollen=frozenset({rol}) - {"student", "coordinator", "partner"},
    )
    user = User(pk=1, naam=rol, is_active=True)
    user.__dict__["scope"] = scope
    return user


def _plan() -> Wijkplan:
    return Wijkplan(wijk_id=WIJK, status=Wijkplan.Status.CONCEPT)


def _voorlegging() -> Voorlegging:
    return Voorlegging(wijkplan=_plan())


def _akkoord() -> Akkoord:
    return Akkoord(voorlegging=_voorlegging(), partner_id=WIJK)


def _prioriteit() -> Prioriteit:
    return Prioriteit(wijkplan=_plan())


def _doel() -> Doel:
    return Doel(prioriteit=_prioriteit())


def _indicator() -> Indicator:
    return Indicator(doel=Doel(prioriteit=_prioriteit()))


def _project() -> Project:
    return Project(doel=_doel())


def _schakel() -> Schakel:
    return Schakel(doel=_doel())


def _bijeenkomst() -> Bijeenkomst:
    now = timezone.now()
    return Bijeenkomst(activiteit=Activiteit(wijk_id=WIJK), begin=now - timedelta(hours=2), eind=now)


def _bijdrage() -> Bijdrage:
    return Bijdrage(wijk_id=WIJK, partner_id=WIJK)


def _ontwikkeling() -> RuimtelijkeOntwikkeling:
    return RuimtelijkeOntwikkeling(wijk_id=WIJK, eigenaar_id=WIJK)


def _woonplek() -> Woonplek:
    return Woonplek(wijk_id=WIJK, corporatie_id=WIJK)


def _verschoven() -> Datumwijziging:
    return Datumwijziging(ontwikkeling=_ontwikkeling())


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Verb:
    """One permission in a sentence, with the thing it is about."""

    permission: str
    zin: Promise
    thing: Callable[[], Any] = _nothing


VERBS = [
    Verb("wijken.view", _("De pagina van een eigen wijk zien"), lambda: Wijk(pk=WIJK)),
    Verb("wijkplan.list", _("De plannen van een eigen wijk zien"), lambda: Wijk(pk=WIJK)),
    Verb("wijkplan.view", _("Een wijkplan lezen"), _plan),
    Verb("wijkplan.read", _("De tekst van een wijkplan lezen, en wie erachter staat"), _plan),
    Verb("wijkplan.read_bedragen", _("In de tekst van een wijkplan lezen wat elke partij toezegt"), _plan),
    Verb("wijkplan.read_voorlegging", _("Een voorgelegde tekst lezen"), _voorlegging),
    Verb("wijkplan.edit", _("Zien waarom een wijkplan vaststaat, en een volgende versie maken"), _plan),
    Verb("wijkplan.steer_akkoord", _("Een partij herinneren, of vastleggen dat zij niet meedoet"), _akkoord),
    Verb("wijkplan.answer", _("Antwoorden namens de eigen organisatie"), _akkoord),
    Verb("wijkplan.add", _("Een wijkplan maken"), lambda: Wijk(pk=WIJK)),
    Verb("wijkplan.change", _("Een wijkplan veranderen"), _plan),
    Verb("wijkplan.change_prioriteit", _("Een prioriteit veranderen"), _prioriteit),
    Verb("wijkplan.change_doel", _("Een doel veranderen"), lambda: Doel(prioriteit=_prioriteit())),
    Verb("wijkplan.change_indicator", _("Afspreken hoe je meet"), _indicator),
    Verb("wijkplan.steer", _("Een wijkplan voorleggen, terughalen en een stap verder zetten"), _plan),
    Verb(
        "wijkplan.view_prioriteit",
        _("Een prioriteit zien, met haar geschiedenis en wie akkoord ging"),
        _prioriteit,
    ),
    Verb("wijkplan.view_doel", _("Een doel zien, met zijn geschiedenis en wie akkoord ging"), _doel),
    Verb("wijkplan.view_indicator", _("Alle metingen van een indicator zien"), _indicator),
    Verb("wijkplan.measure", _("Een meting opschrijven"), _indicator),
    Verb("wijkplan.change_meting", _("Een meting veranderen"), lambda: Meting(indicator=_indicator())),
    Verb(
        "wijkplan.judge_meting",
        _("Een meting vaststellen of terugleggen"),
        lambda: Meting(indicator=_indicator()),
    ),
    Verb("wijkplan.postpone", _("Zeggen wanneer een meting weer mag vragen"), _indicator),
    Verb("impact.count", _("Opnieuw tellen wat vanzelf telt"), _plan),
    Verb("wijkplan.close_period", _("Een periode sluiten voor metingen"), _plan),
    Verb("wijkplan.unlock_period", _("Iemand tijdelijk toegang geven tot een gesloten periode"), _plan),
    Verb("wijkplan.steer_ronde", _("Een ronde maken, openen en sluiten"), lambda: Ronde(wijkplan=_plan())),
    Verb("wijkplan.count_tokens", _("Fiches van bewoners tellen"), lambda: Ronde(wijkplan=_plan())),
    Verb(
        "wijkplan.solve_bezwaar",
        _("Opschrijven hoe een bezwaar is opgelost"),
        lambda: Bezwaar(ronde=Ronde(wijkplan=_plan())),
    ),
    Verb("activiteiten.list", _("Activiteiten van een eigen wijk zien"), lambda: Wijk(pk=WIJK)),
    Verb("activiteiten.view", _("Een activiteit met haar tellingen zien"), lambda: Activiteit(wijk_id=WIJK)),
    Verb("activiteiten.view_bijeenkomst", _("Een bijeenkomst zien"), _bijeenkomst),
    Verb("activiteiten.add", _("Een activiteit plannen"), lambda: Wijk(pk=WIJK)),
    Verb("activiteiten.change", _("Een activiteit veranderen"), lambda: Activiteit(wijk_id=WIJK)),
    Verb("activiteiten.change_bijeenkomst", _("Een bijeenkomst verzetten of afzeggen"), _bijeenkomst),
    Verb("activiteiten.count", _("Tellen hoeveel mensen er waren"), _bijeenkomst),
    Verb("activiteiten.decide_count", _("Kiezen welke telling geldt"), _bijeenkomst),
    Verb("wijkplan.say_plainly", _("Een prioriteit in gewone taal zeggen"), _prioriteit),
    Verb(
        "wijkplan.write_kaarten",
        _("De vragen schrijven waarmee een gesprek over een prioriteit begint"),
        _prioriteit,
    ),
    Verb("wijkplan.change_project", _("Een project veranderen"), _project),
    Verb(
        "wijkplan.change_effect",
        _("Een beoogd effect veranderen"),
        lambda: BeoogdEffect(prioriteit=_prioriteit()),
    ),
    Verb("wijkplan.change_schakel", _("Een aanname veranderen"), _schakel),
    Verb(
        "wijkplan.test_schakel",
        _("Opschrijven wat een toets van een aanname gaf"),
        _schakel,
    ),
    Verb("wijkplan.cycle", _("De jaarcyclus van het plan bijhouden"), _plan),
    Verb(
        "wijkplan.change_cyclusstap",
        _("Een stap van de jaarcyclus verbeteren"),
        lambda: Cyclusstap(wijkplan=_plan()),
    ),
    Verb("wijkplan.view_evaluatie", _("Een evaluatie lezen"), lambda: Evaluatie(wijkplan=_plan())),
    Verb("wijkplan.change_evaluatie", _("Een evaluatie aanpassen"), lambda: Evaluatie(wijkplan=_plan())),
    Verb(
        "wijkplan.close_verbeteractie",
        _("Een verbeteractie van een ander afronden; de eigen mag altijd"),
        lambda: Verbeteractie(evaluatie=Evaluatie(wijkplan=_plan()), eigenaar_id=0),
    ),
    Verb("wijkplan.list_lessons", _("Lezen wat we leerden van experimenten")),
    Verb("wijkplan.read_puls", _("De puls van partners lezen; een partner alleen de eigen"), _plan),
    Verb("wijkplan.answer_puls", _("Als partner zeggen wat dringend is"), _plan),
    Verb("activiteiten.plan", _("Zien wat er te plannen is")),
    Verb(
        "activiteiten.view_uren",
        _(
            "De uren per student van het eigen team zien, van de laatste acht weken; nooit op volgorde van uren"
        ),
    ),
    Verb("activiteiten.sign_up", _("Zeggen «ik kom» of «ik kan niet», en ruilen"), _bijeenkomst),
    Verb("activiteiten.cancel", _("Zeggen dat iets niet doorging"), _bijeenkomst),
    Verb(
        "activiteiten.decide_telling",
        _("Een afwijkende telling kiezen"),
        lambda: Telling(bijeenkomst=_bijeenkomst()),
    ),
    Verb(
        "activiteiten.change_reeks",
        _("Aanpassen hoe vaak een activiteit terugkomt"),
        lambda: Reeks(activiteit=Activiteit(wijk_id=WIJK)),
    ),
    Verb("activiteiten.view_sluitingen", _("Zien wanneer het in de wijk dicht is"), lambda: Wijk(pk=WIJK)),
    Verb("activiteiten.add_sluiting", _("Opschrijven wanneer het dicht is"), lambda: Wijk(pk=WIJK)),
    Verb(
        "activiteiten.remove_sluiting",
        _("Een gesloten periode weghalen"),
        lambda: Sluiting(wijk_id=WIJK),
    ),
    Verb("activiteiten.list_interventies", _("Zien wat er in de buurt gemaakt is"), lambda: Wijk(pk=WIJK)),
    Verb(
        "activiteiten.view_interventie",
        _("Iets wat gemaakt is zien, met ervoor en erna"),
        lambda: FysiekeInterventie(wijk_id=WIJK),
    ),
    Verb("activiteiten.add_interventie", _("Opschrijven wat er gemaakt wordt"), lambda: Wijk(pk=WIJK)),
    Verb(
        "activiteiten.change_interventie",
        _("Veranderen wat er over iets gemaakts staat"),
        lambda: FysiekeInterventie(wijk_id=WIJK),
    ),
    Verb("activiteiten.add_foto", _("Een foto bij een bijeenkomst zetten"), _bijeenkomst),
    Verb(
        "activiteiten.add_foto_interventie",
        _("Een foto van ervoor of erna toevoegen"),
        lambda: FysiekeInterventie(wijk_id=WIJK),
    ),
    Verb(
        "activiteiten.view_foto",
        _("Een foto zien waarop niemand herkenbaar is, of waarvoor iedereen toestemming gaf"),
        lambda: Foto(wijk_id=WIJK),
    ),
    Verb(
        "bewoners.judge_foto",
        _("Zeggen wie er op een foto van een ander staat, of hem weghalen; de eigen mag altijd"),
        lambda: Foto(wijk_id=WIJK, door_id=0),
    ),
    Verb(
        "bewoners.withdraw_beeldtoestemming",
        _("De toestemming van iemand op een foto intrekken"),
        lambda: Beeldtoestemming(foto=Foto(wijk_id=WIJK)),
    ),
    Verb(
        "activiteiten.view_hulpbronnen",
        _("Zien wat er in de wijk al is, met talenten als aantal"),
        lambda: Wijk(pk=WIJK),
    ),
    Verb("activiteiten.add_hulpbron", _("Opschrijven wat er in de wijk al is"), lambda: Wijk(pk=WIJK)),
    Verb(
        "activiteiten.change_hulpbron",
        _("Aanpassen of weghalen wat er in de wijk al is"),
        lambda: Hulpbron(wijk_id=WIJK),
    ),
    Verb("activiteiten.propose_initiatief", _("Een initiatief van bewoners opschrijven, als idee")),
    Verb(
        "activiteiten.view_initiatief",
        _("Een initiatief zien, met zijn trede en wat ervan werd"),
        lambda: Initiatief(wijk_id=WIJK),
    ),
    Verb(
        "activiteiten.measure_initiatief",
        _("Zeggen op welke trede een initiatief staat"),
        lambda: Initiatief(wijk_id=WIJK),
    ),
    Verb(
        "activiteiten.change_initiatief",
        _("Een initiatief veranderen, overdragen, zelfstandig noemen of stoppen"),
        lambda: Initiatief(wijk_id=WIJK),
    ),
    Verb(
        "activiteiten.answer_overleving",
        _("Zeggen of een zelfstandig initiatief nog bestaat"),
        lambda: Overlevingscheck(initiatief=Initiatief(wijk_id=WIJK)),
    ),
    Verb("activiteiten.log_los", _("Iets loggen wat niet gepland was"), lambda: Wijk(pk=WIJK)),
    Verb("signalen.list", _("Signalen van een eigen wijk zien"), lambda: Wijk(pk=WIJK)),
    Verb("signalen.view", _("Een signaal lezen, en wat ermee gebeurde"), lambda: Signaal(wijk_id=WIJK)),
    Verb("signalen.add", _("Een signaal opschrijven, zonder namen"), lambda: Wijk(pk=WIJK)),
    Verb("signalen.answer", _("Zeggen wat er met een signaal gebeurt"), lambda: Signaal(wijk_id=WIJK)),
    Verb("signalen.add_at", _("Na een bijeenkomst een signaal opschrijven"), _bijeenkomst),
    Verb("bewoners.log", _("Een gesprek loggen, zonder namen")),
    Verb("bewoners.list", _("De eigen contacten zien, als code")),
    Verb(
        "partners.list_afspraken", _("Partners en afspraken van een eigen wijk zien"), lambda: Wijk(pk=WIJK)
    ),
    Verb("partners.list", _("Wie er bij partners te bellen is"), lambda: Wijk(pk=WIJK)),
    Verb("partners.invite", _("Iemand van een partner uitnodigen"), lambda: Wijk(pk=WIJK)),
    Verb("partners.invite_again", _("Een uitnodiging van een partner opnieuw sturen"), lambda: Wijk(pk=WIJK)),
    Verb("partners.add_partner", _("Een partner toevoegen"), lambda: Wijk(pk=WIJK)),
    Verb("partners.add_afspraak", _("Een afspraak met een partner noteren"), lambda: Wijk(pk=WIJK)),
    Verb("partners.change_afspraak", _("Een afspraak veranderen"), lambda: Afspraak(wijk_id=WIJK)),
    Verb("partners.list_bijdragen", _("Zien wat partners een wijk toezeggen"), lambda: Wijk(pk=WIJK)),
    Verb("partners.list_all", _("Zien wat partners aan alle wijken toezeggen")),
    Verb("partners.add_bijdrage", _("Opschrijven wat een partner toezegt"), lambda: Wijk(pk=WIJK)),
    Verb("partners.view_bijdrage", _("Een toezegging zien, de partner de eigen"), _bijdrage),
    Verb("partners.change_bijdrage", _("Een toezegging veranderen en boeken wat er kwam"), _bijdrage),
    Verb("partners.end_room", _("Zeggen dat een eigen ruimte stopt"), _bijdrage),
    Verb("partners.add_ruimte", _("Kamers en bouwplannen opschrijven"), lambda: Wijk(pk=WIJK)),
    Verb("partners.change_ontwikkeling", _("Een bouwplan veranderen"), _ontwikkeling),
    Verb(
        "partners.move_ontwikkeling", _("Een datum verschuiven, de partner van het eigen plan"), _ontwikkeling
    ),
    Verb("partners.change_woonplek", _("Kamers veranderen"), _woonplek),
    Verb("partners.end_woonplek", _("Zeggen tot wanneer eigen kamers er zijn"), _woonplek),
    Verb(
        "partners.change_contactpersoon",
        _("De gegevens van een contactpersoon veranderen"),
        lambda: Contactpersoon(partner_id=WIJK),
    ),
    Verb("partners.weigh_move", _("Bekijken wat een verschoven datum raakt"), _verschoven),
    Verb("partners.see_move", _("Een verschoven datum op gezien zetten"), _verschoven),
    Verb("partners.report", _("Melden dat er iets verandert bij de eigen organisatie")),
    Verb("wijkplan.view_dekking", _("Zien wie wat betaalt in een plan"), _plan),
    Verb("impact.view", _("Vrijgegeven cijfers zien, afgerond en afgeschermd"), lambda: Wijk(pk=WIJK)),
    Verb("impact.view_all", _("Totalen van alle wijken zien")),
    Verb("impact.overview", _("Cijfers van eigen wijken op een rij zien")),
    Verb("impact.withdraw", _("Een vrijgave intrekken"), lambda: Maandvrijgave(wijk_id=WIJK)),
    Verb("impact.release", _("Een maand vrijgeven aan partners"), lambda: Wijk(pk=WIJK)),
    Verb("impact.write_words", _("Schrijven wat niet lukte"), lambda: Wijk(pk=WIJK)),
    Verb("wijken.import", _("Officiële gebieden en cijfers invoeren")),
    Verb(
        "wijken.confirm_link",
        _("Bevestigen welk gebied bij een wijk hoort"),
        lambda: Wijkgebied(wijk_id=WIJK),
    ),
    Verb("wijken.add_kerncijfer", _("Een officieel cijfer intypen"), lambda: Wijk(pk=WIJK)),
    Verb("wijken.maintain", _("De installatie beheren")),
    Verb("teams.invite", _("Mensen uitnodigen")),
]
EIGEN = {
    "signalen.change": _(
        "Het eigen signaal aanpassen of intrekken, tot 14 dagen erna en zolang niemand reageerde: alleen wie het opschreef."
    ),
    "wijkplan.list_rondes": _("De lijst met rondes zien: wie in de wijk werkt, en partners die erbij zijn."),
    "wijkplan.read_ronde": _("Een ronde en haar uitkomst zien: wie in de wijk werkt, en wie is uitgenodigd."),
    "wijkplan.vote": _("Stemmen in een ronde: alleen voor de eigen organisatie, als die is uitgenodigd."),
    "activiteiten.withdraw_sleutel": _("Een adres voor de eigen agenda intrekken: alleen wie het maakte."),
    "activiteiten.correct_telling": _("De eigen telling aanpassen, tot 14 dagen erna: alleen wie telde."),
    "bewoners.answer": _(
        "Vinden, meegeven en wissen wat achter een code staat, als een bewoner dat vraagt: de privacyfunctionaris, en de "
        "coördinator van de wijk. Elke keer wordt vastgelegd."
    ),
    "bewoners.read_notitie": _(
        "Een notitie bij een gesprek lezen: wie het schreef, wie dit contact vandaag onderhoudt, en de coördinator van "
        "de wijk. Elke keer lezen wordt vastgelegd. Na 6 maanden is de notitie weg."
    ),
    "bewoners.view_relatie": _(
        "Een contact zien, zonder naam: wie het bijhoudt en de coördinator. Wie keek, staat in het logboek."
    ),
    "bewoners.change_relatie": _(
        "Een contact aanpassen, en met toestemming een naam bewaren: wie het bijhoudt en de coördinator."
    ),
    "bewoners.read_name": _(
        "De naam lezen die een buur laat bewaren: wie het contact bijhoudt en kennismaakte, en de coördinator."
    ),
    "bewoners.change_overdracht": _(
        "Een contact overdragen aan een teamgenoot, na een ja van de buur: wie het bijhoudt en de coördinator."
    ),
    "bewoners.change_inzet": _(
        "Weghalen dat een buur ergens hielp: wie het contact bijhoudt en de coördinator."
    ),
    "bewoners.change_contactmoment": _(
        "Het eigen gesprek aanpassen, tot 14 dagen erna: alleen wie het logde."
    ),
}
OPEN = [
    _(
        "Een agenda op je telefoon leest zonder inloggen mee via een geheim adres: wat, wanneer en waar, en in je eigen "
        "agenda wat jij doet. Nooit namen van anderen, tellingen, bewoners of bezoeken. Het adres laat zien wat jij vandaag mag zien."
    ),
    _(
        "De openbare agenda van een wijk is voor iedereen: alleen activiteiten die de coördinator openbaar zette, alleen op "
        "openbare plekken, zonder namen en tellingen."
    ),
    _(
        "Bewoners lezen zonder inloggen wat we opschrijven en wat nooit, in het Nederlands, Engels, Turks en Arabisch. "
        "Op die pagina staat niets over wie dan ook."
    ),
]


def table() -> list[tuple[Promise, list[bool]]]:
    """Every verb with a yes or no per role, in the order of ROLLEN."""
    people = [person(rol) for rol in ROLLEN]
    return [(verb.zin, [user.has_perm(verb.permission, verb.thing()) for user in people]) for verb in VERBS]
