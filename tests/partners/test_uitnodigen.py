"""Inviting the people of organisations: nothing half done, one person, and who came keeps her account."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from mensen.models import Bericht, Logregel, Uitnodiging, User
from mensen.services import deliver_berichten, sweep_uitnodigingen
from partners.figures import invited_people
from partners.models import Betrokkenheid, Contactpersoon, Partner
from partners.services import Genodigde, invite_contactpersoon_again, invite_to_wijk
from tests.factories import (
    fresh,
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_team,
    make_user,
    make_wijk,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
RUUD = Genodigde(email="Ruud@sluiswachter.test", naam="Ruud Terpstra", functie="wijkbeheerder")


@pytest.fixture
def yasmina(team):
    return make_coordinator(team, "Yasmina Haddou")


def invite(team, by, **given):
    given = {
        "wie": RUUD,
        "rol": "financier",
        "organisatie": "De Sluiswachter",
        "soort": "corporatie",
        **given,
    }
    return invite_to_wijk(wijk=team.wijk, by=by, **given)


def typed(**given):
    return {
        "naam": "Ruud Terpstra",
        "email": "ruud@sluiswachter.test",
        "organisatie": "De Sluiswachter",
        "soort": "corporatie",
        "rol": "financier",
        "taal": "nl",
        **given,
    }


def page(team):
    return reverse("partners:invite", args=[team.wijk.slug])


# -- the act ----------------------------------------------------------------------------------------------


def test_inviting_makes_account_organisation_role_and_mail(team, yasmina):
    persoon = invite(team, yasmina)
    assert (persoon.user.email, persoon.partner.naam, persoon.functie) == (
        "ruud@sluiswachter.test",
        "De Sluiswachter",
        "wijkbeheerder",
    )
    assert fresh(persoon.user).scope.partner_wijken == {team.wijk_id}
    deliver_berichten()
    (sent,) = mail.outbox
    said = "Yasmina Haddou nodigt u uit om namens De Sluiswachter mee te doen in"
    assert (sent.to, said in sent.body) == (["ruud@sluiswachter.test"], True)


def test_the_same_invitation_again_is_the_same_person_and_one_mail(team, yasmina):
    assert invite(team, yasmina) == invite(team, yasmina)
    counts = [
        model.objects.count() for model in (Contactpersoon, Partner, Betrokkenheid, Bericht, Uitnodiging)
    ]
    assert counts == [1, 1, 1, 1, 1]


def test_a_known_address_gets_the_role_and_a_message_only(team, yasmina):
    user = make_user("R. Terpstra", email="ruud@sluiswachter.test", last_login=timezone.now())
    persoon = invite(team, yasmina)
    assert (persoon.user, Uitnodiging.objects.count()) == (user, 0)
    assert [b.soort for b in Bericht.objects.all()] == ["partners.rol"]
    assert fresh(user).naam == "R. Terpstra"


def test_a_person_who_stood_there_without_an_account_gets_one(team, yasmina):
    partner = make_partner(team.wijk)
    there = make_contactpersoon(partner, login=False, naam="Ruud Terpstra")
    persoon = invite(team, yasmina, partner=partner)
    assert (persoon, persoon.user.email) == (there, "ruud@sluiswachter.test")
    assert partner.contactpersonen.count() == 1


def test_a_second_role_of_an_organisation_is_added_and_the_first_kept(team, yasmina):
    partner = make_partner(team.wijk)
    invite(team, yasmina, partner=partner)
    assert set(partner.betrokkenheden.values_list("rol", flat=True)) == {"opdrachtgever", "financier"}


def test_access_ends_after_the_last_day(team, yasmina, time_machine):
    today = timezone.localdate()
    user = invite(team, yasmina, wie=Genodigde(email="a@b.nl", naam="A", tot=today)).user
    assert fresh(user).scope.is_partner
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert not fresh(user).scope.is_partner


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"wie": Genodigde(email="a@b.nl", naam="A", tot=timezone.localdate() - timedelta(days=1))}, "tot"),
        ({"wie": Genodigde(email="weg@voorbeeld.test", naam="A")}, "email"),
        ({"organisatie": " "}, "naam"),
    ],
)
def test_a_refusal_leaves_nothing_behind(team, yasmina, given, field):
    make_user(email="weg@voorbeeld.test", is_active=False)
    people = User.objects.count()
    with pytest.raises(Refused) as refused:
        invite(team, yasmina, **given)
    assert refused.value.field == field
    assert (Partner.objects.count(), Bericht.objects.count(), User.objects.count()) == (0, 0, people)


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_is_one_person(team, yasmina):
    start = Barrier(3)

    def tap(_n):
        try:
            client = Client()
            client.force_login(yasmina)
            start.wait(10)
            return client.post(page(team), typed()).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(tap, range(3))) == [302, 302, 302]
    counts = [model.objects.count() for model in (Contactpersoon, Partner, Bericht, Uitnodiging)]
    assert counts == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_one_address_invited_in_two_wijken_at_once_is_one_account():
    teams = [make_team(), make_team()]
    people = [make_coordinator(team) for team in teams]
    start = Barrier(2)

    def ask(n):
        try:
            start.wait(10)
            return invite(teams[n], people[n], organisatie=f"Organisatie {n}").user_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(ask, range(2)))) == 1


# -- again, and until when ----------------------------------------------------------------------------------


def test_again_is_once_a_day_and_keeps_the_same_link(team, yasmina, time_machine):
    persoon = invite(team, yasmina)
    with pytest.raises(Refused, match="Vandaag ging er al"):
        invite_contactpersoon_again(persoon=persoon, wijk=team.wijk, by=yasmina)
    time_machine.move_to(timezone.now() + timedelta(days=10))
    invite_contactpersoon_again(persoon=persoon, wijk=team.wijk, by=yasmina)
    key = Uitnodiging.objects.get()
    assert key.verloopt_op - timezone.now() > timedelta(days=13)
    deliver_berichten()
    assert [key.token in sent.body for sent in mail.outbox] == [True, True]


@pytest.mark.parametrize("swept", [False, True])
def test_again_after_it_was_over_is_a_new_invitation_on_the_same_address(team, yasmina, time_machine, swept):
    persoon = invite(team, yasmina)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    if swept:
        sweep_uitnodigingen()
        persoon = Contactpersoon.objects.get()
    again = invite_contactpersoon_again(persoon=persoon, wijk=team.wijk, by=yasmina)
    assert (again.user.email, again.user.is_active) == ("ruud@sluiswachter.test", True)
    assert again.user.uitnodigingen.open().count() == 1
    assert [row.stand for row in invited_people(yasmina, team.wijk)] == ["uitgenodigd"]


def test_again_is_refused_for_who_came_and_who_never_was_invited(team, yasmina):
    partner = make_partner(team.wijk)
    came = make_contactpersoon(partner)
    came.user.last_login = timezone.now()
    came.user.save()
    for persoon in (came, make_contactpersoon(partner, login=False)):
        with pytest.raises(Refused):
            invite_contactpersoon_again(persoon=persoon, wijk=team.wijk, by=yasmina)


# -- the pages ----------------------------------------------------------------------------------------------


def test_the_list_says_how_far_everyone_is(client, team, yasmina, time_machine):
    partner = make_partner(team.wijk)
    late = invite(team, yasmina, partner=partner, wie=Genodigde(email="l@b.nl", naam="Laat"))
    time_machine.move_to(timezone.now() + timedelta(days=15))
    invite(team, yasmina, partner=partner)
    came = make_contactpersoon(partner, naam="Mirjam").user
    came.last_login = timezone.now()
    came.save()
    make_contactpersoon(partner, naam="Gestopt", tot=timezone.localdate() - timedelta(days=1))
    make_contactpersoon(make_partner(make_wijk()), naam="Elders")
    rows = {row.persoon.naam: row.stand for row in invited_people(fresh(yasmina), team.wijk)}
    assert rows == {late.naam: "verlopen", "Ruud Terpstra": "uitgenodigd", "Mirjam": "geweest"}
    client.force_login(fresh(yasmina))
    html = client.get(reverse("partners:invited", args=[team.wijk.slug])).content.decode()
    assert html.count("Stuur opnieuw") == 2


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_two_queries(client, team, yasmina, people):
    partner = make_partner(team.wijk)
    for _ in range(people):
        make_contactpersoon(partner)
    client.force_login(yasmina)
    with assert_queries(2):  # the wijk, the people
        client.get(reverse("partners:invited", args=[team.wijk.slug]))


def test_an_invitation_by_the_form_shows_in_the_list(client, team, yasmina):
    client.force_login(yasmina)
    answer = client.post(page(team), typed(), follow=True)
    assert "Ruud Terpstra doet mee" in answer.content.decode()
    assert Logregel.objects.filter(wat="mensen.uitgenodigd").count() == 1


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"naam": ""}, "naam", "Vul dit in"),
        ({"email": "geen adres"}, "email", "Dit is geen e-mailadres"),
        ({"organisatie": ""}, "partner", "Kies een organisatie, of schrijf hieronder een nieuwe op"),
        ({"soort": ""}, "soort", "Wat voor organisatie is dit?"),
        ({"tot": "2020-01-01"}, "tot", "Deze dag is al voorbij"),
        ({"tot": "morgen"}, "tot", ""),
        ({"rol": "baas"}, "rol", "Deze keuze bestaat niet"),
        ({"naam": "R\x00uud"}, "naam", ""),
        ({"email": "x" * 300 + "@b.nl"}, "email", ""),
    ],
)
def test_bad_input_is_told_beside_its_field_and_changes_nothing(
    client, team, yasmina, given, field, sentence
):
    client.force_login(yasmina)
    answer = client.post(page(team), typed(**given))
    assert answer.status_code == 200
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Contactpersoon.objects.exists()
    assert not Bericht.objects.exists()


def test_both_a_known_and_a_new_organisation_is_asked_about(client, team, yasmina):
    client.force_login(yasmina)
    partner = make_partner(team.wijk)
    answer = client.post(page(team), typed(partner=partner.pk))
    assert "niet allebei" in answer.content.decode()


def test_an_organisation_of_elsewhere_cannot_be_chosen(client, team, yasmina):
    client.force_login(yasmina)
    elsewhere = make_partner(make_wijk())
    answer = client.post(page(team), typed(partner=elsewhere.pk, organisatie="", soort=""))
    assert "partner" in answer.context["form"].errors


def test_the_last_day_can_be_moved_and_not_into_the_past(client, team, yasmina):
    persoon = make_contactpersoon(make_partner(team.wijk))
    client.force_login(yasmina)
    path, back = reverse("partners:until", args=[persoon.uuid]), "/wijken/"
    today = timezone.localdate()
    refused = client.post(path, {"tot": today - timedelta(days=1), "slot": 0, "next": back})
    assert "Deze dag is al voorbij" in refused.content.decode()
    assert client.post(path, {"tot": today, "slot": 0, "next": back}).url == back
    persoon.refresh_from_db()
    assert persoon.tot == today
    assert client.post(path, {"tot": "", "slot": 0, "next": back}).status_code == 409


def test_the_whole_way_in_from_mail_to_page(client, team, yasmina):
    address = f"{uuid4().hex}@voorbeeld.test"  # codes are limited per address, also over tests
    invite(team, yasmina, wie=Genodigde(email=address, naam="Ruud Terpstra"))
    deliver_berichten()
    link = re.search(r"http://127\.0\.0\.1:8000(/uitnodiging/\S+)", mail.outbox[0].body)[1]
    html = client.get(link).content.decode()
    email, target = re.findall(r'name="(?:email|next)" value="([^"]*)"', html)[:2]
    asked = client.post(reverse("account_request_login_code"), {"email": email, "next": target})
    code = re.search(r"^[A-Z0-9]+-?[A-Z0-9]+$", mail.outbox[1].body, re.MULTILINE)[0]
    client.post(asked.url, {"code": code, "next": target})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=address).pk)
    assert [row.stand for row in invited_people(fresh(yasmina), team.wijk)] == ["geweest"]


def test_again_from_the_list_says_what_happened(client, team, yasmina, time_machine):
    persoon = invite(team, yasmina)
    path = reverse("partners:invite_again", args=[persoon.uuid])
    client.force_login(yasmina)
    refused = client.post(path, {"wijk": team.wijk.slug}, follow=True)
    assert "Morgen kan het weer" in refused.content.decode()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    tomorrow = Client()
    tomorrow.force_login(fresh(yasmina))
    assert "gaat opnieuw naar Ruud" in tomorrow.post(path, {"wijk": "\x00"}, follow=True).content.decode()
