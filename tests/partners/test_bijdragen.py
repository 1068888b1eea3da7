from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Logregel
from partners.figures import per_soort, stand_of, with_unit
from partners.models import Bijdrage, Boeking
from partners.services import book, change_promise, promise, sums_of, withdraw_promise
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def by(team):
    return make.make_coordinator(team)


@pytest.fixture
def partner(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def kamers(partner, team, by):
    return make.make_bijdrage(partner, team.wijk, by, toegezegd=8)


def body(partner, team, by, **fields):
    today = TODAY()
    return {
        "partner": partner,
        "wijk": team.wijk,
        "soort": "geld",
        "omschrijving": "Bijdrage aan de maaltijd",
        "toegezegd": Decimal(15000),
        "van": today,
        "tot": today + timedelta(days=300),
        "by": by,
        **fields,
    }


def test_promise_stands_and_its_history_says_by_whom(partner, team, by):
    bijdrage = promise(**body(partner, team, by))
    event = Bijdrage.pgh_event_model.objects.get(pgh_obj=bijdrage)
    assert (event.pgh_label, event.pgh_context.metadata["door"]) == ("insert", by.pk)
    assert Logregel.objects.get().wat == "partners.toegezegd"


def test_promise_sent_twice_is_one_and_another_body_is_refused(partner, team, by):
    key = uuid4()
    first = promise(**body(partner, team, by, client_id=key))
    assert promise(**body(partner, team, by, client_id=key)) == first
    with pytest.raises(AlreadyUsed):
        promise(**body(partner, team, by, client_id=key, toegezegd=Decimal(1)))


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("toegezegd", {"toegezegd": Decimal(0)}),
        ("toegezegd", {"toegezegd": Decimal("1.5"), "soort": "woonruimte"}),
        ("tot", {"tot": timezone.localdate() - timedelta(days=1)}),
    ],
)
def test_promise_of_nothing_half_rooms_or_no_period_is_refused(partner, team, by, field, fields):
    with pytest.raises(Refused) as refused:
        promise(**body(partner, team, by, **fields))
    assert refused.value.field == field


def test_promise_of_an_organisation_that_is_not_involved_is_refused(team, by):
    with pytest.raises(Refused, match="niet betrokken"):
        promise(**body(make.make_partner(make.make_wijk()), team, by))


def test_promise_changes_with_a_reason_kept_in_its_history(kamers, by):
    kamers.toegezegd = Decimal(6)
    change_promise(bijdrage=kamers, reden="Twee kamers zijn verhuurd", expected_slot=0, by=by)
    event = Bijdrage.pgh_event_model.objects.filter(pgh_obj=kamers).order_by("-pgh_id").first()
    assert (event.toegezegd, event.pgh_context.metadata["waarom"]) == (6, "Twee kamers zijn verhuurd")


def test_promise_is_not_changed_unseen(kamers, by):
    kamers.toegezegd = Decimal(6)
    change_promise(bijdrage=kamers, reden="Minder", expected_slot=0, by=by)
    with pytest.raises(Conflict):
        change_promise(bijdrage=kamers, reden="Nog minder", expected_slot=0, by=by)


def test_promise_withdrawn_needs_a_reason_and_changes_no_more(kamers, by):
    with pytest.raises(Refused):
        withdraw_promise(bijdrage=kamers, reden=" ", by=by)
    withdraw_promise(bijdrage=kamers, reden="Sloop gaat voor", by=by)
    with pytest.raises(Refused, match="ingetrokken"):
        change_promise(bijdrage=kamers, reden="Toch", expected_slot=1, by=by)
    with pytest.raises(Refused, match="ingetrokken"):
        book(bijdrage=kamers, soort="ontvangen", hoeveel=Decimal(1), datum=TODAY(), by=by)


def test_booking_adds_up_and_a_mistake_is_booked_back(kamers, by):
    book(bijdrage=kamers, soort="ontvangen", hoeveel=Decimal(9), datum=TODAY(), by=by)
    book(bijdrage=kamers, soort="ontvangen", hoeveel=Decimal(-1), datum=TODAY(), by=by)
    assert sums_of(kamers) == {"ontvangen": 8, "besteed": 0}


@pytest.mark.parametrize(
    ("field", "hoeveel", "days"),
    [("hoeveel", 0, 0), ("hoeveel", -1, 0), ("datum", 1, 1), ("hoeveel", "0.5", 0)],
)
def test_booking_nothing_below_zero_tomorrow_or_half_a_room_is_refused(kamers, by, field, hoeveel, days):
    with pytest.raises(Refused) as refused:
        book(
            bijdrage=kamers,
            soort="ontvangen",
            hoeveel=Decimal(hoeveel),
            datum=TODAY() + timedelta(days=days),
            by=by,
        )
    assert refused.value.field == field


def test_booking_more_used_than_came_in_asks_for_a_yes(kamers, by):
    used = {"bijdrage": kamers, "soort": "besteed", "hoeveel": Decimal(2), "datum": TODAY(), "by": by}
    with pytest.raises(Refused) as refused:
        book(**used)
    assert refused.value.field == "bevestigd"
    assert book(**used, bevestigd=True).hoeveel == 2


def test_booking_sent_twice_is_one(kamers, by):
    same = {
        "bijdrage": kamers,
        "soort": "ontvangen",
        "hoeveel": Decimal(2),
        "datum": TODAY(),
        "by": by,
        "client_id": uuid4(),
    }
    assert book(**same) == book(**same)
    assert Boeking.objects.count() == 1


def test_kinds_are_never_added_up(partner, team, by):
    for soort, amount in (("geld", 100), ("uren", 40), ("kennis", 8), ("uren", 2)):
        make.make_bijdrage(partner, team.wijk, by, soort=soort, toegezegd=amount)
    rows = [stand_of(row, TODAY()) for row in Bijdrage.objects.with_sums()]
    assert [(t.soort, t.toegezegd, t.nagekomen) for t in per_soort(rows)] == [
        ("geld", 100, 0),
        ("uren", 42, 0),
        ("kennis", 8, 0),
    ]


def test_kept_is_received_over_promised_without_what_was_withdrawn(partner, team, by):
    one = make.make_bijdrage(partner, team.wijk, by, toegezegd=8)
    other = make.make_bijdrage(partner, team.wijk, by, toegezegd=4)
    book(bijdrage=one, soort="ontvangen", hoeveel=Decimal(6), datum=TODAY(), by=by)
    withdraw_promise(bijdrage=other, reden="Gaat niet", by=by)
    [total] = per_soort(stand_of(row, TODAY()) for row in Bijdrage.objects.with_sums())
    assert (total.nagekomen, total.kort) == (75, "8 kamers, 6 ontvangen")


def test_overdue_is_what_should_have_come_and_did_not(partner, team, by):
    yesterday = TODAY() - timedelta(days=1)
    late = make.make_bijdrage(partner, team.wijk, by, toegezegd=8, verwacht_op=yesterday)
    make.make_bijdrage(partner, team.wijk, by, toegezegd=8, verwacht_op=TODAY())
    came = make.make_bijdrage(partner, team.wijk, by, toegezegd=8, verwacht_op=yesterday)
    book(bijdrage=came, soort="ontvangen", hoeveel=Decimal(8), datum=TODAY(), by=by)
    assert list(Bijdrage.objects.overdue(TODAY())) == [late]
    assert [stand_of(row, TODAY()).te_laat for row in Bijdrage.objects.with_sums().order_by("pk")] == [
        True,
        False,
        False,
    ]


def test_amounts_are_told_with_their_own_unit():
    assert (with_unit("geld", Decimal("1234.50")), with_unit("woonruimte", Decimal("8.00"))) == (
        "€\u00a01.234,50",
        "8 kamers",
    )
