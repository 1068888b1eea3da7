from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from core.errors import AlreadyUsed
from tests import factories as make
from tests.wijken.imported import FIXTURES
from wijken import services
from wijken.models import Gebied, Invoer, Kerncijfer, Wijkgebied
from wijken.tasks import run_waiting_imports

pytestmark = pytest.mark.django_db


def upload(naam="wijken_namesonly.geojson", soort="gebieden", data=None, **fields):
    data = (FIXTURES / naam).read_bytes() if data is None else data
    options = {"client_id": uuid4(), "by": make.make_user(), "droog": False, **fields}
    return services.start_invoer(soort=soort, bestand=SimpleUploadedFile(naam, data), **options)


def test_an_upload_waits_for_the_worker_and_is_kept_under_a_name_of_our_own():
    invoer = upload()
    assert (invoer.status, invoer.voortgang, invoer.bestandsnaam) == ("wacht", 0, "wijken_namesonly.geojson")
    assert invoer.bestand.name.endswith(".bin")
    assert Gebied.objects.count() == 0


def test_the_worker_stores_the_rows_and_writes_the_report():
    invoer = upload()
    assert run_waiting_imports() == 1
    invoer.refresh_from_db()
    assert (invoer.status, invoer.voortgang, Gebied.objects.count()) == ("klaar", 100, 5)
    assert invoer.samenvatting["aantal"] == {"ok": 6, "gerepareerd": 3, "overgeslagen": 0, "fout": 0}
    assert invoer.samenvatting["bewaard"] == {"gebieden": {"nieuw": 5, "bijgewerkt": 0, "ongewijzigd": 0}}
    assert len(invoer.verslag) == 9


def test_choices_of_the_upload_reach_the_reader():
    upload(opties={"soort": "buurt", "geldig_van": "2020-01-01", "jaar": None})
    run_waiting_imports()
    assert set(Gebied.objects.values_list("soort", "geldig_van__year")) == {("buurt", 2020)}


def test_a_trial_stores_nothing_and_can_be_repeated_for_real_once():
    invoer = upload(droog=True)
    run_waiting_imports()
    invoer.refresh_from_db()
    assert (invoer.status, invoer.samenvatting["bewaard"]["gebieden"]["nieuw"], Gebied.objects.count()) == (
        "klaar",
        5,
        0,
    )
    again = services.repeat_for_real(invoer=invoer, by=invoer.door)
    assert services.repeat_for_real(invoer=invoer, by=invoer.door) == again
    run_waiting_imports()
    assert Gebied.objects.count() == 5


def test_the_same_upload_twice_waits_once_and_another_file_is_refused():
    fields = {"client_id": uuid4(), "by": make.make_user()}
    assert upload(**fields) == upload(**fields)
    with pytest.raises(AlreadyUsed):
        upload(data=b"anders", **fields)
    with pytest.raises(AlreadyUsed):
        upload(**fields | {"by": make.make_user()})


@pytest.mark.parametrize(("data", "begin"), [
    (b"", "Het bestand is leeg."),
    (b"\x89PNG\r\n\x1a\n0000", "Dit is %(vorm)s."),
    (b"a,b\0\n", "Er staan tekens in"),
    (b'{"type":"FeatureCollection","features":[', "Het bestand lijkt JSON"),
])  # fmt: skip
def test_a_file_that_is_no_data_fails_in_words_and_stores_nothing(data, begin):
    invoer = upload("cijfers.csv", "kerncijfers", data or b" ")
    run_waiting_imports()
    invoer.refresh_from_db()
    assert (invoer.status, [line["tekst"].startswith(begin) for line in invoer.verslag]) == (
        "mislukt",
        [True],
    )
    assert Gebied.objects.count() == 0


def test_a_failure_of_our_own_leaves_nothing_half_stored():
    invoer = upload()
    broken = services.take_invoer()
    services.run_invoer(invoer=broken, read=lambda *_: 1 / 0)
    invoer.refresh_from_db()
    assert (invoer.status, invoer.verslag[0]["niveau"], Gebied.objects.count()) == ("mislukt", "fout", 0)


def test_a_database_that_says_no_half_way_leaves_nothing():
    data = (FIXTURES / "statline_ses.csv").read_bytes()
    invoer = upload("ses.csv", "kerncijfers", data)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wijken_kerncijfer ADD CONSTRAINT nee CHECK (waarde IS NULL) NOT VALID")
    run_waiting_imports()
    invoer.refresh_from_db()
    assert (invoer.status, Gebied.objects.count(), Kerncijfer.objects.count()) == ("mislukt", 0, 0)


def test_an_import_whose_worker_is_gone_is_failed_at_the_next_look():
    invoer = upload()
    Invoer.objects.update(status="bezig")
    assert services.bury_dead() == 1
    invoer.refresh_from_db()
    assert (invoer.status, invoer.verslag[0]["tekst"][:28]) == ("mislukt", "Het inlezen is afgebroken. E")


def test_an_import_whose_worker_lives_is_left_alone():
    invoer = upload()
    Invoer.objects.update(status="bezig")
    worker = connection.copy()
    try:
        with worker.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [0x1770, invoer.pk])
        assert services.bury_dead() == 0
    finally:
        worker.close()


def test_a_link_is_decided_by_a_person_and_may_be_turned_round():
    by = make.make_user()
    link = make.link_gebied(make.make_wijk(), make.make_gebied(), bevestigd=False)
    for wanted, status in ((True, "bevestigd"), (False, "afgewezen")):
        services.decide_link(link=link, bevestigd=wanted, by=by)
        link.refresh_from_db()
        assert (link.status, link.door, link.op is not None) == (status, by, True)


def test_commands_read_store_and_report(tmp_path):
    out = StringIO()
    call_command("import_gebieden", FIXTURES / "cbs_wijk_2014.geojson", stdout=out)
    assert Gebied.objects.count() == 3
    printed = out.getvalue()
    assert "overgeslagen rij 4 " in printed
    assert "ok: 2  gerepareerd: 2  overgeslagen: 1  fout: 0" in printed
    assert "gebieden: 3 nieuw, 0 bijgewerkt, 0 ongewijzigd" in printed


def test_a_command_on_trial_stores_nothing():
    out = StringIO()
    call_command("import_kerncijfers", FIXTURES / "statline_ses.csv", "--dry-run", stdout=out)
    assert (Kerncijfer.objects.count(), "kerncijfers: 11 nieuw" in out.getvalue()) == (0, True)


@pytest.mark.parametrize("command", ["import_gebieden", "import_kerncijfers", "import_plekken"])
def test_a_command_that_can_read_nothing_exits_with_one(command, tmp_path):
    (tmp_path / "leeg.csv").write_bytes(b"")
    for path in (tmp_path / "leeg.csv", tmp_path / "weg.csv"):
        with pytest.raises(CommandError) as caught:
            call_command(command, path, stdout=StringIO())
        assert caught.value.returncode == 1


def test_places_come_in_by_command():
    out = StringIO()
    call_command("import_plekken", FIXTURES / "plekken.geojson", stdout=out)
    assert "plekken: 2 nieuw, 0 bijgewerkt, 0 ongewijzigd" in out.getvalue()


def test_a_typed_figure_stands_with_the_wijk_and_its_source():
    wijk, by = make.make_wijk("Verzonnen"), make.make_user()
    cijfer = services.Cijfer(
        naam="Voelt zich thuis",
        eenheid="%",
        richting="omhoog",
        effectgebied="veiligheid",
        waarde=61,
        peiljaar=2024,
        bron="Wijkenquête",
    )
    made = services.add_kerncijfer(wijk=wijk, cijfer=cijfer, by=by)
    assert list(Kerncijfer.objects.of_wijk(wijk)) == [made]
    assert (made.maat.effectgebied, made.bron_toelichting, made.door) == ("veiligheid", "Wijkenquête", by)
    with pytest.raises(services.koppelen.Refused):
        services.add_kerncijfer(wijk=wijk, cijfer=cijfer, by=by)
    assert Wijkgebied.objects.count() == 1
