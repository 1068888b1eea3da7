"""Every text on every page goes through gettext: read in a language in which each translation is ⟦bracketed⟧.

What stands outside the brackets was typed by people, is a number or a name, or was forgotten.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils.translation import trans_real

from core.catalogues import NAMES, SAID_ATTRIBUTES, UNSAID
from mensen.models import User
from tests.house.role_table import TABLE
from tests.house.test_roles_urls import address, named_views
from tests.house.visitors import answer, visitor
from tests.house.world import ROLES, World
from vooruit.demo.inloggen import logins

ACCOUNT = ["login", "login/code", "password/reset", "password/change", "email", "logout"]
WORD = re.compile(r"(?![A-Z]{2,3}\b)[^\W\d_]{2,}")  # two or three capitals are somebody's initials
TEXT = models.CharField | models.TextField
ELSEWHERE = {"kit", "uitleg", "uitleg_in"}  # a gallery, and a page that is written anew in each language
SAID = SAID_ATTRIBUTES - {"caption", "empty", "heading", "hint", "lead", "line", "note", "submit", "text"}


class Bracketed(trans_real.DjangoTranslation):
    """English in which every translated text stands between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{super().gettext(message).rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{super().ngettext(msgid1, msgid2, n).rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧"


class Outside(HTMLParser):
    """Collect the words outside brackets; a translation may run over several elements.

    The lines of one <text> in a picture are one text that was broken to fit.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.depth, self.unsaid, self.found = 0, 0, []
        self.lines: list[str] | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unsaid += tag in UNSAID
        if tag == "text":
            self.lines = []
        self.found += [outside(value, 0)[0] for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self.unsaid -= tag in UNSAID
        if tag == "text" and self.lines is not None:
            whole, self.lines = " ".join(self.lines), None
            self.handle_data(whole)

    def handle_data(self, data: str) -> None:
        if self.lines is not None:
            self.lines.append(data)
        elif not self.unsaid:
            text, self.depth = outside(data, self.depth)
            self.found.append(text)


def outside(text: str, depth: int) -> tuple[str, int]:
    """The part of the text outside brackets, and how deep we are at its end."""
    kept = []
    for char in text:
        depth += (char == "⟦") - (char == "⟧")
        if depth == 0:
            kept.append(" " if char == "⟧" else char)
    return " ".join("".join(kept).split()), depth


def typed() -> re.Pattern[str]:
    """Everything people typed in the database, whole and by its first word, and names of products and languages."""
    texts = {*NAMES, settings.ORGANISATIE, "Django", settings.PROFIEL}
    texts |= {login[said] for login in logins() for said in ("naam", "rol")}
    for model in (m for room in settings.ROOMS for m in apps.get_app_config(room).get_models()):
        fields = [f.name for f in model._meta.fields if isinstance(f, TEXT) and not f.choices]
        for row in model._base_manager.values_list(*fields) if fields else ():
            texts |= {part for value in row for part in (str(value), *re.split("[- ]", str(value))[:2])}
    known = sorted({" ".join(text.split()) for text in texts if WORD.search(text)}, key=len, reverse=True)
    codes = r"\b[0-9a-f]{8}\b"  # the fingerprint of a text
    return re.compile(
        "|".join([codes, *(rf"(?<!\w){re.escape(text)}(?!\w)" for text in known)]), re.IGNORECASE
    )


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Every page as each role that may open it sees it, every form sent empty once, and a visitor's pages."""
    sent = set()
    for column, role in enumerate(ROLES):
        client = visitor(world.people[role])
        for name, entry in named_views().items():
            if name in ELSEWHERE or TABLE[name].own.split()[column] not in {"200", "405"}:
                continue
            url = address(name, TABLE[name], entry.callback.guard, world, "own")
            yield f"{role} get {name}", body(client, "get", url)
            if name not in sent:
                sent.add(name)
                yield f"{role} post {name}", body(client, "post", url)
    guest = visitor(headers={"accept-language": "en"})
    for part in ACCOUNT:
        for method in ("get", "post"):
            yield f"visitor {method} {part}", body(guest, method, f"/account/{part}/")
            yield f"{role} {method} {part}", body(client, method, f"/account/{part}/")


def body(client: Client, method: str, url: str) -> str:
    response = answer(client, method, url)
    is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page else ""


@pytest.mark.long
def test_every_text_on_every_page_can_be_translated(world, monkeypatch):
    User.objects.update(taal="en")
    by_people = typed()
    monkeypatch.setitem(trans_real._translations, "en", Bracketed("en"))
    found: dict[str, str] = {}
    for where, page in pages(world):
        for text in Outside(page).found:
            found.setdefault(text, where)
    assert {text: where for text, where in found.items() if WORD.search(by_people.sub("", text))} == {}
