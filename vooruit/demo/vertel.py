"""Tells the whole story, once, in one transaction, with a fixed seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from django.db import connection, transaction

from core.walls import for_task
from impact.services import count_plans
from vooruit.demo import beeld, geuzenveld, jaarcyclus, opbouw, rondes, schaal, slot, toezeggingen
from vooruit.demo.doen import Verteller, soup_on_the_square
from vooruit.demo.gehoord import tell_what_was_heard
from vooruit.demo.geschiedenis import date_answers, date_history
from vooruit.demo.gesprekken import Gesprekken
from vooruit.demo.hulpbronnen import note_hulpbronnen
from vooruit.demo.initiatieven import Zelf
from vooruit.demo.klok import days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.plannen import tell_plan
from vooruit.demo.rollen import WIJKEN
from vooruit.demo.weken import tell_weeks

ZAAD = 2008


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction without the savepoints of each verb in it: a story half told is not told."""
    connection.features.uses_savepoints = False
    try:
        with transaction.atomic():
            yield
    finally:
        connection.features.uses_savepoints = True


def vertel(*, times: int = 1) -> Verhaal:
    """Build the demo; with `times` what people logged is multiplied before the months are released."""
    with all_or_nothing(), for_task("demo"):
        return _tell(Random(ZAAD), times)  # noqa: S311 - a story, not a secret


def _tell(rnd: Random, times: int) -> Verhaal:
    verhaal = opbouw.build()
    toezeggingen.promise(verhaal)
    toezeggingen.house(verhaal)
    date_history(moment(days_ago(340)))
    for wijkrol in WIJKEN:
        by = verhaal.mensen[wijkrol.coordinator.sleutel]
        if wijkrol.sleutel == geuzenveld.WIJK:
            doelen = geuzenveld.tell(verhaal, by)
        else:
            doelen = tell_plan(wijkrol.sleutel, verhaal, by)
        Verteller(verhaal, wijkrol, doelen, rnd).tell()
        Gesprekken(verhaal, wijkrol, rnd).tell()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # plans made while the tables were empty would crawl from here on
        if wijkrol.sleutel == rondes.WIJK:
            rondes.vote(verhaal)
        if wijkrol.sleutel == geuzenveld.WIJK:
            jaarcyclus.turn(verhaal, doelen)
    soup_on_the_square(verhaal, rnd)
    beeld.show_what_was_made(verhaal, rnd)
    toezeggingen.move_demolition(verhaal)
    note_hulpbronnen(verhaal, Random(ZAAD))  # noqa: S311 - as below
    Zelf(verhaal, Random(ZAAD)).tell()  # noqa: S311 - its own dice, so that the rest of the story stays as it is
    tell_weeks(verhaal, Random(ZAAD))  # noqa: S311
    tell_what_was_heard(verhaal, Random(ZAAD))  # noqa: S311
    date_history(moment(days_ago(2)))
    date_answers()
    slot.note_afspraken(verhaal, rnd)
    if times > 1:
        schaal.multiply(times)
    slot.write_words(verhaal)
    slot.open_agenda(verhaal)
    slot.release_months(verhaal)
    count_plans()
    slot.keep_old_mail(verhaal)
    return verhaal
