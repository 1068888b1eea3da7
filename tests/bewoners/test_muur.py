"""The walls of the room: what PostgreSQL itself gives and refuses, whatever the code forgot."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from bewoners import muur
from bewoners.models import Contactmoment, Relatie, Relatieperiode, Thematelling
from bewoners.services import log_contactmoment
from core.errors import Refused
from core.walls import TAKEN, for_task, opened
from tests.factories import (
    LONG_AGO,
    make_contactmoment,
    make_relatie,
    make_student,
    make_team,
    make_wijk,
    uuid4,
)
from tests.walls import closed
from vooruit.celery import app
from vooruit.management.commands.bench import fill_contacts

pytestmark = pytest.mark.django_db
TABLES = (Relatie, Relatieperiode, Contactmoment, Thematelling)


@pytest.fixture
def elders(huis):
    """A second wijk: in both stands one row of everything."""
    team = make_team()
    for wijk, student in ((huis.wijk, huis.noor), (team.wijk, make_student(team))):
        make_contactmoment(wijk, student, relatie=make_relatie(wijk, student))
        Thematelling.objects.create(wijk=wijk, maand=LONG_AGO, thema="gezondheid", aantal=1)
    return team


def seen() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_without_a_scope_nothing_is_seen(elders):
    with closed():
        assert seen() == [0, 0, 0, 0]


def test_a_person_sees_the_rows_of_her_own_wijk_and_no_others(huis, elders):
    with closed(), muur.for_user(huis.noor):
        assert seen() == [1, 1, 1, 1]
        assert {row.wijk_id for row in (Relatie.objects.get(), Contactmoment.objects.get())} == {huis.wijk.pk}


def test_after_the_block_the_walls_stand_again(huis, elders):
    with closed():
        with muur.for_user(huis.noor), muur.for_wijken([elders.wijk.pk]):
            pass
        assert seen() == [0, 0, 0, 0]
        with pytest.raises(Refused), muur.for_user(huis.noor):
            raise Refused("nee")
        assert seen() == [0, 0, 0, 0]


def test_a_smaller_scope_inside_a_larger_one_ends_where_it_began(huis, elders):
    with closed(), opened(scope=[huis.wijk.pk, elders.wijk.pk]):
        with muur.for_wijken([huis.wijk.pk]):
            assert seen() == [1, 1, 1, 1]
        assert seen() == [2, 2, 2, 2]


def test_without_a_scope_nothing_is_written(huis, elders):
    relatie = Relatie.objects.first()
    with closed():
        assert [table.objects.all()._raw_delete("default") for table in TABLES] == [0, 0, 0, 0]
        assert Relatie.objects.update(status="slapend") == 0
        for make in (
            lambda: make_contactmoment(huis.wijk, huis.noor),
            lambda: Relatieperiode.objects.create(relatie=relatie, user=huis.emre, van=LONG_AGO),
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                make()
    assert seen() == [2, 2, 2, 2]


def test_in_another_wijk_nothing_is_written_nor_moved_to(huis, elders):
    with closed(), muur.for_user(huis.noor):
        assert Contactmoment.objects.filter(wijk=elders.wijk).update(hoe="thuis") == 0
        for act in (
            lambda: make_contactmoment(elders.wijk, huis.noor),
            lambda: Contactmoment.objects.update(wijk=elders.wijk),
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                act()


def test_a_table_without_a_wijk_is_as_open_as_what_it_points_at(huis, elders):
    theirs = Relatie.objects.get(wijk=elders.wijk)
    with closed(), muur.for_user(huis.noor):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Relatieperiode.objects.create(relatie=theirs, user=huis.noor, van=LONG_AGO)
        assert Relatieperiode.objects.get().relatie.wijk == huis.wijk


def test_a_task_passes_by_its_name_and_no_other_word_does(elders):
    with closed():
        for naam in TAKEN:
            with for_task(naam):
                assert seen() == [2, 2, 2, 2]
        with pytest.raises(KeyError):
            for_task("")


def test_the_shell_and_the_worker_begin_outside(elders):
    out = StringIO()
    look = "from bewoners.models import Relatie; print(Relatie.objects.count())"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        call_command("shell", "--verbosity", "0", command=look)
    assert out.getvalue() == "0\n"
    counted = app.task(count_relaties, shared=False)
    assert (counted(), counted.delay().get(), count_relaties()) == (0, 0, 2)


def count_relaties():
    return Relatie.objects.count()


def test_a_page_that_opens_nothing_shows_nothing(client, huis, elders, settings):
    client.force_login(huis.noor)
    url = reverse("bewoners:gesprekken")
    rows = [len(client.get(url).context["page"].items)]
    settings.WALLS = {"bewoners": "tests.bewoners.test_muur.nobody"}
    rows.append(len(client.get(url).context["page"].items))
    assert rows == [1, 0]


def nobody(user):
    return opened()


def test_keys_are_kept_also_for_rows_that_are_not_seen(huis, elders):
    """A foreign key is checked beyond the walls: what points at a row keeps it, seen or not."""
    leeg = make_relatie(make_wijk()).wijk
    with closed(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="bewoners_relatie"):
            cursor.execute("DELETE FROM wijken_wijk WHERE id = %s", [leeg.pk])
        transaction.set_rollback(True)
    with closed(), muur.for_user(huis.noor):
        log_contactmoment(
            wijk=huis.wijk,
            by=huis.noor,
            client_id=uuid4(),
            wie="nieuw",
            hoe="app",
            duur="even",
            themas=["wonen"],
        )
        connection.check_constraints()


def test_many_rows_at_once_keep_to_the_walls_too(huis, elders):
    make_relatie(huis.wijk, huis.noor, code="GEU-ekster-11")
    with closed():
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Relatie.objects.bulk_create([Relatie(code="GEU-berk-12", wijk=huis.wijk, sinds=LONG_AGO)])
        with for_task("bench"):
            fill_contacts(huis.wijk, 10)
            assert Contactmoment.objects.count() == 12


def test_a_search_in_the_wijk_still_walks_its_index(huis, elders):
    """The wall is read once, not for every row, and hides no index from the planner."""
    with connection.cursor() as cursor:
        with for_task("bench"):
            fill_contacts(elders.wijk, 500)  # with no rows any index will do
        cursor.execute("ANALYZE bewoners_contactmoment")
        cursor.execute("SET LOCAL enable_seqscan = off")
        with muur.for_user(huis.yasmina):
            rows = Contactmoment.objects.visible_to(huis.yasmina).values("wijk", "datum", "door")
            plan = rows.filter(datum__gte=LONG_AGO).explain()
    assert re.search(r"Index Cond: \(.*wijk_id", plan), plan
    assert plan.count("\n  InitPlan") == 2
