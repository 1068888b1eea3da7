from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Aanwezigheid, Gebied, Gebiedsoort, OudeSlug, Plek, Stelsel, Wijk, Wijkgebied


@transaction.atomic
def make_wijk(
    *, naam: str, by: User | None, actief_sinds: date | None = None, context: str = "", opgave: str = ""
) -> Wijk:
    """Make a wijk in which VoorUit works; its address follows from its name.

    Refuses a name or an address that another wijk has, or had before.
    """
    naam, slug = naam.strip(), slugify(naam)
    if not slug:
        raise Refused(_("Geef de wijk een naam met letters."), field="naam")
    taken = Wijk.objects.filter(Q(naam__iexact=naam) | Q(slug=slug)).exists()
    if taken or OudeSlug.objects.filter(slug=slug).exists():
        raise Refused(_("Er is al een wijk met deze naam."), field="naam")
    wijk = Wijk.objects.create(
        naam=naam,
        slug=slug,
        context=context,
        opgave=opgave,
        actief_sinds=actief_sinds or timezone.localdate(),
    )
    log_regel(by=by, wat="wijken.wijk_gemaakt", op=wijk)
    return wijk


@transaction.atomic
def set_fase(*, wijk: Wijk, fase: str, van: date, by: User | None) -> Aanwezigheid:
    """Let a new phase of VoorUit begin in a wijk; the phase before it ends the day before.

    Refuses a day on or before the beginning of the latest phase: what was is not rewritten.
    """
    wijk = Wijk.objects.select_for_update().get(pk=wijk.pk)
    latest = wijk.aanwezigheden.order_by("-van").first()
    if latest is not None:
        if van <= latest.van:
            raise Refused(_("Een nieuwe fase begint na de vorige."), field="van")
        if latest.tot is None or latest.tot >= van:
            latest.tot = van - timedelta(days=1)
            latest.save(update_fields=["tot"])
    nieuw = Aanwezigheid.objects.create(wijk=wijk, fase=fase, van=van)
    log_regel(by=by, wat="wijken.fase", op=wijk, details={"fase": fase, "van": van.isoformat()})
    return nieuw


@transaction.atomic
def add_plek(
    *,
    naam: str,
    soort: str,
    wijk: Wijk,
    by: User | None,
    adres: str = "",
    punt: tuple[float, float] | None = None,
    beheerder: str = "",
    bron: str = "",
) -> Plek:
    """Add a place where people of a wijk meet; `punt` is (lat, lng). Refuses the same name twice in a wijk."""
    if Plek.objects.filter(wijk=wijk, naam__iexact=naam).exists():
        raise Refused(_("Deze plek staat er al."), field="naam")
    lat, lng = punt or (None, None)
    plek = Plek.objects.create(
        naam=naam, soort=soort, wijk=wijk, adres=adres, lat=lat, lng=lng, beheerder=beheerder, bron=bron
    )
    log_regel(by=by, wat="wijken.plek_toegevoegd", op=plek)
    return plek


@transaction.atomic
def sketch_gebied(*, wijk: Wijk, ring: Sequence[tuple[float, float]], by: User) -> Wijkgebied:
    """Draw a rough outline for a wijk that has no official area yet; `ring` is (lng, lat), closed by us.

    It is a link like any other, and says of itself that it is no official border.
    """
    points = [list(point) for point in ring]
    lngs, lats = zip(*points, strict=True)
    gebied = Gebied.objects.create(
        soort=Gebiedsoort.WIJK,
        stelsel=Stelsel.SCHETS,
        code=f"schets-{wijk.slug}",
        naam=wijk.naam,
        grens={"type": "MultiPolygon", "coordinates": [[[*points, points[0]]]]},
        west=min(lngs),
        zuid=min(lats),
        oost=max(lngs),
        noord=max(lats),
        geldig_van=wijk.actief_sinds,
        bron="schets, geen officiële grens",
    )
    return Wijkgebied.objects.create(
        wijk=wijk,
        gebied=gebied,
        status=Wijkgebied.Status.BEVESTIGD,
        reden="schets",
        door=by,
        op=timezone.now(),
    )
