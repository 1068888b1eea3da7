"""The three questions to begin a talk with, per priority of the plan or per effect area, on a phone and on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from wijken.models import Wijk
from wijken.vocabulary import Effectgebied
from wijkplan.models import Gesprekskaart, Prioriteit, Wijkplan
from wijkplan.vocabulary import GESPREKSVRAGEN

KOP_OP_PAPIER = 60  # letters of a title that fit on one card
Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """A question as it stands on a card: typed by a coordinator (`eigen`), else the ready one."""

    tekst: str
    eigen: bool = False


@dataclass(frozen=True, kw_only=True)
class Kaarten:
    """The three questions of a priority, or of an effect area; `slot` is that of what was typed, 0 when nothing was."""

    effectgebied: str
    vragen: list[Vraag]
    titel: str = ""
    uuid: UUID | None = None
    slot: int = 0

    @property
    def is_eigen(self) -> bool:
        """Whether a coordinator wrote any of them."""
        return any(vraag.eigen for vraag in self.vragen)


def read_kaarten(plan: Wijkplan) -> list[Kaarten]:
    """The cards of every priority that asks for work, by rank; two queries whatever their number."""
    rows = list(Prioriteit.objects.filter(wijkplan=plan).now().order_by("rang"))
    return _with_questions(rows)


def read_kaarten_of(prioriteit: Prioriteit) -> Kaarten:
    """The cards of one priority, whichever version of it this is."""
    return _with_questions([prioriteit])[0]


def ready_kaarten() -> list[Kaarten]:
    """The ready questions of the five effect areas, for a wijk that agreed on nothing yet."""
    return [Kaarten(effectgebied=gebied, vragen=_merged(gebied, {})) for gebied in Effectgebied]


def sheet(wijk: Wijk, kaarten: list[Kaarten]) -> Plain:
    """The same questions on cards to cut out, for the template `wijkplan/kaarten.typ`, in the reader's language.

    A neighbour may look along, so no card says «armoede»: it has the shape of its effect area, and not the name.
    """
    return {
        "titel": gettext("Gesprekskaarten %s") % wijk.naam,
        "organisatie": settings.ORGANISATIE,
        "taal": get_language() or "nl",
        "eerst": gettext("Praat eerst, schrijf later. Neem geen formulier mee."),
        "rijen": [
            {
                "gebied": row.effectgebied,
                "kop": Truncator(row.titel).chars(KOP_OP_PAPIER),
                "vragen": [[vraag.tekst, "nl" if vraag.eigen else get_language()] for vraag in row.vragen],
            }
            for row in kaarten
        ],
    }


def _with_questions(rows: list[Prioriteit]) -> list[Kaarten]:
    typed: dict[UUID, dict[int, Gesprekskaart]] = {row.lijn: {} for row in rows}
    for card in Gesprekskaart.objects.of_lines(typed):
        typed[card.lijn][card.volgorde] = card
    return [
        Kaarten(
            effectgebied=row.effectgebied,
            titel=row.titel,
            uuid=row.uuid,
            vragen=_merged(row.effectgebied, typed[row.lijn]),
            slot=max((card.slot for card in typed[row.lijn].values()), default=0),
        )
        for row in rows
    ]


def _merged(gebied: str, typed: dict[int, Gesprekskaart]) -> list[Vraag]:
    """What was typed on its place, and the ready question where nothing was."""
    return [
        Vraag(tekst=typed[place].vraag, eigen=True)
        if place in typed and typed[place].vraag
        else Vraag(tekst=str(ready))
        for place, ready in enumerate(GESPREKSVRAGEN[Effectgebied(gebied)], start=1)
    ]
