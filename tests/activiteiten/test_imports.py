"""Activities and closures out of files: invented quirks always, the published files where VOORUIT_BRONDATA names them."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from activiteiten.imports.closures import attempt_closures
from activiteiten.imports.series import attempt_series
from activiteiten.models import Activiteit, Reeks, Sluiting
from core.closed_ranges import read_range
from core.recurrence import days_of, read_rule
from wijken.imports.report import Report

CAFE = {
    "name": "Fietscafé",
    "address": "Pleinweg 1",
    "slug": "fietscafe",
    "coordinate": [52.37, 4.88],
    "rrule": ["FREQ=MONTHLY;BYSETPOS=2;BYDAY=SA;INTERVAL=1"],
    "startTime": ["13:00"],
    "endTime": ["16:00"],
    "closedRanges": ["08", "12-24:12-31", "2026-02:2026-03", "2026-07-13:2026-07-27"],
    "exceptions": [],
    "closed": {"nl": "Feestdagen"},
    "email": "iemand@voorbeeld.nl",
}


def read(*rows):
    report = Report()
    return attempt_series(json.dumps(rows).encode(), report), report


def write(tmp_path, rows, name="rijen.json"):
    path = tmp_path / name
    path.write_text(json.dumps(rows))
    return path


def test_a_row_is_read_with_its_place_rule_and_closed_periods():
    (row,), report = read(CAFE)
    assert (row.lat, row.lng, row.sla_over) == (52.37, 4.88, ("feestdag",))
    assert row.dicht == ("08", "12-24:12-31", "2026-02:2026-03", "2026-07-13:2026-07-27")
    assert report.counts()["ok"] == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"name": ""},
        {"name": "Fietscafé, bel 06-12345678"},
        {"closed": {"nl": "Vraag het aan iemand@voorbeeld.nl"}},
        {"coordinate": [0, 0]},
        {"coordinate": None},
        {"rrule": ["FREQ=HOURLY"]},
        {"rrule": []},
        {"rrule": "FREQ=DAILY"},
        {"startTime": ["25:00"]},
        {"endTime": ["13:00"]},
        {"closedRanges": ["zomer"]},
        {"exceptions": ["2026-02-30"]},
    ],
)
def test_one_row_that_cannot_be_used_refuses_the_file(odd):
    rows, report = read(CAFE, {**CAFE, "slug": "ander", **odd})
    assert rows is None
    assert (report.counts()["overgeslagen"], report.counts()["fout"]) == (1, 1)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\x00", b"[1]", b"[" * 100_000])
def test_what_is_no_list_is_refused(data):
    assert attempt_series(data, Report()) is None
    assert attempt_closures(data, Report()) is None


@pytest.mark.django_db
def test_import_makes_the_activity_with_its_series_once(huis, tmp_path, capsys):
    path = write(tmp_path, [CAFE])
    call_command("import_activiteiten", path, wijk=huis.wijk.slug, dry_run=True)
    assert not Reeks.objects.exists()
    for _ in "12":
        call_command("import_activiteiten", path, wijk=huis.wijk.slug)
    made = Activiteit.objects.get(titel="Fietscafé")
    assert (made.plek.adres, made.door, made.reeksen.count()) == ("Pleinweg 1", huis.yasmina, 1)
    assert made.bijeenkomsten.exists()
    assert "1 bestond al" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_refused_file_of_activities_stores_nothing(huis, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_activiteiten", write(tmp_path, [CAFE, {}]), wijk=huis.wijk.slug)
    assert not Reeks.objects.exists()


@pytest.mark.django_db
def test_closures_are_stored_once_and_follow_the_file(tmp_path):
    rows = [
        {"name": "Zomervakantie", "startDate": "2026-07-04", "endDate": "2026-08-16"},
        {"name": "Herfstvakantie", "startDate": "2026-10-10", "endDate": "2026-10-18"},
        {"name": "Koningsdag", "startDate": "2027-04-27", "endDate": "2027-04-27"},
    ]
    call_command("import_sluitingen", write(tmp_path, rows))
    call_command("import_sluitingen", write(tmp_path, [rows[0] | {"endDate": "2026-08-17"}]))
    assert list(Sluiting.objects.values_list("soort", "tot", "wijk")) == [
        ("zomervakantie", date(2026, 8, 17), None),
        ("schoolvakantie", date(2026, 10, 18), None),
        ("feestdag", date(2027, 4, 27), None),
    ]


@pytest.mark.django_db
def test_a_file_without_names_says_its_kind_in_its_own_name(tmp_path):
    rows = [{"startDate": "2027-02-08", "endDate": "2027-03-08"}]
    with pytest.raises(CommandError):
        call_command("import_sluitingen", write(tmp_path, rows))
    call_command("import_sluitingen", write(tmp_path, rows, "ramadan-data.json"))
    assert Sluiting.objects.get().soort == "ramadan"


@pytest.fixture(scope="module")
def folder() -> Path:
    path = next(Path(os.environ.get("VOORUIT_BRONDATA", "nergens")).rglob("repaircafes"), None)
    if path is None:
        pytest.skip("VOORUIT_BRONDATA does not name the folder with the published files")
    return path


@pytest.mark.brondata
def test_the_published_activities_are_read_with_all_their_rules(folder):
    report = Report()
    rows = attempt_series((folder / "cafes_without_contact_fields.json").read_bytes(), report)
    rules = [read_rule(reeks.regel) for row in rows for reeks in row.reeksen]
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert (len(rows), len(rules)) == (43, 45)
    assert sum(len(days_of(rule, start=first, first=first, last=last)) for rule in rules) == 1452
    assert {read_range(text).kind for row in rows for text in row.dicht} == {
        "month", "day", "month_each_year", "day_each_year",
    }  # fmt: skip
    assert report.counts()["overgeslagen"] == 0


@pytest.mark.brondata
@pytest.mark.django_db
def test_the_published_files_are_stored_whole(folder, huis):
    for name in ("school-holidays", "holidays", "ramadan"):
        call_command("import_sluitingen", folder / f"{name}-data.json")
    call_command("import_activiteiten", folder / "cafes_without_contact_fields.json", wijk=huis.wijk.slug)
    assert (Sluiting.objects.count(), Reeks.objects.count()) == (36, 45)
    assert Activiteit.objects.filter(reeksen__isnull=False).distinct().count() == 43
    nieuwland = Reeks.objects.get(activiteit__titel__icontains="Nieuwland")
    assert f"{nieuwland.in_woorden}; {nieuwland.niet}" == (
        "elke 2e zaterdag van de maand, 13.00–16.00; niet in juli en augustus"
    )
