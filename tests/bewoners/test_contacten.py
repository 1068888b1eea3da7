"""A contact in full: what it is, who keeps it up, how lasting it is, and the name only with consent."""

import re
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.views.debug import SafeExceptionReporterFilter
from pytest_django.asserts import assertContains, assertNotContains

from bewoners import services
from bewoners.figures import duurzaamheid_of
from bewoners.models import Contactmoment, Relatie, Relatiesleutel, Toestemming
from core.errors import Refused
from core.sealed import CannotUnsealError, seal, unseal
from core.suppression import SUPPRESSED, Shown
from mensen.models import Logregel
from mensen.services import count_past_keeping, sweep_bewaartermijnen
from tests.factories import make_contactmoment, make_relatie, make_student, make_team
from tests.queries import assert_queries

NAAM, NUMMER = "Samira Bouzid-Teststraat", "020-5550123"


def page(relatie, name="contact"):
    return reverse(f"bewoners:{name}", args=[relatie.code])


def talks(relatie, by, *days, **fields):
    today = timezone.localdate()
    return [
        make_contactmoment(relatie.wijk, by, relatie=relatie, datum=today - timedelta(days=day), **fields)
        for day in days
    ]


def keep(relatie, by):
    return services.keep_name(relatie=relatie, naam=NAAM, contact=NUMMER, wijze="mondeling", by=by)


def test_no_browser_keeps_a_page_about_a_contact_or_a_name_that_was_typed(client, huis, kastanje):
    client.force_login(huis.noor)
    said = [client.get(url).headers["Cache-Control"] for url in (page(kastanje), reverse("bewoners:list"))]
    assert said == ["private, no-store"] * 2
    assertContains(client.get(page(kastanje, "name")), "novalidate data-niet-bewaren")


def test_a_name_that_is_kept_twice_at_once_waits_its_turn(huis, kastanje):
    with CaptureQueriesContext(connection) as captured:
        keep(kastanje, huis.noor)
    asked = [query["sql"] for query in captured if "bewoners_" in query["sql"]]
    assert asked[0].endswith('FOR UPDATE OF "bewoners_relatie"')


def test_a_contact_is_lasting_after_six_talks_in_half_a_year(huis, kastanje):
    today = timezone.localdate()
    talks(kastanje, huis.noor, 200, 150, 100, 50, 20)
    assert not Relatie.objects.with_facts(today).get().is_duurzaam
    talks(kastanje, huis.noor, 1)
    found = Relatie.objects.with_facts(today).get()
    assert (found.is_duurzaam, found.keren, found.studenten, found.druk) == (True, 6, 1, 0)


def test_half_a_year_is_six_months_of_the_calendar(huis, kastanje):
    for day in (date(2026, 3, 1), *[date(2026, 5, n) for n in range(1, 5)], date(2026, 8, 31)):
        make_contactmoment(huis.wijk, huis.noor, relatie=kastanje, datum=day)
    assert not Relatie.objects.with_facts(date(2026, 9, 1)).get().is_duurzaam
    make_contactmoment(huis.wijk, huis.noor, relatie=kastanje, datum=date(2026, 9, 1))
    assert Relatie.objects.with_facts(date(2026, 9, 1)).get().is_duurzaam


def test_months_of_the_contact_in_the_middle_are_told_of_five_contacts_or_more(client, huis):
    today = timezone.localdate()
    for months in (0, 1, 8, 9):
        relatie = make_relatie(huis.wijk, huis.noor)
        for day in (today, today - relativedelta(months=months)):
            make_contactmoment(huis.wijk, huis.noor, relatie=relatie, datum=day)
    new = make_relatie(huis.wijk, huis.noor)  # nobody talked with her yet
    assert duurzaamheid_of([huis.wijk.pk], today).maanden is None
    make_contactmoment(huis.wijk, huis.noor, relatie=new, datum=today)
    for months in (8, 8):
        relatie = make_relatie(huis.wijk, huis.noor)
        for day in (today, today - relativedelta(months=months)):
            make_contactmoment(huis.wijk, huis.noor, relatie=relatie, datum=day)
    assert duurzaamheid_of([huis.wijk.pk], today).maanden == 8


def test_pressure_counts_talks_of_several_students_that_the_resident_did_not_begin(huis, kastanje, settings):
    settings.CONTACTDRUK = 2
    talks(kastanje, huis.noor, 1, 2, 3, 40)
    assert not Relatie.objects.with_facts(timezone.localdate()).get().te_druk
    talks(kastanje, huis.emre, 4)
    talks(kastanje, huis.emre, 5, initiatief="bewoner")
    found = Relatie.objects.with_facts(timezone.localdate()).get()
    assert (found.druk, found.te_druk) == (4, True)


def test_the_page_shows_a_word_and_records_who_looked(client, huis, kastanje):
    client.force_login(huis.yasmina)
    assertContains(client.get(page(kastanje)), "Kastanje")
    [told] = Logregel.objects.filter(wat="bewoners.relatie_gelezen")
    assert (told.door, told.sleutel) == (huis.yasmina, str(kastanje.pk))
    client.force_login(huis.noor)
    assertContains(client.get(page(kastanje)), "Yasmina")


def test_who_opens_the_form_of_a_contact_stands_in_the_trail_too(client, huis, kastanje):
    client.force_login(huis.yasmina)
    assert client.get(reverse("bewoners:change_contact", args=[kastanje.code])).status_code == 200
    [told] = Logregel.objects.filter(wat="bewoners.relatie_gelezen")
    assert (told.door, told.sleutel) == (huis.yasmina, str(kastanje.pk))


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(client, huis, kastanje, days):
    client.force_login(huis.noor)
    talks(kastanje, huis.noor, *range(days))
    for _ in range(days):
        services.join_relatie(relatie=kastanje, user=make_student(huis.team), by=huis.noor)
    client.get(page(kastanje))
    with assert_queries(11):
        client.get(page(kastanje))


def test_a_teammate_sees_it_only_after_joining_and_not_after_leaving(client, huis, kastanje, time_machine):
    client.force_login(huis.emre)
    assert client.get(page(kastanje)).status_code == 404
    services.change_relatie(
        relatie=kastanje,
        by=huis.noor,
        soort="contactgezin",
        talenten=["koken"],
        niet_benaderen="",
        met=[huis.emre],
    )
    assert client.get(page(kastanje)).status_code == 200
    assert services.leave_relatie(relatie=kastanje, van=huis.emre, uitkomst="wil_niet", by=huis.emre) is False
    time_machine.move_to(timezone.now() + timedelta(days=1))
    client.force_login(huis.emre)
    assert client.get(page(kastanje)).status_code == 404


def test_the_last_who_leaves_closes_it_and_takes_the_name_away(huis, kastanje):
    keep(kastanje, huis.noor)
    assert (
        services.leave_relatie(relatie=kastanje, van=huis.noor, uitkomst="afgesloten", by=huis.noor) is True
    )
    kastanje.refresh_from_db()
    assert (kastanje.status, kastanje.gesloten_op) == ("afgesloten", timezone.localdate())
    assert not Relatiesleutel.objects.exists()


def test_a_name_is_sealed_in_every_table(huis, kastanje, client):
    client.force_login(huis.noor)
    asked = {"naam": NAAM, "contact": NUMMER, "wijze": "mondeling", "gevraagd": "on"}
    assert client.post(page(kastanje, "name"), asked).status_code == 302
    client.post(page(kastanje, "read_name"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s OR t::text LIKE %s',
                [f"%{NAAM}%", f"%{NUMMER}%"],
            )
            assert (table, cursor.fetchone()[0]) == (table, 0)
    assert len(tables) > 50


def test_a_name_needs_the_yes_and_is_read_only_by_asking(client, huis, kastanje):
    client.force_login(huis.noor)
    refused = client.post(page(kastanje, "name"), {"naam": NAAM, "wijze": "mondeling"})
    assert (refused.status_code, Toestemming.objects.count()) == (200, 0)
    keep(kastanje, huis.noor)
    for url in (page(kastanje), reverse("bewoners:list"), reverse("bewoners:gesprekken"), reverse("home")):
        assertNotContains(client.get(url), "Samira")
    assertContains(client.post(page(kastanje, "read_name")), NAAM)
    assert Logregel.objects.filter(wat="bewoners.naam_gelezen", door=huis.noor).count() == 1


def test_who_keeps_up_a_contact_alone_is_spoken_to_and_others_read_of_a_student(client, huis, kastanje):
    for who, said in ((huis.noor, "Ga jij weg, dan is er niemand."), (huis.yasmina, "Gaat die student weg")):
        client.force_login(who)
        assertContains(client.get(page(kastanje)), said)


def test_beside_a_name_stands_a_number_and_never_an_address(client, huis, kastanje):
    client.force_login(huis.noor)
    asked = {"naam": NAAM, "contact": "Eendenhof 12, derde bel", "wijze": "mondeling", "gevraagd": "on"}
    assertContains(client.post(page(kastanje, "name"), asked), "Dit is geen telefoonnummer.")
    assert Toestemming.objects.count() == 0


def test_a_report_of_an_error_leaves_the_name_out(client, huis, kastanje):
    client.force_login(huis.noor)
    url = reverse("bewoners:name", args=[kastanje.code])
    typed = {"naam": "Zeynep Arslan", "contact": "bij de bakker", "wijze": "?"}
    request = client.post(url, typed).wsgi_request
    kept = SafeExceptionReporterFilter().get_post_parameters(request)
    assert [kept[naam] == typed[naam] for naam in typed] == [False, False, True]


def test_a_code_of_others_answers_like_a_code_that_nobody_has(client, huis, kastanje):
    """Of a teammate's contact, one she left, and one of another wijk: for every verb."""
    left = make_relatie(huis.wijk, huis.emre, code="GEU-ekster-11")
    left.perioden.update(tot=timezone.localdate() - timedelta(days=1))
    stranger = make_student(make_team())
    for verb in (
        "contact",
        "change_contact",
        "explain",
        "hand_over",
        "leave",
        "name",
        "read_name",
        "withdraw_name",
    ):
        answers = []
        for who, code in (
            (huis.emre, left.code),
            (huis.emre, kastanje.code),
            (stranger, kastanje.code),
            (stranger, "GEU-niemand-99"),
        ):
            client.force_login(who)
            answers.append(client.post(reverse(f"bewoners:{verb}", args=[code])))
        assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_withdrawing_takes_the_name_away_at_once(client, huis, kastanje):
    keep(kastanje, huis.noor)
    client.force_login(huis.yasmina)
    client.post(page(kastanje, "withdraw_name"))
    assert not Relatiesleutel.objects.exists()
    assert Toestemming.objects.get().ingetrokken_op == timezone.localdate()
    assertNotContains(client.post(page(kastanje, "read_name"), follow=True), "Samira")


def test_a_sealed_name_opens_only_for_its_own_contact_and_key(settings):
    sealed = seal({"naam": NAAM}, of="a")
    assert unseal(sealed, of="a") == {"naam": NAAM}
    with pytest.raises(CannotUnsealError):
        unseal(sealed, of="b")
    old, settings.RELATIE_SLEUTELS = (
        settings.RELATIE_SLEUTELS,
        ["bmV3LWtleS1mb3ItdGVzdHMtMDEyMzQ1Njc4OWFiY2Q=", *settings.RELATIE_SLEUTELS],
    )
    assert unseal(sealed, of="a") == {"naam": NAAM}
    settings.RELATIE_SLEUTELS = settings.RELATIE_SLEUTELS[:1]
    with pytest.raises(CannotUnsealError):
        unseal(sealed, of="a")
    assert old


def test_without_a_key_no_name_is_kept(huis, kastanje, settings):
    settings.RELATIE_SLEUTELS = []
    with pytest.raises(Refused, match="geen sleutel"):
        keep(kastanje, huis.noor)


def test_who_does_not_want_us_is_logged_only_when_she_came_herself(client, huis, kastanje):
    services.change_relatie(
        relatie=kastanje, by=huis.noor, soort="buur", talenten=[], niet_benaderen="blijvend"
    )
    client.force_login(huis.noor)
    log = reverse("bewoners:log")
    body = {
        "wie": kastanje.code,
        "hoe": "straat",
        "duur": "even",
        "client_id": "0d6b4ee2-3f6e-4c27-8fd4-6f3a2c7b9a11",
    }
    assertContains(client.post(log, body), "wil niet benaderd worden")
    assert client.post(log, {**body, "kwam_zelf": "on"}).status_code == 302
    assert Contactmoment.objects.get().initiatief == "bewoner"


def test_who_began_is_one_tap_afterwards(client, huis, kastanje):
    [moment] = talks(kastanje, huis.noor, 0)
    client.force_login(huis.noor)
    client.post(reverse("bewoners:begon", args=[moment.uuid]), {"initiatief": "bewoner"})
    client.post(reverse("bewoners:begon", args=[moment.uuid]), {"initiatief": "de buurman"})
    moment.refresh_from_db()
    assert moment.initiatief == "bewoner"


def test_a_contact_sleeps_closes_and_is_forgotten_by_itself(huis, kastanje, time_machine):
    start = timezone.now()
    [moment] = talks(kastanje, huis.noor, 0)
    for months, status in (
        (5, "actief"),
        (7, "slapend"),
        (17, "slapend"),
        (19, "afgesloten"),
        (30, "afgesloten"),
    ):
        time_machine.move_to(start + timedelta(days=months * 30.5))
        sweep_bewaartermijnen()
        assert (months, Relatie.objects.get().status) == (months, status)
    time_machine.move_to(start + timedelta(days=32 * 30.5))
    assert count_past_keeping()["contacten"] == 1
    assert sweep_bewaartermijnen()["contacten"] == 1
    moment.refresh_from_db()
    assert (moment.wie, moment.relatie, moment.datum.day) == ("buur", None, 1)
    assert not Relatie.objects.exists()


def test_a_talk_wakes_a_sleeping_contact(client, huis, kastanje):
    Relatie.objects.update(status="slapend")
    client.force_login(huis.noor)
    body = {
        "wie": kastanje.code,
        "hoe": "thuis",
        "duur": "uur",
        "client_id": "0d6b4ee2-3f6e-4c27-8fd4-6f3a2c7b9a12",
    }
    client.post(reverse("bewoners:log"), body)
    assert Relatie.objects.get().status == "actief"


def test_figures_of_a_wijk_hide_a_small_group_and_round_the_rest(huis, kastanje):
    today = timezone.localdate()
    assert duurzaamheid_of([huis.wijk.pk], today).contacten == SUPPRESSED
    for _ in range(11):
        relatie = make_relatie(huis.wijk, huis.noor)
        talks(relatie, huis.noor, 200, 150, 100, 50, 20, 1)
    for _ in range(8):
        make_relatie(huis.wijk, huis.noor)
    found = duurzaamheid_of([huis.wijk.pk], today)
    assert (found.contacten, found.duurzaam) == (Shown(20), Shown(10))


def test_coordinator_reads_of_each_figure_what_it_is_or_that_it_is_hidden(client, huis, kastanje):
    for n in range(20):
        services.join_relatie(
            relatie=make_relatie(huis.wijk, huis.noor), user=(huis.emre, huis.noor)[n % 2], by=huis.noor
        )
    client.force_login(huis.yasmina)
    page = " ".join(client.get(reverse("bewoners:list")).content.decode().split())
    told = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert told == [
        ("Contacten in je wijk", "ongeveer 20"),
        ("Duurzaam", "afgeschermd"),
        ("Duur", "afgeschermd"),
        ("Bij twee of meer studenten", "50 %"),
        ("De buur begon zelf", "afgeschermd"),
        ("Warm overgedragen", "afgeschermd"),
    ]
    client.force_login(huis.noor)
    assert "Warm overgedragen" not in client.get(reverse("bewoners:list")).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("toon=stil", ["Acacia"]),
        ("talent=koken", ["Kastanje"]),
        ("woord=acac", ["Acacia"]),
        ("toon=dicht", []),
    ],
)
def test_the_list_is_filtered(client, huis, kastanje, asked, words):
    stil = make_relatie(
        huis.wijk, huis.noor, code="GEU-acacia-11", sinds=timezone.localdate() - timedelta(days=200)
    )
    services.change_relatie(
        relatie=kastanje, by=huis.noor, soort="buur", talenten=["koken"], niet_benaderen=""
    )
    talks(kastanje, huis.noor, 3)
    client.force_login(huis.noor)
    found = client.get(reverse("bewoners:list") + f"?{asked}").context["page"]
    assert [row.roepnaam for row in found] == words
    assert stil.roepnaam == "Acacia"
