from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from django.core import signing
from django.http import QueryDict

from bewoners.models import Contactmoment
from core import paging
from core.paging import paginate
from partners.models import Partner
from tests.factories import make_contactmoment, make_partner, make_user, make_wijk

pytestmark = pytest.mark.django_db
ORDER = ("-datum", "-id")


@pytest.fixture
def rows():
    """Seven contacts on three days, so that the day alone does not order them."""
    wijk, user = make_wijk(), make_user()
    day = date(2026, 3, 1)
    made = [make_contactmoment(wijk, user, datum=day + timedelta(days=n // 3)) for n in range(7)]
    return sorted(made, key=lambda row: (row.datum, row.pk), reverse=True)


def page(url="", **kwargs):
    kwargs = {"ordering": ORDER, "size": 3} | kwargs
    return paginate(Contactmoment.objects.all(), params=QueryDict(url.removeprefix("?")), **kwargs)


def test_walking_forward_sees_every_row_once(rows):
    seen, url = [], ""
    while url is not None:
        here = page(url)
        seen += here.items
        url = here.next_url
    assert seen == rows


def test_walking_back_gives_the_same_pages(rows):
    first = page()
    second = page(first.next_url)
    third = page(second.next_url)
    assert [len(p) for p in (first, second, third)] == [3, 3, 1]
    assert list(page(third.previous_url)) == list(second)
    assert list(page(page(third.previous_url).previous_url)) == list(first)


def test_the_first_and_last_page_have_no_neighbour_beyond(rows):
    first = page()
    assert (first.has_previous, first.has_next) == (False, True)
    last = page(page(first.next_url).next_url)
    assert (last.has_previous, last.has_next) == (True, False)
    assert page(page(first.next_url).previous_url).previous_url is None


def test_a_row_added_at_the_front_moves_nothing(rows):
    second_url = page().next_url
    make_contactmoment(make_wijk(), make_user(), datum=date(2027, 1, 1))
    assert list(page(second_url)) == rows[3:6]


def test_a_row_removed_under_the_cursor_moves_nothing(rows):
    second_url = page().next_url
    rows[2].delete()
    assert list(page(second_url)) == rows[3:6]


def test_a_page_whose_rows_are_all_gone_is_the_first_page(rows):
    second_url = page().next_url
    Contactmoment.objects.filter(pk__in=[row.pk for row in rows[3:]]).delete()
    assert list(page(second_url)) == rows[:3]


def test_filters_stay_in_the_links(rows):
    here = page("hoe=koffie&thema=werk&thema=buurt&pagina=kapot")
    assert parse_qs(here.next_url[1:]) | {paging.PARAM: None} == {
        "hoe": ["koffie"],
        "thema": ["werk", "buurt"],
        paging.PARAM: None,
    }


@pytest.mark.parametrize("cursor", ["kapot", "a:b:c", "\x00", "é" * 3000, "%F0%9F", "WyJuIl0:x:y"])
def test_a_broken_cursor_is_the_first_page(rows, cursor):
    assert list(page(f"pagina={cursor}")) == rows[:3]


def test_a_cursor_of_another_list_is_the_first_page(rows):
    url = page(ordering=("datum", "id")).next_url
    assert list(page(url)) == rows[:3]


def test_a_signed_cursor_of_the_wrong_shape_is_the_first_page(rows):
    salt = paging._salt(Contactmoment, ORDER)
    for values in (["n"], ["n", "geen datum", 1], ["n", "2026-01-01", 1, 2], "n", 5):
        cursor = signing.dumps(values, salt=salt)
        assert list(page(f"pagina={cursor}")) == rows[:3]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_is_one_query(django_assert_num_queries, number):
    for n in range(number):
        make_contactmoment(make_wijk(), make_user(), datum=date(2026, 1, 1 + n))
    with django_assert_num_queries(1):
        page(size=2)


def test_a_later_page_is_one_query_too(rows, django_assert_num_queries):
    url = page().next_url
    with django_assert_num_queries(1):
        page(url)


def test_a_field_of_a_related_row_can_order(rows):
    ordering = ("wijk__naam", "pk")
    first = page(ordering=ordering, size=4)
    second = page(first.next_url, ordering=ordering, size=4)
    assert [row.pk for row in [*first, *second]] == sorted(row.pk for row in rows)


def test_text_with_odd_letters_can_order():
    for naam in ("Łódź", "'t Huis", "Şen & co", "Zorg"):
        make_partner(naam=naam)
    expected = list(Partner.objects.order_by("naam", "id"))
    seen, url = [], ""
    while url is not None:
        here = paginate(Partner.objects.all(), params=QueryDict(url[1:]), ordering=("naam", "id"), size=1)
        seen += here.items
        url = here.next_url
    assert seen == expected


def test_an_empty_list_is_one_empty_page():
    assert (list(page()), page().has_next, page().has_previous) == ([], False, False)


def test_a_field_that_is_null_cannot_order():
    wijk, user = make_wijk(), make_user()
    for _ in range(2):
        make_contactmoment(wijk, user, seconden=None)
    with pytest.raises(ValueError, match="seconden is NULL"):
        page(ordering=("seconden", "id"), size=1)
