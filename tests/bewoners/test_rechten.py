"""Everything behind a code is found, handed over and erased, and stays erased after a restore."""

import json
import stat
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from activiteiten.models import Foto
from activiteiten.services import erase_foto
from bewoners.models import (
    Beeldtoestemming,
    Contactmoment,
    Relatie,
    Relatieperiode,
    Relatiesleutel,
    Toestemming,
)
from bewoners.services import erase_again, erase_code, keep_name, read_name, withdraw_name
from core.errors import Refused
from mensen.models import Logregel, Verwijderlog
from mensen.services import erased_until_now, fingerprint
from tests.factories import (
    make_activiteit,
    make_beeldtoestemming,
    make_bijeenkomst,
    make_contactmoment,
    make_foto,
    make_relatie,
    make_staff,
    make_team,
)
from tests.factories import make_coordinator as coordinator_of

CODE = "GEU-kastanje-37"
GEVONDEN = {"bewoners.Contactmoment": 2, "bewoners.Relatieperiode": 1, "bewoners.Relatie": 1}


@pytest.fixture
def kastanje(huis):
    relatie = make_relatie(huis.wijk, huis.noor, code=CODE)
    for dag in (date(2026, 3, 14), date(2026, 5, 2)):
        make_contactmoment(
            huis.wijk, huis.noor, relatie=relatie, datum=dag, themas=["wonen"], notitie="Kookt graag."
        )
    make_contactmoment(huis.wijk, huis.noor, relatie=make_relatie(huis.wijk, huis.noor), notitie="Blijft.")
    return relatie


def lines(found, said):
    return [f"{said}: {wat} {aantal}" for wat, aantal in found.items()]


def test_code_is_found_however_it_is_typed(kastanje, capsys):
    call_command("relatie", " geu-KASTANJE-37", "--vind")
    assert capsys.readouterr().out.splitlines() == lines(GEVONDEN, "Gevonden")
    assert Logregel.objects.get().details == GEVONDEN


def test_export_holds_every_row_in_words_and_as_data(huis, kastanje, tmp_path):
    file = tmp_path / "kastanje.json"
    call_command("relatie", CODE, "--export", str(file))
    data = json.loads(file.read_text())
    assert [len(part["regels"]) for part in data["onderdelen"]] == [2, 1, 1]
    text = file.with_suffix(".txt").read_text()
    assert text.count("Kookt graag.") == 2
    assert "14 maart 2026" in text
    assert "Uw naam staat hier niet bij." in text
    assert "- student: Noor; van: " in text
    assert ("Blijft." in text, huis.noor.naam in text) == (False, False)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert Logregel.objects.get().wat == "bewoners.code_geexporteerd"


def test_counting_first_changes_nothing_and_is_logged_as_such(kastanje, capsys):
    call_command("relatie", CODE, "--wis", "--dry-run")
    assert capsys.readouterr().out.splitlines() == lines(GEVONDEN, "Zou wissen")
    assert Relatie.objects.filter(code=CODE).exists()
    assert set(Verwijderlog.objects.values_list("dry_run", "sleutel")) == {(True, "")}


def test_erased_code_leads_nowhere_and_its_conversations_still_count(huis, kastanje):
    call_command("relatie", CODE, "--wis")
    assert not Relatie.objects.filter(code=CODE).exists()
    assert Relatieperiode.objects.count() == 1
    left = Contactmoment.objects.filter(relatie=None).order_by("datum")
    assert [(row.datum, row.wie, row.notitie, row.themas) for row in left] == [
        (date(2026, 3, 1), "buur", "", ["wonen"]),
        (date(2026, 5, 1), "buur", "", ["wonen"]),
    ]
    assert {timezone.localdate(row.op).day for row in left} == {1}
    assert Contactmoment.objects.get(notitie="Blijft.").relatie is not None
    logged = Verwijderlog.objects.values_list("wat", "aantal", "taak", "waarom", "dry_run")
    why = ("rechten", "op verzoek van de bewoner", False)
    assert sorted(logged) == sorted((wat, aantal, *why) for wat, aantal in GEVONDEN.items())
    assert len(set(Verwijderlog.objects.values_list("batch", flat=True))) == 1
    assert CODE not in str(list(Logregel.objects.values()))


def test_unknown_code_says_so(huis):
    with pytest.raises(CommandError, match="Er is geen contact met de code GEU-niets-11"):
        call_command("relatie", "GEU-niets-11", "--vind")


def test_who_answers_residents_may_and_others_may_not(huis, kastanje):
    elsewhere = coordinator_of(make_team())
    for person in (huis.noor, elsewhere, make_staff("projectleider"), make_staff("beheerder")):
        with pytest.raises(CommandError, match="privacyfunctionaris"):
            call_command("relatie", CODE, "--wis", "--door", person.email)
    call_command("relatie", CODE, "--wis", "--dry-run", "--door", huis.yasmina.email)
    call_command("relatie", CODE, "--wis", "--door", make_staff("privacyfunctionaris").email)
    assert not Relatie.objects.filter(code=CODE).exists()


def test_what_a_restore_brings_back_is_erased_again(huis, kastanje, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    known = {fingerprint("relatie", CODE): timezone.localdate()}
    (tmp_path / "gewist.txt").write_text(f"{fingerprint('relatie', 'GEU-oud-11')} 2026-01-01\n")
    with pytest.raises(Refused, match="geen contact"):
        erase_code(code="GEU-weg-11", waarom="x")
    assert erase_again(erased={}) == 0
    assert erase_again(erased={fingerprint("relatie", CODE): kastanje.sinds - timedelta(days=1)}) == 0
    assert erase_again(erased=known) == 1
    assert not Relatie.objects.filter(code=CODE).exists()
    assert erased_until_now() == known | {fingerprint("relatie", "GEU-oud-11"): date(2026, 1, 1)}


def test_erased_code_is_remembered_beside_the_database(
    kastanje, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DATA_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        erase_code(code=CODE, waarom="op verzoek")
    assert (tmp_path / "gewist.txt").read_text() == f"{fingerprint('relatie', CODE)} {timezone.localdate()}\n"


def test_name_and_photo_that_were_withdrawn_stay_gone_after_a_restore(huis, kastanje):
    """What a backup of before would bring back: the same consent, name and photo as if nobody had withdrawn them."""
    bijeenkomst = make_bijeenkomst(make_activiteit(huis.team, huis.yasmina))
    shown, kept = (make_foto(bijeenkomst, huis.noor, vrijgegeven=True, herkenbaar=0) for _ in range(2))
    backup = transaction.savepoint()
    keep_name(relatie=kastanje, naam="Fatma", contact="", wijze="mondeling", by=huis.noor)
    erase_foto(foto=shown, by=huis.noor, waarom="ingetrokken")
    withdraw_name(relatie=kastanje, by=huis.noor)
    erased = erased_until_now()
    transaction.savepoint_rollback(backup)
    given = keep_name(relatie=kastanje, naam="Fatma", contact="", wijze="mondeling", by=huis.noor)
    assert erase_again(erased=erased) == 1
    assert list(Foto.objects.existing()) == [kept]
    assert read_name(relatie=kastanje, by=huis.noor) == {"naam": "Fatma", "contact": ""}  # given anew
    assert erase_again(erased={fingerprint("naam", given.uuid): timezone.localdate()}) == 1
    assert read_name(relatie=kastanje, by=huis.noor) is None


def test_name_kept_with_consent_goes_out_to_her_and_is_erased_too(huis, kastanje, tmp_path):
    keep_name(relatie=kastanje, naam="Fatma", contact="06-11112222", wijze="mondeling", by=huis.noor)
    call_command("relatie", CODE, "--export", str(tmp_path / "kastanje.json"))
    text = (tmp_path / "kastanje.txt").read_text()
    assert "naam: Fatma; contact: 06-11112222" in text
    assert ("staat erbij, omdat u dat goed vond" in text, "niet bij" in text) == (True, False)
    gone = erase_code(code=CODE, waarom="op verzoek")
    assert gone == GEVONDEN | {"bewoners.Toestemming": 1, "bewoners.Relatiesleutel": 1}
    assert (Toestemming.objects.count(), Relatiesleutel.objects.count()) == (0, 0)


def test_photo_she_said_yes_to_is_gone_with_her_code(huis, kastanje):
    bijeenkomst = make_bijeenkomst(make_activiteit(huis.team, huis.yasmina))
    for relatie in (kastanje, None):
        make_beeldtoestemming(make_foto(bijeenkomst, huis.noor), huis.noor, relatie=relatie)
    assert erase_code(code=CODE, waarom="op verzoek")["bewoners.Beeldtoestemming"] == 1
    assert (Foto.objects.count(), Beeldtoestemming.objects.get().relatie) == (1, None)
