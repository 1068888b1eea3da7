"""Plans and counts every bijeenkomst of the story, each at the moment it happened."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from activiteiten import services
from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from core.periods import Quarter
from mensen.models import User
from vooruit.demo import kalender, reeksen
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.reeksen import Beurt, Reeks
from vooruit.demo.rollen import Wijkrol
from wijkplan.models import Doel

JIP_TELT = 0.6
DRUK = 60  # at a party people meet


class Verteller:
    """Tells what one wijk did."""

    def __init__(self, verhaal: Verhaal, wijkrol: Wijkrol, doelen: dict[str, Doel], rnd: Random) -> None:
        self.verhaal, self.wijkrol, self.doelen, self.rnd = verhaal, wijkrol, doelen, rnd
        self.team = verhaal.teams[wijkrol.sleutel]
        self.coordinator = verhaal.mensen[wijkrol.coordinator.sleutel]
        self.jip = 0

    def tell(self) -> list[Beurt]:
        """Make all activities of the wijk with their bijeenkomsten and counts."""
        today = self.verhaal.today
        rows = [
            beurt
            for reeks in reeksen.REEKSEN[self.wijkrol.sleutel]
            for beurt in reeksen.beurten(reeks, today, self.rnd)
        ]
        if self.wijkrol.sleutel == "geuzenveld":
            rows += reeksen.eenmalig(today)
            reeksen.finish_geuzenveld(rows, today, self.rnd)
            quarter = kalender.story_quarter(today)
            for told, percent in (
                (quarter, reeksen.UIT_DE_WIJK),
                (Quarter(quarter.year - 1, quarter.number), reeksen.JAAR_EERDER),
            ):
                reeksen.fix_hands(rows, told, percent, lambda beurt: len(self._crew(beurt)))
        if self.wijkrol.sleutel == "banne":
            reeksen.finish_banne(rows, today)
        per_reeks: dict[str, list[Beurt]] = {}
        for row in rows:
            per_reeks.setdefault(row.reeks.sleutel, []).append(row)
        for beurten in per_reeks.values():
            self._reeks(beurten)
        return rows

    def _reeks(self, beurten: list[Beurt]) -> None:
        reeks = beurten[0].reeks
        with at(moment(self._planned_on(beurten[0].dag), 20)):
            activiteit = services.plan_activiteit(
                team=self.team,
                by=self.coordinator,
                titel=reeks.titel,
                soort=reeks.soort,
                doel=self.doelen.get(reeks.doel),
                doelgroep=reeks.doelgroep,
                trede=reeks.trede,
                belofte=reeks.belofte,
                plek=None if reeks.plek is None else self.verhaal.plekken[self.wijkrol.sleutel][reeks.plek],
                kosten="gratis",
                startgroep=_already_there(beurten),
                nodig_kookt=reeks.koken,
                nodig_helpt=reeks.helpen,
            )
        for group in _weekly_groups(beurten):
            for beurt, row in zip(group, self._plan(activiteit, group), strict=True):
                self._happen(beurt, row)
        if reeks.kan_niet:
            self._sign_off(activiteit, self.verhaal.mensen[reeks.kan_niet])
        if reeks.eind_dagen is not None:
            self._stop(activiteit, beurten[-1].dag)

    def _sign_off(self, activiteit: Activiteit, who: User) -> None:
        """Who cannot come to the first one that is planned for her: the team sees an open place."""
        rows = Bijeenkomst.objects.filter(activiteit=activiteit).upcoming().for_user(who)
        if (first := rows.filter(begin__gt=timezone.now()).first()) is not None:
            with at(moment(days_ago(13), 20)):
                services.sign_off(bijeenkomst=first, by=who)

    def _planned_on(self, first: date) -> date:
        """Two weeks ahead, but never before the wijk and its coordinator were there or after today."""
        start = days_ago(min(self.wijkrol.dagen, self.wijkrol.coordinator.maanden * 30))
        return max(start, min(first - timedelta(days=14), days_ago(1)))

    def _plan(self, activiteit: Activiteit, group: list[Beurt]) -> list[Bijeenkomst]:
        first = group[0]
        begin = moment(first.dag, first.uur, first.minuut)
        crew = self._crew(first)
        tasks = [Inzet.Rol.OPENT, Inzet.Rol.KOOKT if first.reeks.koken else Inzet.Rol.HELPT]
        inzet = {user: (tasks[place] if place < 2 else Inzet.Rol.HELPT) for place, user in enumerate(crew)}
        with at(moment(self._planned_on(first.dag), 20, 15)):
            return services.plan_bijeenkomsten(
                activiteit=activiteit,
                begin=begin,
                eind=begin + timedelta(minutes=first.reeks.minuten),
                weken=len(group),
                titel=first.titel,
                inzet=inzet,
                by=self.coordinator,
            )

    def _crew(self, beurt: Beurt) -> list[User]:
        """Who opens and who helps: the fixed people of a series, as far as they were there already."""
        there = [student.sleutel for student in self.verhaal.on_team(self.wijkrol, beurt.dag)]
        there = there or [self.wijkrol.studenten[0].sleutel]
        wanted = beurt.reeks.ploeg
        if beurt.reeks.sleutel == "huiswerk" and beurt.dag.weekday() == 0:
            wanted = ("sem", "lotte", "aisha")
        keys = [key for key in wanted if key in there]
        turn = (beurt.dag.year * 4 + beurt.dag.month // 3 + len(beurt.reeks.titel)) % len(there)
        others = [
            key for key in there[turn:] + there[:turn] if key not in keys and key not in {"jip", "noor"}
        ]
        size = len(wanted) or (2 if beurt.reeks.gemiddeld < 12 else 3)
        return [self.verhaal.mensen[key] for key in (keys + others)[:size]]

    def _happen(self, beurt: Beurt, row: Bijeenkomst) -> None:
        if beurt.uitkomst == "afgelast":
            with at(row.begin - timedelta(hours=20)):
                services.cancel_bijeenkomst(bijeenkomst=row, by=self.coordinator)
        elif beurt.uitkomst == "ongeteld":
            with at(self._before_today(row.eind + timedelta(days=6))):
                services.tel_bijeenkomst(
                    bijeenkomst=row, aantal=None, client_id=self._id(), by=self.coordinator
                )
        elif beurt.uitkomst == "geteld":
            self._count(beurt, row)

    def _count(self, beurt: Beurt, row: Bijeenkomst) -> None:
        crew = self._crew(beurt)
        by, volgens = crew[0], None
        if by == self.verhaal.mensen.get("jip") and not self._jip_counts():
            by, volgens = self.coordinator, crew[1]
        with at(self._after(row.eind)):
            services.tel_bijeenkomst(
                bijeenkomst=row,
                aantal=beurt.aantal,
                client_id=self._id(),
                by=by,
                volgens=volgens,
                seconden=self.rnd.randint(6, 40),
            )
            if beurt.nieuw is not None or beurt.helpers is not None:
                services.add_after_count(
                    bijeenkomst=row,
                    nieuw_aanwezig=beurt.nieuw,
                    helpers_uit_wijk=beurt.helpers,
                    verbindend=_came_together(beurt),
                    by=by,
                )

    def _jip_counts(self) -> bool:
        """Three of five times, whatever the day on which the story is told."""
        self.jip += 1
        return int(self.jip * JIP_TELT) > int((self.jip - 1) * JIP_TELT)

    def _after(self, eind: datetime) -> datetime:
        """Most count within the hour, some the next morning; never in the future."""
        wait = timedelta(minutes=self.rnd.randint(3, 50))
        if self.rnd.random() < 0.2:
            wait = timedelta(hours=13, minutes=self.rnd.randint(0, 90))
        return self._before_today(eind + wait)

    def _before_today(self, when: datetime) -> datetime:
        return min(when, moment(self.verhaal.today, 0) - timedelta(minutes=1))

    def _stop(self, activiteit: Activiteit, dag: date) -> None:
        with at(moment(dag, 22)):
            services.change_activiteit(
                activiteit=activiteit, slot=activiteit.slot, by=self.coordinator, gestopt_op=dag
            )

    def _id(self) -> UUID:
        return UUID(int=self.rnd.getrandbits(128), version=4)


def _came_together(beurt: Beurt) -> bool | None:
    """Whether people met who did not know each other yet; one in five times nobody said. No dice: no number moves."""
    if not beurt.aantal or beurt.dag.toordinal() % 5 == 0:
        return None
    often = 7 if beurt.reeks.soort == "ontmoeting" else 5
    return beurt.aantal > DRUK or (beurt.dag.toordinal() + beurt.aantal) % 10 < often


def _already_there(beurten: list[Beurt]) -> int | None:
    """Who came at the first count without being new; unknown for what was done once or not counted at first."""
    first = beurten[0]
    return first.aantal - (first.nieuw or 0) if len(beurten) > 1 and first.aantal is not None else None


def _weekly_groups(beurten: list[Beurt]) -> list[list[Beurt]]:
    """Runs of the same weekday, hour and title, week after week within one quarter: planned in one go."""
    groups: list[list[Beurt]] = []
    open_groups: dict[int, list[Beurt]] = {}
    for beurt in beurten:
        before = open_groups.get(beurt.dag.weekday())
        if before and _follows(before[-1], beurt):
            before.append(beurt)
        else:
            open_groups[beurt.dag.weekday()] = [beurt]
            groups.append(open_groups[beurt.dag.weekday()])
    return groups


def _follows(one: Beurt, two: Beurt) -> bool:
    same = (one.uur, one.minuut, one.titel) == (two.uur, two.minuut, two.titel)
    quarter = (one.dag.year, (one.dag.month - 1) // 3) == (two.dag.year, (two.dag.month - 1) // 3)
    return same and quarter and two.dag - one.dag == timedelta(days=7)


def soup_on_the_square(verhaal: Verhaal, rnd: Random) -> None:
    """Yesterday, unplanned: Emre counted 23 and Noor 21; Yasmina picks."""
    emre, noor = verhaal.mensen["emre"], verhaal.mensen["noor"]
    yesterday = days_ago(1)
    with at(moment(yesterday, 14)):
        telling = services.log_los(
            team=verhaal.teams["geuzenveld"],
            dag=yesterday,
            duur=timedelta(hours=1, minutes=30),
            aantal=23,
            titel="Soep op het Eendenplein",
            client_id=UUID(int=rnd.getrandbits(128), version=4),
            by=emre,
        )
    with at(moment(yesterday, 16)):
        services.tel_bijeenkomst(
            bijeenkomst=telling.bijeenkomst,
            aantal=21,
            client_id=UUID(int=rnd.getrandbits(128), version=4),
            by=noor,
        )


__all__ = ["Reeks", "Verteller", "soup_on_the_square"]
