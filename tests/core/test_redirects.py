import pytest
from django.test import Client, RequestFactory

from core.middleware import reading_utf8
from core.redirects import back_to

FOREIGN = [
    "",
    "x",
    "home",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "\x00/",
    "\\\\evil.example",
    "/" + "a" * 5000,
]


@pytest.mark.parametrize("target", FOREIGN)
def test_only_a_path_of_our_own_is_gone_back_to(target):
    assert back_to(RequestFactory().post("/", {"next": target}), "/klaar/").url == "/klaar/"


def test_the_page_one_came_from_is_gone_back_to_with_its_question():
    assert back_to(RequestFactory().post("/", {"next": "/agenda/?per=week"}), "/").url == "/agenda/?per=week"


@pytest.mark.parametrize("url", ["/taal/", "/thema/"])
def test_a_next_that_names_a_url_breaks_nothing(db, url):
    assert Client().post(url, {"taal": "nl", "next": "x"}).url == "/"


@pytest.mark.parametrize("key", ["aaaaaaaaaaaa\x00", "a" * 8 + "'"])
def test_a_session_cookie_nobody_made_is_nobody(db, key):
    client = Client()
    client.cookies["sessionid"] = key
    assert client.get("/meer/").status_code == 302


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("multipart/form-data; charset=utf-16; boundary=b", "multipart/form-data; boundary=b"),
        ("text/html; charset=UTF-8", "text/html; charset=UTF-8"),
        ("multipart/form-data; boundary=b", "multipart/form-data; boundary=b"),
    ],
)
def test_what_comes_in_is_read_as_utf8_whatever_it_claims(given, read):
    seen = reading_utf8(lambda environ, _start: environ["CONTENT_TYPE"])
    assert seen({"CONTENT_TYPE": given}, None) == read
