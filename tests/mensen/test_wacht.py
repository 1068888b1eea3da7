import pytest
from django.utils import timezone

from mensen.middleware import WachtMiddleware
from mensen.models import Wachttelling
from mensen.services import keep_telling

pytestmark = pytest.mark.django_db


def test_what_was_confirmed_is_added_to_its_month():
    keep_telling(tally={("naam", "bevestigd"): 2})
    keep_telling(tally={("naam", "bevestigd"): 1, ("zorg", "kaart"): 1})
    rows = Wachttelling.objects.order_by("soort").values_list("maand", "soort", "uitkomst", "aantal")
    maand = timezone.localdate().replace(day=1)
    assert list(rows) == [(maand, "naam", "bevestigd", 3), (maand, "zorg", "kaart", 1)]


def test_a_request_counts_after_its_answer(rf, django_user_model):
    from core.wacht import tel

    request = rf.post("/")
    request.user = django_user_model(pk=1)
    WachtMiddleware(lambda _request: tel.noteer("schuld", tel.BEVESTIGD))(request)
    assert Wachttelling.objects.get().aantal == 1
