"""What residents came to carry themselves in Volewijck, and what became of it without us."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from dateutil.relativedelta import relativedelta

from activiteiten.models import Activiteit, Initiatief, Overlevingscheck
from activiteiten.services import (
    add_initiatief,
    answer_overleving,
    ask_overleving,
    become_zelfstandig,
    change_initiatief,
    measure_eigenaarschap,
    plan_overdracht,
)
from mensen.models import User
from vooruit.demo.klok import at, moment
from vooruit.demo.opbouw import Verhaal
from wijkplan.models import Doel

GEREGELD = {"sleutel": "klaar", "geld": "klaar", "plek": "klaar", "contact": "klaar"}
# days before it went on its own, rung, what was seen
PAN = (
    (420, 1, "Buren helpen met opdienen."),
    (300, 3, "Samen het menu gemaakt."),
    (160, 4, "De groep deelt zelf de taken uit."),
    (20, 5, "Wij waren er niet bij en het ging gewoon door."),
)
SPAAK = (
    (330, 2, "Elke week ontvangt een bewoner de fietsen."),
    (150, 4, "Onderdelen kopen zij zelf in."),
    (10, 5, "De werkplaats draait op één trekker."),
)


class Zelf:
    """Tells of initiatives; each step on its own day, by the coordinator."""

    def __init__(self, verhaal: Verhaal, rnd: Random) -> None:
        self.verhaal, self.rnd = verhaal, rnd

    def tell(self) -> None:
        """Pan op Tafel is a year on its own, De Spaak died after half a year; two others grow."""
        today, sanne = self.verhaal.today, self.verhaal.mensen["sanne"]
        pan_op = today - relativedelta(months=12) - timedelta(days=6)
        spaak_op = today - relativedelta(months=12) - timedelta(days=25)
        pan = self.start(
            "volewijck", "Pan op Tafel", "Een kookgroep die voor de hele straat kookt.", 500, sanne
        )
        spaak = self.start("volewijck", "Fietswerkplaats De Spaak", "Samen fietsen maken.", 500, sanne)
        self.grow(pan, PAN, pan_op, sanne, trekkers_aantal=2, reserve_trekker=True, eigen_sleutel=True)
        self.grow(spaak, SPAAK, spaak_op, sanne, trekkers_aantal=1)
        with at(moment(pan_op)):
            wat = "Sleutel van de buurtkamer, de pannen en de kas."
            plan_overdracht(initiatief=pan, slot=None, wat=wat, wanneer=pan_op, by=sanne, **GEREGELD)
            become_zelfstandig(initiatief=pan, op=pan_op, slot=pan.slot, by=sanne)
        with at(moment(spaak_op)):
            reden = "De trekker wilde meteen zelf verder."
            become_zelfstandig(initiatief=spaak, op=spaak_op, slot=spaak.slot, zonder_plan=reden, by=sanne)
        self.ask(spaak, spaak_op, 3, "", True, sanne)
        self.ask(pan, pan_op, 3, "", True, sanne)
        self.ask(spaak, spaak_op, 6, "De ene trekker verhuisde en er was geen reserve.", False, sanne)
        self.ask(pan, pan_op, 6, "Elke donderdag, met zestien buren.", True, sanne)
        spaak.refresh_from_db()
        with at(moment(spaak_op + relativedelta(months=6, days=2))):
            change_initiatief(initiatief=spaak, slot=spaak.slot, les="Altijd twee trekkers.", by=sanne)
        with at(moment(today - timedelta(days=6))):
            ask_overleving()
        with at(moment(today - timedelta(days=1), 18)):
            self.see(pan, today - timedelta(days=1), 5, "Meegegeten. Zij doen alles zelf.", sanne)
        self.others()

    def others(self) -> None:
        """Two that are still with us."""
        noor = self.verhaal.mensen["yasmina"]
        maaltijd = self.start("geuzenveld", "Buurtmaaltijd", "Drie buren runnen de maaltijd zelf.", 300, noor)
        steps = ((200, 1, ""), (90, 2, "Twee buren koken elke week."), (12, 3, "Zij maken het rooster."))
        self.grow(maaltijd, steps, self.verhaal.today, noor, trekkers_aantal=2, fase="begeleid")
        kwame = self.verhaal.mensen["kwame"]
        self.start("banne", "Buurtrestaurant", "Bewoners willen zelf de keuken doen.", 200, kwame)

    def start(self, wijk: str, titel: str, wat: str, dagen: int, by: User) -> Initiatief:
        """Note one, with the activity of the same name and its goal."""
        activiteiten = list(Activiteit.objects.filter(wijk=self.verhaal.wijken[wijk], titel=titel))
        doel: Doel | None = activiteiten[0].doel if activiteiten else None
        with at(moment(self.verhaal.today - timedelta(days=dagen))):
            return add_initiatief(
                wijk=self.verhaal.wijken[wijk],
                titel=titel,
                omschrijving=wat,
                doel=doel,
                activiteiten=activiteiten,
                client_id=self.id(),
                by=by,
            )

    def grow(
        self, row: Initiatief, steps: tuple[tuple[int, int, str], ...], until: date, by: User, **heeft: object
    ) -> None:
        """Measure it on its way, and say what its group has."""
        for dagen, niveau, tekst in steps:
            day = until - timedelta(days=dagen)
            with at(moment(day, 18)):
                self.see(row, day, niveau, tekst, by)
        with at(moment(until - timedelta(days=5))):
            change_initiatief(initiatief=row, slot=row.slot, by=by, **{"fase": "mede-eigenaar", **heeft})

    def see(self, row: Initiatief, day: date, niveau: int, tekst: str, by: User) -> None:
        """One measurement."""
        measure_eigenaarschap(
            initiatief=row, datum=day, niveau=niveau, toelichting=tekst, client_id=self.id(), by=by
        )

    def ask(self, row: Initiatief, since: date, maanden: int, tekst: str, bestaat: bool, by: User) -> None:
        """The house asked, and she went to see."""
        with at(moment(since + relativedelta(months=maanden, days=1))):
            ask_overleving()
            check = Overlevingscheck.objects.get(initiatief=row, maanden=maanden)
            answer_overleving(check=check, bestaat_nog=bestaat, toelichting=tekst, by=by)

    def id(self) -> UUID:
        """The next id of the story."""
        return UUID(int=self.rnd.getrandbits(128), version=4)
