import smtplib
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from mensen.models import Logregel, User
from mensen.services import deliver_berichten
from teams.models import Lidmaatschap
from tests.factories import (
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_staff,
    make_student,
    make_team,
    make_user,
)
from wijken.models import Aanwezigheid, Wijk

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def broken_mail(settings):
    settings.EMAIL_BACKEND = "tests.vooruit.test_commands.BrokenMail"


class BrokenMail:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, _messages):
        raise smtplib.SMTPServerDisconnected("nobody there")


def start(**options):
    given = {"email": "wim@voorbeeld.test", "naam": "Wim", "zonder_vragen": True, **options}
    return run("eerste_start", **given)


def test_invite_prints_and_mails_a_link_that_opens_the_account(client):
    team = make_team()
    said = run("invite", "noor@voorbeeld.test", naam="Noor", rol="teamlid", wijk=team.wijk.slug, uren=10)
    link = said.splitlines()[0]
    deliver_berichten()
    assert link in mail.outbox[0].body
    client.post(link.removeprefix("http://127.0.0.1:8000"))
    user = User.objects.get(email="noor@voorbeeld.test")
    assert user.scope.team_wijken == {team.wijk_id}
    assert Lidmaatschap.objects.get(user=user).norm_uren_week == 10


def test_invite_for_a_partner_until_a_day():
    partner = make_partner(naam="De Sluiswachter")
    run(
        "invite",
        "ruud@voorbeeld.test",
        "--naam",
        "Ruud",
        "--partner",
        "de sluiswachter",
        "--tot",
        "2099-01-31",
    )
    assert partner.contactpersonen.get().tot.isoformat() == "2099-01-31"


def test_invite_gives_the_link_and_leaves_the_mail_to_the_worker(broken_mail):
    said = run("invite", "t@voorbeeld.test", naam="T", rol="trainer")
    assert "/uitnodiging/" in said
    assert "as soon as the worker runs" in said
    assert deliver_berichten() == 0


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"rol": "teamlid", "partner": "X"},
        {"rol": "teamlid"},
        {"rol": "teamlid", "wijk": "nergens"},
        {"partner": "Bestaat niet"},
    ],
)
def test_invite_says_what_is_missing_and_makes_nobody(options):
    with pytest.raises(CommandError):
        run("invite", "x@voorbeeld.test", naam="X", **options)
    assert not User.objects.exists()


def test_invite_asks_which_of_two_teams():
    team = make_team(naam="Een")
    make_team(team.wijk, naam="Twee")
    options = {"naam": "X", "rol": "teamlid", "wijk": team.wijk.slug}
    with pytest.raises(CommandError, match="Een, Twee"):
        run("invite", "x@voorbeeld.test", **options)
    run("invite", "x@voorbeeld.test", team="twee", **options)


def test_invite_refuses_a_closed_account():
    make_user(email="x@voorbeeld.test", is_active=False)
    with pytest.raises(CommandError, match="gesloten"):
        run("invite", "x@voorbeeld.test", naam="X", rol="trainer")


def test_inloglink_prints_a_link_and_is_recorded():
    make_user(email="wim@voorbeeld.test")
    assert "/uitnodiging/" in run("inloglink", "wim@voorbeeld.test")
    assert Logregel.objects.get().wat == "mensen.inloglink_gemaakt"
    with pytest.raises(CommandError):
        run("inloglink", "niemand@voorbeeld.test")


def test_eerste_start_makes_admin_wijk_and_team_and_mails():
    said = start(wijk="Geuzenveld")
    scope = User.objects.get().scope
    assert scope.is_beheerder
    assert scope.is_projectleider
    wijk = Wijk.objects.get()
    assert (wijk.slug, wijk.teams.get().naam) == ("geuzenveld", "Team Geuzenveld")
    assert Aanwezigheid.objects.get(wijk=wijk).van == timezone.localdate()
    assert mail.outbox[0].to == ["wim@voorbeeld.test"]
    assert "/uitnodiging/" in said


def test_eerste_start_again_changes_nothing():
    start(wijk="Geuzenveld")
    before = Logregel.objects.count()
    said = start(wijk="Geuzenveld")
    assert "there already" in said
    assert (User.objects.count(), Wijk.objects.count(), Logregel.objects.count()) == (1, 1, before)


def test_eerste_start_without_wijk_or_mail_still_works(broken_mail):
    said = start()
    assert "none yet" in said
    assert "not sent" in said
    assert User.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "geen adres"}, {"naam": ""}])
def test_eerste_start_says_what_is_missing(wrong):
    with pytest.raises(CommandError):
        start(**wrong)
    assert not User.objects.exists()


def test_eerste_start_asks_who_sits_at_a_terminal(monkeypatch):
    answers = iter(["wim@voorbeeld.test", "Wim", "Osdorp", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    run("eerste_start", zonder_mail=True)
    assert Wijk.objects.get().teams.get().naam == "Team Osdorp"


@pytest.fixture
def empty_house():
    start(wijk="Geuzenveld")
    team = Wijk.objects.get().teams.get()
    return {
        "beheerder": User.objects.get(),
        "coordinator": make_coordinator(team),
        "student": make_student(team),
        "partner": make_contactpersoon(make_partner(team.wijk)).user,
        "trainer": make_staff("trainer"),
        "niemand": make_user(),
    }


@pytest.mark.parametrize("rol", ["beheerder", "coordinator", "student", "partner", "trainer", "niemand"])
def test_every_role_has_pages_in_an_empty_house(client, empty_house, rol):
    client.force_login(empty_house[rol])
    paths = ["/"] + [
        reverse(name) for name in ("meer", "wat_ziet_wie", "agenda", "loggen", "impact:overview")
    ]
    paths += [reverse(f"partners:{name}", args=["geuzenveld"]) for name in ("afspraken", "in_wijk", "create")]
    answers = {path: client.get(path, follow=True).status_code for path in paths}
    assert {path: code for path, code in answers.items() if code not in {200, 403, 404}} == {}
    assert answers["/"] == 200
