"""How the parties of the story answer to a plan: each by the person who signs, on the day she did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mensen.models import User
from vooruit.demo.klok import at, moment
from vooruit.demo.opbouw import Verhaal
from wijkplan import services
from wijkplan.models import Akkoord, Wijkplan

Antwoord = Akkoord.Antwoord


@dataclass(frozen=True)
class Antwoorden:
    """What one party said: who signs, and after how many days which answer with which words; the last one counts."""

    partij: str
    wie: str
    zei: tuple[tuple[int, str, dict[str, Any]], ...] = ((2, Antwoord.AKKOORD, {}),)
    functie: str = field(default="")


def agree(verhaal: Verhaal, plan: Wijkplan, parties: Sequence[Antwoorden], *, on: date, by: User) -> Wijkplan:
    """Lay the plan before these parties on a day, let each answer, and begin with it the day after the last."""
    with at(moment(on, 10)):
        voorlegging = services.lay_before(
            plan=plan,
            partners=[verhaal.partijen[each.partij] for each in parties],
            antwoord_voor=on + timedelta(days=14),
            by=by,
        )
    asked = {akkoord.partner_id: akkoord for akkoord in voorlegging.akkoorden.select_related("partner")}
    answers = [(days, each, said, words) for each in parties for days, said, words in each.zei]
    for days, each, said, words in sorted(answers, key=lambda answer: answer[0]):
        akkoord = asked[verhaal.partijen[each.partij].pk]
        known = {"voor_wanneer": on + timedelta(days=12)} if said == Antwoord.VOORGELEGD else {}
        with at(moment(on + timedelta(days=days), 11)):
            services.answer(
                akkoord=akkoord,
                antwoord=said,
                kenmerk=voorlegging.kenmerk,
                slot=akkoord.slot,
                by=verhaal.mensen[each.wie],
                functie=each.functie,
                **words,
                **known,
            )
    with at(moment(on + timedelta(days=answers_done(parties)), 16)):
        plan.refresh_from_db()
        return services.set_status(plan=plan, status=Wijkplan.Status.IN_UITVOERING, by=by)


def answers_done(parties: Sequence[Antwoorden]) -> int:
    """After how many days the last party had answered."""
    return max(days for each in parties for days, _said, _words in each.zei)
