"""The life of a measurement: whose it is, who settles it, and what the house counts itself."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht
from tests import factories as f
from wijkplan import services
from wijkplan.figures import stand
from wijkplan.models import Indicator, Meting

pytestmark = pytest.mark.django_db
WAARDEN = {"peildatum": date(2026, 6, 1), "waarde": Decimal(45), "n": 38, "bron": "vragenlijst"}
MEI = {"periode_van": date(2026, 5, 1), "periode_tot": date(2026, 5, 31), "peildatum": date(2026, 5, 31)}


@pytest.fixture
def student(team):
    return f.make_student(team, "Noor Visser")


@pytest.fixture
def wacht(indicator, student):
    return services.record_meting(indicator=indicator, by=student, **WAARDEN)


def counted(indicator, waarde, by=None, **values):
    values = MEI | {"n": 4, "bron": "VoorUit", "waarde": Decimal(waarde), **values}
    return services.record_meting(indicator=indicator, by=by, berekend=True, **values)


@pytest.fixture
def telt(doel):
    return f.make_indicator(doel, berekening="bezoeken", eenheid="bezoeken")


# -- whose it is --------------------------------------------------------------------------------------


def test_what_a_coordinator_writes_is_settled_at_once(indicator, coordinator):
    meting = services.record_meting(indicator=indicator, by=coordinator, **WAARDEN)
    assert (meting.status, meting.beoordeeld_door) == ("vastgesteld", coordinator)
    assert meting.beoordeeld_op is not None


@pytest.mark.parametrize(("indienen", "status"), [(True, "ingediend"), (False, "concept")])
def test_what_a_teamlid_writes_waits_or_is_a_concept(indicator, student, indienen, status):
    meting = services.record_meting(indicator=indicator, by=student, indienen=indienen, **WAARDEN)
    assert (meting.status, meting.door, meting.beoordeeld_door) == (status, student, None)


def test_only_what_is_settled_counts(indicator, wacht, coordinator):
    assert stand(indicator).nu is None
    services.confirm_meting(meting=wacht, slot=0, by=coordinator)
    assert stand(indicator).nu == 45


def test_a_concept_is_handed_in_once(indicator, student):
    meting = services.record_meting(indicator=indicator, by=student, indienen=False, **WAARDEN)
    services.submit_meting(meting=meting, slot=0, by=student)
    assert Meting.objects.get().status == "ingediend"
    with pytest.raises(Refused, match="al ingediend"):
        services.submit_meting(meting=meting, slot=1, by=student)


def test_a_measurement_comes_back_with_its_reason_and_is_handed_in_again(wacht, student, coordinator):
    services.return_meting(meting=wacht, reden="  Welke groep? ", slot=0, by=coordinator)
    found = Meting.objects.get()
    assert (found.status, found.teruggelegd_omdat) == ("teruggelegd", "Welke groep?")
    [bericht] = Bericht.objects.all()
    assert (bericht.aan, bericht.soort) == (student, "wijkplan.meting_teruggelegd")
    assert "Welke groep?" in bericht.tekst
    services.change_meting(meting=found, slot=1, by=student, waarde=Decimal(44), indienen=True)
    assert list(Meting.objects.values_list("status", "waarde")) == [("ingediend", 44)]


def test_nothing_is_given_back_without_a_reason(wacht, coordinator):
    with pytest.raises(Refused) as refused:
        services.return_meting(meting=wacht, reden=" ", slot=0, by=coordinator)
    assert refused.value.field == "reden"
    assert Bericht.objects.count() == 0


def test_what_changed_meanwhile_is_not_settled_unseen(wacht, student, coordinator):
    seen = Meting.objects.get()
    services.change_meting(meting=wacht, slot=0, by=student, waarde=Decimal(90))
    with pytest.raises(Conflict):
        services.confirm_meting(meting=seen, slot=0, by=coordinator)
    assert Meting.objects.get().status == "ingediend"


@pytest.mark.parametrize("act", ["confirm_meting", "return_meting"])
def test_a_settled_measurement_is_not_judged_again(indicator, coordinator, act):
    meting = f.make_meting(indicator, coordinator)
    extra = {"reden": "x"} if act == "return_meting" else {}
    with pytest.raises(Refused, match="wacht niet op jou"):
        getattr(services, act)(meting=meting, slot=0, by=coordinator, **extra)


def test_the_database_takes_nothing_settled_back(indicator, coordinator):
    f.make_meting(indicator, coordinator)
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Meting.objects.update(status="concept")


# -- periods ------------------------------------------------------------------------------------------


def test_several_measurements_stand_in_one_period(indicator, coordinator):
    for waarde in (40, 42):
        services.record_meting(
            indicator=indicator, by=coordinator, **WAARDEN | MEI | {"waarde": Decimal(waarde)}
        )
    laatste = date(2026, 5, 31)
    assert list(Meting.objects.values_list("waarde", "peildatum")) == [(40, laatste), (42, laatste)]


@pytest.mark.parametrize(
    "period",
    [
        {"periode_van": date(2026, 5, 1), "periode_tot": None},
        {"periode_van": None, "periode_tot": date(2026, 5, 1)},
        {"periode_van": date(2026, 5, 2), "periode_tot": date(2026, 5, 1)},
    ],
)
def test_half_a_period_or_a_reversed_one_is_refused(indicator, coordinator, period):
    with pytest.raises(Refused) as refused:
        services.record_meting(indicator=indicator, by=coordinator, **WAARDEN | period)
    assert refused.value.field == "periode_tot"


@pytest.mark.parametrize("period", [{"periode_van": date(2026, 5, 1)}, {"periode_tot": date(2026, 5, 1)}])
def test_the_database_refuses_half_a_period(indicator, coordinator, period):
    with pytest.raises(IntegrityError, match="meting_period"), transaction.atomic():
        f.make_meting(indicator, coordinator, **period)


def test_the_same_form_twice_is_one_and_another_person_is_refused(indicator, student, team):
    sent = {"indicator": indicator, "client_id": uuid4(), **WAARDEN}
    assert services.record_meting(by=student, **sent) == services.record_meting(by=student, **sent)
    with pytest.raises(AlreadyUsed):
        services.record_meting(by=f.make_student(team), **sent)


# -- what counts by itself ----------------------------------------------------------------------------


def test_a_count_is_corrected_with_history_and_stays_one_row(telt):
    first = counted(telt, 40)
    assert counted(telt, 40).slot == 0
    assert (counted(telt, 43, toelichting="3 niet geteld").pk, Meting.objects.count()) == (first.pk, 1)
    events = Meting.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "waarde")
    assert list(events) == [("insert", 40), ("update", 43)]


def test_a_count_is_of_nobody_and_settled(telt):
    meting = counted(telt, 40)
    assert (meting.door, meting.berekend, meting.status) == (None, True, "vastgesteld")


def test_nobody_types_over_a_count_or_removes_it(telt, coordinator):
    meting = counted(telt, 40)
    acts = [
        lambda: services.record_meting(indicator=telt, by=coordinator, **WAARDEN),
        lambda: services.change_meting(meting=meting, slot=0, by=coordinator, waarde=Decimal(99)),
        lambda: services.remove_meting(meting=meting, by=coordinator, slot=0),
    ]
    for act in acts:
        with pytest.raises(Refused, match=r"vanzelf|VoorUit zelf"):
            act()
    assert list(Meting.objects.values_list("waarde", flat=True)) == [40]


def test_what_people_measure_is_not_counted_by_the_house(indicator):
    with pytest.raises(Refused, match="niet vanzelf"):
        counted(indicator, 40)


def test_a_count_that_can_not_be_told_goes_and_its_history_stays(plan, telt):
    counted(telt, 40)
    period = {"periode_van": MEI["periode_van"], "periode_tot": MEI["periode_tot"]}
    gone = services.Telwaarde(indicator=telt, waarde=None, bron="VoorUit", **period)
    assert services.record_counts(plan=plan, counts=[gone], by=None) == 1
    assert services.record_counts(plan=plan, counts=[gone], by=None) == 0
    assert Meting.pgh_event_model.objects.filter(pgh_label="delete").count() == 1


def test_many_counts_at_once_say_the_same_as_one_by_one(plan, telt):
    counted(telt, 40)
    values = {"periode_van": MEI["periode_van"], "periode_tot": MEI["periode_tot"], "bron": "VoorUit", "n": 4}
    same, other = (
        services.Telwaarde(indicator=telt, waarde=Decimal(waarde), **values) for waarde in (40, 41)
    )
    assert services.record_counts(plan=plan, counts=[same], by=None) == 0
    assert services.record_counts(plan=plan, counts=[other], by=None) == 1
    assert list(Meting.objects.values_list("waarde", "slot")) == [(41, 1)]


def test_what_counts_by_itself_has_its_unit_and_is_never_told_as_an_effect(doel, coordinator):
    made = services.add_indicator(
        doel=doel, naam="Bezoeken", berekening="bezoeken", niveau="effect", eenheid="%", by=coordinator
    )
    assert (made.eenheid, made.niveau) == ("bezoeken", "prestatie")


def test_another_way_to_count_is_refused_once_it_was_measured(indicator, coordinator):
    f.make_meting(indicator, coordinator)
    with pytest.raises(Refused) as refused:
        services.change_indicator(indicator=indicator, slot=0, by=coordinator, berekening="bezoeken")
    assert refused.value.field == "berekening"


def test_asking_later_is_no_content_of_the_plan(plan, indicator, coordinator):
    f.agree(plan, coordinator)
    day = date(plan.periode_tot.year, 12, 31)
    services.postpone_meting(indicator=indicator, tot=day, by=coordinator)
    assert Indicator.objects.values_list("uitgesteld_tot", "slot").get() == (day, 0)
    with pytest.raises(Refused):
        services.postpone_meting(indicator=indicator, tot=date(2020, 1, 1), by=coordinator)


@pytest.mark.parametrize("field", ["peildatum", "periode_tot"])
def test_what_is_not_there_yet_cannot_be_measured(client, indicator, coordinator, field):
    today = timezone.localdate()
    body = {"waarde": "4", "bron": "vragenlijst", "bewijsniveau": "2", "client_id": uuid4()}
    days = {"peildatum": today, "periode_van": today, "periode_tot": today}
    client.force_login(coordinator)
    url = reverse("wijkplan:meting_create", args=[indicator.uuid])
    page = client.post(url, body | days | {field: today + timedelta(days=1)})
    assert field in page.context["form"].errors
    assert client.post(url, body | days).status_code == 302
