"""Consent on photos: by number, of everybody one can recognise, and taken back as easily as given."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Foto
from activiteiten.models.foto import paths
from bewoners import services
from bewoners.models import Beeldtoestemming
from core.errors import Refused
from mensen.models import Logregel
from mensen.services.bewaren import count_past_keeping, sweep_bewaartermijnen
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(team):
    return make.make_student(team, "Noor Visser")


@pytest.fixture
def foto(team, coordinator, noor):
    return make.make_foto(make.make_bijeenkomst(make.make_activiteit(team, coordinator)), noor)


def says_yes(foto, by, persoon=1, **fields):
    said = {"wie": "zelf", "wijze": "mondeling", "gegeven_op": timezone.localdate(), "client_id": uuid4()}
    return services.add_beeldtoestemming(foto=foto, persoon=persoon, by=by, **{**said, **fields})


def released(foto):
    return Foto.objects.get(pk=foto.pk).vrijgegeven


def test_photo_with_nobody_recognisable_is_released(foto, noor):
    assert services.say_herkenbaar(foto=foto, aantal=0, by=noor).vrijgegeven


def test_photo_is_released_once_everybody_on_it_said_yes(foto, noor):
    services.say_herkenbaar(foto=foto, aantal=2, by=noor)
    says_yes(foto, noor)
    assert not released(foto)
    says_yes(foto, noor, 2, wie="ouder")
    assert released(foto)
    services.say_herkenbaar(foto=foto, aantal=3, by=noor)
    assert not released(foto)


def test_consent_keeps_a_number_and_which_text_was_told(foto, noor):
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    row = says_yes(foto, noor)
    assert (row.persoon, row.tekst_versie, row.relatie, row.wijk_id) == (1, "2026-1", None, foto.wijk_id)
    assert {f.name for f in Beeldtoestemming._meta.fields} & {"naam", "voornaam", "tekst", "notitie"} == set()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"persoon": 3}, "Zoveel mensen staan er niet op."),
        ({"gegeven_op": timezone.localdate() + timedelta(days=2)}, "Deze dag moet nog komen."),
    ],
)
def test_consent_that_cannot_be_is_refused(foto, noor, said, why):
    services.say_herkenbaar(foto=foto, aantal=2, by=noor)
    with pytest.raises(Refused, match=why):
        says_yes(foto, noor, **said)


def test_nothing_is_kept_of_a_child_but_that_a_parent_said_yes(foto, noor, team):
    relatie = make.make_relatie(team.wijk, noor)
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    with pytest.raises(Refused, match="jonger is dan 16"):
        says_yes(foto, noor, wie="ouder", relatie=relatie)
    row = says_yes(foto, noor, relatie=relatie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Beeldtoestemming.objects.filter(pk=row.pk).update(wie="ouder")


def test_fewer_people_than_said_yes_is_refused(foto, noor):
    services.say_herkenbaar(foto=foto, aantal=2, by=noor)
    says_yes(foto, noor, 2)
    with pytest.raises(Refused):
        services.say_herkenbaar(foto=foto, aantal=1, by=noor)


def test_taking_back_erases_the_photo_and_is_remembered(foto, noor, team, django_capture_on_commit_callbacks):
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    row = says_yes(foto, noor, relatie=make.make_relatie(team.wijk, noor))
    files = paths(foto.bestand)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_beeldtoestemming(toestemming=row, by=noor)
        services.withdraw_beeldtoestemming(toestemming=row, by=noor)
    row.refresh_from_db()
    assert [default_storage.exists(path) for path in files] == [False, False]
    assert (row.ingetrokken_op, row.relatie) == (timezone.localdate(), None)
    assert Logregel.objects.filter(wat="bewoners.beeldtoestemming_ingetrokken").count() == 1


def test_nobody_says_yes_on_a_photo_that_is_gone(foto, noor):
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    services.remove_foto(foto=foto, by=noor)
    with pytest.raises(Refused, match="er niet meer"):
        says_yes(foto, noor)


def test_sweep_forgets_after_24_months_with_files_and_consents(
    foto, noor, django_capture_on_commit_callbacks
):
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    says_yes(foto, noor)
    files = paths(foto.bestand)
    with time_machine.travel(timezone.now() + timedelta(days=729)):
        assert count_past_keeping()["fotos"] == 0
    with time_machine.travel(timezone.now() + timedelta(days=731)):
        assert count_past_keeping()["fotos"] == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep_bewaartermijnen()["fotos"] == 1
    assert [default_storage.exists(path) for path in files] == [False, False]
    assert (Foto.objects.count(), Beeldtoestemming.objects.count()) == (0, 0)


def test_sweep_forgets_after_30_days_what_nobody_answered_for(foto, noor):
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert count_past_keeping()["fotos_zonder_antwoord"] == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert sweep_bewaartermijnen()["fotos_zonder_antwoord"] == 1
    assert Foto.objects.count() == 0


def test_page_leads_from_number_to_consent_to_taken_back(client, foto, noor):
    client.force_login(noor)
    url = reverse("bewoners:foto", args=[foto.uuid])
    client.post(reverse("bewoners:say_herkenbaar", args=[foto.uuid]), {"aantal": "1"})
    ask = reverse("bewoners:beeldtoestemming", args=[foto.uuid])
    assert "Meedoen kan ook zonder foto." in client.get(ask).content.decode()
    said = {"persoon": "1", "wie": "zelf", "wijze": "bericht", "gegeven_op": timezone.localdate().isoformat()}
    client.post(ask, {**said, "client_id": str(uuid4())})
    assert "Iedereen die herkenbaar is gaf toestemming." in client.get(url).content.decode()
    client.post(reverse("bewoners:withdraw_beeld", args=[Beeldtoestemming.objects.get().uuid]))
    assert client.get(url).status_code == 404


def test_teammate_takes_back_for_somebody_but_judges_nothing(client, foto, noor, team):
    services.say_herkenbaar(foto=foto, aantal=1, by=noor)
    row = says_yes(foto, noor)
    client.force_login(make.make_student(team))
    assert (
        client.post(reverse("bewoners:say_herkenbaar", args=[foto.uuid]), {"aantal": "0"}).status_code == 403
    )
    assert client.post(reverse("bewoners:withdraw_beeld", args=[row.uuid])).status_code == 302
    assert not Foto.objects.existing().exists()
