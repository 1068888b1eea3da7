"""Ballots out of Pabulib files: every way of voting in a small invented file, and the real ones where they are."""

import json
import os
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from tests import factories as f
from wijken.imports.report import Onleesbaar, Report
from wijken.models import Invoer
from wijken.services import start_invoer
from wijkplan.figures.tellen import within_budget
from wijkplan.imports.pabulib import attempt_ballots, read_ballots
from wijkplan.models import Stem, Stembiljet
from wijkplan.services import close_ronde, count_tokens, open_ronde, store_ballots
from wijkplan.tasks import run_waiting_ballots

META = "META\nkey;value\nbudget;1000\nvote_type;{soort}\n"
APPROVAL = (
    META.format(soort="approval")
    + 'PROJECTS\nproject_id;cost;votes;name\n1;600;2;"Licht; en groen"\n2;500;2;Taal\n3;400;1;Spelen\n'
    + "VOTES\nvoter_id;age;sex;vote\n901;34;F;1,2\n902;71;M;2,1\n903;20;F;3\n904;33;M;\n"
)
CUMULATIVE = (
    META.format(soort="cumulative")
    + "PROJECTS\nproject_id;cost;votes;score\n1;600;2;7\n2;500;1;1\n"
    + "VOTES\nvoter_id;vote;points\n1;1,2;4,1\n2;1;3\n"
)
ORDINAL = (
    META.format(soort="ordinal")
    + "PROJECTS\nproject_id;cost;votes;score\na;600;2;4\nb;500;2;4\nc;1;1;1\n"
    + "VOTES\nvoter_id;vote\n1;a,b,c\n2;b,a\n"
)


def read(text: str | bytes) -> tuple:
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    return read_ballots(data, report), report


def problems(report: Report) -> list[tuple]:
    return [(line.rij, line.kolom, str(line.niveau)) for line in report.regels if line.niveau != "ok"]


def assert_as_published(bestand) -> None:
    votes, scores = bestand.votes(), bestand.scores()
    for project in bestand.projecten:
        assert project.votes is None or project.votes == votes[project.code]
        assert project.score is None or project.score == scores[project.code]


@pytest.mark.parametrize("text", [APPROVAL, CUMULATIVE, ORDINAL])
def test_ballots_add_up_to_what_was_published(text):
    bestand, report = read(text)
    assert_as_published(bestand)
    assert problems(report) == []


def test_a_semicolon_in_quotes_is_part_of_a_name():
    bestand, _report = read(APPROVAL)
    assert [project.titel for project in bestand.projecten] == ["Licht; en groen", "Taal", "Spelen"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_gives_the_same_letters(encoding):
    bestand, _report = read(APPROVAL.replace("Spelen", "Café").encode(encoding))
    assert bestand.projecten[2].titel == "Café"


def test_windows_line_ends_and_empty_lines_are_fine():
    bestand, _report = read(APPROVAL.replace("\n", "\r\n\r\n"))
    assert len(bestand.biljetten) == 4


def test_missing_optional_columns_are_unknown_and_not_zero():
    bestand, _report = read("PROJECTS\nproject_id\n7\nVOTES\nvote\n7\n")
    (project,) = bestand.projecten
    assert (project.titel, project.kosten, project.votes, bestand.soort) == ("7", None, None, "approval")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (APPROVAL.replace("903;20;F;3", "903;20;F;3,99"), [(14, "vote", "gerepareerd")]),
        (CUMULATIVE.replace("2;1;3\n", "2;1;x\n"), [(12, "points", "overgeslagen")]),
        (CUMULATIVE.replace("2;1;3\n", "2;1;3,3\n"), [(12, "points", "overgeslagen")]),
        (APPROVAL.replace("2;500;2;Taal", ";500;2;Taal"), [(8, "project_id", "overgeslagen")]),
        (APPROVAL.replace("3;400", "3;veel"), [(9, "cost", "gerepareerd")]),
    ],
)
def test_a_bad_row_is_reported_by_row_and_column(text, expected):
    _bestand, report = read(text)
    assert problems(report)[: len(expected)] == expected


def test_what_was_published_and_does_not_add_up_is_said():
    _bestand, report = read(APPROVAL.replace("3;400;1", "3;400;9"))
    assert problems(report) == [(9, "votes", "gerepareerd")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "key;value\na;b\n",
        "PROJECTS\nproject_id\n1\n",
        "PROJECTS\nname\nx\nVOTES\nvote\n1\n",
        "PROJECTS\nproject_id\n1\nVOTES\nvoter_id\n1\n",
        "PROJECTS\nproject_id\nVOTES\nvote\n",
        APPROVAL.replace("approval", "telepathy"),
        "PROJECTS\nproject_id\n1\x00\nVOTES\nvote\n1\n",
    ],
)
def test_what_is_no_file_with_ballots_is_refused_as_a_whole(text):
    with pytest.raises(Onleesbaar):
        read(text)


@given(st.binary(max_size=400), st.integers(0, 200))
def test_a_broken_file_gives_a_report_and_never_an_error(junk, at):
    data = APPROVAL.encode()
    attempt_ballots(data[:at] + junk + data[at:], Report())


def test_choose_one_with_two_choices_is_skipped():
    _bestand, report = read(APPROVAL.replace("approval", "choose-1"))
    assert [row for row in problems(report) if row[2] == "overgeslagen"] == [
        (12, "vote", "overgeslagen"),
        (13, "vote", "overgeslagen"),
    ]


# -- into a round


@pytest.fixture
def ronde(plan, coordinator):
    return f.make_ronde(plan, coordinator, opties=[])


@pytest.fixture
def stored(ronde, coordinator):
    store_ballots(ronde=ronde, bestand=read(APPROVAL)[0], kenmerk="a" * 64, by=coordinator)
    return ronde


pytestmark = pytest.mark.django_db


def test_a_round_without_options_takes_those_of_the_file(stored):
    stored.refresh_from_db()
    assert [(row.code, row.titel, row.kosten) for row in stored.opties.all()] == [
        ("1", "Licht; en groen", 600),
        ("2", "Taal", 500),
        ("3", "Spelen", 400),
    ]
    assert stored.budget == 1000


def test_of_a_voter_nothing_is_kept(stored):
    assert sorted(Stembiljet.objects.values_list("nummer", "onthouding")) == [
        (f"{'a' * 8}-1", False),
        (f"{'a' * 8}-2", False),
        (f"{'a' * 8}-3", False),
        (f"{'a' * 8}-4", True),
    ]


def test_the_outcome_is_the_published_one_and_greedy_within_the_budget(stored, coordinator):
    open_ronde(ronde=stored, by=coordinator)
    close_ronde(ronde=stored, by=coordinator)
    lines = [(row["titel"], row["punten"], row["gelijk"], row["past"]) for row in stored.uitkomst["regels"]]
    assert lines == [("Licht; en groen", 2, True, True), ("Taal", 2, True, False), ("Spelen", 1, False, True)]
    assert stored.uitkomst["bewoners"] == {"biljetten": 4, "fiches": 0}


def test_ordered_ballots_are_counted_by_borda(plan, coordinator):
    ronde = f.make_ronde(plan, coordinator, opties=[], methode="rangorde")
    store_ballots(ronde=ronde, bestand=read(ORDINAL)[0], kenmerk="b" * 64, by=coordinator)
    open_ronde(ronde=ronde, by=coordinator)
    with pytest.raises(Refused):
        count_tokens(ronde=ronde, aantallen={}, waar="x", by=coordinator, client_id=uuid4())
    close_ronde(ronde=ronde, by=coordinator)
    assert {row["code"]: row["punten"] for row in ronde.uitkomst["regels"]} == {"a": 3, "b": 3, "c": 0}


def test_the_same_file_twice_and_another_method_are_refused(stored, coordinator, plan):
    again = {"bestand": read(APPROVAL)[0], "kenmerk": "a" * 64, "by": coordinator}
    with pytest.raises(Refused, match="al ingelezen"):
        store_ballots(ronde=stored, **again)
    with pytest.raises(Refused, match="rangorde"):
        store_ballots(ronde=stored, **again | {"bestand": read(ORDINAL)[0]})
    other = f.make_ronde(plan, coordinator, opties=[{"titel": "Iets"}, {"titel": "Anders"}])
    with pytest.raises(Refused, match="niet in de ronde staan"):
        store_ballots(ronde=other, **again)


def test_a_closed_round_takes_no_ballots(stored, coordinator):
    open_ronde(ronde=stored, by=coordinator)
    close_ronde(ronde=stored, by=coordinator)
    with pytest.raises(Refused, match="gesloten"):
        store_ballots(ronde=stored, bestand=read(APPROVAL)[0], kenmerk="c" * 64, by=coordinator)


def test_trying_dry_leaves_nothing(ronde, coordinator):
    bestand = read(APPROVAL)[0]
    counts = store_ballots(ronde=ronde, bestand=bestand, kenmerk="a" * 64, by=coordinator, dry_run=True)
    assert counts["bewaard"]["stembiljetten"]["nieuw"] == 4
    assert not Stem.objects.exists()


def hand_in(ronde, coordinator, text: str) -> Invoer:
    return start_invoer(
        soort="stemmen",
        bestand=ContentFile(text.encode(), name="buurt.pb"),
        droog=False,
        opties={"over": str(ronde.uuid)},
        client_id=uuid4(),
        by=coordinator,
    )


def test_the_worker_reads_what_waits_and_reports(ronde, coordinator):
    good, bad = hand_in(ronde, coordinator, APPROVAL), hand_in(ronde, coordinator, "geen")
    again = hand_in(ronde, coordinator, APPROVAL)
    assert run_waiting_ballots() == 3
    outcome = {row.pk: row.status for row in Invoer.objects.all()}
    assert outcome == {good.pk: "klaar", bad.pk: "mislukt", again.pk: "mislukt"}
    assert Stembiljet.objects.count() == 4


def test_the_command_reads_stores_and_says_no(tmp_path, ronde, capsys):
    path = tmp_path / "buurt.pb"
    path.write_text(APPROVAL)
    call_command("import_stemmen", path, ronde=str(ronde.uuid))
    assert "stembiljetten: 4 nieuw" in capsys.readouterr().out
    with pytest.raises(CommandError, match="al ingelezen"):
        call_command("import_stemmen", path, ronde=str(ronde.uuid))
    path.write_text("geen")
    with pytest.raises(CommandError, match="Niets opgeslagen"):
        call_command("import_stemmen", path)


# -- the published files


def real_files() -> list[Path]:
    return sorted(Path(os.environ.get("VOORUIT_BRONDATA", "nergens")).rglob("*.pb"))


@pytest.mark.brondata
@pytest.mark.parametrize("path", real_files(), ids=lambda path: path.stem)
def test_the_published_counts_come_out_of_every_real_file(path):
    bestand, report = read(path.read_bytes())
    assert_as_published(bestand)
    assert report.counts()["overgeslagen"] == 0


@pytest.mark.brondata
def test_the_published_greedy_example_comes_out():
    path = next(Path(os.environ.get("VOORUIT_BRONDATA", "nergens")).rglob("greedy_example_*.json"), None)
    if path is None:
        pytest.skip("VOORUIT_BRONDATA does not name the folder with the published files")
    example = json.loads(path.read_text())
    rows = sorted(example["projects"], key=lambda row: -row["votes"])
    chosen = within_budget(
        [(row["name"], Decimal(row["cost"])) for row in rows], Decimal(example["budget_pln"])
    )
    assert chosen == [row["name"] for row in rows if row["published_status"] == "approved"]
