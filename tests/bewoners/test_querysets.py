from datetime import timedelta

from django.utils import timezone

from bewoners.models import Contactmoment, Relatie
from teams.models import Lidmaatschap
from tests.factories import LONG_AGO, fresh, give_rol, make_contactmoment, make_relatie, make_team


def test_a_relation_is_seen_until_the_last_day_of_keeping_in_touch(huis):
    relatie = make_relatie(huis.wijk, huis.noor)
    seen = []
    for days in (0, 1):
        relatie.perioden.update(tot=timezone.localdate() - timedelta(days=days))
        seen.append([list(Relatie.objects.visible_to(user)) for user in (huis.noor, huis.emre, huis.yasmina)])
    assert seen == [[[relatie], [], [relatie]], [[], [], [relatie]]]


def test_between_holds_both_days_and_in_wijk_the_wijk(huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    rows, day = Contactmoment.objects.in_wijk(huis.wijk), timedelta(days=1)
    assert list(rows.between(moment.datum, moment.datum)) == [moment]
    assert not rows.between(moment.datum + day, moment.datum + day).exists()


def test_who_left_the_wijk_sees_nothing_of_it_any_more_not_even_her_own(huis):
    """Also when nobody ended her relations, and while she works in another wijk."""
    relatie = make_relatie(huis.wijk, huis.noor)
    moment = make_contactmoment(huis.wijk, huis.noor)
    seen = []
    for tot in (None, LONG_AGO):
        Lidmaatschap.objects.filter(user=huis.noor).update(tot=tot)
        if tot:
            give_rol(huis.noor, "teamlid", make_team())
        rows = (model.objects.visible_to(fresh(huis.noor)) for model in (Relatie, Contactmoment))
        seen.append([list(found) for found in rows])
    assert seen == [[[relatie], [moment]], [[], []]]
