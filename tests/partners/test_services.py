from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Logregel
from partners import services
from partners.models import Afspraak, Betrokkenheid, Contactpersoon, Partner
from tests.factories import (
    LONG_AGO,
    fresh,
    make_afspraak,
    make_coordinator,
    make_partner,
    make_user,
    make_wijk,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def by(team):
    return make_coordinator(team)


def test_make_partner_refuses_a_name_that_is_there_whatever_its_capitals(by):
    services.make_partner(naam="De Sluiswachter", soort="corporatie", by=by)
    with pytest.raises(Refused):
        services.make_partner(naam="de sluiswachter ", soort="corporatie", by=by)
    assert Partner.objects.count() == 1


def test_make_partner_refuses_no_name(by):
    with pytest.raises(Refused):
        services.make_partner(naam=" ", soort="corporatie", by=by)


def test_involve_opens_the_wijk_to_the_people_of_the_organisation(by, team):
    partner = make_partner()
    user = make_user()
    services.add_contactpersoon(partner=partner, naam="Ruud", user=user, by=by)
    assert fresh(user).scope.partner_wijken == frozenset()
    services.involve(partner=partner, wijk=team.wijk, rol="financier", by=by)
    assert fresh(user).scope.partner_wijken == {team.wijk_id}


def test_involve_refuses_the_same_role_in_an_overlapping_period(by, team):
    partner = make_partner(team.wijk)
    with pytest.raises(Refused):
        services.involve(partner=partner, wijk=team.wijk, rol="opdrachtgever", by=by)
    services.involve(partner=partner, wijk=team.wijk, rol="financier", by=by)


def test_involve_refuses_a_last_day_before_the_first(by, team):
    with pytest.raises(Refused):
        services.involve(
            partner=make_partner(),
            wijk=team.wijk,
            rol="financier",
            by=by,
            van=date(2026, 2, 1),
            tot=date(2026, 1, 31),
        )


def test_involve_before_another_period_is_allowed(by, team):
    partner = make_partner(team.wijk)
    van = LONG_AGO - timedelta(days=30)
    row = services.involve(
        partner=partner,
        wijk=team.wijk,
        rol="opdrachtgever",
        by=by,
        van=van,
        tot=LONG_AGO - timedelta(days=1),
    )
    assert row.van == van


def test_end_betrokkenheid_closes_the_wijk_the_next_day(by, team, time_machine):
    partner, user = make_partner(team.wijk), make_user()
    services.add_contactpersoon(partner=partner, naam="Ruud", user=user, by=by)
    services.end_betrokkenheid(betrokkenheid=Betrokkenheid.objects.get(), tot=TODAY(), by=by)
    assert fresh(user).scope.partner_wijken == {team.wijk_id}
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert fresh(user).scope.partner_wijken == frozenset()


def test_end_betrokkenheid_refuses_a_day_before_it_began(by, team):
    make_partner(team.wijk)
    with pytest.raises(Refused):
        services.end_betrokkenheid(
            betrokkenheid=Betrokkenheid.objects.get(), tot=LONG_AGO - timedelta(days=1), by=by
        )


def test_add_contactpersoon_refuses_an_account_twice(by):
    partner, user = make_partner(), make_user()
    services.add_contactpersoon(partner=partner, naam="Ruud", user=user, by=by)
    with pytest.raises(Refused):
        services.add_contactpersoon(partner=partner, naam="Ruud", user=user, by=by)


def test_add_contactpersoon_refuses_a_last_day_before_the_first(by):
    with pytest.raises(Refused):
        services.add_contactpersoon(
            partner=make_partner(), naam="Ruud", by=by, van=TODAY(), tot=TODAY() - timedelta(days=1)
        )


def test_invite_contactpersoon_twice_keeps_one_person(by):
    partner = make_partner()
    first = services.invite_contactpersoon(partner=partner, email="r@s.test", naam="Ruud", by=by)
    second = services.invite_contactpersoon(partner=partner, email="r@s.test", naam="Ruud", by=by)
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert Contactpersoon.objects.count() == 1


def test_add_to_wijk_does_not_double_an_organisation(by):
    one, two = make_wijk(), make_wijk()
    body = {"naam": "Van Heemfonds", "soort": "fonds", "rol": "financier", "by": by}
    services.add_to_wijk(wijk=one, persoon="Ineke", telefoon="06-12345678", **body)
    services.add_to_wijk(wijk=two, **body)
    assert Partner.objects.count() == 1
    assert Contactpersoon.objects.get().telefoon == "06-12345678"


def note(team, by, **fields):
    body = {"tekst": "Sleutel regelen", "voor": TODAY(), "client_id": uuid4()}
    return services.note_afspraak(wijk=team.wijk, by=by, **{**body, **fields})


def test_note_afspraak_twice_makes_one(by, team):
    client_id = uuid4()
    assert note(team, by, client_id=client_id) == note(team, by, client_id=client_id)
    assert Afspraak.objects.count() == 1


def test_note_afspraak_refuses_another_body_under_the_same_id(by, team):
    client_id = uuid4()
    note(team, by, client_id=client_id)
    with pytest.raises(AlreadyUsed):
        note(team, by, client_id=client_id, tekst="Iets anders")


def test_note_afspraak_refuses_another_person_under_the_same_id(by, team):
    client_id = uuid4()
    note(team, by, client_id=client_id)
    with pytest.raises(AlreadyUsed):
        note(team, make_coordinator(team), client_id=client_id)


def test_note_afspraak_refuses_an_organisation_of_elsewhere(by, team):
    with pytest.raises(Refused):
        note(team, by, partner=make_partner(make_wijk()))


def test_change_afspraak_second_save_conflicts(by, team):
    row = make_afspraak(team.wijk, by)
    mine, theirs = Afspraak.objects.get(), Afspraak.objects.get()
    theirs.tekst = "Van hen"
    services.change_afspraak(afspraak=theirs, expected_slot=0, by=by)
    mine.tekst = "Van mij"
    with pytest.raises(Conflict):
        services.change_afspraak(afspraak=mine, expected_slot=0, by=by)
    row.refresh_from_db()
    assert row.tekst == "Van hen"


def test_change_afspraak_keeps_a_partner_that_left_but_takes_no_other(by, team):
    row = make_afspraak(team.wijk, by, partner=make_partner())
    row.tekst = "Nieuwe tekst"
    services.change_afspraak(afspraak=row, expected_slot=0, by=by)
    row.partner = make_partner()
    with pytest.raises(Refused):
        services.change_afspraak(afspraak=row, expected_slot=1, by=by)


def test_finish_and_reopen_are_logged_and_safe_to_repeat(by, team):
    row = make_afspraak(team.wijk, by)
    services.finish_afspraak(afspraak=row, by=by)
    done = services.finish_afspraak(afspraak=row, by=by)
    assert done.afgerond_door == by
    services.reopen(afspraak=row, by=by)
    again = services.reopen(afspraak=row, by=by)
    assert (again.afgerond_op, again.afgerond_door) == (None, None)
    assert list(Logregel.objects.order_by("pk").values_list("wat", flat=True)) == [
        "partners.afspraak_afgerond",
        "partners.afspraak_heropend",
    ]
