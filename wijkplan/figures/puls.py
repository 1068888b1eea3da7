"""What partners say once a year: per question each party by name, and how far they are apart."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from core.dots import Dots, Party
from core.exports import Explanation
from mensen.models import User
from wijkplan.models import Partnerpuls, Prioriteit, Pulspunt, Wijkplan

Antwoorden = dict[str, dict[int, tuple[int, ...]]]


@dataclass(frozen=True, kw_only=True)
class Pulsregel:
    """One question with every answer: per party, per year; a merged priority may have more in one year."""

    titel: str
    antwoorden: Antwoorden
    jaren: tuple[int, ...]

    @property
    def laatste(self) -> dict[str, int]:
        """What each party said in the newest year; of more answers the highest."""
        return {
            naam: max(per_year[self.jaren[-1]])
            for naam, per_year in self.antwoorden.items()
            if self.jaren and per_year.get(self.jaren[-1])
        }

    @property
    def spreiding(self) -> str:
        """How far the parties are apart in the newest year, in words and with the names at both ends."""
        return spread_in_words(self.laatste)

    @property
    def chart(self) -> Dots | None:
        """The line from 1 to 5 with each party on it; None when nobody answered."""
        if not self.antwoorden:
            return None
        newest = self.laatste
        parties = [
            Party(naam, tuple(per_year.get(jaar, ()) for jaar in self.jaren))
            for naam, per_year in sorted(
                self.antwoorden.items(), key=lambda item: (-newest.get(item[0], 0), item[0])
            )
        ]
        return Dots(
            title=self.titel,
            unit=gettext("van 1 (niet) tot 5 (heel erg)"),
            source=gettext("partners zelf"),
            note=self._note(),
            moments=tuple(str(jaar) for jaar in self.jaren),
            parties=tuple(parties),
            label_title=gettext("Partij"),
        )

    def _note(self) -> str:
        if len(self.jaren) < 2:
            return str(self.jaren[0])
        return gettext("dicht: %(nu)s, open: %(eerder)s") % {
            "nu": self.jaren[-1],
            "eerder": ", ".join(str(jaar) for jaar in self.jaren[:-1]),
        }


@dataclass(frozen=True, kw_only=True)
class Pulsblad:
    """All answers a reader may see about a plan and what it grew out of."""

    urgentie: list[Pulsregel]
    algemeen: list[Pulsregel]
    jaren: tuple[int, ...]
    partijen: int

    @property
    def vragen(self) -> list[Pulsregel]:
        """Every question."""
        return [*self.urgentie, *self.algemeen]

    @property
    def rijen(self) -> list[tuple[str, str, int, int]]:
        """One line per answer: question, party, year, score."""
        return [
            (vraag.titel, naam, jaar, score)
            for vraag in self.vragen
            for naam, per_year in sorted(vraag.antwoorden.items())
            for jaar, scores in sorted(per_year.items())
            for score in scores
        ]

    @property
    def uitleg(self) -> list[Explanation]:
        """What the numbers mean, for the file."""
        return [
            Explanation(
                figuur=gettext("Score van een partij"),
                formule=gettext("wat de partij zelf koos, van 1 (niet) tot 5 (heel erg); nooit gemiddeld"),
                periode=", ".join(str(jaar) for jaar in self.jaren),
                bron=gettext("partners zelf"),
                n=str(self.partijen),
                bewijsniveau=gettext("mening van een organisatie"),
            )
        ]


def read_puls(user: User, plan: Wijkplan) -> Pulsblad:
    """Every answer this reader may see, by the priorities of this plan. Four queries.

    Formula: none, each score is what a party chose. Unit: 1 to 5. Source: Partnerpuls. An answer about a priority of
    a version before counts for what it became (`Prioriteit.uit`), also through merge and split. Of two versions in
    one year the newest counts. Missing: a party that did not answer has no dot.
    """
    prioriteiten = list(Prioriteit.objects.filter(wijkplan=plan).now())
    pulsen = list(
        Partnerpuls.objects.visible_to(user)
        .filter(wijkplan__wijk=plan.wijk_id, wijkplan__lte=plan.pk)
        .select_related("partner")
        .order_by("wijkplan", "pk")
    )
    became = _became({row.pk for row in prioriteiten}, plan.wijk_id)
    punten: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for punt in Pulspunt.objects.filter(puls__in=pulsen).order_by("pk"):
        for pk in became.get(punt.prioriteit_id, ()):
            punten[punt.puls_id][pk].append(punt.urgentie)
    urgent: dict[int, Antwoorden] = {row.pk: defaultdict(dict) for row in prioriteiten}
    general: dict[str, Antwoorden] = {"betrokkenheid": defaultdict(dict), "impact": defaultdict(dict)}
    for puls in pulsen:
        naam = puls.partner.naam
        for pk, scores in punten[puls.pk].items():
            urgent[pk][naam][puls.jaar] = tuple(sorted(set(scores)))
        for name, answers in general.items():
            answers[naam][puls.jaar] = (getattr(puls, name),)
    jaren = tuple(sorted({puls.jaar for puls in pulsen}))
    return Pulsblad(
        urgentie=[Pulsregel(titel=row.titel, antwoorden=urgent[row.pk], jaren=jaren) for row in prioriteiten],
        algemeen=[
            Pulsregel(
                titel=gettext("Betrokken bij deze wijk"), antwoorden=general["betrokkenheid"], jaren=jaren
            ),
            Pulsregel(titel=gettext("Verwacht effect"), antwoorden=general["impact"], jaren=jaren),
        ],
        jaren=jaren,
        partijen=len({puls.partner_id for puls in pulsen}),
    )


def spread_in_words(scores: dict[str, int]) -> str:
    """How far apart: named at both ends as soon as it is more than one step; never an average."""
    if not scores:
        return gettext("Nog geen antwoord dit jaar.")
    low, high = min(scores.values()), max(scores.values())
    if len(scores) == 1:
        return gettext("Alleen %(naam)s antwoordde: %(score)s.") % {"naam": next(iter(scores)), "score": low}
    if low == high:
        return gettext("Alle %(aantal)s partijen zeggen %(score)s.") % {"aantal": len(scores), "score": low}
    ends: dict[str, Any] = {
        "laag": low,
        "hoog": high,
        "wie_laag": ", ".join(sorted(naam for naam, score in scores.items() if score == low)),
        "wie_hoog": ", ".join(sorted(naam for naam, score in scores.items() if score == high)),
    }
    if high - low == 1:
        return gettext("Dicht bij elkaar: van %(laag)s tot %(hoog)s.") % ends
    if high - low == 2:
        return gettext("Uit elkaar: van %(laag)s (%(wie_laag)s) tot %(hoog)s (%(wie_hoog)s).") % ends
    return gettext("Ver uit elkaar: van %(laag)s (%(wie_laag)s) tot %(hoog)s (%(wie_hoog)s).") % ends


def _became(now: set[int], wijk_id: int) -> dict[int, set[int]]:
    """Of each priority, of now or of a version before: which priorities of now it is or became."""
    through = Prioriteit.uit.through.objects.filter(from_prioriteit__wijkplan__wijk=wijk_id)
    came_from: dict[int, set[int]] = defaultdict(set)
    for newer, older in through.values_list("from_prioriteit_id", "to_prioriteit_id"):
        came_from[newer].add(older)
    found: dict[int, set[int]] = defaultdict(set)
    for pk in now:
        waiting, seen = [pk], set()
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                found[current].add(pk)
                waiting += came_from[current]
    return found
