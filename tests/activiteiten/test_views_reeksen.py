"""The screens of series: read the days first, then save; one, these and following, or all."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Activiteit, Bijeenkomst, Reeks, Sluiting
from tests.activiteiten.test_views_plannen import new
from tests.factories import make_bijeenkomst, make_counted, make_inzet, make_reeks, make_sluiting


@pytest.fixture
def yasmina(client, huis):
    client.force_login(huis.yasmina)
    return client


@pytest.fixture
def reeks(huis):
    reeks = make_reeks(huis.taalcafe, huis.yasmina)
    services.plan_ahead(reeks=reeks)
    return reeks


def fields_of(page):
    """What a form on the page would send back."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, [], "")}


def read(client, url, data):
    """Post once to see the days, and again as read; return both answers."""
    seen = client.post(url, data)
    return seen, client.post(url, data | {"gezien": seen.context["form"].kenmerk})


def test_days_are_read_before_an_activity_that_comes_back_is_made(yasmina, huis):
    url = reverse("activiteiten:create")
    data = new(huis, herhaal="week", sla_over=["eigen"])
    make_sluiting(huis.wijk, van=timezone.localdate() + timedelta(days=10))
    seen = yasmina.post(url, data)
    assert not Activiteit.objects.filter(titel="Buurtmaaltijd").exists()
    assert "Verbouwing" in seen.content.decode()
    yasmina.post(url, data | {"gezien": seen.context["form"].kenmerk})
    made = Activiteit.objects.get(titel="Buurtmaaltijd")
    assert made.bijeenkomsten.count() == len(seen.context["voorstel"].keren)


def test_a_holiday_nobody_filled_in_is_named_before_saving(yasmina, huis):
    make_sluiting(huis.wijk, van=timezone.localdate() + timedelta(days=10))
    data = new(huis, herhaal="week", sla_over=["eigen", "feestdag", "ramadan"])
    seen = yasmina.post(reverse("activiteiten:create"), data)
    assert seen.context["voorstel"].onbekend == ["ramadan"]
    assert "geen dagen: ramadan" in seen.content.decode()


def test_ending_a_series_says_how_many_and_can_be_taken_back(yasmina, huis):
    _seen, _made = read(yasmina, reverse("activiteiten:create"), new(huis, herhaal="week"))
    row = Bijeenkomst.objects.filter(activiteit__titel="Buurtmaaltijd").order_by("begin")[1]
    count = row.reeks.bijeenkomsten.count() - 1
    page = yasmina.get(row.get_absolute_url()).content.decode()
    assert f"deze en alle volgende ({count})" in page
    asked = {"welke": "volgende"}
    page = yasmina.post(reverse("activiteiten:cancel", args=[row.uuid]), asked, follow=True).content.decode()
    assert f"{count} keer gaat niet door" in page
    page = yasmina.post(reverse("activiteiten:restore", args=[row.uuid]), asked, follow=True).content.decode()
    assert f"{count} keer teruggezet" in page


def test_a_rule_changed_after_reading_is_read_again(yasmina, huis):
    url = reverse("activiteiten:create")
    seen = yasmina.post(url, data := new(huis, herhaal="week"))
    again = yasmina.post(url, data | {"gezien": seen.context["form"].kenmerk, "herhaal": "twee_weken"})
    assert again.context["voorstel"].keren
    assert not Reeks.objects.exists()


@pytest.mark.parametrize("junk", ["", "elke dinsdag", "FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_junk_rule_is_refused_beside_its_field(yasmina, huis, junk):
    page = yasmina.post(reverse("activiteiten:create"), new(huis, herhaal="regel", regel=junk))
    assert list(page.context["form"].errors) == ["regel"]
    assert not Activiteit.objects.filter(titel="Buurtmaaltijd").exists()


def test_an_activity_gets_a_monthly_series_and_tells_it(yasmina, huis):
    url = reverse("activiteiten:repeat", args=[huis.taalcafe.uuid])
    data = {
        "dag": "14-07-2099",
        "van": "13.00",
        "tot": "16.00",
        "herhaal": "maand",
        "client_id": str(uuid4()),
    }
    data["dag"] = f"{date(timezone.localdate().year + 1, 1, 8):%d-%m-%Y}"
    _seen, done = read(yasmina, url, data | {"dicht": "07:08"})
    assert done.url == huis.taalcafe.get_absolute_url()
    page = yasmina.get(done.url).content.decode()
    assert "van de maand, 13.00–16.00; niet in juli en augustus" in page


def test_a_series_is_changed_after_reading_and_keeps_its_rule_in_plain_words(yasmina, reeks):
    url = reverse("activiteiten:reeks", args=[reeks.uuid])
    data = fields_of(yasmina.get(url)) | {"tot": "22.00"}
    _seen, done = read(yasmina, url, data)
    assert done.status_code == 302
    rows = Bijeenkomst.objects.filter(reeks=reeks)
    assert {timezone.localtime(row.eind).hour for row in rows} == {22}


def test_who_saves_a_series_second_sees_both(yasmina, reeks):
    url = reverse("activiteiten:reeks", args=[reeks.uuid])
    data = fields_of(yasmina.get(url))
    Reeks.objects.filter(pk=reeks.pk).update(slot=4)
    assert read(yasmina, url, data)[1].status_code == 409


def test_this_and_following_are_changed_from_one_bijeenkomst(yasmina, reeks):
    row = Bijeenkomst.objects.filter(reeks=reeks).order_by("begin")[1]
    url = reverse("activiteiten:change_bijeenkomst", args=[row.uuid])
    data = fields_of(yasmina.get(url)) | {"van": "18.00", "welke": "volgende"}
    assert yasmina.post(url, data).status_code == 302
    hours = [
        timezone.localtime(b.begin).hour for b in Bijeenkomst.objects.filter(reeks=reeks).order_by("begin")
    ]
    assert hours[:3] == [19, 18, 18]


def test_another_day_for_all_is_refused_beside_the_day(yasmina, reeks):
    row = Bijeenkomst.objects.filter(reeks=reeks).order_by("begin")[1]
    url = reverse("activiteiten:change_bijeenkomst", args=[row.uuid])
    moved = f"{row.dag + timedelta(days=1):%d-%m-%Y}"
    page = yasmina.post(url, fields_of(yasmina.get(url)) | {"dag": moved, "welke": "alle"})
    assert list(page.context["form"].errors) == ["dag"]


def test_one_alone_is_not_asked_how_far_a_change_reaches(yasmina, huis):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=2))
    page = yasmina.get(reverse("activiteiten:change_bijeenkomst", args=[row.uuid]))
    assert "welke" not in page.context["form"].fields


def test_cancel_reaches_as_far_as_was_said(yasmina, reeks):
    row = Bijeenkomst.objects.filter(reeks=reeks).order_by("begin")[2]
    page = yasmina.get(row.get_absolute_url()).content.decode()
    assert "deze en alle volgende" in page
    yasmina.post(reverse("activiteiten:cancel", args=[row.uuid]), {"welke": "volgende"})
    assert Bijeenkomst.objects.filter(reeks=reeks, status="gepland").count() == 2


def test_repeat_last_week_copies_what_where_when_and_who_and_never_the_numbers(yasmina, huis):
    row = make_counted(
        huis.taalcafe, 23, huis.noor, timezone.now().replace(microsecond=0) - timedelta(days=6)
    )
    make_inzet(row, huis.emre)
    link = reverse("activiteiten:plan", args=[huis.taalcafe.uuid]) + f"?als={row.uuid}"
    assert link in yasmina.get(huis.taalcafe.get_absolute_url()).content.decode()
    form = yasmina.get(link).context["form"]
    assert (form["dag"].value(), form["van"].value()) == (row.dag + timedelta(weeks=1), row.van)
    assert form["helpen"].value() == [huis.emre.pk]
    assert "23" not in {str(form[name].value()) for name in form.fields}


def test_repeat_at_something_else_copies_what_it_was_and_never_how_many(client, huis):
    client.force_login(huis.noor)
    telling = services.log_los(
        team=huis.team,
        dag=timezone.localdate() - timedelta(days=7),
        duur=timedelta(hours=1),
        aantal=9,
        client_id=uuid4(),
        by=huis.noor,
        titel="Opruimen",
    )
    url = reverse("activiteiten:los")
    link = f"{url}?als={telling.bijeenkomst.uuid}"
    assert link in client.get(url).content.decode()
    form = client.get(link).context["form"]
    assert (form["titel"].value(), form["duur"].value(), form["aantal"].value()) == ("Opruimen", "60", None)


def test_closures_of_a_wijk_are_added_and_taken_away(yasmina, huis):
    make_sluiting(None, soort="ramadan", naam="Ramadan")
    today = timezone.localdate()
    data = {"naam": "Kluslokaal dicht", "soort": "eigen", "van": today, "tot": today + timedelta(days=3)}
    list_url = reverse("activiteiten:sluitingen", args=[huis.wijk.slug])
    assert yasmina.post(reverse("activiteiten:add_sluiting", args=[huis.wijk.slug]), data).url == list_url
    page = yasmina.get(list_url).content.decode()
    assert "Kluslokaal dicht" in page
    assert "hele stad" in page
    own = Sluiting.objects.get(wijk=huis.wijk)
    yasmina.post(reverse("activiteiten:remove_sluiting", args=[own.uuid]))
    assert list(Sluiting.objects.values_list("naam", flat=True)) == ["Ramadan"]


def test_a_closure_that_ends_before_it_begins_is_refused(yasmina, huis):
    data = {"naam": "Dicht", "soort": "eigen", "van": "02-02-2027", "tot": "01-02-2027"}
    page = yasmina.post(reverse("activiteiten:add_sluiting", args=[huis.wijk.slug]), data)
    assert list(page.context["form"].errors) == ["tot"]
