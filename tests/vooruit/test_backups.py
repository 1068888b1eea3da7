import stat

import pytest
from django.core.management import CommandError, call_command

from bewoners.models import Relatie
from core.errors import Refused
from tests import factories as make
from tests.walls import closed
from vooruit import backups
from wijken.models import Wijk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("mensen.services.gewist._file", lambda: tmp_path / "gewist.txt")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "kaart.geojson").write_text("{}")
    return settings.MEDIA_ROOT


def test_restore_brings_back_rows_and_files_of_the_backup(media, tmp_path):
    """Also the rows behind walls, and the walls; but not the code that was erased since."""
    wijk = make.make_wijk(naam="Molenwijk")
    relatie, gewist = make.make_relatie(wijk), make.make_relatie(wijk)
    call_command("backup", str(tmp_path / "back-up"))
    Wijk.objects.update(naam="Vergeten")
    call_command("relatie", gewist.code, "--wis")
    Relatie.objects.all().delete()
    (media / "kaart.geojson").unlink()
    call_command("restore", str(tmp_path / "back-up"), "--force")
    assert Wijk.objects.get(pk=wijk.pk).naam == "Molenwijk"
    assert (media / "kaart.geojson").read_text() == "{}"
    assert Relatie.objects.get() == relatie
    with closed():
        assert not Relatie.objects.exists()


def test_backup_by_who_does_not_see_all_is_no_backup(tmp_path, settings):
    settings.BACKUP_USER = settings.DATABASES["default"]["USER"]
    with pytest.raises(Refused, match="row-level security"):
        backups.make_backup(tmp_path / "back-up")


def test_backup_that_changed_is_refused_and_changes_nothing(tmp_path):
    folder = backups.make_backup(tmp_path / "back-up")
    make.make_wijk(naam="Van later")
    with (folder / backups.DUMP).open("ab") as dump:
        dump.write(b"x")
    with pytest.raises(CommandError, match=r"database\.dump is niet meer zoals"):
        call_command("restore", str(folder), "--force")
    assert Wijk.objects.get().naam == "Van later"


def test_unfinished_backup_is_refused(tmp_path):
    folder = backups.make_backup(tmp_path / "back-up")
    (folder / backups.SUMS).unlink()
    with pytest.raises(Refused, match="geen afgemaakte back-up"):
        backups.restore_backup(folder)


def test_backup_is_readable_only_by_its_maker(tmp_path):
    folder = backups.make_backup(tmp_path / "back-up")
    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / backups.DUMP, folder / backups.FILES)
    }
    assert modes == {0o700, 0o600}


def test_restore_without_the_word_changes_nothing(tmp_path, monkeypatch):
    folder = backups.make_backup(tmp_path / "back-up")
    make.make_wijk(naam="Van later")
    monkeypatch.setattr("builtins.input", lambda _question: "ja")
    with pytest.raises(CommandError, match="niets veranderd"):
        call_command("restore", str(folder))
    assert Wijk.objects.get().naam == "Van later"
