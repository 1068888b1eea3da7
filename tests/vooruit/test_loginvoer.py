"""The forms with which people count, sent everything a form can be sent: an answer beside the field, and no row."""

from uuid import uuid4

import pytest
from django.urls import reverse

from activiteiten.models import Bijeenkomst, Telling
from tests.factories import make_activiteit, make_bijeenkomst, make_student, make_team

pytestmark = pytest.mark.django_db

TEXTS = {
    "a megabyte": "a" * 10**6,
    "NUL": "samen\x00 opruimen",
    "a turned line": "samen \u202eneminurpo",
    "a number in other digits": "bel ٠٦١٢٣٤٥٦٧٨",
    "a number with nothing between": "bel 0\u200b6\u200b1\u200b2345678",
    "a number in wide digits": "bel ０６ １２３４ ５６７８",
    "a number in words": "nul zes twaalf vierendertig zesenvijftig achtenzeventig",
}
COUNTS = ["-1", str(2**31), str(2**63), "9" * 400, "1e9", "²", "12,5", "NaN", "\x00", "0x1f"]


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def noor(client, team):
    client.force_login(make_student(team))
    return client


def los(team, **extra):
    body = {"aantal": "9", "duur": "60", "dagen_geleden": "0", "titel": "Opruimen", "team": team.pk}
    return body | {"client_id": str(uuid4())} | extra


def refused(response, field):
    assert response.status_code == 200
    assert response.context["form"].errors[field]
    return response


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_odd_text_is_answered_beside_its_field(noor, team, text):
    refused(noor.post(reverse("activiteiten:los"), los(team, titel=text)), "titel")
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize(
    "text", ["👩🏽‍🌾👨‍👩‍👧‍👦🇳🇱 geveltuin", "שלום גן", "café çay żur", "a\u0301\u0302\u0303"]
)
def test_emoji_and_other_alphabets_are_kept_as_they_are(noor, team, text):
    assert noor.post(reverse("activiteiten:los"), los(team, titel=text)).status_code == 302
    assert Bijeenkomst.objects.get().titel


@pytest.mark.parametrize("count", COUNTS)
def test_an_odd_count_is_answered_beside_its_field(noor, team, count):
    row = make_bijeenkomst(make_activiteit(team, make_student(team)))
    tel = reverse("activiteiten:tel", args=[row.uuid])
    refused(noor.post(reverse("activiteiten:los"), los(team, aantal=count)), "aantal")
    refused(noor.post(tel, {"aantal": count, "client_id": str(uuid4())}), "aantal")
    assert noor.post(tel, {"aantal": "4", "client_id": str(uuid4())}).status_code == 302
    na = reverse("activiteiten:na", args=[row.uuid])
    refused(noor.post(na, {"nieuw_aanwezig": count, "helpers_uit_wijk": count}), "nieuw_aanwezig")
    telling = Telling.objects.get()
    refused(noor.post(reverse("activiteiten:correct", args=[telling.uuid]), {"aantal": count}), "aantal")
