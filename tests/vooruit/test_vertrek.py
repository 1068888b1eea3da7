"""Who leaves with contacts on her name is told, and so is her coordinator, before it is too late."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners import services
from bewoners.models import Overdracht
from tests.factories import make_huis, make_overdracht, make_relatie, make_student, make_team
from tests.queries import assert_queries

TODAY = timezone.localdate


@pytest.fixture
def huis(db):
    return make_huis()


@pytest.fixture
def contacten(huis):
    return [make_relatie(huis.wijk, huis.noor) for _ in range(2)]


def leave(user, days):
    user.lidmaatschappen.update(tot=TODAY() + timedelta(days=days))


def read(client, user, url="/"):
    client.force_login(user)
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (18, "2 contacten zijn nog niet overgedragen"),
        (0, "2 contacten zijn nog niet overgedragen"),
        (-1, "Noor is weg. 2 contacten zijn aan niemand overgedragen"),
        (31, None),
    ],
)
def test_coordinator_is_asked_on_both_her_pages(client, huis, contacten, days, said):
    leave(huis.noor, days)
    for url in ("/", huis.wijk.get_absolute_url()):
        page = read(client, huis.yasmina, url)
        assert (said in page) if said else ("overgedragen" not in page)


def test_line_leads_to_those_contacts(client, huis, contacten):
    other = make_relatie(huis.wijk, huis.emre)
    leave(huis.noor, 5)
    url = f"{reverse('bewoners:list')}?toon=alleen"
    assert url in read(client, huis.yasmina)
    page = read(client, huis.yasmina, url)
    assert [row.code in page for row in (*contacten, other)] == [True, True, False]


def test_what_was_handed_over_or_ended_is_asked_no_more(client, huis, contacten):
    leave(huis.noor, 5)
    services.leave_relatie(relatie=contacten[0], van=huis.noor, uitkomst="wil_niet", by=huis.noor)
    row = make_overdracht(contacten[1], huis.noor, huis.emre)
    assert "1 contact is nog niet overgedragen" in read(client, huis.yasmina)
    services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.noor)
    assert "nog niet overgedragen" not in read(client, huis.yasmina)


def test_student_who_leaves_is_asked_herself_and_her_teammate_is_not(client, huis, contacten):
    leave(huis.noor, 5)
    said = "2 contacten wachten nog"
    assert [said in read(client, user) for user in (huis.noor, huis.emre)] == [True, False]
    leave(huis.noor, 40)
    assert said not in read(client, huis.noor)


def test_student_reads_nothing_about_who_leaves_on_the_page_of_the_wijk(client, huis, contacten):
    leave(huis.noor, 5)
    assert "overgedragen" not in read(client, huis.emre, huis.wijk.get_absolute_url())


def test_another_wijk_and_another_team_there_do_not_count(client, huis, contacten):
    elsewhere = make_student(make_team())
    make_relatie(elsewhere.lidmaatschappen.get().team.wijk, elsewhere)
    leave(elsewhere, 5)
    assert "overgedragen" not in read(client, huis.yasmina)


def test_role_that_goes_on_in_the_same_wijk_is_no_leaving(client, huis, contacten):
    role = huis.noor.lidmaatschappen.get()
    leave(huis.noor, 5)
    role.pk, role.van, role.tot = None, TODAY() + timedelta(days=6), None
    role.save(force_insert=True)
    assert [read(client, user).count("overgedragen") for user in (huis.yasmina, huis.noor)] == [0, 0]


@pytest.mark.parametrize("n", [1, 3])
def test_lines_take_no_query_more(client, huis, n):
    for _ in range(n):
        student = make_student(huis.team)
        make_relatie(huis.wijk, student)
        leave(student, 5)
    client.force_login(huis.yasmina)
    client.get("/")
    with assert_queries(8):
        page = client.get("/").content.decode()
    assert (page.count("nog niet overgedragen"), Overdracht.objects.count()) == (n, 0)
