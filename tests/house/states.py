"""Pages that look different once something happened: what the addresses of the world alone do not show."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Telling
from mensen.models import User
from mensen.services import invite_user
from tests import factories as make
from tests.house.world import World
from wijken.models import Invoer, Wijk
from wijkplan.models import Prioriteit, Wijkplan

LINES = [
    {"rij": 1, "kolom": "statnaam", "niveau": "overgeslagen", "tekst": "geen grens", "waarden": {}},
    {"rij": 2, "kolom": "geometry", "niveau": "gerepareerd", "tekst": "grens sneed zichzelf", "waarden": {}},
]
COUNTS = {"nieuw": 2, "bijgewerkt": 0, "ongewijzigd": 1}


def states(world: World) -> list[tuple[User | None, str, dict[str, Any] | None]]:
    """Who opens what, and what she posts there if she posts; rows are added to the world for it."""
    coordinator, student = world.people["coordinator"], world.people["student"]
    wijk, plan = world.own[Wijk], world.own[Wijkplan]
    counted = world.own[Telling].bijeenkomst
    for number in range(6):
        make.make_prioriteit(plan, titel=f"Nog een {number}", moscow="" if number else "niet_nu")
    make.make_indicator(make.make_doel(plan.prioriteiten.last()))
    los = make.make_activiteit(counted.activiteit.team, coordinator, titel="Straatfeest")
    make.make_counted(los, 100, student, timezone.now())
    new = make.make_student(make.make_team())
    new.set_password("een-lang-wachtwoord-9")
    new.save()
    nowhere = make.make_contactpersoon(make.make_partner()).user
    _invited, token = invite_user(email="nieuw@voorbeeld.test", naam="Nieuw Mens", by=None)
    _guest, door = invite_user(email="gast@voorbeeld.test", naam="Gast Vrij", by=None, naar="/")
    invoer = Invoer.objects.create(
        soort="gebieden",
        bestandsnaam="wijken.geojson",
        door=coordinator,
        status=Invoer.Status.KLAAR,
        droog=False,
        verslag=LINES,
        samenvatting={"aantal": {"ok": 3}, "bewaard": {"gebieden": COUNTS}, "voorstellen": 1},
    )
    prioriteit = reverse("wijkplan:prioriteit_edit", args=[world.own[Prioriteit].uuid])
    changed = {"titel": "Anders", "effectgebied": "armoede", "slot": 7}
    return [
        (new, "/", None),
        (new, reverse("account_reauthenticate") + "?next=/contacten/", None),
        (new, reverse("mensen:bevestig") + "?next=/contacten/", {"stuur": "1"}),
        (None, reverse("mensen:uitnodiging", args=[token]), None),
        (None, reverse("mensen:uitnodiging", args=[door]), None),
        (new, reverse("mensen:berichten"), None),
        (coordinator, reverse("partners:invite", args=[wijk.slug]), {"naam": ""}),
        (None, reverse("account_reset_password_done"), None),
        (nowhere, reverse("impact:overview"), None),
        (student, reverse("activiteiten:tel", args=[counted.uuid]), None),
        (coordinator, reverse("activiteiten:na", args=[counted.uuid]), None),
        (coordinator, reverse("activiteiten:bijeenkomst", args=[counted.uuid]), None),
        (coordinator, reverse("wijk", args=[wijk.slug]), None),
        (coordinator, reverse("zoeken", args=[wijk.slug]) + "?q=Straatfeest", None),
        (coordinator, reverse("wijkplan:edit", args=[plan.uuid]), None),
        (coordinator, reverse("wijken:invoer_detail", args=[invoer.uuid]), None),
        (coordinator, reverse("wijkplan:paste", args=[plan.uuid]), {"tekst": "Rondkomen\n- Een doel"}),
        (coordinator, prioriteit, changed),
    ]
