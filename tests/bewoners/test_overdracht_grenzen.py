"""Where handing over a contact stops: what one may say of another, sent twice, and what a newcomer does not see yet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners import services
from bewoners.figures import duurzaamheid_of
from bewoners.models import Overdracht, Relatie
from bewoners.privacy import close_relaties
from core.errors import Refused
from tests.bewoners.overdragen import hand_over, keepers
from tests.factories import make_contactmoment, make_overdracht, make_relatie

TODAY = timezone.localdate


def send(client, name, relatie, **sent):
    return client.post(reverse(f"bewoners:{name}", args=[relatie.code]), sent)


def test_stopping_twice_leaves_the_contact_with_who_keeps_it_up(client, huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.emre, by=huis.noor)
    client.force_login(huis.noor)
    for _ in range(2):
        assert send(client, "leave", kastanje, uitkomst="afgesloten").status_code == 302
    kastanje.refresh_from_db()
    assert (kastanje.status, keepers(kastanje)) == (Relatie.Status.ACTIEF, ["Emre"])


def test_a_student_never_stops_or_hands_over_for_another(client, huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.emre, by=huis.noor)
    services.leave_relatie(relatie=kastanje, van=huis.noor, uitkomst="wil_niet", by=huis.noor)
    client.force_login(huis.noor)
    form = {"van": huis.emre.pk, "naar": huis.yasmina.pk, "akkoord": "on", "client_id": uuid4()}
    page = send(client, "hand_over", kastanje, **form)
    assert list(page.context["form"].errors) == ["__all__"]
    assert keepers(kastanje) == ["Emre"]


@pytest.mark.parametrize("who", ["noor", "yasmina"])
def test_same_warm_form_sent_twice_in_the_browser_is_the_same_success(client, huis, kastanje, who):
    client.force_login(getattr(huis, who))
    sent = {"client_id": uuid4(), "van": huis.noor.pk, "naar": huis.emre.pk, "akkoord": "on"}
    sent["kennismaking_op"] = str(TODAY())
    assert [send(client, "hand_over", kastanje, **sent).status_code for _ in range(2)] == [302, 302]
    assert (Overdracht.objects.count(), keepers(kastanje)) == (1, ["Emre"])


def test_handed_back_on_the_same_day_somebody_keeps_in_touch(huis, kastanje):
    hand_over(kastanje, huis.noor, huis.emre, kennismaking_op=TODAY())
    hand_over(kastanje, huis.emre, huis.noor, kennismaking_op=TODAY())
    assert keepers(kastanje) == ["Noor"]
    assert kastanje.perioden.filter(user=huis.noor).count() == 1


def test_two_students_never_hand_the_same_contact_to_each_other(huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.emre, by=huis.noor)
    hand_over(kastanje, huis.noor, huis.emre)
    with pytest.raises(Refused, match="loopt al"):
        hand_over(kastanje, huis.emre, huis.noor)


def test_taken_back_who_came_for_it_sees_nothing_of_it_any_more(client, huis, kastanje):
    row = hand_over(kastanje, huis.noor, huis.emre)
    services.undo_overdracht(overdracht=row, by=huis.noor)
    client.force_login(huis.emre)
    assert client.get(kastanje.get_absolute_url()).status_code == 404
    assert not kastanje.perioden.filter(user=huis.emre).exists()


def test_taken_back_who_talked_with_her_still_sees_it_today(huis, kastanje):
    row = hand_over(kastanje, huis.noor, huis.emre)
    make_contactmoment(huis.wijk, huis.emre, relatie=kastanje)
    services.undo_overdracht(overdracht=row, by=huis.noor)
    assert kastanje.perioden.get(user=huis.emre).tot == TODAY()


def test_page_shows_what_runs_also_when_somebody_else_stopped_since(client, huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.yasmina, by=huis.noor)
    row = hand_over(kastanje, huis.noor, huis.emre)
    services.leave_relatie(relatie=kastanje, van=huis.yasmina, uitkomst="afgesloten", by=huis.yasmina)
    client.force_login(huis.emre)
    page = client.get(kastanje.get_absolute_url()).content.decode()
    assert reverse("bewoners:meet", args=[row.uuid]) in page


def test_nobody_is_sent_to_who_wants_nobody_to_come(client, huis, kastanje):
    Relatie.objects.update(niet_benaderen="voorlopig", niet_benaderen_op=TODAY())
    with pytest.raises(Refused, match="niet benaderd"):
        hand_over(kastanje, huis.noor, huis.emre)
    make_overdracht(kastanje, huis.noor, huis.emre)
    client.force_login(huis.noor)
    pages = [client.get(url).content.decode() for url in (reverse("home"), kastanje.get_absolute_url())]
    assert ["samen heen" in page for page in pages] == [False, False]
    hand_over(make_relatie(huis.wijk, huis.noor), huis.noor, huis.emre, kennismaking_op=TODAY())


def test_a_meeting_is_a_sign_of_life(huis):
    long_ago = TODAY() - timedelta(days=250)
    relatie = make_relatie(huis.wijk, huis.noor, sinds=long_ago)
    quiet = Relatie.objects.quiet_since(TODAY() - timedelta(days=180))
    assert list(quiet.all()) == [relatie]
    hand_over(relatie, huis.noor, huis.emre, kennismaking_op=TODAY())
    assert not quiet.all().exists()


def test_what_closes_by_itself_has_nothing_left_to_meet_for(huis, kastanje):
    hand_over(kastanje, huis.noor, huis.emre)
    close_relaties(Relatie.objects.filter(pk=kastanje.pk))
    assert not Overdracht.objects.open().exists()


def test_talk_that_was_a_mistake_takes_no_contact_from_who_took_it_over(huis):
    talk = {"wie": "nieuw", "hoe": "koffie", "duur": "even", "themas": set()}
    moment = services.log_contactmoment(wijk=huis.wijk, client_id=uuid4(), by=huis.noor, **talk)
    hand_over(moment.relatie, huis.noor, huis.emre, kennismaking_op=TODAY())
    services.delete_contactmoment(moment=moment, by=huis.noor)
    assert keepers(Relatie.objects.get()) == ["Emre"]


def test_who_came_back_and_left_the_wijk_let_go_of_it(huis):
    relaties = [make_relatie(huis.wijk, huis.noor) for _ in range(20)]
    for n, relatie in enumerate(relaties):
        hand_over(relatie, huis.noor, huis.emre, kennismaking_op=TODAY())
        if n < 5:
            services.join_relatie(relatie=relatie, user=huis.noor, by=huis.emre)
    huis.noor.lidmaatschappen.update(tot=TODAY() - timedelta(days=1))
    assert duurzaamheid_of([huis.wijk.pk], TODAY()).warm == 75


@pytest.mark.parametrize("verb", ["hand_over", "meet", "undo"])
def test_erased_meanwhile_is_refused_in_words(huis, kastanje, verb):
    row = make_overdracht(kastanje, huis.noor, huis.emre)
    verbs = {
        "hand_over": lambda: hand_over(kastanje, huis.noor, huis.emre),
        "meet": lambda: services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.noor),
        "undo": lambda: services.undo_overdracht(overdracht=row, by=huis.noor),
    }
    services.erase_code(code=kastanje.code, waarom="op verzoek")
    with pytest.raises(Refused, match="er niet meer"):
        verbs[verb]()


def test_meeting_of_what_was_taken_back_is_refused_in_words(huis, kastanje):
    row = make_overdracht(kastanje, huis.noor, huis.emre)
    Overdracht.objects.all().delete()
    with pytest.raises(Refused, match="gaat niet door"):
        services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.noor)
