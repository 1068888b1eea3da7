"""Hours that residents give: written down once, by who keeps up the contact, and gone with the code."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners import services
from bewoners.models import Vrijwilligersinzet
from core.errors import Refused
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_team,
    make_vrijwilligersinzet,
)


@pytest.fixture
def taalcafe(huis):
    return make_activiteit(huis.team, huis.yasmina)


@pytest.fixture
def bijeenkomst(taalcafe):
    return make_bijeenkomst(taalcafe, timezone.now() - timedelta(days=3))


def test_student_writes_down_who_helped_and_the_contact_shows_it(client, huis, kastanje, bijeenkomst):
    client.force_login(huis.noor)
    url = reverse("bewoners:add_inzet", args=[kastanje.code])
    for uren in ("2", "1,5"):  # said twice it stands there once, with what was said last
        page = client.post(url, {"bijeenkomst": bijeenkomst.pk, "uren": uren}, follow=True).content.decode()
    row = Vrijwilligersinzet.objects.get()
    assert (row.uren, row.door, "1,5 uur" in page) == (Decimal("1.5"), huis.noor, True)
    client.post(reverse("bewoners:remove_inzet", args=[row.uuid]))
    assert not Vrijwilligersinzet.objects.exists()


@pytest.mark.parametrize("uren", ["", "0", "-1", "25", "999999999", "veel", "1.250", "NaN", "0,1"])
def test_odd_hours_are_answered_beside_the_field(client, huis, kastanje, bijeenkomst, uren):
    client.force_login(huis.noor)
    url = reverse("bewoners:add_inzet", args=[kastanje.code])
    response = client.post(url, {"bijeenkomst": bijeenkomst.pk, "uren": uren})
    assert list(response.context["form"].errors) == ["uren"]
    assert not Vrijwilligersinzet.objects.exists()


def test_only_what_was_in_this_wijk_can_be_chosen(client, huis, kastanje, taalcafe, bijeenkomst):
    team = make_team()
    make_bijeenkomst(make_activiteit(team, make_coordinator(team)), timezone.now() - timedelta(days=1))
    make_bijeenkomst(taalcafe, timezone.now() + timedelta(days=1))
    make_bijeenkomst(taalcafe, timezone.now() - timedelta(days=90))
    client.force_login(huis.noor)
    form = client.get(reverse("bewoners:add_inzet", args=[kastanje.code])).context["form"]
    assert list(form.fields["bijeenkomst"].queryset) == [bijeenkomst]


def test_service_refuses_another_wijk_and_what_is_still_to_come(huis, kastanje, taalcafe):
    team = make_team()
    elders = make_bijeenkomst(
        make_activiteit(team, make_coordinator(team)), timezone.now() - timedelta(days=1)
    )
    morgen = make_bijeenkomst(taalcafe, timezone.now() + timedelta(days=1))
    for wrong in (elders, morgen):
        with pytest.raises(Refused):
            services.add_vrijwilligersinzet(
                relatie=kastanje, bijeenkomst=wrong, uren=Decimal(1), by=huis.noor
            )


def test_teammate_who_does_not_keep_up_the_contact_takes_nothing_away(client, huis, kastanje, bijeenkomst):
    row = make_vrijwilligersinzet(kastanje, bijeenkomst, huis.noor)
    client.force_login(huis.emre)
    assert client.post(reverse("bewoners:remove_inzet", args=[row.uuid])).status_code == 404


def test_hours_are_found_and_erased_with_the_code(huis, kastanje, bijeenkomst):
    make_vrijwilligersinzet(kastanje, bijeenkomst, huis.noor)
    assert services.find_code(code=kastanje.code)["bewoners.Vrijwilligersinzet"] == 1
    services.erase_code(code=kastanje.code, waarom="op verzoek")
    assert not Vrijwilligersinzet.objects.exists()
