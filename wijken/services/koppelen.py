"""Which official areas belong to a wijk: proposed by name or overlap, decided by a person."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel
from wijken import kaart
from wijken.models import Gebied, Gebiedsoort, Kerncijfer, Maat, Stelsel, Wijk, Wijkgebied

ENOUGH = 0.5  # an official area that lies for half or more within a wijk is proposed
BY_NAME = (Gebiedsoort.WIJK, Gebiedsoort.GEBIED)


@transaction.atomic
def propose_links(*, gebied_ids: Iterable[int]) -> int:
    """Links between open wijken and these areas are proposed, by name or overlap. Returns how many are new.

    What a person decided before is left alone. The sketch of a wijk is never proposed: it belongs to it already.
    """
    ids = set(gebied_ids)
    wijken = {_plain(wijk.naam): wijk for wijk in Wijk.objects.active()}
    if not ids or not wijken:
        return 0
    outlines = {wijk.pk: outline_of(wijk) for wijk in wijken.values()}
    found: dict[tuple[int, int], Wijkgebied] = {}
    fresh = Gebied.objects.filter(pk__in=ids).exclude(stelsel=Stelsel.SCHETS)
    for gebied in fresh.filter(soort__in=BY_NAME).only("pk", "naam"):
        wijk = wijken.get(_plain(gebied.naam))
        if wijk is not None:
            found[wijk.pk, gebied.pk] = Wijkgebied(wijk=wijk, gebied=gebied, reden="naam")
    for wijk in wijken.values():
        for pk in _near(fresh.filter(soort=Gebiedsoort.WIJK), outlines[wijk.pk]):
            found.setdefault((wijk.pk, pk), Wijkgebied(wijk=wijk, gebied_id=pk, reden="overlap"))
    kept = [link for link in found.values() if _measure(link, outlines[link.wijk_id])]
    before = Wijkgebied.objects.count()
    Wijkgebied.objects.bulk_create(kept, ignore_conflicts=True)
    return Wijkgebied.objects.count() - before


def outline_of(wijk: Wijk) -> dict[str, Any] | None:
    """The border by which a wijk is known: the newest confirmed official one, else its sketch."""
    gebied = Gebied.objects.outlines_of(wijk).first()
    return gebied.grens if gebied else None


def _near(gebieden: Any, outline: dict[str, Any] | None) -> list[int]:
    """Areas whose box touches the box of the outline."""
    box = kaart.box(outline)
    if box is None:
        return []
    west, south, east, north = box
    return list(
        gebieden.filter(west__lte=east, oost__gte=west, zuid__lte=north, noord__gte=south).values_list(
            "pk", flat=True
        )
    )


def _measure(link: Wijkgebied, outline: dict[str, Any] | None) -> bool:
    """Set the overlap in percent; a proposal by overlap alone needs half or more of the area."""
    grens = Gebied.objects.values_list("grens", flat=True).get(pk=link.gebied_id) if outline else None
    share = kaart.share_within(grens, outline)
    link.overlap = None if share is None else Decimal(min(100 * share, 100)).quantize(Decimal("0.1"))
    return link.reden == "naam" or (share is not None and share >= ENOUGH)


def _plain(naam: str) -> str:
    """A name without what differs between sources: «Wijk 07 Indische-Buurt West» is «indische buurt west»."""
    text = re.sub(r"^wijk \d+ ", "", naam.strip().casefold())
    text = unicodedata.normalize("NFKD", text)
    return " ".join(
        re.sub(r"[^\w\s]|_", " ", "".join(c for c in text if not unicodedata.combining(c))).split()
    )


@transaction.atomic
def decide_link(*, link: Wijkgebied, bevestigd: bool, by: User) -> Wijkgebied:
    """A person says that an official area belongs to a wijk, or not; a decision may be turned round."""
    link = Wijkgebied.objects.select_for_update().get(pk=link.pk)
    link.status = Wijkgebied.Status.BEVESTIGD if bevestigd else Wijkgebied.Status.AFGEWEZEN
    link.door, link.op = by, timezone.now()
    link.save(update_fields=["status", "door", "op"])
    log_regel(by=by, wat=f"wijken.koppeling_{link.status}", op=link)
    return link


@dataclass(frozen=True, kw_only=True)
class Cijfer:
    """A figure as a person types it from a report: what, how much, of which year and from which source."""

    naam: str
    eenheid: str
    richting: str
    effectgebied: str
    waarde: Decimal
    peiljaar: int
    bron: str


@transaction.atomic
def add_kerncijfer(*, wijk: Wijk, cijfer: Cijfer, by: User) -> Kerncijfer:
    """A figure with its source stands with the wijk's own area, under a measure of its own.

    Refuses a second value for the same measure and year: then the first must be looked at.
    """
    Wijk.objects.select_for_update(no_key=True).get(pk=wijk.pk)  # sent twice at once: the second waits
    gebied = _own_area(wijk, by)
    maat, _made = Maat.objects.get_or_create(
        code=f"eigen-{cijfer.effectgebied}-{slugify(cijfer.naam)}"[:60],
        defaults={
            "naam": cijfer.naam,
            "eenheid": cijfer.eenheid,
            "richting": cijfer.richting,
            "effectgebied": cijfer.effectgebied,
            "bron": cijfer.bron[:160],
        },
    )
    if Kerncijfer.objects.filter(gebied=gebied, maat=maat, peiljaar=cijfer.peiljaar).exists():
        raise Refused(_("Dit cijfer is er al voor dat jaar."), field="peiljaar")
    kerncijfer = Kerncijfer.objects.create(
        gebied=gebied,
        maat=maat,
        peiljaar=cijfer.peiljaar,
        uitgave=_("met de hand ingevuld"),
        waarde=cijfer.waarde,
        bron_toelichting=cijfer.bron,
        door=by,
    )
    log_regel(by=by, wat="wijken.cijfer_toegevoegd", op=kerncijfer)
    return kerncijfer


def _own_area(wijk: Wijk, by: User) -> Gebied:
    """The area that is the wijk itself: its confirmed sketch, made without a border when there is none."""
    own = Gebied.objects.filter(
        Q(wijkgebieden__wijk=wijk, wijkgebieden__status=Wijkgebied.Status.BEVESTIGD), stelsel=Stelsel.SCHETS
    ).first()
    if own is not None:
        return own
    own, _made = Gebied.objects.get_or_create(
        stelsel=Stelsel.SCHETS,
        code=f"wijk-{wijk.uuid}",
        geldig_van=wijk.actief_sinds,
        defaults={"soort": Gebiedsoort.WIJK, "naam": wijk.naam},
    )
    Wijkgebied.objects.update_or_create(
        wijk=wijk,
        gebied=own,
        defaults={"status": Wijkgebied.Status.BEVESTIGD, "door": by, "op": timezone.now(), "reden": "eigen"},
    )
    return own
