import logging

import pytest
from django.test import Client, RequestFactory, override_settings

from core.logs import without_row_values
from core.middleware import RequestIdMiddleware
from tests.factories import make_user


def ask(rf=None, **headers):
    from django.http import HttpResponse

    request = (rf or RequestFactory()).get("/zoeken/?q=Fatma", headers=headers)
    request.resolver_match = None
    return RequestIdMiddleware(lambda _request: HttpResponse("x"))(request)


def test_every_answer_carries_a_fresh_request_id():
    first, second = ask()["X-Request-ID"], ask()["X-Request-ID"]
    assert len(first) == 32
    assert first != second


def test_a_visitor_cannot_name_her_request():
    assert ask(X_Request_ID="abcdefgh-1234")["X-Request-ID"] != "abcdefgh-1234"


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_our_proxy_names_the_request():
    assert ask(X_Request_ID="abcdefgh-1234")["X-Request-ID"] == "abcdefgh-1234"


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_an_id_that_could_break_a_log_line_is_refused():
    assert "\n" not in ask(X_Request_ID="abcdefgh\nroot logged in")["X-Request-ID"]


def test_the_log_line_names_no_path_and_no_query(caplog):
    caplog.set_level(logging.INFO, logger="request")
    ask()
    assert "Fatma" not in caplog.text
    assert "zoeken" not in caplog.text


def test_row_values_are_left_out_of_tracebacks():
    trace = "IntegrityError: duplicate key\nDETAIL:  Key (email)=(emre@example.org) already exists."
    assert without_row_values(None, "", {"exception": trace}) == {
        "exception": "IntegrityError: duplicate key"
    }


@pytest.mark.django_db
def test_what_django_says_of_a_request_names_no_path(caplog):
    caplog.set_level(logging.WARNING)
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    client.post("/contacten/GEU-kastanje-37/naam/")
    ours = next(
        h.formatter for h in logging.getLogger().handlers if hasattr(h.formatter, "foreign_pre_chain")
    )
    lines = [ours.format(record) for record in caplog.records]
    assert [("kastanje" in line, "contacten/<slug:code>/naam/" in line) for line in lines] == [(False, True)]
