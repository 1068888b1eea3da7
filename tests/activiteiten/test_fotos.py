"""Photos: what is kept, who sees one, and that files and rows never part."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Foto
from activiteiten.models.foto import paths
from core.errors import AlreadyUsed
from tests import factories as make
from tests.core.test_images import picture
from tests.factories import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def bijeenkomst(team, coordinator):
    return make.make_bijeenkomst(make.make_activiteit(team, coordinator, titel="Taalcafé"))


@pytest.fixture
def noor(team):
    return make.make_student(team, "Noor Visser")


def sent(naam="foto.jpg", data=None):
    return SimpleUploadedFile(naam, data or picture())


def add(over, by, **fields):
    return services.add_foto(**{"over": over, "bestand": sent(), "client_id": uuid4(), "by": by, **fields})


def there(foto):
    return [default_storage.exists(path) for path in paths(foto.bestand)]


def status(client, user, foto, name="activiteiten:foto_groot"):
    client.force_login(user)
    return client.get(reverse(name, args=[foto.uuid])).status_code


def test_photo_is_two_files_of_our_own_under_a_random_name(bijeenkomst, noor):
    foto = add(bijeenkomst, noor)
    assert there(foto) == [True, True]
    assert foto.open().read()[8:12] == b"WEBP"
    assert (foto.herkenbaar, foto.vrijgegeven, "foto" in foto.bestand) == (None, False, False)


def test_sending_moves_no_button_under_the_second_tap(client, bijeenkomst, noor):
    """What appears while photos are sent stands under the buttons: a second tap hits the same one."""
    client.force_login(noor)
    text = client.get(reverse("activiteiten:fotos", args=[bijeenkomst.uuid])).content.decode()
    assert text.index("Verstuur</button>") < text.index("data-voortgang") < text.index("data-fouten")


def test_photo_sent_twice_is_one_and_another_body_is_refused(bijeenkomst, noor, team, coordinator):
    key = uuid4()
    assert add(bijeenkomst, noor, client_id=key) == add(bijeenkomst, noor, client_id=key)
    elsewhere = make.make_bijeenkomst(make.make_activiteit(team, coordinator))
    with pytest.raises(AlreadyUsed):
        add(elsewhere, noor, client_id=key)
    assert Foto.objects.count() == 1


def test_photo_that_is_not_stored_leaves_no_file(bijeenkomst, noor, monkeypatch):
    monkeypatch.setattr(services.fotos, "MEEST", 1)
    add(bijeenkomst, noor)
    before = list(services.fotos._files())
    with pytest.raises(services.fotos.Refused):
        add(bijeenkomst, noor, bestand=sent(data=picture(color="blue")))
    assert list(services.fotos._files()) == before


def test_hidden_photo_is_seen_by_its_maker_and_the_coordinator_only(
    client, bijeenkomst, noor, team, coordinator
):
    foto = make.make_foto(bijeenkomst, noor)
    other_team = make.make_team()
    seen = {
        "maker": status(client, noor, foto),
        "coordinator": status(client, coordinator, foto),
        "teammate": status(client, make.make_student(team), foto),
        "projectleider": status(client, make.make_staff("projectleider"), foto),
        "other coordinator": status(client, make.make_coordinator(other_team), foto),
        "partner": status(client, make.make_contactpersoon(make.make_partner(team.wijk)).user, foto),
    }
    refused = dict.fromkeys(["teammate", "projectleider", "other coordinator", "partner"], 404)
    assert seen == {"maker": 200, "coordinator": 200, **refused}


def test_released_photo_is_seen_by_the_team_and_nobody_outside(client, bijeenkomst, noor, team):
    foto = make.make_foto(bijeenkomst, noor, herkenbaar=0, vrijgegeven=True)
    partner = make.make_contactpersoon(make.make_partner(team.wijk)).user
    people = [
        make.make_student(team),
        make.make_staff("projectleider"),
        make.make_student(make.make_team()),
        partner,
    ]
    assert [status(client, user, foto) for user in people] == [200, 200, 404, 404]
    client.logout()
    answer = client.get(reverse("activiteiten:foto_klein", args=[foto.uuid]))
    assert answer.url.startswith(reverse("account_login"))


def test_activity_shows_the_photos_of_its_bijeenkomsten_to_who_may_see_each(client, bijeenkomst, noor, team):
    shown, hidden = (
        make.make_foto(bijeenkomst, noor, vrijgegeven=True, herkenbaar=0),
        make.make_foto(bijeenkomst, noor),
    )
    client.force_login(make.make_student(team))
    page = client.get(bijeenkomst.activiteit.get_absolute_url()).content.decode()
    assert (str(shown.uuid) in page, str(hidden.uuid) in page) == (True, False)


def test_who_left_the_team_sees_not_even_her_own(client, bijeenkomst, noor):
    foto = make.make_foto(bijeenkomst, noor)
    noor.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    assert status(client, fresh(noor), foto) == 404


def test_photo_comes_with_headers_that_keep_it_here(client, bijeenkomst, noor):
    foto = make.make_foto(bijeenkomst, noor)
    client.force_login(noor)
    answer = client.get(reverse("activiteiten:foto_groot", args=[foto.uuid]))
    names = ("Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Disposition")
    assert [answer[name] for name in names] == [
        "image/webp",
        "private, no-store",
        "nosniff",
        'inline; filename="foto.webp"',
    ]
    assert set(answer["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}


def test_photo_without_its_files_is_not_there(client, bijeenkomst, noor):
    foto = make.make_foto(bijeenkomst, noor)
    services.fotos.delete_files(foto.bestand)
    assert status(client, noor, foto) == 404


def test_erased_photo_loses_its_files_and_only_counts(
    client, bijeenkomst, noor, django_capture_on_commit_callbacks
):
    foto = make.make_foto(bijeenkomst, noor)
    with django_capture_on_commit_callbacks(execute=True):
        erased = services.erase_foto(foto=foto, by=noor, waarom="weggehaald")
    assert (there(foto), erased.bestand, erased.vrijgegeven) == ([False, False], "", False)
    assert status(client, noor, foto) == 404


def test_files_stay_when_erasing_is_rolled_back(bijeenkomst, noor, django_capture_on_commit_callbacks):
    foto = make.make_foto(bijeenkomst, noor)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        services.erase_foto(foto=foto, by=noor, waarom="weggehaald")
        transaction.set_rollback(True)
    assert there(foto) == [True, True]


def test_database_keeps_no_photo_of_two_things_and_none_without_a_file(bijeenkomst, noor):
    foto = make.make_foto(bijeenkomst, noor)
    for wrong in ({"bestand": ""}, {"moment": "voor"}, {"vrijgegeven": True}, {"gewist_op": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Foto.objects.filter(pk=foto.pk).update(**wrong)


def test_sweep_removes_old_files_without_a_row_and_counts_rows_without_a_file(bijeenkomst, noor):
    kept, lost = make.make_foto(bijeenkomst, noor), make.make_foto(bijeenkomst, noor)
    services.fotos.delete_files(lost.bestand)
    default_storage.save(paths("ab" * 16)[0], ContentFile(b"x"))
    services.sweep_files()  # takes what tests of another day left in this process
    assert services.sweep_files()["zonder_rij"] == 0  # young: a row may be on its way
    swept = services.sweep_files(timezone.now() + timedelta(days=2))
    assert (swept["zonder_bestand"], swept["zonder_rij"] >= 1, there(kept)) == (1, True, [True, True])
    assert not default_storage.exists(paths("ab" * 16)[0])


def test_page_takes_several_photos_and_says_of_each_other_why_not(client, bijeenkomst, noor):
    client.force_login(noor)
    url = reverse("activiteiten:fotos", args=[bijeenkomst.uuid])
    files = [sent("goed.jpg"), sent("tekst.jpg", b"<html>"), sent("leeg.jpg", b"\x00")]
    body = {"client_id": str(uuid4()), "bestanden": files, "niemand_herkenbaar": "on"}
    text = client.post(url, body, follow=True).content.decode()
    assert "1 foto bewaard." in text
    assert "tekst.jpg: Dit is geen foto die we kunnen openen." in text
    assert Foto.objects.get().vrijgegeven


def test_script_sends_one_and_reads_why_not(client, bijeenkomst, noor):
    client.force_login(noor)
    url = reverse("activiteiten:fotos", args=[bijeenkomst.uuid])
    body = {"client_id": str(uuid4()), "bestanden": sent("x.jpg", b"GIF89a")}
    answer = client.post(url, body, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["bewaard"], len(answer.json()["fouten"])) == (422, 0, 1)
    none = client.post(url, {"client_id": str(uuid4())}, headers={"accept": "application/json"})
    assert none.json()["fouten"] == ["Kies een bestand."]


def test_student_adds_no_photo_to_what_was_over_weeks_ago(client, team, coordinator, noor):
    old = timezone.now() - timedelta(days=20)
    bijeenkomst = make.make_bijeenkomst(make.make_activiteit(team, coordinator), old)
    url = reverse("activiteiten:fotos", args=[bijeenkomst.uuid])
    client.force_login(noor)
    assert client.get(url).status_code == 403
    client.force_login(coordinator)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("path", ["/media/", "/media/fotos/", "/static/../media/", "/fotos/../../etc/passwd"])
def test_no_address_leads_to_the_folder(client, coordinator, path):
    client.force_login(coordinator)
    assert client.get(path).status_code == 404


def test_two_years_is_the_longest(bijeenkomst, noor):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        make.make_foto(bijeenkomst, noor, herkenbaar=0, vrijgegeven=True)
        clock.shift(timedelta(days=729))
        old = timezone.now() - timedelta(days=730)
        assert not Foto.objects.made_before(old).exists()
        clock.shift(timedelta(days=2))
        assert Foto.objects.made_before(timezone.now() - timedelta(days=730)).exists()
