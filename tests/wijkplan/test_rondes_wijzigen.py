"""A planned round is changed or withdrawn until it opens, by one person at a time, and its history tells."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from tests import factories as f
from tests.wijkplan.rondes import make_party
from wijkplan import services
from wijkplan.models import Ronde, Stembiljet

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(plan):
    return make_party(plan, naam="De Sluiswachter")


@pytest.fixture
def ronde(plan, coordinator, party):
    opent = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    when = {"opent": opent, "sluit": opent + timedelta(days=7)}
    return f.make_ronde(plan, coordinator, party[0], opties=[{"titel": "Licht"}, {"titel": "Groen"}], **when)


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name: str, thing) -> str:
    return reverse(f"wijkplan:{name}", args=[thing.uuid])


def body(client, ronde: Ronde, **changed) -> dict:
    """What the form of this round sends, with some fields changed."""
    form = client.get(url("ronde_edit", ronde)).context["form"]
    sent = {bound.html_name: bound.value() for bound in form}
    return {
        name: value for name, value in (sent | changed).items() if value is not None and value is not False
    }


def test_the_form_shows_the_round_as_it_stands_and_saves_what_changed(as_coordinator, ronde):
    kept = ronde.opties.get(titel="Groen").uuid
    sent = body(as_coordinator, ronde, titel="Wat nu?", eigen="Groen; 450,50\nEen bankje", stippen=6)
    response = as_coordinator.post(url("ronde_edit", ronde), sent)
    assert response.url == ronde.get_absolute_url()
    ronde.refresh_from_db()
    assert (ronde.titel, ronde.stippen, ronde.status, ronde.slot) == ("Wat nu?", 6, "gepland", 1)
    assert [(row.titel, str(row.kosten), row.code) for row in ronde.opties.all()] == [
        ("Groen", "450.50", "1"),
        ("Een bankje", "None", "2"),
    ]
    assert ronde.opties.get(titel="Groen").uuid == kept


def test_sending_the_form_unchanged_or_twice_changes_nothing_more(as_coordinator, ronde):
    sent = body(as_coordinator, ronde, titel="Wat nu?")
    codes = [as_coordinator.post(url("ronde_edit", ronde), sent).status_code for _ in range(2)]
    ronde.refresh_from_db()
    assert (codes, ronde.slot) == ([302, 302], 1)


def test_two_coordinators_do_not_overwrite_each_other(as_coordinator, ronde, party):
    late = body(as_coordinator, ronde, belofte="Anders", eigen="Licht\nSpelen")
    as_coordinator.post(url("ronde_edit", ronde), body(as_coordinator, ronde, eigen="Licht\nGroen\nTaal"))
    response = as_coordinator.post(url("ronde_edit", ronde), late)
    page = response.content.decode()
    assert (response.status_code, ronde.opties.count()) == (409, 3)
    assert "Licht\nSpelen" in page
    assert "{&#x27;titel" not in page
    assert str(response.context["theirs_by"]) == "Yasmina Haddou"


def test_a_round_that_opened_stays_as_it_was_read(as_coordinator, ronde, coordinator):
    sent = body(as_coordinator, ronde, titel="Anders")
    services.open_ronde(ronde=ronde, by=coordinator)
    assert as_coordinator.get(url("ronde_edit", ronde)).url == ronde.get_absolute_url()
    response = as_coordinator.post(url("ronde_edit", ronde), sent)
    assert "al open geweest" in response.content.decode()
    assert Ronde.objects.get().titel == "Wat eerst?"


def test_an_empty_moment_opens_the_round_at_once(as_coordinator, ronde):
    as_coordinator.post(url("ronde_edit", ronde), body(as_coordinator, ronde, opent_dag="", opent_tijd=""))
    ronde.refresh_from_db()
    assert ronde.status == "open"


def test_what_cannot_be_a_round_is_refused_beside_its_field(as_coordinator, ronde):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    response = as_coordinator.post(url("ronde_edit", ronde), body(as_coordinator, ronde, sluit_dag=yesterday))
    assert list(response.context["form"].errors) == ["__all__"]


def test_topics_stand_once_ballots_lie_in_the_round(as_coordinator, ronde, coordinator):
    Stembiljet.objects.create(ronde=ronde, nummer="1", door=coordinator)
    form = as_coordinator.get(url("ronde_edit", ronde)).context["form"]
    assert not {"opties", "eigen", "methode", "met_bewoners"} & set(form.fields)
    as_coordinator.post(url("ronde_edit", ronde), body(as_coordinator, ronde, titel="Wat nu?"))
    ronde.refresh_from_db()
    assert (ronde.titel, ronde.opties.count()) == ("Wat nu?", 2)
    with pytest.raises(Refused, match="staan vast"):
        services.change_ronde(
            ronde=ronde, opties=[{"titel": "Iets"}], partijen=[], slot=ronde.slot, by=coordinator
        )


def test_the_history_tells_what_changed_and_that_it_was_withdrawn(as_coordinator, ronde, plan, party):
    sent = body(as_coordinator, ronde, stippen=6, eigen="Licht\nTaal", partijen=[])
    as_coordinator.post(url("ronde_edit", ronde), sent | {"met_bewoners": "on"})
    as_coordinator.post(url("ronde_remove", ronde))
    regels = as_coordinator.get(url("geschiedenis", plan), {"soort": "ronde"}).context["regels"]
    assert [regel.zin for regel in regels] == [
        "Yasmina Haddou verwijderde ronde «Wat eerst?»",
        "Yasmina Haddou veranderde ronde «Wat eerst?»",
        "Yasmina Haddou voegde ronde «Wat eerst?» toe",
    ]
    assert [veld for veld, _stukken in regels[1].velden] == [
        "stippen per organisatie",
        "onderwerpen",
        "wie stemt",
    ]
