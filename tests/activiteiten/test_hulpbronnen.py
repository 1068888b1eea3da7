from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from activiteiten import services
from activiteiten.models import Hulpbron
from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Logregel
from tests.factories import make_hulpbron

ZAAL = {"soort": "plek", "naam": "Zaal met keuken", "lat": 52.37, "lng": 4.8}


@pytest.fixture
def noor(client, huis):
    client.force_login(huis.noor)
    return client


def body(**fields):
    return {"soort": "plek", "naam": "Zaal met keuken", "client_id": str(uuid4()), **fields}


def test_the_same_form_sent_twice_is_one(huis):
    one = {"wijk": huis.wijk, "client_id": uuid4(), "by": huis.noor}
    assert services.add_hulpbron(**one, **ZAAL) == services.add_hulpbron(**one, **ZAAL)
    with pytest.raises(AlreadyUsed):
        services.add_hulpbron(**one, **{**ZAAL, "naam": "Gymzaal"})


def test_what_stands_there_already_is_not_noted_twice(noor, huis):
    """Back and save again makes a new form, so the same words are what tells."""
    page = reverse("activiteiten:add_hulpbron", args=[huis.wijk.slug])
    noor.post(page, body(waar="Eendenplein"))
    again = noor.post(page, body(waar="eendenplein"))
    noor.post(page, body(waar="Sluisplein"))
    assert "Dit staat al op de lijst." in again.content.decode()
    assert sorted(Hulpbron.objects.values_list("waar", flat=True)) == ["Eendenplein", "Sluisplein"]


@pytest.mark.parametrize("soort", ["spullen", "organisatie"])
def test_what_may_be_at_a_home_has_no_point(huis, soort):
    with pytest.raises(Refused):
        services.add_hulpbron(wijk=huis.wijk, client_id=uuid4(), by=huis.noor, **{**ZAAL, "soort": soort})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hulpbron(huis.wijk, huis.noor, **{**ZAAL, "soort": soort})


def test_half_a_point_is_no_point(huis):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hulpbron(huis.wijk, huis.noor, soort="plek", lat=52.37)


def test_no_kind_is_a_person():
    assert not {"mens", "bewoner", "talent", "persoon"} & {*Hulpbron.Soort.values}


def test_who_saves_second_gets_a_conflict(huis):
    row = make_hulpbron(huis.wijk, huis.noor)
    services.change_hulpbron(hulpbron=row, slot=0, by=huis.noor, naam="Tent")
    with pytest.raises(Conflict):
        services.change_hulpbron(hulpbron=row, slot=0, by=huis.emre, naam="Kraam")


def test_taking_it_away_is_remembered(noor, huis):
    row = make_hulpbron(huis.wijk, huis.emre)
    noor.post(reverse("activiteiten:remove_hulpbron", args=[row.uuid]))
    assert not Hulpbron.objects.exists()
    assert Logregel.objects.get(wat="activiteiten.hulpbron_weg").door == huis.noor


@pytest.mark.parametrize(
    "punt", ["52.3712, 4.8023", "52,3712; 4,8023", "(52.3712,4.8023)", " 52.3712 4.8023 "]
)
def test_a_point_is_read_as_maps_give_it(noor, huis, punt):
    noor.post(reverse("activiteiten:add_hulpbron", args=[huis.wijk.slug]), body(punt=punt))
    assert Hulpbron.objects.get().punt == (52.3712, 4.8023)


@pytest.mark.parametrize(
    "punt", ["bij de kerk", "52.3712", "4.8023, 52.3712", "900, 900", "52.3712, 4.8023, 3"]
)
def test_a_point_that_cannot_be_stays_out(noor, huis, punt):
    response = noor.post(reverse("activiteiten:add_hulpbron", args=[huis.wijk.slug]), body(punt=punt))
    assert "punt" in response.context["form"].errors
    assert not Hulpbron.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("omschrijving", "Bel 06-12345678"),
        ("omschrijving", "Mevrouw De Vries doet het"),
        ("naam", "Bakfiets van Samira"),
        ("waar", "Eendenstraat 12"),
        ("waar", "portiek nr. 12"),
        ("waar", "3 hoog achter"),
        ("waar", "bij Fatima"),
    ],
)
def test_what_leads_to_a_person_is_not_kept(noor, huis, field, typed):
    response = noor.post(reverse("activiteiten:add_hulpbron", args=[huis.wijk.slug]), body(**{field: typed}))
    assert [*response.context["form"].errors] == [field]
    assert not Hulpbron.objects.exists()


def test_a_student_adds_and_changes_and_lands_on_the_list(noor, huis):
    made = noor.post(reverse("activiteiten:add_hulpbron", args=[huis.wijk.slug]), body(punt="52.37, 4.8"))
    row = Hulpbron.objects.get()
    assert made.url == f"/wijken/{huis.wijk.slug}/wat-er-is/#h-{row.uuid}"
    url = reverse("activiteiten:change_hulpbron", args=[row.uuid])
    assert noor.get(url).context["form"]["punt"].value() == "52.37, 4.8"
    change = {"soort": "plek", "naam": "Gymzaal", "slot": 0}
    assert [noor.post(url, change).status_code, noor.post(url, change).status_code] == [302, 409]
    row.refresh_from_db()
    assert (row.naam, row.punt) == ("Gymzaal", None)
