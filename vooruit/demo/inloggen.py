"""The strip of the demo: two minutes of the story, one button per step, and one per person on the login page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from mensen.models import User
from vooruit.demo.rollen import DOMEIN, PARTIJEN, STAF, WIJKEN

STAP = "demo_stap"  # in the session of who follows the tour: the step she is at


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the login page of the demo carries the whole strip, a page of the tour where one is in it."""
    match = request.resolver_match
    if not settings.DEMO or match is None:
        return {}
    if match.url_name == "account_login":
        return {"tour": stappen(), "demo_logins": logins()}
    nu = request.session.get(STAP)
    if not nu:
        return {}
    tour = stappen()
    return {"tour_nu": {**tour[nu - 1], "nummer": nu, "van": len(tour), "straks": tour[nu : nu + 1]}}


def stappen() -> list[dict[str, str]]:
    """The steps of the tour, each with its person, page and words."""
    return [
        {
            "title": _("Noor telt het Taalcafé"),
            "text": _("Ze is student. Er was Taalcafé; tik bij «Nog te tellen» hoeveel mensen er waren."),
            "button": _("Log in als Noor"),
            "url": reverse("demo_stap", args=[1]),
            "wie": "student",
            "naar": reverse("home"),
        },
        {
            "title": _("Yasmina ziet het meteen"),
            "text": _(
                "Ze is coördinator van Geuzenveld. Op het bord bij het Taalcafé staat de telling erbij, en bovenaan wat "
                "een andere sloopdatum raakt."
            ),
            "button": _("Log in als Yasmina"),
            "url": reverse("demo_stap", args=[2]),
            "wie": "coordinator",
            "naar": _page("wijk", "geuzenveld"),
        },
        {
            "title": _("Ruud leest wat het mogelijk maakte"),
            "text": _(
                "Hij is van De Sluiswachter, die kamers toezegde. Bij «Iets verandert bij ons» meldt hij een andere "
                "sloopdatum; Yasmina ziet dan wat die raakt."
            ),
            "button": _("Log in als Ruud"),
            "url": reverse("demo_stap", args=[3]),
            "wie": "partner",
            "naar": reverse("home"),
        },
    ]


def logins() -> list[dict[str, str]]:
    """Everyone with a promised login: name, what they are, and the address of the button."""
    people = []
    for wijk in WIJKEN:
        place = wijk.naam
        for student, rol in [
            *((s, _("student, %(wijk)s") % {"wijk": place}) for s in wijk.studenten),
            (wijk.coordinator, _("coördinator, %(wijk)s") % {"wijk": place}),
        ]:
            if student.login:
                people.append((student.login, student.naam, rol))
    rollen = {
        "projectleider": _("projectleider"),
        "trainer": _("trainer"),
        "privacyfunctionaris": _("privacyfunctionaris"),
        "beheerder": _("beheerder"),
    }
    people += [(login, naam, rollen[rol]) for login, naam, rol in STAF]
    people += [
        (login, naam, partij.naam)
        for partij in PARTIJEN
        for naam, _functie, _tel, login in partij.mensen
        if login
    ]
    return [
        {"naam": naam, "rol": rol, "email": adres(login), "url": reverse("demo_als", args=[login])}
        for login, naam, rol in people
    ]


def adres(login: str) -> str:
    """The e-mail address of a demo login."""
    return f"{login}@{DOMEIN}"


def person(login: str) -> User | None:
    """The account of a demo login, when the demo was filled."""
    return User.objects.filter(email=adres(login), is_active=True).first()


def _page(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return reverse("home")
