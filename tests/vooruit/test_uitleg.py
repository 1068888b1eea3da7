"""The page for residents: open to all, in four languages, with the same promises in each."""

import pytest
from django.template.loader import get_template

from tests.factories import make_user
from vooruit.uitleg import TALEN


@pytest.mark.parametrize("taal", TALEN)
def test_the_page_says_its_language_and_every_promise(client, taal, settings):
    settings.CONTACT = "vragen@vooruit.example"
    page = client.get(f"/wat-u-vertelt/{taal}/", headers={"accept-language": "en"})
    html = page.content.decode()
    uitleg = TALEN[taal]
    assert f'<html lang="{taal}" dir="{"rtl" if taal == "ar" else "ltr"}"' in html
    assert page["Content-Language"] == taal
    assert html.count("<section") == len(uitleg.delen)
    assert html.count("<li>") - len(TALEN) == sum(len(deel.regels) for deel in uitleg.delen)
    assert html.count("mailto:vragen@vooruit.example") == 1


def test_the_page_is_dutch_unless_a_language_is_chosen_and_has_no_more_languages(client):
    assert client.get("/wat-u-vertelt/").content == client.get("/wat-u-vertelt/nl/").content
    assert client.get("/wat-u-vertelt/fr/").status_code == 404
    assert "mailto:" not in client.get("/wat-u-vertelt/").content.decode()


def test_every_language_makes_the_same_promises_with_a_drawing_each():
    shapes = {
        tuple((deel.beeld, len(deel.regels), deel.nummers, bool(deel.mail)) for deel in uitleg.delen)
        for uitleg in TALEN.values()
    }
    assert len(shapes) == 1
    assert [get_template(deel.beeldbestand) for deel in TALEN["nl"].delen]


@pytest.mark.django_db
def test_who_works_here_finds_the_page_from_more(client):
    client.force_login(make_user())
    assert 'href="/wat-u-vertelt/"' in client.get("/meer/").content.decode()
