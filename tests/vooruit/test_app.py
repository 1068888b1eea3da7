"""The installable app: its manifest, its service worker, and the one page that every phone keeps."""

import gzip
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.queries import assert_queries
from vooruit import telefoon
from wijken.vocabulary import GevoeligThema

SHELL, WORKER = "/op-je-telefoon/", "/sw.js"


def test_manifest_is_told_in_the_language_of_the_page_that_asks(client):
    answers = [client.get(f"/manifest.webmanifest?taal={taal}") for taal in ("nl", "en")]
    dutch, english = (answer.json() for answer in answers)
    assert answers[0].headers["Content-Type"] == "application/manifest+json"
    assert (dutch["lang"], english["lang"]) == ("nl", "en")
    assert dutch["description"] != english["description"]
    assert (dutch["start_url"], dutch["scope"], dutch["display"]) == ("/", "/", "standalone")
    assert [one["url"] for one in dutch["shortcuts"]] == ["/loggen/"]
    assert [(icon["sizes"], icon["purpose"]) for icon in dutch["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]


def test_service_worker_is_asked_anew_and_knows_what_it_keeps(client):
    answer = client.get(WORKER)
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    known = telefoon.worker()
    assert [url for url in known["schil"] if not url.startswith(("/static/", SHELL))] == []
    assert {"/static/js/wacht.js", "/static/js/wacht-tabel.js"} <= set(known["schil"])


def test_every_file_that_the_kept_page_names_is_kept_with_it(client):
    page = client.get(SHELL).content.decode()
    named = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert named - set(telefoon.worker()["schil"]) == set()


def test_forms_of_a_log_wait_on_the_phone_and_others_do_not():
    patterns = telefoon.worker()["logs"]
    kept = [
        reverse(name, args=["00000000-0000-4000-8000-000000000000"])
        for name in ("activiteiten:tel", "activiteiten:cancel")
    ]
    kept += [reverse("bewoners:log"), reverse("activiteiten:los")]
    others = [reverse("loggen"), reverse("account_logout"), reverse("bewoners:list"), "/x/loggen/gesprek/"]
    found = [any(re.search(pattern, url) for pattern in patterns) for url in [*kept, *others]]
    assert found == [True] * 4 + [False] * 4


def test_version_is_the_same_until_a_file_or_the_page_changes(monkeypatch):
    before = telefoon.worker()["versie"]
    telefoon.worker.cache_clear()
    assert telefoon.worker()["versie"] == before
    telefoon.worker.cache_clear()
    monkeypatch.setattr(telefoon, "FILES", telefoon.FILES[1:])
    assert telefoon.worker()["versie"] != before
    telefoon.worker.cache_clear()


def test_what_people_type_is_known_so_that_a_phone_forgets_it():
    typed = set(telefoon.worker()["teksten"])
    assert "titel" in typed
    assert (
        typed & {"client_id", "aantal", "antwoord", "wie", "hoe", "duur", "themas", "datum", "team"} == set()
    )


def test_sensitive_themes_never_stand_on_a_phone(client):
    source = (settings.BASE_DIR / "static/js/bak.js").read_text()
    never = re.search(r"SENSITIVE = new Set\(\[(.*?)\]\)", source).group(1)
    assert set(never.replace('"', "").split(", ")) == set(GevoeligThema.values)
    page = client.get(SHELL).content.decode()
    assert [thema for thema in GevoeligThema.values if f'value="{thema}"' in page] == []


@pytest.mark.django_db
def test_the_kept_page_is_the_same_for_everyone_and_asks_nothing(client, team):
    before = client.get(SHELL).content
    noor = make.make_student(team, "Noor Visser")
    make.make_relatie(team.wijk, noor, code="GEU-kastanje-37")
    client.force_login(noor)
    with assert_queries(0):
        after = client.get(SHELL)
    assert after.content == before
    assert "csrftoken" not in after.cookies
    assert b"csrfmiddlewaretoken" in before


@pytest.mark.django_db
def test_a_phone_knows_words_and_what_is_to_be_counted_and_no_more(client, team, coordinator):
    noor = make.make_student(team, "Noor Visser")
    make.make_relatie(team.wijk, noor, code="GEU-kastanje-37")
    make.make_relatie(team.wijk, code="GEU-ekster-12")
    taalcafe = make.make_activiteit(team, coordinator, titel="Taalcafé")
    now = timezone.now()
    mine = make.make_bijeenkomst(taalcafe, now - timedelta(days=1))
    make.make_inzet(mine, noor)
    make.make_bijeenkomst(taalcafe, now - timedelta(days=9))
    make.make_counted(taalcafe, 4, coordinator, now - timedelta(days=1))
    client.force_login(noor)
    with assert_queries(3):
        answer = client.get(reverse("telefoon_weet"))
    known = answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(known) == {"tellen", "contacten", "teams", "wijken"}
    assert known["contacten"] == ["kastanje"]
    assert [row["tel"] for row in known["tellen"]] == [reverse("activiteiten:tel", args=[mine.uuid])]
    assert (known["teams"], known["wijken"]) == ([[team.pk, str(team)]], [])


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/loggen/gesprek/", "/loggen/iets-anders/", "/", SHELL])
def test_first_load_of_a_log_form_is_small(client, team, url):
    client.force_login(make.make_student(team))
    page = client.get(
        url, headers={"Accept-Encoding": "gzip"}
    ).content  # as it is sent: pages go out as they are
    named = re.findall(rb'(?:src|href)="/(static/[^"?]+\.(?:js|css))"', page)
    weigh = {name: len(gzip.compress((settings.BASE_DIR / name.decode()).read_bytes())) for name in named}
    scripts = sum(size for name, size in weigh.items() if name.endswith(b".js"))
    assert scripts <= 25_000
    assert len(page) + sum(weigh.values()) <= 50_000


@pytest.mark.django_db
def test_only_who_can_log_sees_how_her_logs_stand(team, coordinator):
    seen = []
    for person in (make.make_student(team), coordinator, make.make_contactpersoon(make.make_partner()).user):
        client = Client()
        client.force_login(person)
        page = client.get("/meer/").content
        seen.append((b"data-stand" in page, b"data-altijd" in page))
    assert seen == [(True, True), (True, False), (False, False)]
