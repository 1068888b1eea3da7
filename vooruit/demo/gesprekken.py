"""Conversations of two years, by code only: who spoke with a neighbour, how long, and what about."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from activiteiten.models import Bijeenkomst
from bewoners.models import Contactmoment, Overdracht, Relatie
from bewoners.services import (
    NIEUW,
    add_vrijwilligersinzet,
    change_relatie,
    hand_over,
    join_relatie,
    keep_name,
    leave_relatie,
    log_contactmoment,
    write_notitie,
)
from bewoners.vocabulary import WOORDEN
from mensen.models import User
from vooruit.demo import kalender
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal, begin_of, end_of
from vooruit.demo.rollen import Student, Wijkrol

PER_WEEK = 0.62
MEESTE_RELATIES = 4
JAREN = 730
HOE = (("koffie", 3), ("straat", 4), ("thuis", 2), ("app", 2), ("activiteit", 4))
DUUR = (("even", 5), ("half_uur", 4), ("uur", 2))
THEMAS = {
    "geuzenveld": (("wonen", 7), ("school", 5), ("buurt", 3), ("samen", 4), ("veilig", 2), ("rondkomen", 2)),
    "osdorp": (("buurt", 4), ("samen", 3), ("school", 2), ("veilig", 2)),
    "volewijck": (("samen", 5), ("buurt", 4), ("gezondheid", 2), ("wonen", 2), ("werk", 1)),
    "banne": (("samen", 4), ("veilig", 4), ("school", 3), ("werk", 2), ("gezondheid", 1), ("anders", 1)),
}
NOTITIES = {  # of Noor with Kastanje, by how many days ago
    19: "Kookt graag voor een grote groep. Vraagt of de buurtkamer een oven heeft.",
    2: "Wil zaterdag helpen bij de maaltijd, en neemt een buurvrouw mee.",
}
UITGELEGD, BEKEND = 0.85, 0.5
SOORTEN = ("buur", "contactgezin", "contactgezin", "vrijwilliger", "ondernemer")
TALENTEN = ("koken", "koken", "talen", "groen", "klussen", "kinderen", "naaien", "luisteren")
SLEUTELFIGUREN = {"geuzenveld": ("Mevrouw Demirhan",), "volewijck": ("Meneer Oosterling",)}
VAN_HET_VERHAAL = {"noor", "thijs"}  # their contacts are told, not drawn
VAN_THIJS = ("kastanje", "ekster", "anker")


class Gesprekken:
    """Logs the conversations of one wijk."""

    def __init__(self, verhaal: Verhaal, wijkrol: Wijkrol, rnd: Random) -> None:
        self.verhaal, self.wijkrol, self.rnd = verhaal, wijkrol, rnd
        self.wijk = verhaal.wijken[wijkrol.sleutel]
        woorden = [woord for woord in WOORDEN if woord not in VAN_THIJS]
        self.woorden = iter(rnd.sample(woorden, len(woorden)))
        self.relaties: dict[str, list[Relatie]] = {}
        self.overgenomen: dict[int, date] = {}  # from when who took a contact over may speak with her

    def tell(self) -> None:
        """Everyone's conversations, who left first; in Geuzenveld the three codes of the story come before that."""
        if self.wijkrol.sleutel == "geuzenveld":
            self._story_codes()
        for student in sorted(self.wijkrol.studenten, key=end_of):
            first = max(begin_of(student), days_ago(JAREN))
            last = min(end_of(student), days_ago(1))
            day = first + timedelta(days=2)
            while day <= last:
                self._talk(student, day)
                pace = PER_WEEK * (0.4 if kalender.in_holiday(day) else 1)
                day += timedelta(days=max(1, round(self.rnd.expovariate(pace / 7))))
            if end_of(student) < self.verhaal.today:
                self._pass_on(student)
        self._what_they_are()

    def _what_they_are(self) -> None:
        """Most were told what we write down; some are good at something, and two let us keep a name."""
        mine = sorted(
            {relatie.pk: relatie for rows in self.relaties.values() for relatie in rows}.values(),
            key=lambda relatie: relatie.code,
        )
        by, rnd = self.verhaal.mensen[self.wijkrol.coordinator.sleutel], Random(self.wijkrol.sleutel)  # noqa: S311
        for relatie in mine:
            if rnd.random() < UITGELEGD:
                Relatie.objects.filter(pk=relatie.pk).update(uitleg_op=relatie.sinds)
            if rnd.random() < BEKEND:
                change_relatie(
                    relatie=relatie,
                    by=by,
                    soort=rnd.choice(SOORTEN),
                    talenten=[rnd.choice(TALENTEN)],
                    niet_benaderen="",
                )
        for relatie, naam in zip(mine[::-1], SLEUTELFIGUREN.get(self.wijkrol.sleutel, ()), strict=False):
            velden = {"soort": "sleutelfiguur", "talenten": ["netwerk", "organiseren"], "niet_benaderen": ""}
            change_relatie(relatie=relatie, by=by, **velden)
            keep_name(relatie=relatie, naam=naam, contact="", wijze="mondeling", by=by)
            held = Bijeenkomst.objects.took_place().filter(activiteit__wijk=self.wijk).order_by("-begin")
            for bijeenkomst in held.select_related("activiteit")[:3]:
                add_vrijwilligersinzet(relatie=relatie, bijeenkomst=bijeenkomst, uren=Decimal("1.5"), by=by)

    def _talk(self, student: Student, day: date) -> Contactmoment:
        mine = self.relaties.setdefault(student.sleutel, [])
        luck = self.rnd.random()
        if luck < 0.16 and len(mine) < MEESTE_RELATIES and student.sleutel not in VAN_HET_VERHAAL:
            moment_ = self._log(student, day, NIEUW)
            mine.append(self._rename(moment_.relatie, next(self.woorden)))
            return moment_
        known = [row for row in mine if self.overgenomen.get(row.pk, row.sinds) <= day]
        if luck < 0.6 and known:
            return self._log(student, day, "relatie", self.rnd.choice(known))
        return self._log(student, day, "buur")

    def _log(self, student: Student, day: date, wie: str, relatie: Relatie | None = None) -> Contactmoment:
        extra = {"relatie": relatie} if relatie else {}
        with at(moment(day, self.rnd.randint(12, 21), self.rnd.randint(0, 59))):
            return log_contactmoment(
                wijk=self.wijk,
                client_id=UUID(int=self.rnd.getrandbits(128), version=4),
                by=self.verhaal.mensen[student.sleutel],
                seconden=self.rnd.randint(14, 55),
                wie=wie,
                hoe=self._pick(HOE),
                duur=self._pick(DUUR),
                themas={self._pick(THEMAS[self.wijkrol.sleutel]) for _ in range(self.rnd.choice((1, 1, 2)))},
                **extra,
            )

    def _pick(self, options: tuple[tuple[str, int], ...]) -> str:
        words, weights = zip(*options, strict=True)
        return self.rnd.choices(words, weights)[0]

    def _rename(self, relatie: Relatie, woord: str) -> Relatie:
        """The service draws its codes out of a hat; the story needs the same ones each time."""
        relatie.code = f"{self.wijk.slug.replace('-', '')[:3].upper()}-{woord}-{self.rnd.randint(10, 99)}"
        relatie.save(update_fields=["code"])
        return relatie

    def _story_codes(self) -> None:
        """Thijs met Kastanje, Ekster and Anker; Kastanje went over to Noor, who also sees Ekster."""
        by_key = {student.sleutel: student for student in self.wijkrol.studenten}
        thijs, noor = by_key["thijs"], by_key["noor"]
        for n, woord in enumerate(VAN_THIJS):
            moment_ = self._log(thijs, days_ago(600 - 40 * n), NIEUW)
            self.relaties.setdefault("thijs", []).append(self._rename(moment_.relatie, woord))
        kastanje, ekster, anker = self.relaties["thijs"]
        self._join(ekster, self.verhaal.mensen["noor"], 200)
        for dagen in (400, 310, 250, 190, 120, 60, 45):
            self._log(thijs, days_ago(dagen), "relatie", kastanje)
        self._hand_over(kastanje, "thijs", "noor", days_ago(40))
        for dagen in (33, 19, 9, 2):
            moment_ = self._log(noor, days_ago(dagen), "relatie", kastanje)
            if tekst := NOTITIES.get(dagen):
                with at(moment_.op):
                    write_notitie(moment=moment_, tekst=tekst, by=moment_.door)
        for dagen in (180, 90, 24, 5):
            self._log(noor, days_ago(dagen), "relatie", ekster)
        self.relaties["thijs"] = [anker]
        self._leave(ekster, "thijs", days_ago(3))

    def _pass_on(self, student: Student) -> None:
        """Who left made her round: three of four contacts went over warm, one of four wanted nobody else."""
        last = end_of(student)
        mates = [
            mate
            for mate in self.wijkrol.studenten
            if mate.sleutel not in VAN_HET_VERHAAL and begin_of(mate) <= last and mate.tot_dagen is None
        ]
        for n, relatie in enumerate(self.relaties.pop(student.sleutel, [])):
            if n % 4 == 3:
                self._leave(relatie, student.sleutel, last)
                continue
            naar = mates[n % len(mates)].sleutel
            self._hand_over(relatie, student.sleutel, naar, last)
            self.relaties.setdefault(naar, []).append(relatie)
            self.overgenomen[relatie.pk] = last

    def _leave(self, relatie: Relatie, van: str, dag: date) -> None:
        """She asked, and the neighbour wanted nobody else."""
        by = self.verhaal.mensen[van]
        with at(moment(dag, 17)):
            leave_relatie(relatie=relatie, van=by, uitkomst=Overdracht.Uitkomst.WIL_NIET, by=by)

    def _join(self, relatie: Relatie, user: User, dagen: int) -> None:
        with at(moment(days_ago(dagen), 17)):
            join_relatie(relatie=relatie, user=user, by=self.verhaal.mensen["thijs"])

    def _hand_over(self, relatie: Relatie, van: str, naar: str, dag: date) -> None:
        """They went together on that day, and the neighbour had said yes."""
        by = self.verhaal.mensen[van]
        with at(moment(dag, 17)):
            hand_over(
                relatie=relatie,
                van=by,
                naar=self.verhaal.mensen[naar],
                kennismaking_op=dag,
                client_id=UUID(int=self.rnd.getrandbits(128), version=4),
                by=by,
            )
        relatie.refresh_from_db()
