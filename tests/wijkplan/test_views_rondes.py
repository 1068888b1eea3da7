"""Rounds on screen: the ballot on a phone, the pages of the coordinator, and a literal number of queries."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import factories as f
from tests.queries import assert_queries
from tests.wijkplan.rondes import ballot, make_party, plan_ronde
from wijken.models import Invoer
from wijkplan.models import Ronde
from wijkplan.services import close_ronde, merge_prioriteiten, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(plan):
    return make_party(plan, naam="De Sluiswachter")


@pytest.fixture
def ronde(plan, coordinator, party):
    return plan_ronde(plan, coordinator, (party[0],), met_bewoners=True)


@pytest.fixture
def as_partner(client, party):
    client.force_login(party[1])
    return client


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name: str, thing, *more) -> str:
    return reverse(f"wijkplan:{name}", args=[thing.uuid, *more])


def fields(ronde: Ronde, **named) -> dict:
    return {f"o_{optie.uuid.hex}": named.get(optie.titel, "") for optie in ronde.opties.all()}


def errors(response) -> dict:
    return response.context["form"].errors


def test_a_party_votes_with_dots_and_sees_that_it_came_in(as_partner, ronde):
    assert as_partner.get(url("stem", ronde)).status_code == 200
    response = as_partner.post(url("stem", ronde), fields(ronde, Licht=3, Taal=1), follow=True)
    assert response.redirect_chain[0][0].startswith(url("gestemd", ronde))
    assert [(stem.optie.titel, stem.waarde) for stem in response.context["stemmen"]] == [
        ("Licht", 3),
        ("Taal", 1),
    ]


def test_too_many_dots_are_refused_beside_the_field_and_nothing_typed_is_lost(as_partner, ronde):
    response = as_partner.post(url("stem", ronde), fields(ronde, Licht=4))
    licht = ronde.opties.get(titel="Licht")
    assert list(errors(response)) == [f"o_{licht.uuid.hex}"]
    assert 'value="4"' in response.content.decode()


def test_the_form_of_a_ballot_that_was_sent_is_filled_and_changes_it(as_partner, ronde, party):
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=3), by=f.fresh(party[1]))
    form = as_partner.get(url("stem", ronde)).context["form"]
    assert (form["slot"].value(), form.rows()[0][1].value()) == (0, 3)
    as_partner.post(url("stem", ronde), fields(ronde, Groen=2) | {"slot": 0})
    assert [stem.waarde for stem in ronde.biljetten.get().stemmen.all()] == [2]
    response = as_partner.post(url("stem", ronde), fields(ronde, Groen=1) | {"slot": 0})
    assert response.status_code == 409


def test_a_party_may_abstain_with_one_button(as_partner, ronde):
    as_partner.post(url("stem", ronde), fields(ronde) | {"onthouding": "1"})
    assert ronde.biljetten.get().onthouding is True


@pytest.mark.parametrize(
    ("methode", "values", "stored"),
    [("moscow", {"Licht": 3, "Groen": 0}, [3, 0]), ("rangorde", {"Licht": 2, "Groen": 1}, [2, 1])],
)
def test_weighing_and_ranking_are_plain_forms(as_partner, plan, coordinator, party, methode, values, stored):
    ronde = plan_ronde(plan, coordinator, (party[0],), methode=methode)
    as_partner.post(url("stem", ronde), fields(ronde, **values))
    assert [stem.waarde for stem in ronde.biljetten.get().stemmen.order_by("optie")] == stored


def test_an_objection_asks_for_its_reason_and_proposal(as_partner, plan, coordinator, party):
    ronde = plan_ronde(plan, coordinator, (party[0],), methode="consent", opties=[{"titel": "Het plan"}])
    key = ronde.opties.get().uuid.hex
    response = as_partner.post(url("stem", ronde), {f"o_{key}": 0})
    assert list(errors(response)) == [f"argument_{key}"]
    said = {f"argument_{key}": "Eerst de lift", f"voorstel_{key}": "Dan het feest", f"overwegend_{key}": "on"}
    as_partner.post(url("stem", ronde), {f"o_{key}": 0} | said)
    assert ronde.bezwaren.get().overwegend is True


def test_a_vote_that_came_too_late_says_so(as_partner, ronde, coordinator):
    close_ronde(ronde=ronde, by=coordinator)
    response = as_partner.post(url("stem", ronde), fields(ronde, Licht=1))
    assert "Stemmen kan niet meer" in str(errors(response))
    assert as_partner.get(url("stem", ronde)).url == ronde.get_absolute_url()


def test_a_party_that_is_not_invited_finds_nothing(client, ronde, plan):
    client.force_login(make_party(plan)[1])
    assert [client.get(url(name, ronde)).status_code for name in ("ronde", "stem", "gestemd")] == [404] * 3


# -- the coordinator


def values(plan, party, prioriteit, **more) -> dict:
    return {
        "client_id": uuid4(),
        "titel": "Wat eerst?",
        "opties": [str(prioriteit.uuid)],
        "eigen": "Geveltuinen; 4.500\nEen bankje",
        "methode": "stippen",
        "stippen": 5,
        "hoogste": 3,
        "gelijkstand": "kosten",
        "budget": "10000",
        "partijen": [str(party[0].uuid)],
        "trede": "adviseren",
        "belofte": "De volgorde gaat het plan in.",
        "sluit_dag": (timezone.localdate() + timedelta(days=3)).isoformat(),
        **more,
    }


def test_a_round_is_made_out_of_priorities_and_typed_topics(as_coordinator, plan, party, prioriteit):
    as_coordinator.post(url("ronde_create", plan), values(plan, party, prioriteit))
    ronde = Ronde.objects.get()
    assert ronde.status == "open"
    assert [(row.titel, row.kosten) for row in ronde.opties.all()] == [
        (prioriteit.titel, None),
        ("Geveltuinen", 4500),
        ("Een bankje", None),
    ]


def test_coordinator_leaves_a_priority_of_the_plan_out_of_a_round(as_coordinator, plan, party, prioriteit):
    second, third = (f.make_prioriteit(plan, titel=titel) for titel in ("Rondkomen", "Spelen"))
    chosen = [str(prioriteit.uuid), str(second.uuid)]
    as_coordinator.post(
        url("ronde_create", plan), values(plan, party, prioriteit) | {"opties": chosen, "eigen": ""}
    )
    told = set(plan.rondes.get().opties.values_list("prioriteit", flat=True))
    assert told == {prioriteit.pk, second.pk}
    assert third.pk not in told


def test_the_same_form_sent_twice_makes_one_round(as_coordinator, plan, party, prioriteit):
    body = values(plan, party, prioriteit)
    first, second = (as_coordinator.post(url("ronde_create", plan), body) for _ in range(2))
    assert first.url == second.url
    other = as_coordinator.post(url("ronde_create", plan), body | {"titel": "Anders"})
    assert (other.status_code, Ronde.objects.count()) == (409, 1)


def test_a_round_without_a_promise_is_refused_beside_the_field(as_coordinator, plan, party, prioriteit):
    response = as_coordinator.post(url("ronde_create", plan), values(plan, party, prioriteit, belofte=""))
    assert list(errors(response)) == ["belofte"]


def test_the_coordinator_closes_settles_the_tie_and_takes_it_over(
    as_coordinator, plan, coordinator, party, prioriteit
):
    second = f.make_prioriteit(plan, titel="Rondkomen")
    opties = [{"titel": row.titel, "prioriteit": row} for row in (prioriteit, second)]
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties, gelijkstand="coordinator")
    response = as_coordinator.post(url("ronde_close", ronde), {})
    assert sorted(errors(response)) == ["gelijk_0", "reden"]
    choice = {"gelijk_0": str(ronde.opties.get(titel="Rondkomen").uuid), "reden": "Dringend"}
    as_coordinator.post(url("ronde_close", ronde), choice)
    page = as_coordinator.get(ronde.get_absolute_url()).content.decode()
    assert "De coördinator koos: Dringend" in page
    as_coordinator.post(url("ronde_apply", ronde))
    assert list(plan.prioriteiten.order_by("rang")) == [second, prioriteit]


def test_tokens_are_counted_and_a_wrong_count_goes(as_coordinator, ronde):
    body = fields(ronde, Licht=40, Taal=0) | {"waar": "buurtmaaltijd", "client_id": uuid4()}
    as_coordinator.post(url("ronde_count", ronde), body)
    as_coordinator.post(url("ronde_count", ronde), body)
    assert [row.aantal for row in ronde.bewonerstellingen.all()] == [40, 0]
    as_coordinator.post(url("ronde_count_remove", ronde, body["client_id"]))
    assert not ronde.bewonerstellingen.exists()


def test_the_sheet_has_a_code_for_every_option(as_coordinator, ronde):
    page = as_coordinator.get(url("ronde_sheet", ronde)).content.decode()
    assert page.count('<svg class="vu-qr"') + page.count('class="vu-qr"') >= 3
    assert "style=" not in page


def test_a_file_with_ballots_waits_for_the_worker(as_coordinator, ronde):
    file = SimpleUploadedFile("buurt.pb", b"PROJECTS\n")
    body = {"client_id": uuid4(), "bestand": file}
    response = as_coordinator.post(url("ronde_ballots", ronde), body)
    invoer = Invoer.objects.get()
    assert response.url == reverse("wijken:invoer_detail", args=[invoer.uuid])
    assert (invoer.soort, invoer.samenvatting["opties"]["over"]) == ("stemmen", str(ronde.uuid))


@pytest.mark.parametrize("ext", ["csv", "xlsx"])
def test_the_outcome_is_a_file_for_who_took_part(as_partner, ronde, coordinator, ext):
    assert as_partner.get(url(f"ronde_{ext}", ronde)).status_code == 302
    close_ronde(ronde=ronde, by=coordinator)
    response = as_partner.get(url(f"ronde_{ext}", ronde))
    assert response["Content-Disposition"] == f'attachment; filename="ronde-wat-eerst.{ext}"'


def test_a_reminder_goes_to_who_did_not_vote(as_coordinator, ronde):
    response = as_coordinator.post(url("ronde_remind", ronde), follow=True)
    assert "1 mens krijgt een herinnering." in response.content.decode()


# -- queries


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_of_rounds_takes_two_queries(as_coordinator, plan, coordinator, party, n):
    for _ in range(n):
        plan_ronde(plan, coordinator, (party[0],))
    with assert_queries(2):
        as_coordinator.get(url("rondes", plan))


@pytest.mark.parametrize("n", [2, 6])
def test_a_round_and_its_ballot_take_the_same_queries_whatever_the_size(client, plan, coordinator, party, n):
    parties = [party, *(make_party(plan) for _ in range(n))]
    opties = [{"titel": f"Onderwerp {number}"} for number in range(n)]
    ronde = plan_ronde(plan, coordinator, tuple(row[0] for row in parties), opties=opties)
    client.force_login(coordinator)
    with assert_queries(4):
        client.get(ronde.get_absolute_url())
    client.force_login(party[1])
    with assert_queries(5):
        client.get(url("stem", ronde))
    close_ronde(ronde=ronde, by=coordinator)
    with assert_queries(2):
        client.get(ronde.get_absolute_url())
    client.force_login(coordinator)
    with assert_queries(4):
        client.get(url("ronde_create", plan))


@pytest.fixture
def ranking(plan, coordinator, party):
    return plan_ronde(plan, coordinator, (party[0],), methode="rangorde")


def places(response) -> list[tuple[str, object]]:
    return [(optie.titel, field.value()) for optie, field, _more in response.context["rows"]]


@pytest.mark.parametrize(
    ("button", "named", "shown"),
    [
        ("omhoog", {"Licht": 1, "Groen": 2}, [("Licht", 1), ("Groen", 2), ("Taal", 3)]),
        ("omhoog", {"Licht": 1, "Taal": 2}, [("Taal", 1), ("Licht", 2), ("Groen", None)]),
        ("omhoog", {"Taal": 1}, [("Taal", 1), ("Licht", None), ("Groen", None)]),
        ("omlaag", {"Taal": 1, "Licht": 2}, [("Licht", 1), ("Taal", 2), ("Groen", None)]),
        ("omlaag", {"Licht": 1, "Taal": 2}, [("Licht", 1), ("Groen", None), ("Taal", None)]),
        ("omlaag", {"Licht": "zes"}, [("Licht", None), ("Groen", None), ("Taal", None)]),
    ],
)
def test_an_arrow_moves_one_option_and_stores_nothing(as_partner, ranking, button, named, shown):
    pressed = {button: ranking.opties.get(titel="Taal").uuid.hex}
    response = as_partner.post(url("stem", ranking), fields(ranking, **named) | pressed)
    assert (places(response), ranking.biljetten.count()) == (shown, 0)
    assert response.content.decode().count(" autofocus>") == 1


def test_an_arrow_keeps_whose_version_of_the_ballot_one_was_changing(as_partner, ranking, party):
    vote(ronde=ranking, partner=party[0], stemmen=ballot(ranking, Licht=1), by=f.fresh(party[1]))
    pressed = {"omhoog": ranking.opties.get(titel="Taal").uuid.hex, "slot": 0}
    form = as_partner.post(url("stem", ranking), fields(ranking, Licht=1) | pressed).context["form"]
    assert form["slot"].value() == "0"


def test_the_dots_that_are_left_can_be_counted_on_the_page(as_partner, ronde):
    page = as_partner.get(url("stem", ronde)).content.decode()
    assert 'aria-live="polite" data-stippen="5" data-hoogste="3"' in page


def test_other_words_under_the_same_first_ballot_are_refused_and_kept_on_the_page(
    as_partner, plan, coordinator, party
):
    ronde = plan_ronde(plan, coordinator, (party[0],), methode="consent", opties=[{"titel": "Het plan"}])
    key = ronde.opties.get().uuid.hex
    sent = {f"o_{key}": 0, f"argument_{key}": "Eerst de lift", f"voorstel_{key}": "Dan het feest"}
    assert [as_partner.post(url("stem", ronde), sent).status_code for _ in range(2)] == [302, 302]
    response = as_partner.post(url("stem", ronde), sent | {f"argument_{key}": "Eerst de stoep"})
    assert "stemde al voor" in str(errors(response))
    assert "Eerst de stoep" in response.content.decode()
    assert ronde.bezwaren.get().argument == "Eerst de lift"


def test_an_argument_nobody_can_see_is_no_argument(as_partner, plan, coordinator, party):
    ronde = plan_ronde(plan, coordinator, (party[0],), methode="consent", opties=[{"titel": "Het plan"}])
    key = ronde.opties.get().uuid.hex
    sent = {f"o_{key}": 0, f"argument_{key}": "\u200b \u2800", f"voorstel_{key}": "Dan het feest"}
    assert list(errors(as_partner.post(url("stem", ronde), sent))) == [f"argument_{key}"]


def test_taking_over_names_what_was_merged_since(as_coordinator, plan, coordinator, party, prioriteit):
    second, third = (f.make_prioriteit(plan, titel=titel) for titel in ("Rondkomen", "Groen"))
    rows = (third, second, prioriteit)
    opties = [{"titel": row.titel, "prioriteit": row} for row in rows]
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties)
    close_ronde(ronde=ronde, by=coordinator)
    plan.refresh_from_db()
    both = [prioriteit, second]
    merge_prioriteiten(plan=plan, prioriteiten=both, titel="Samen", slot=plan.slot, by=coordinator)
    page = as_coordinator.post(url("ronde_apply", ronde), follow=True).content.decode()
    assert "niet verplaatst: «Rondkomen»." in page
    assert [row.titel for row in plan.prioriteiten.order_by("rang")] == ["Groen", "Samen"]
