"""Notes on conversations: who reads them, that reading is noted, and that they go after six months."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from bewoners.models import Contactmoment
from bewoners.rules import NOTITIE_BLIJFT
from bewoners.services import write_notitie
from core.errors import Refused
from core.privacy import rows_about
from mensen.models import Logregel
from tests.factories import LONG_AGO, Relatieperiode, make_contactmoment, make_relatie, make_staff
from tests.queries import assert_queries

TEKST = "Wil graag koken op zaterdag."


@pytest.fixture
def moment(huis):
    kastanje = make_relatie(huis.wijk, huis.noor)
    return make_contactmoment(huis.wijk, huis.noor, relatie=kastanje, notitie=TEKST)


def at(name, moment):
    return reverse(f"bewoners:{name}", args=[moment.uuid])


def trail(wat):
    return list(Logregel.objects.filter(wat=wat).values_list("door__naam", flat=True))


def test_note_is_written_after_saving_and_stands_there(client, huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    client.force_login(huis.noor)
    assert "Notitie (geen namen)" in client.get(at("na", moment)).content.decode()
    response = client.post(at("write_notitie", moment), {"notitie": TEKST}, follow=True)
    assert "Notitie bewaard." in response.content.decode()
    moment.refresh_from_db()
    assert (moment.notitie, moment.notitie_aangepast) == (TEKST, False)


def test_changed_note_says_so_and_keeps_nothing_of_the_old(huis, moment):
    write_notitie(moment=moment, tekst="Kookt liever op vrijdag.", by=huis.noor)
    write_notitie(moment=moment, tekst="Kookt liever op vrijdag.", by=huis.noor)
    moment.refresh_from_db()
    assert (moment.notitie, moment.notitie_aangepast) == ("Kookt liever op vrijdag.", True)
    assert list(Logregel.objects.values_list("details", flat=True)) == [{"tekens": 24}]


def test_note_of_another_or_after_14_days_is_not_written(huis, moment, time_machine):
    with pytest.raises(Refused, match="iemand anders"):
        write_notitie(moment=moment, tekst="Nee", by=huis.yasmina)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    with pytest.raises(Refused, match="14 dagen"):
        write_notitie(moment=moment, tekst="Nee", by=huis.noor)


def test_lists_never_show_or_read_a_note(client, huis, moment):
    client.force_login(huis.noor)
    with assert_queries(1):
        page = client.get(reverse("bewoners:gesprekken"))
    assert TEKST not in page.content.decode()
    assert at("notitie", moment) in page.content.decode()
    assert page.context["page"].items[0].get_deferred_fields() == {"notitie"}


def test_reading_a_note_stands_in_the_trail(client, huis, moment):
    for person in (huis.noor, huis.yasmina):
        client.force_login(person)
        assert TEKST in client.get(at("notitie", moment)).content.decode()
    client.force_login(huis.noor)
    assert TEKST in client.get(at("write_notitie", moment)).content.decode()
    assert sorted(trail("bewoners.notitie_gelezen")) == ["Noor Visser", "Noor Visser", "Yasmina Haddou"]


def test_who_keeps_in_touch_today_reads_the_note_and_nobody_else(client, huis, moment):
    answers = []
    periode = Relatieperiode.objects.create(relatie=moment.relatie, user=huis.emre, van=LONG_AGO)
    for tot in (None, timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        Relatieperiode.objects.filter(pk=periode.pk).update(tot=tot)
        client.force_login(huis.emre)
        answers.append(client.get(at("notitie", moment)).status_code)
    for rol in ("projectleider", "privacyfunctionaris"):
        client.force_login(make_staff(rol))
        answers.append(client.get(at("notitie", moment)).status_code)
    assert answers == [200, 200, 404, 404, 404]


def test_old_login_reads_no_note_but_writes_a_first_one(client, huis, moment, time_machine):
    fresh = make_contactmoment(huis.wijk, huis.noor)
    client.force_login(huis.noor)
    client.get(reverse("home"))
    time_machine.move_to(timezone.now() + timedelta(hours=13))
    asked = [client.get(at(name, moment)).status_code for name in ("notitie", "write_notitie")]
    assert asked == [302, 302]
    assert TEKST not in client.get(at("na", moment)).content.decode()
    client.post(at("write_notitie", fresh), {"notitie": TEKST})
    assert Contactmoment.objects.get(pk=fresh.pk).notitie == TEKST


@pytest.mark.parametrize(
    ("tekst", "said"),
    [
        ("x" * 1_000_000, "te lang"),
        ("x" * 281, "te lang"),
        ("koffie\x00", "teken"),
        ("koffie \u202ekid", "teken"),
        ("Bel 06-12345678", "telefoon"),
        ("Ahmed Yilmaz kookt graag", "Ahmed"),
    ],
)
def test_odd_text_is_answered_and_not_kept(client, huis, tekst, said):
    moment = make_contactmoment(huis.wijk, huis.noor)
    client.force_login(huis.noor)
    response = client.post(at("write_notitie", moment), {"notitie": tekst})

    assert response.status_code == 200
    assert said in str(response.context["form"].errors)
    assert not Contactmoment.objects.exclude(notitie="").exists()


def test_emoji_and_280_characters_fit(client, huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    client.force_login(huis.noor)
    tekst = "👩‍👩‍👧 koken " + "a" * 268
    client.post(at("write_notitie", moment), {"notitie": tekst})
    assert Contactmoment.objects.get().notitie == tekst


def test_note_goes_after_six_months_and_the_conversation_stays(huis, moment, time_machine, capsys):
    begin, left = moment.op, []
    for after in (NOTITIE_BLIJFT - timedelta(hours=1), NOTITIE_BLIJFT + timedelta(hours=1)):
        time_machine.move_to(begin + after)
        call_command("bewaartermijnen", "--dry-run")
        call_command("bewaartermijnen")
        left.append(Contactmoment.objects.get().notitie)
    assert left == [TEKST, ""]
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("notities")] == [
        "notities: 0",
        "notities: 0",
        "notities: 1",
        "notities: 1",
    ]


def test_export_of_a_student_holds_no_note(huis, moment):
    held = {entry.model: rows for entry, rows in rows_about(huis.noor)}
    assert TEKST not in str(held)
    assert held[Contactmoment][0]["hoe"] == "koffie"
