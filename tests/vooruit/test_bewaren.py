"""Each room's rows about people are forgotten when their term is over, and not a day before."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Inzet
from mensen.models import Logregel, User
from mensen.services import count_past_keeping
from mensen.tasks import sweep_what_is_old
from partners.models import Afspraak, Contactpersoon
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def after(time_machine):
    """So many days later, what the sweep would forget, and then forgot: only the named rows."""
    start = timezone.now()

    def swept(days, *names):
        time_machine.move_to(start + timedelta(days=days))
        counted = count_past_keeping()
        assert sweep_what_is_old() == counted
        return {name: counted[name] for name in names}

    return swept


def test_a_contact_person_is_gone_a_year_after_leaving_with_her_account(after):
    today = timezone.localdate()
    partner = f.make_partner()
    gone = f.make_contactpersoon(partner, naam="Ruud Terpstra", telefoon="06-12345678", tot=today)
    stays = f.make_contactpersoon(partner)
    names = ("gebruikers", "contactpersonen")
    assert after(364, *names) == {"gebruikers": 0, "contactpersonen": 0}
    assert after(367, *names) == {"gebruikers": 1, "contactpersonen": 1}
    assert list(Contactpersoon.objects.all()) == [stays]
    assert User.objects.get(pk=gone.user_id).naam == "Voormalig deelnemer"
    assert after(368, *names) == {"gebruikers": 0, "contactpersonen": 0}


def test_an_account_loses_name_address_and_key_two_years_after_the_last_role_and_keeps_its_work(
    after, client
):
    team, today = f.make_team(), timezone.localdate()
    noor = f.make_student(team, "Noor Visser", tot=today)
    emre = f.make_student(team, "Emre", tot=today)
    f.give_rol(emre, "trainer", van=today + timedelta(days=1))
    noor.set_password("geheim-genoeg-1")
    noor.telefoon = "06-12345678"
    noor.save()
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    afspraak = f.make_afspraak(team.wijk, noor)
    assert after(729, "gebruikers") == {"gebruikers": 0}
    assert after(732, "gebruikers") == {"gebruikers": 1}
    noor = User.objects.get(pk=noor.pk)
    assert (noor.naam, noor.telefoon, noor.is_active) == ("Voormalig deelnemer", "", False)
    assert (noor.email, noor.has_usable_password()) == (f"vergeten-{noor.uuid}@invalid", False)
    assert not EmailAddress.objects.filter(user=noor).exists()
    assert Afspraak.objects.get(pk=afspraak.pk).door == noor
    assert User.objects.get(pk=emre.pk).naam == "Emre"
    [told] = Logregel.objects.filter(wat="mensen.bewaartermijn_voorbij")
    assert told.details == {"gebruikers": 1}


def test_an_afspraak_is_gone_two_years_after_it_was_done_and_an_open_one_stays(after, team, coordinator):
    now = timezone.now()
    f.make_afspraak(team.wijk, coordinator, afgerond_op=now, afgerond_door=coordinator)
    waits = f.make_afspraak(team.wijk, coordinator)
    assert after(729, "afspraken") == {"afspraken": 0}
    assert after(731, "afspraken") == {"afspraken": 1}
    assert list(Afspraak.objects.all()) == [waits]


def test_who_was_not_there_is_forgotten_after_the_next_quarter_and_who_was_counts_on(
    after, client, team, coordinator, time_machine
):
    day = f.make_counted(f.make_activiteit(team, coordinator), 12, coordinator)
    noor, emre = f.make_student(team, "Noor Visser"), f.make_student(team, "Emre Kaya")
    f.make_inzet(day, noor, status="aanwezig")
    f.make_inzet(day, emre, status="afwezig")
    client.force_login(coordinator)
    url = reverse("activiteiten:bijeenkomst", args=[day.uuid])
    assert "Noor Visser" in client.get(url).content.decode()
    assert after(60, "inzet") == {"inzet": 0}
    assert after(190, "inzet") == {"inzet": 1}
    assert Inzet.objects.get().user == noor
    client.force_login(f.fresh(coordinator))
    page = client.get(url).content.decode()
    assert ("Noor Visser" in page, "laten we dit en het vorige kwartaal zien" in page) == (False, True)
