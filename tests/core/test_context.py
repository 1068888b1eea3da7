import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from core import context
from tests.factories import make_user


def site(path="/", user=None, **cookies) -> dict:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.user = user or AnonymousUser()
    return context.site(request)


def menu(_request) -> dict:
    urls = ["/", "/wijken/", "/wijken/kaart/"]
    return {"mode": "top", "items": [{"label": url, "url": url, "current": False} for url in urls]}


@pytest.mark.parametrize(
    ("cookie", "theme"), [("licht", "licht"), ("donker", "donker"), ('"><script>', ""), ("", "")]
)
def test_only_a_known_theme_is_used(cookie, theme):
    assert site(thema=cookie)["thema"] == theme


def test_who_is_not_logged_in_has_no_menu_and_no_name():
    page = site()
    assert page["nav"] == {"mode": "none", "items": []}
    assert page["wie"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/wijken/", ["/wijken/"]),
        ("/wijken/kaart/nu/", ["/wijken/kaart/"]),
        ("/wijken/geuzenveld/", ["/wijken/"]),
        ("/agenda/", []),
    ],
)
def test_the_menu_marks_the_entry_that_leads_here(path, current, settings):
    settings.NAV_BUILDER = f"{__name__}.menu"
    items = site(path, make_user())["nav"]["items"]
    assert [item["url"] for item in items if item["current"]] == current


@pytest.mark.django_db
def test_drafts_are_tied_to_a_person_without_telling_who():
    one, other = make_user(), make_user()
    assert site(user=one)["wie"] == site(user=one)["wie"] != site(user=other)["wie"]
