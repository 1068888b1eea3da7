"""The paper card: a word and whom to ask, for who keeps up the contact; cards without a word for who works here."""

import pytest
from django.urls import reverse

from bewoners.kaartje import TEKST, card_of
from core.pdf import render_pdf
from tests.factories import make_relatie


def test_the_card_has_the_word_and_whom_to_ask_and_no_name_of_hers(huis):
    data = card_of(
        taal="tr",
        studenten=[huis.noor],
        coordinators=[huis.yasmina],
        pagina="https://x.nl/p/",
        woord="Kastanje",
    )
    assert (data["woord"], data["aantal"], data["studenten"]) == ("KASTANJE", 2, ["Noor"])
    assert data["coordinators"] == [["Yasmina", huis.yasmina.telefoon]]
    assert [(k["taal"], k["pagina"]) for k in data["kanten"]] == [
        ("nl", "https://x.nl/p/"),
        ("tr", "https://x.nl/p/tr/"),
    ]
    assert render_pdf("bewoners/kaartje.typ", data).startswith(b"%PDF")


def test_a_sheet_without_a_word_is_full_and_english_on_the_back_unless_asked():
    data = card_of(taal="fr", studenten=[], coordinators=[], pagina="https://x.nl/p/")
    assert (data["woord"], data["aantal"], data["kanten"][1]["taal"]) == ("", 8, "en")
    assert [set(TEKST["nl"]) - set(woorden) for woorden in TEKST.values()] == [set(), {"titel"}, {"titel"}]


@pytest.mark.parametrize(("wie", "status"), [("noor", 200), ("yasmina", 200), ("emre", 404)])
def test_only_who_keeps_up_the_contact_or_coordinates_gets_its_card(client, huis, wie, status):
    make_relatie(huis.wijk, huis.noor, code="GEU-kastanje-37")
    client.force_login(getattr(huis, wie))
    answer = client.get(reverse("bewoners:kaartje", args=["GEU-kastanje-37"]))
    assert answer.status_code == status


def test_cards_to_hand_out_are_linked_from_the_list(client, huis):
    client.force_login(huis.noor)
    html = client.get(reverse("bewoners:list")).content.decode()
    assert html.count(reverse("bewoners:kaartjes")) == 2
    assert client.get(reverse("bewoners:kaartjes"))["Content-Type"] == "application/pdf"
