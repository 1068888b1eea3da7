from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.errors import Refused
from partners.services import withdraw_promise
from tests import factories as make
from wijkplan.models import Dekking
from wijkplan.services import Overtaken, set_dekking

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(team):
    return make.make_coordinator(team)


@pytest.fixture
def plan(team, by):
    return make.make_plan(team.wijk, by)


@pytest.fixture
def doel(plan):
    return make.make_doel(make.make_prioriteit(plan))


@pytest.fixture
def geld(team, by):
    return make.make_bijdrage(make.make_partner(team.wijk), team.wijk, by, soort="geld", toegezegd=1000)


def test_cover_is_set_changed_and_taken_away(geld, doel, by):
    assert set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by).deel == 600
    assert set_dekking(bijdrage=geld, doel=doel, deel=Decimal(700), by=by).deel == 700
    assert set_dekking(bijdrage=geld, doel=doel, deel=None, by=by) is None
    assert not Dekking.objects.exists()


def test_parts_together_are_never_more_than_promised(geld, doel, by):
    other = make.make_doel(doel.prioriteit)
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    with pytest.raises(Refused, match="400"):
        set_dekking(bijdrage=geld, doel=other, deel=Decimal(401), by=by)
    assert set_dekking(bijdrage=geld, doel=other, deel=Decimal(400), by=by).deel == 400


def test_cover_by_a_promise_of_another_wijk_or_withdrawn_is_refused(geld, doel, by):
    elders = make.make_wijk()
    with pytest.raises(Refused, match="andere wijk"):
        set_dekking(bijdrage=make.make_bijdrage(geld.partner, elders, by), doel=doel, deel=Decimal(1), by=by)
    withdraw_promise(bijdrage=geld, reden="Gaat niet", by=by)
    with pytest.raises(Refused, match="ingetrokken"):
        set_dekking(bijdrage=geld, doel=doel, deel=Decimal(1), by=by)


def test_cover_that_somebody_else_changed_is_not_overwritten_unseen(geld, doel, by):
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    with pytest.raises(Overtaken, match="600"):
        set_dekking(bijdrage=geld, doel=doel, deel=Decimal(100), by=by, was=None, check=True)
    assert set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by, was=None, check=True).deel == 600


def test_cover_of_an_agreed_plan_stands_still_in_the_database_too(plan, geld, doel, by):
    row = set_dekking(bijdrage=geld, doel=doel, deel=Decimal(600), by=by)
    make.agree(plan, by)
    with pytest.raises(Refused, match="vastgesteld"):
        set_dekking(bijdrage=geld, doel=doel, deel=Decimal(500), by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dekking.objects.filter(pk=row.pk).update(deel=500)
