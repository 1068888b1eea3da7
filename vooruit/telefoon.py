"""What a phone keeps to log without connection: the page for it, and the few words its forms need.

Kept is a page without a person (`shell_forms`), the files that page needs, and of its owner only what `memory` gives:
what took place and may be counted, the words of her contacts, and her teams and wijken when she has to choose. No page
that somebody saw is ever kept. Logs that wait are the phone's own (static/js/bak.js, docs/adr/0005-offline-log.md).
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from activiteiten.forms import AanpasForm, LosForm
from activiteiten.models import Bijeenkomst, Inzet, Weekuur
from bewoners.forms import LogForm
from bewoners.models import Relatie
from core.forms import VooruitForm
from core.wacht.velden import AKKOORD, is_text
from mensen.models import User
from mensen.scope import Scope
from teams.models import Team
from wijken.models import Wijk
from wijken.vocabulary import Thema

PAGE = "telefoon"
FILES = (
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/telefoon.css",
    "img/vooruit.svg",
    "js/app.js",
    "js/bak.js",
    "js/uitbak.js",
    "js/telefoon.js",
    "js/seconden.js",
)
BY_NAME = ("js/wacht.js", "js/wacht-tabel.js")  # other scripts import these by their own name
TAPPED = {
    "antwoord"
}  # a button of what waits on a phone; an answer to a signaal has the same name and never waits
BACK, AHEAD, MOST = timedelta(days=3), timedelta(days=1), 8


class LeegGesprek(LogForm):
    """A conversation on a page without a person: the phone adds the words of her contacts, and it is today.

    Sensitive themes are not offered: on a phone they would stand beside the word of somebody until they are sent.
    """

    contacts: list[tuple[str, str]] = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(by=_nobody(), **kwargs)
        self.fields["themas"].choices = Thema.choices  # type: ignore[attr-defined]
        del self.fields["datum"]


def shell_forms() -> dict[str, VooruitForm]:
    """The forms of the page that every phone keeps; they know nothing of anyone."""
    return {
        "gesprek": LeegGesprek(auto_id="gesprek_%s"),
        "los": LosForm(by=_nobody(), auto_id="los_%s"),
        "tel": AanpasForm(auto_id="tel_%s"),
    }


def _nobody() -> User:
    user = User()
    user.__dict__["scope"] = Scope(today=timezone.localdate())
    return user


def memory(user: User) -> dict[str, Any]:
    """What the forms on the phone of this person need to know, and nothing more."""
    today = timezone.localdate()
    planned = Inzet.objects.filter(bijeenkomst=OuterRef("pk"), user=user).exclude(status="afwezig")
    rows = Bijeenkomst.objects.visible_to(user).between(today - BACK, today + AHEAD)
    rows = rows.filter(status="gepland", activiteit__los=False, activiteit__wijk__in=user.scope.own_wijken)
    rows = rows.annotate(mijn=Exists(planned)).select_related("activiteit").order_by("-mijn", "-begin")
    words = [row.roepnaam.lower() for row in Relatie.objects.maintained_by(user).active()]
    teams = Team.objects.visible_to(user).filter(pk__in=user.scope.teams)
    wijken = Wijk.objects.visible_to(user).filter(pk__in=user.scope.own_wijken)
    return {
        "tellen": [_to_count(row) for row in rows[:MOST]],
        "contacten": sorted(word for word in set(words) if words.count(word) == 1),
        "teams": [[team.pk, str(team)] for team in teams],
        "wijken": [[wijk.pk, wijk.naam] for wijk in wijken] if len(user.scope.own_wijken) > 1 else [],
    }


def _to_count(row: Bijeenkomst) -> dict[str, str]:
    """One card: the day is written out, as it is read on another day."""
    begin = timezone.localtime(row.begin)
    return {
        "naam": row.naam,
        "wanneer": f"{date_format(begin, 'KORT_FORMAT')} {date_format(begin, 'TIME_FORMAT')}",
        "eind": row.eind.isoformat(),
        "tel": reverse("activiteiten:tel", args=[row.uuid]),
        "niet_door": reverse("activiteiten:cancel", args=[row.uuid]),
    }


# -- The service worker --------------------------------------------------------------------------------


@cache
def worker() -> dict[str, Any]:
    """What the service worker must know; a new version when a file or the page has changed."""
    page = reverse(PAGE)
    files = [staticfiles_storage.url(name) for name in FILES]
    files += [f"{settings.STATIC_URL}{name}" for name in BY_NAME]
    pages = [f"{page}?taal={taal}" for taal, _naam in settings.LANGUAGES]
    made_of = [
        *map(staticfiles_storage.url, (*FILES, *BY_NAME, "js/sw.js")),
        *map(shell, dict(settings.LANGUAGES)),
    ]
    return {
        "versie": hashlib.sha256("".join(made_of).encode()).hexdigest()[:12],
        "pagina": page,
        "schil": [*pages, *files],
        "logs": sorted(kept_addresses()),
        "teksten": sorted(typed_fields()),
    }


def shell(taal: str) -> str:
    """The page that every phone keeps, in a language: the same for everyone, so it is made without a request."""
    with translation.override(taal):
        context = {
            "taal": taal,
            "forms": shell_forms(),
            "uren": Weekuur.Soort.choices,
            "organisatie": settings.ORGANISATIE,
        }
        return render_to_string("vooruit/telefoon/pagina.html", context)


def kept_addresses(resolver: URLResolver | None = None, prefix: str = "^/") -> Iterator[str]:
    """Addresses whose forms wait on the phone without connection (`core.phone.from_phone`), as patterns for a browser."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from kept_addresses(entry, route)
        elif isinstance(entry, URLPattern) and getattr(entry.callback, "from_phone", False):
            names = entry.pattern.converters
            plain = route.replace(r"\Z", "$")
            for name in names:
                plain = plain.replace(f"(?P<{name}>", "(?:")
            yield plain


def typed_fields() -> set[str]:
    """Names of all fields in which somebody types: the phone forgets these after seven days, sent or not."""
    forms = list(VooruitForm.__subclasses__())
    for form in forms:
        forms += form.__subclasses__()
    fields = chain.from_iterable(form.base_fields.items() for form in forms)
    return {name for name, field in fields if is_text(field)} - TAPPED | {AKKOORD}
