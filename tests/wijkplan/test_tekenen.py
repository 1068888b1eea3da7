"""The page on which a party says whether it stands behind a plan, and who may open it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Betrokkenheid
from tests import factories as f
from tests.queries import assert_queries
from wijkplan import services
from wijkplan.forms.akkoord import VoorlegForm
from wijkplan.models import Akkoord, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(plan):
    return f.make_partner(plan.wijk, naam="De Sluiswachter")


@pytest.fixture
def ruud(partner):
    return f.make_contactpersoon(partner).user


@pytest.fixture
def asked(plan, indicator, partner, coordinator):
    other = f.make_partner(plan.wijk)
    day = timezone.localdate() + timedelta(days=7)
    services.lay_before(plan=plan, partners=[partner, other], antwoord_voor=day, by=coordinator)
    return Akkoord.objects.get(partner=partner)


def page_of(akkoord):
    return reverse("wijkplan:akkoord", args=[akkoord.uuid])


def send(client, akkoord, antwoord="akkoord", **data):
    body = {
        "antwoord": antwoord,
        "kenmerk": akkoord.voorlegging.kenmerk,
        "slot": akkoord.slot,
        "functie": "manager",
    }
    return client.post(page_of(akkoord), body | data)


def answered(akkoord):
    row = Akkoord.objects.get(pk=akkoord.pk)
    return row.antwoord, row.functie, row.door


def test_who_ended_elsewhere_or_came_back_can_be_asked_and_who_left_can_not(plan, partner):
    yesterday = timezone.localdate() - timedelta(days=1)
    back, gone = f.make_partner(naam="Hekstra"), f.make_partner(naam="Stadsdeel")
    for one, wijk in ((back, plan.wijk), (gone, plan.wijk), (partner, f.make_wijk("Osdorp"))):
        ended = f.involve(one, wijk)
        ended.tot = yesterday
        ended.save()
    Betrokkenheid.objects.create(
        partner=back, wijk=plan.wijk, rol=Betrokkenheid.Rol.OPDRACHTGEVER, van=timezone.localdate()
    )
    assert list(VoorlegForm(plan=plan).fields["partners"].queryset) == [partner, back]


def test_text_that_was_taken_back_for_a_round_gives_way_to_the_plan_as_it_is(plan, asked, coordinator):
    services.withdraw(voorlegging=asked.voorlegging, omdat="Eerst een ronde", by=coordinator)
    assert services.text_of(plan) == (None, services.read_inhoud(plan))


def test_yes_is_two_taps_and_records_who_as_what(client, asked, ruud):
    client.force_login(ruud)
    assert client.get(page_of(asked)).status_code == 200
    assert send(client, asked).status_code == 302
    assert answered(asked) == ("akkoord", "manager", ruud)


@pytest.mark.parametrize(
    ("antwoord", "data"),
    [
        ("voorbehoud", {"toelichting": "Als de raad beslist"}),
        ("voorgelegd", {"voor_wie": "de directie", "voor_wanneer": "2030-01-01"}),
        ("niet_akkoord", {"reden": "Te duur", "wel": "De helft"}),
        ("doorgegeven", {"naam": "Mirjam", "email": "mirjam@voorbeeld.test"}),
    ],
)
def test_every_other_answer_is_a_form_of_its_own(client, asked, ruud, antwoord, data):
    client.force_login(ruud)
    assert send(client, asked, antwoord, **data).status_code == 302
    assert answered(asked)[0] == antwoord


@pytest.mark.parametrize("antwoord", ["voorbehoud", "voorgelegd", "niet_akkoord", "doorgegeven"])
def test_answer_without_what_it_needs_says_so_and_changes_nothing(client, asked, ruud, antwoord):
    client.force_login(ruud)
    page = send(client, asked, antwoord)
    assert (page.status_code, bool(page.context["gekozen"].errors)) == (200, True)
    assert answered(asked)[0] == ""


def test_forged_text_is_refused_with_a_reason(client, asked, ruud):
    client.force_login(ruud)
    assert "hoort bij een andere tekst" in send(client, asked, kenmerk="0" * 64).content.decode()
    assert answered(asked)[0] == ""


def test_who_was_not_asked_finds_nothing_or_is_refused(client, asked, plan):
    stranger = f.make_contactpersoon(f.make_partner()).user
    not_asked = f.make_contactpersoon(f.make_partner(plan.wijk)).user
    other_party = f.make_contactpersoon(asked.voorlegging.akkoorden.exclude(pk=asked.pk).get().partner).user
    for user, status in ((stranger, 404), (not_asked, 404), (other_party, 403)):
        client.force_login(user)
        assert (client.get(page_of(asked)).status_code, send(client, asked).status_code) == (status, status)


def test_colleague_who_was_later_sees_the_answer_that_stands(client, asked, ruud, partner):
    client.force_login(ruud)
    send(client, asked)
    client.force_login(f.make_contactpersoon(partner).user)
    page = send(client, asked, "niet_akkoord", reden="Nee", wel="Iets")
    assert (page.status_code, f"{ruud} antwoordde net" in page.content.decode()) == (409, True)
    assert answered(asked)[0] == "akkoord"


def test_sent_twice_is_one_answer(client, asked, ruud):
    client.force_login(ruud)
    assert [send(client, asked).status_code for _ in "ab"] == [302, 302]
    assert Akkoord.objects.get(pk=asked.pk).slot == 1


def test_answer_after_withdrawal_is_refused_and_the_page_says_why(client, asked, ruud, coordinator):
    services.withdraw(voorlegging=asked.voorlegging, omdat="De sloop schuift", by=coordinator)
    client.force_login(ruud)
    assert "ligt niet meer voor" in send(client, asked).content.decode()
    assert "De sloop schuift" in client.get(page_of(asked)).content.decode()


def test_page_of_a_next_version_shows_what_changed_since_the_last_yes(
    client, plan, indicator, partner, ruud, coordinator
):
    f.agree(plan, coordinator, partner)
    made = services.next_version(plan=plan, reden="De sloop schuift", by=coordinator)
    row = made.prioriteiten.get()
    services.change_prioriteit(
        prioriteit=row, titel="Iedereen kan meedoen", effectgebied=row.effectgebied, aanleiding="", moscow="",
        slot=row.slot, by=coordinator,
    )  # fmt: skip
    services.lay_before(plan=made, partners=[partner], antwoord_voor=timezone.localdate(), by=coordinator)
    client.force_login(ruud)
    page = client.get(page_of(Akkoord.objects.get(voorlegging__wijkplan=made))).content.decode()
    assert "Sinds versie 1" in page
    assert "<del>" in page
    assert "meedoen" in page


def test_partner_reads_the_text_and_who_agreed_but_not_a_concept(client, asked, plan, ruud, coordinator):
    client.force_login(ruud)
    for name in ("lezen", "versies", "verschil"):
        assert client.get(reverse(f"wijkplan:{name}", args=[plan.uuid])).status_code == 200
    assert client.get(reverse("plan", args=[plan.uuid])).status_code == 403
    coming = f.make_plan(
        plan.wijk, coordinator, periode_van=plan.periode_tot, periode_tot=plan.periode_tot + timedelta(9)
    )
    assert client.get(reverse("wijkplan:lezen", args=[coming.uuid])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_versions_take_four_queries_at_any_number(client, plan, indicator, coordinator, many):
    f.agree(plan, coordinator)
    for _ in range(many):
        plan = f.agree(services.next_version(plan=plan, reden="Beter", by=coordinator), coordinator)
    client.force_login(coordinator)
    with assert_queries(4):
        client.get(reverse("wijkplan:versies", args=[plan.uuid]))


def test_coordinator_lays_before_and_takes_back_in_the_browser(client, plan, indicator, partner, coordinator):
    client.force_login(coordinator)
    page = reverse("wijkplan:lay_before", args=[plan.uuid])
    form = client.get(page).context["form"]
    body = {
        "client_id": str(f.uuid4()),
        "kenmerk": form.initial["kenmerk"],
        "partners": [partner.pk],
        "antwoord_voor": timezone.localdate().isoformat(),
    }
    assert client.post(page, body).status_code == 302
    assert Wijkplan.objects.get().status == "in_ronde"
    assert (
        client.post(reverse("wijkplan:withdraw", args=[plan.uuid]), {"omdat": "Typefout"}).status_code == 302
    )
    assert Wijkplan.objects.get().status == "concept"
