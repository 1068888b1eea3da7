"""One year of a plan with five parties, from draft to next version: the same plan, the same people and one clock."""

from datetime import datetime

import pytest
import time_machine

from tests import factories as make
from tests.stories import jaar_afspreken as afspreken
from tests.stories import jaar_doen as doen
from tests.stories.jaar import AMSTERDAM, Jaar
from vooruit import postvak

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def traveller():
    with time_machine.travel(datetime(2030, 1, 7, 9, tzinfo=AMSTERDAM)) as clock:
        yield clock


@pytest.fixture
def post(settings, tmp_path):
    """A mail server, as `make run` starts one."""
    settings.DATA_DIR = tmp_path
    controller = postvak.serve(postvak.free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postvak.HOST, controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield
    controller.stop()


@pytest.fixture
def team(traveller):
    return make.make_team(make.make_wijk("Geuzenveld"))


@pytest.fixture
def yasmina(team):
    return make.make_coordinator(team, "Yasmina Haddou")


@pytest.fixture
def people(team):
    """Four parties with somebody who signs; the fifth is invited in the story itself."""
    return {
        naam: make.make_contactpersoon(make.make_partner(team.wijk, naam=naam)).user
        for naam in afspreken.PARTIES
    }


@pytest.fixture
def jaar(post, traveller, people, open_page, live_server):
    return Jaar(open_page, traveller, live_server.url)


def test_a_year_of_a_plan_from_draft_to_next_version(jaar, team, yasmina, people):
    desk = jaar.page(yasmina, desk=True)
    plan = afspreken.paste_plan(desk, team.wijk)
    afspreken.plan_activity(desk, team.wijk)
    ruud = afspreken.invite(jaar, desk, team.wijk)

    jaar.on(1, 8)
    afspreken.open_round(desk, plan, jaar, people)
    jaar.on(1, 22)
    afspreken.settle_tie(desk, plan)
    afspreken.ask_consent(desk, plan)
    jaar.on(1, 24)
    afspreken.object_and_help(jaar, desk, plan, people)

    jaar.on(2, 4)
    afspreken.lay_before(desk, plan)
    mirjam = afspreken.pass_on(jaar, ruud)
    afspreken.agree(jaar, people, mirjam)
    jaar.on(2, 12)
    afspreken.agree_after_the_board(jaar, people)
    afspreken.begin(desk, plan, people)

    jaar.on(4, 2)
    doen.count_and_measure(desk, team.wijk)
    doen.close_month(desk, plan)
    jaar.on(4, 8)
    doen.move_date(jaar, desk, team.wijk, yasmina, ruud)

    jaar.on(11, 4)
    doen.give_pulse(jaar, desk, plan, {mirjam: "5", people[afspreken.COMMISSIE]: "1"})
    doen.look_back(desk, plan)
    doen.write_next_version(desk, plan)
