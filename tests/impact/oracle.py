"""The same figures a second time, the slow and plain way: loops over all rows, no sums in the database."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from activiteiten.models import Bijeenkomst, Inzet
from bewoners.models import Contactmoment, Thematelling
from wijken.models import Wijk

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
GEBIED = {
    "wonen": "betrokkenheid",
    "buurt": "betrokkenheid",
    "samen": "betrokkenheid",
    "school": "opleiding",
    "veilig": "veiligheid",
    "werk": "armoede",
    "gezondheid": "gezondheid",
    "rondkomen": "armoede",
}
GEBIEDEN = ["veiligheid", "gezondheid", "armoede", "opleiding", "betrokkenheid"]


@dataclass
class Slow:
    """Everything that happened in one wijk between two days, the last included."""

    gepland: int = 0
    doorgegaan: int = 0
    afgelast: int = 0
    stil: int = 0
    geteld: int = 0
    bezoeken: int = 0
    nieuw: int = 0
    nieuw_geteld: int = 0
    helpers: int = 0
    helpers_geteld: int = 0
    studenten: int = 0
    minuten: float = 0.0
    mensen: set[int] = field(default_factory=set)
    gesprekken: Counter = field(default_factory=Counter)
    gebieden: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    los: Counter = field(default_factory=Counter)

    def contact(self, gebied: str | None = None) -> int:
        if gebied is None:
            return sum(self.gesprekken.values())
        return sum(self.gebieden[gebied].values()) + self.los[gebied]


def count(wijk: Wijk, first: date, last: date) -> Slow:
    slow = Slow()
    present = defaultdict(list)
    for inzet in Inzet.objects.all():
        if inzet.status == "aanwezig":
            present[inzet.bijeenkomst_id].append(inzet.user_id)
    for row in Bijeenkomst.objects.select_related("activiteit"):
        if row.activiteit.wijk_id == wijk.pk and first <= row.begin.astimezone(AMSTERDAM).date() <= last:
            _bijeenkomst(slow, row, present[row.pk])
    for row in Contactmoment.objects.all():
        if row.wijk_id == wijk.pk and first <= row.datum <= last:
            person = f"r{row.relatie_id}" if row.relatie_id else f"s{row.door_id}"
            slow.gesprekken[person] += 1
            for gebied in {GEBIED[t] for t in row.themas if t in GEBIED}:
                slow.gebieden[gebied][person] += 1
    for row in Thematelling.objects.all():
        if row.wijk_id == wijk.pk and first <= row.maand <= last:
            slow.los[GEBIED[row.thema]] += row.aantal
    return slow


def _bijeenkomst(slow: Slow, row: Bijeenkomst, present: list[int]) -> None:
    slow.gepland += 1
    if row.status == "afgelast":
        slow.afgelast += 1
    if row.status == "gepland" and row.eind <= timezone.now():
        slow.stil += 1
    if row.status != "doorgegaan":
        return
    slow.doorgegaan += 1
    if row.aantal_deelnemers is not None:
        slow.geteld += 1
        slow.bezoeken += row.aantal_deelnemers
    if row.nieuw_aanwezig is not None:
        slow.nieuw_geteld += 1
        slow.nieuw += row.nieuw_aanwezig
    if row.helpers_uit_wijk is not None:
        slow.helpers_geteld += 1
        slow.helpers += row.helpers_uit_wijk
    for user in present:
        slow.minuten += (row.eind - row.begin).total_seconds() / 60
        slow.mensen.add(user)
        slow.studenten += row.helpers_uit_wijk is not None


# -- What may be told of it, written out again ---------------------------------------------------------


def to_five(n: int) -> int:
    low = n - n % 5
    return low + 5 if n - low >= 3 else low


def dutch(n: float) -> str:
    """1118 -> 1.118; 12.5 -> 12,5."""
    whole, _, rest = f"{n:,}".partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def told_new(slow: Slow, k: int) -> str:
    if slow.doorgegaan == 0:
        return "0"
    if slow.nieuw_geteld == 0:
        return "niet geteld"
    return "afgeschermd" if slow.nieuw < k else dutch(to_five(slow.nieuw))


def told_contact(slow: Slow, k: int, gebied: str | None = None) -> str:
    people = slow.gesprekken if gebied is None else slow.gebieden[gebied]
    total = slow.contact(gebied)
    persons = len(people) + (slow.los[gebied] if gebied else 0)
    most = max(people.values(), default=0)
    small = min(persons, len(slow.gesprekken)) < k or most * 5 >= total * 4
    return "afgeschermd" if total == 0 or small else dutch(to_five(total))


def told_hours(slow: Slow) -> str:
    if not slow.mensen:
        return "niet geteld"
    tenths = int(slow.minuten / 60 * 10 + 0.5 + 1e-9)
    return "afgeschermd" if len(slow.mensen) < 3 else dutch(tenths / 10)


def told_share(slow: Slow, k: int) -> str:
    if slow.helpers_geteld == 0:
        return "niet geteld"
    if slow.helpers < k or slow.studenten < k:
        return "afgeschermd"
    share = 100 * to_five(slow.helpers) / to_five(slow.helpers + slow.studenten)
    return str(min(100, round(share)))
