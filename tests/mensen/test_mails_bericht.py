"""The mail of a message: text and page, in the language of the reader, with a link she can use."""

from urllib.parse import quote

import pytest

from mensen.mails import compose
from tests.factories import make_user
from tests.mensen.test_berichten import write

pytestmark = pytest.mark.django_db


def page_of(sent):
    ((page, kind),) = sent.alternatives
    assert kind == "text/html"
    return page


def test_a_mail_says_who_what_where_and_why():
    with_password = make_user("Ruud Terpstra", email="ruud@voorbeeld.test", password="een-lang-wachtwoord-9")
    sent = compose(
        write(aan=with_password, titel="De ronde is open", tekst="Stem vóór vrijdag.", pad="/wijken/")
    )
    assert (sent.subject, sent.to) == ("De ronde is open", ["ruud@voorbeeld.test"])
    for body in (sent.body, page_of(sent)):
        assert "Dag Ruud," in body
        assert "Stem vóór vrijdag." in body
        assert "http://127.0.0.1:8000/wijken/" in body
        assert "omdat dit adres bij VoorUit een account heeft" in body
        assert "http://127.0.0.1:8000/berichten/" in body


def test_who_has_no_password_is_led_past_the_code():
    sent = compose(write(pad="/wijken/?a=b&c=d"))
    assert f"/account/login/code/?next={quote('/wijken/?a=b&c=d', safe='/')}" in sent.body


def test_a_mail_is_in_the_language_of_the_reader():
    sent = compose(write(aan=make_user("Priya Nair", taal="en")))
    assert "Hello Priya," in sent.body
    assert '<html lang="en">' in page_of(sent)


def test_typed_text_stays_text():
    sent = compose(write(tekst="<script>alert(1)</script> & meer"))
    assert "<script>alert(1)</script> & meer" in sent.body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meer" in page_of(sent)


def test_without_a_page_there_is_no_link_but_the_list():
    assert compose(write()).body.count("http") == 1
