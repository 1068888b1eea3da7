"""What makes an activity laagdrempelig, zinvol and verbindend, and how much residents have to say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activiteiten.figures import read_verbindend
from activiteiten.models import Activiteit, Bijeenkomst
from activiteiten.services import (
    add_after_count,
    change_activiteit,
    correct_telling,
    decide_telling,
    los_activiteit,
    tel_bijeenkomst,
)
from activiteiten.vocabulary import TE_ZEGGEN
from core.errors import Refused
from mensen.models import Logregel
from tests.activiteiten.test_views_plannen import new
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_counted,
    make_doel,
    make_plan,
    make_prioriteit,
    release_maand,
)
from tests.queries import assert_queries
from wijkplan.vocabulary import Participatieladder


@pytest.fixture
def gisteren(huis):
    return make_bijeenkomst(huis.taalcafe)


def tel(bijeenkomst, aantal, by):
    return tel_bijeenkomst(bijeenkomst=bijeenkomst, aantal=aantal, client_id=uuid4(), by=by)


def add(bijeenkomst, by, *, verbindend):
    return add_after_count(
        bijeenkomst=bijeenkomst, nieuw_aanwezig=None, helpers_uit_wijk=None, verbindend=verbindend, by=by
    )


def page_of(client, user, activiteit):
    client.force_login(user)
    return client.get(activiteit.get_absolute_url()).content.decode()


def test_every_rung_has_words_about_residents():
    assert [*TE_ZEGGEN] == [*Participatieladder]
    assert [str(words).split(":")[0] for words in TE_ZEGGEN.values()] == Participatieladder.values


def test_new_activity_keeps_its_rung_and_what_happens_with_it(client, huis):
    client.force_login(huis.yasmina)
    data = new(huis, trede="coproduceren", belofte="Wie kookt, kiest het menu.")
    client.post(reverse("activiteiten:create"), data)
    made = Activiteit.objects.get(titel="Buurtmaaltijd")
    assert (made.trede, made.belofte) == ("coproduceren", "Wie kookt, kiest het menu.")


def test_an_activity_of_a_file_says_nothing_until_it_is_changed(client, huis):
    client.force_login(huis.yasmina)
    url = reverse("activiteiten:change", args=[huis.taalcafe.uuid])
    body = {"titel": "Taalcafé", "soort": "taal", "slot": "0"}
    assert [*client.post(url, body).context["form"].errors] == ["trede"]
    assert client.post(url, body | {"gestopt_op": str(timezone.localdate())}).status_code == 302
    assert client.post(url, body | {"trede": "informeren", "slot": "1"}).status_code == 302


def test_the_loose_activity_is_not_asked_and_takes_no_rung(client, huis):
    los = los_activiteit(team=huis.team, by=huis.noor)
    client.force_login(huis.yasmina)
    form = client.get(reverse("activiteiten:change", args=[los.uuid])).context["form"]
    assert {"trede", "belofte", "doel"} & {*form.fields} == set()
    with pytest.raises(Refused, match="vragen we dit niet"):
        change_activiteit(activiteit=los, slot=0, by=huis.yasmina, trede="informeren")
    with pytest.raises(IntegrityError, match="activiteit_los_has_no_trede"), transaction.atomic():
        Activiteit.objects.filter(pk=los.pk).update(trede="informeren")


def test_another_rung_is_recorded_and_the_same_is_not(huis):
    for slot in (0, 1):
        change_activiteit(activiteit=huis.taalcafe, slot=slot, by=huis.yasmina, trede="adviseren")
    assert Logregel.objects.get(wat="activiteiten.trede").details == {"van": "", "naar": "adviseren"}


def test_what_changes_on_the_page_is_recorded_too(client, huis):
    doel = make_doel(make_prioriteit(make_plan(huis.wijk, huis.yasmina)))
    client.force_login(huis.yasmina)
    body = {"titel": "Taalcafé", "soort": "taal", "slot": "0", "trede": "adviseren", "doel": doel.pk}
    client.post(reverse("activiteiten:change", args=[huis.taalcafe.uuid]), body)
    rows = Logregel.objects.filter(wat__in=("activiteiten.trede", "activiteiten.gekoppeld"))
    assert {row.wat: row.details for row in rows} == {
        "activiteiten.trede": {"van": "", "naar": "adviseren"},
        "activiteiten.gekoppeld": {"doel": doel.pk},
    }


@pytest.mark.parametrize(("said", "kept"), [("ja", True), ("nee", False), ("onbekend", None), ("", None)])
def test_what_is_said_after_the_count_is_kept_and_unknown_stays_unknown(client, huis, gisteren, said, kept):
    tel(gisteren, 23, huis.noor)
    client.force_login(huis.noor)
    url = reverse("activiteiten:na", args=[gisteren.uuid])
    assert client.post(url, {"verbindend": said}).status_code == 302
    gisteren.refresh_from_db()
    assert gisteren.verbindend is kept
    checked = [data["selected"] for data in (w.data for w in client.get(url).context["form"]["verbindend"])]
    assert checked == [kept is True, kept is False, False]


def test_what_was_said_can_be_changed_and_taken_back(huis, gisteren):
    tel(gisteren, 23, huis.noor)
    assert [add(gisteren, huis.emre, verbindend=said).verbindend for said in (True, False, None)] == [
        True,
        False,
        None,
    ]
    details = (
        Logregel.objects.filter(wat="activiteiten.telling_aangevuld").order_by("pk").values_list("details")
    )
    assert [row["verbindend"] for (row,) in details] == [True, False, None]


@pytest.mark.parametrize("aantal", [0, None])
def test_the_question_needs_people(client, huis, gisteren, aantal):
    tel(gisteren, aantal, huis.noor)
    client.force_login(huis.noor)
    page = client.get(reverse("activiteiten:na", args=[gisteren.uuid])).content.decode()
    assert "Kwamen mensen met elkaar in gesprek" not in page
    with pytest.raises(Refused, match="mensen geteld"):
        add(gisteren, huis.noor, verbindend=False)
    with pytest.raises(IntegrityError, match="verbindend_needs_people"), transaction.atomic():
        Bijeenkomst.objects.update(verbindend=False)


def test_what_was_not_held_brought_nobody_together(huis, gisteren):
    with pytest.raises(IntegrityError), transaction.atomic():
        Bijeenkomst.objects.update(verbindend=True)


@pytest.mark.parametrize("aantal", [0, None])
def test_a_count_that_leaves_nobody_is_refused_while_somebody_said_yes(huis, gisteren, aantal):
    mine, other = tel(gisteren, 23, huis.noor), tel(gisteren, 0, huis.emre)
    add(gisteren, huis.noor, verbindend=True)
    with pytest.raises(Refused, match="Haal dat eerst weg"):
        correct_telling(telling=mine, aantal=aantal, by=huis.noor)
    with pytest.raises(Refused, match="Haal dat eerst weg"):
        decide_telling(telling=other, by=huis.yasmina)
    add(gisteren, huis.noor, verbindend=None)
    assert correct_telling(telling=mine, aantal=aantal, by=huis.noor).aantal == aantal


def test_nothing_is_said_any_more_in_a_released_month(huis):
    row = make_counted(huis.taalcafe, 23, huis.noor, timezone.now() - timedelta(days=60))
    release_maand(huis.wijk, row.dag, huis.yasmina)
    with pytest.raises(Refused, match="vrijgegeven"):
        add(row, huis.yasmina, verbindend=True)


def many(huis, said, aantal=9, days=1):
    for number, verbindend in enumerate(said):
        begin = timezone.now() - timedelta(days=days + number)
        make_counted(huis.taalcafe, aantal, huis.noor, begin, verbindend=verbindend)


@pytest.mark.parametrize(
    ("said", "zin"),
    [
        ([], ""),
        ([True, True, False], "2 van 3 keer"),
        ([False, None], "0 van 1 keer, 1 keer niet gezegd"),
        ([None, None], "2 keer niet gezegd"),
    ],
)
def test_verbindend_counts_only_what_was_said(huis, said, zin):
    many(huis, said)
    assert read_verbindend(huis.taalcafe, timezone.localdate()).zin == zin


def test_verbindend_leaves_out_times_without_people_and_older_than_a_year(huis):
    many(huis, [None, None], aantal=0)
    many(huis, [None], aantal=None, days=5)
    many(huis, [True, False], days=370)
    make_counted(make_activiteit(huis.team, huis.yasmina), 9, huis.noor, verbindend=True)
    make_bijeenkomst(huis.taalcafe)
    found = read_verbindend(huis.taalcafe, timezone.localdate())
    assert (found.ja, found.nee, found.niet_gezegd) == (0, 0, 1)


def test_the_page_shows_what_is_known_with_its_formula(client, huis):
    many(huis, [True, False, None])
    known = {"kosten": "gratis", "trede": "adviseren", "belofte": "Het bestuur antwoordt binnen een maand."}
    doel = make_doel(make_prioriteit(make_plan(huis.wijk, huis.yasmina)), titel="Iedereen doet mee")
    Activiteit.objects.filter(pk=huis.taalcafe.pk).update(doel=doel, **known)
    page = page_of(client, huis.noor, huis.taalcafe)
    told = ["gratis", "aanmelden hoeft niet", "nog niet gezegd: welke taal, waar het is", "Iedereen doet mee"]
    told += [
        "1 van 2 keer, 1 keer niet gezegd",
        "indruk van het team",
        "van de keren dat iemand ja of nee zei",
    ]
    told += ["adviseren: het advies van bewoners telt mee", known["belofte"]]
    assert [words for words in told if words not in page] == []
    assert "Vul aan" not in page


def test_the_coordinator_is_shown_where_to_say_what_is_missing(client, huis):
    page = page_of(client, huis.yasmina, huis.taalcafe)
    change = reverse("activiteiten:change", args=[huis.taalcafe.uuid])
    assert [page.count(f'href="{change}{part}"') for part in ("", "#id_trede")] == [2, 1]
    assert page.count(reverse("activiteiten:link", args=[huis.taalcafe.uuid])) == 1


def test_the_loose_activity_has_no_such_block(client, huis):
    page = page_of(client, huis.noor, los_activiteit(team=huis.team, by=huis.noor))
    assert 'id="kwaliteiten"' not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_verbindend_is_one_query(huis, rows):
    many(huis, [True] * rows)
    with assert_queries(1):
        read_verbindend(huis.taalcafe, timezone.localdate())
