from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.queries import assert_queries
from tests.wijken.imported import FIXTURES
from wijken.models import Gebied, Invoer, Kerncijfer, Wijkgebied
from wijken.tasks import run_waiting_imports

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.make_team(make.make_wijk("Zandhoek Duinrand"))


@pytest.fixture
def by(team, client):
    user = make.make_coordinator(team)
    client.force_login(user)
    return user


def body(naam="wijken_namesonly.geojson", data=None, **fields):
    data = (FIXTURES / naam).read_bytes() if data is None else data
    return {
        "client_id": str(uuid4()),
        "soort": "gebieden",
        "bestand": SimpleUploadedFile(naam, data),
        **fields,
    }


def test_an_upload_leads_to_a_page_that_says_it_waits(client, by):
    answer = client.post(reverse("wijken:invoer_create"), body(droog="on"), follow=True)
    text = answer.content.decode()
    assert (
        "In de wachtrij" in text,
        'hx-trigger="every 2s"' in text,
        "Ververs om te zien hoe ver het is" in text,
    ) == (
        True,
        True,
        True,
    )
    assert Invoer.objects.get().droog


def test_a_finished_import_shows_counts_rows_and_stops_asking(client, by):
    client.post(reverse("wijken:invoer_create"), body())
    run_waiting_imports()
    text = client.get(reverse("wijken:invoer_detail", args=[Invoer.objects.get().uuid])).content.decode()
    assert "Gebieden: 5 nieuw, 0 bijgewerkt, 0 ongewijzigd." in text
    assert "De grens kruiste zichzelf en is hersteld." in text
    assert "1 gebied lijkt bij een wijk te horen. Dat bevestigt een mens." in text
    assert "every 2s" not in text


def test_a_trial_is_done_for_real_with_one_button(client, by):
    client.post(reverse("wijken:invoer_create"), body(droog="on"))
    run_waiting_imports()
    tried = Invoer.objects.get()
    page = client.get(reverse("wijken:invoer_detail", args=[tried.uuid])).content.decode()
    assert ("Nu echt inlezen" in page, Gebied.objects.exists()) == (True, False)
    client.post(reverse("wijken:invoer_repeat", args=[tried.uuid]))
    run_waiting_imports()
    assert Gebied.objects.count() == 5


@pytest.mark.parametrize(("naam", "data", "said"), [
    ("plaatje.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 99, "Dit is een plaatje. Dat lezen we niet."),
    ("nul.csv", b"a,b\0\n1,2", "Er staan tekens in die in tekst niet voorkomen (NUL)."),
    ("tekst.csv", b"hallo", "Dit lijkt geen CSV-bestand"),
    ("\u202egpj.csv", b"a,b\n1,2", "We herkennen de kolommen niet"),
])  # fmt: skip
def test_a_strange_file_gets_a_sentence_and_stores_nothing(client, by, naam, data, said):
    client.post(reverse("wijken:invoer_create"), body(naam, data, soort="kerncijfers"))
    run_waiting_imports()
    page = client.get(reverse("wijken:invoer_detail", args=[Invoer.objects.get().uuid])).content.decode()
    assert ("Niet gelukt. Er is niets opgeslagen." in page, said in page) == (True, True)
    assert Gebied.objects.count() == 0


@pytest.mark.parametrize(("fields", "said"), [
    ({"data": b""}, "Dit bestand is leeg."),
    ({"bestand": ""}, "Kies een bestand."),
    ({"soort": "anders"}, "Deze keuze bestaat niet"),
    ({"jaar": str(2**63)}, "Dit getal is te groot"),
    ({"geldig_van": "1900-01-01"}, "Deze datum ligt te ver terug"),
    ({"naam": "x" * 300 + ".csv", "data": b"a"}, "De naam van het bestand is te lang."),
])  # fmt: skip
def test_a_wrong_form_says_so_and_keeps_nothing(client, by, fields, said):
    answer = client.post(reverse("wijken:invoer_create"), body(**fields))
    assert (answer.status_code, said in answer.content.decode(), Invoer.objects.count()) == (200, True, 0)


def test_the_same_upload_twice_is_one_and_another_file_is_409(client, by):
    same = {"client_id": str(uuid4())}
    first, second = (client.post(reverse("wijken:invoer_create"), body(**same)) for _ in range(2))
    assert (first.url, Invoer.objects.count()) == (second.url, 1)
    assert client.post(reverse("wijken:invoer_create"), body(data=b"anders", **same)).status_code == 409


def test_english_readers_get_the_report_in_their_language(client, by):
    client.post(reverse("wijken:invoer_create"), body())
    run_waiting_imports()
    stored = Invoer.objects.get().verslag
    assert {"Gelezen: %(wat)s."} <= {line["tekst"] for line in stored}


def test_proposed_links_show_both_outlines_and_are_decided_by_a_person(client, by, team):
    client.post(reverse("wijken:invoer_create"), body())
    run_waiting_imports()
    link = Wijkgebied.objects.get()
    page = client.get(reverse("wijken:links")).content.decode()
    assert (
        "Hoort <strong>Zandhoek, Duinrand</strong> hierbij?" in page,
        'class="vu-schets__gebied"' in page,
    ) == (True, True)
    client.post(reverse("wijken:link_decide", args=[link.uuid]), {"besluit": "ja"})
    link.refresh_from_db()
    assert (link.status, link.door) == ("bevestigd", by)
    assert list(Gebied.objects.outlines_of(team.wijk)) == [link.gebied]


@pytest.mark.parametrize("body", [{}, {"besluit": "misschien"}])
def test_a_link_stays_proposed_when_nothing_was_decided(client, by, team, body):
    link = make.link_gebied(team.wijk, make.make_gebied(), bevestigd=False)
    assert client.post(reverse("wijken:link_decide", args=[link.uuid]), body).status_code == 302
    link.refresh_from_db()
    assert link.status == "voorgesteld"


def test_a_coordinator_of_another_wijk_cannot_decide(client, by):
    link = make.link_gebied(make.make_wijk(), make.make_gebied(), bevestigd=False)
    assert client.post(reverse("wijken:link_decide", args=[link.uuid]), {"besluit": "ja"}).status_code == 404


def test_a_typed_figure_stands_with_its_source(client, by, team):
    url = reverse("wijken:kerncijfer_create", args=[team.wijk.slug])
    assert 'value="gezondheid" selected' in client.get(url, {"effectgebied": "gezondheid"}).content.decode()
    fields = {
        "effectgebied": "gezondheid", "naam": "Voelt zich gezond", "waarde": "61,5",
        "eenheid": "%", "peiljaar": "2024", "bron": "Gezondheidsmonitor",
    }  # fmt: skip
    assert client.post(url, fields).status_code == 302
    made = Kerncijfer.objects.of_wijk(team.wijk).get()
    assert (str(made.waarde), made.maat.effectgebied, made.bron_toelichting) == (
        "61.5000",
        "gezondheid",
        "Gezondheidsmonitor",
    )
    assert "Dit cijfer is er al voor dat jaar." in client.post(url, fields).content.decode()


@pytest.mark.parametrize("wrong", [{"bron": ""}, {"peiljaar": "2100"}, {"waarde": "veel"}, {"naam": "nul\0"}])
def test_a_figure_without_source_year_or_value_is_refused(client, by, team, wrong):
    fields = {
        "effectgebied": "gezondheid",
        "naam": "X",
        "waarde": "1",
        "eenheid": "%",
        "peiljaar": "2024",
        "bron": "Y",
    }
    answer = client.post(reverse("wijken:kerncijfer_create", args=[team.wijk.slug]), fields | wrong)
    assert (answer.status_code, Kerncijfer.objects.count()) == (200, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_of_the_database_at_one_and_three_rows(client, by, team, rows):
    for _ in range(rows):
        make.link_gebied(team.wijk, make.make_gebied(), bevestigd=False)
        invoer = Invoer.objects.create(soort="gebieden", bestandsnaam="x.geojson", door=by, status="klaar")
    for name, args, expected in (
        ("invoer_list", [], 2),
        ("invoer_create", [], 0),
        ("invoer_detail", [invoer.uuid], 1),
        ("links", [], 2),
    ):
        with assert_queries(expected):
            client.get(reverse(f"wijken:{name}", args=args))


def test_the_way_in_stands_under_meer_for_who_may_import(client, by, team):
    link = reverse("wijken:invoer_list")
    assert f'href="{link}"' in client.get(reverse("meer")).content.decode()
    client.force_login(make.make_student(team))
    assert f'href="{link}"' not in client.get(reverse("meer")).content.decode()
