"""Mail leaves by one door: everything goes through a Bericht, except codes and links that are secrets."""

import ast

from tests.house.floors import ROOT

DOORS = {
    "mensen/mails.py",  # makes the mail of a Bericht, and the test mail of who installs
}
TYPED_SECRETS = {
    "mensen/bevestigcode.py",
    "mensen/adapter.py",
}  # through allauth's adapter, see docs/adr/0008
WORDS = {
    "django.core.mail",
    "smtplib",
    "send_mail",
    "send_mass_mail",
    "mail_admins",
    "mail_managers",
    "EmailMessage",
    "EmailMultiAlternatives",
}


def mailing(path):
    """Lines of a file that send mail by themselves."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "module", "")]
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        if not WORDS.isdisjoint(names):
            yield node.lineno


def files():
    for path in sorted(ROOT.glob("*/**/*.py")):
        place = path.relative_to(ROOT).as_posix()
        if place.split("/")[0] not in {"tests", "node_modules", ".venv", ".data", ".tools"}:
            yield place, path


def test_nothing_mails_by_itself():
    found = {place for place, path in files() if place not in TYPED_SECRETS and any(mailing(path))}
    assert found == DOORS


def test_the_check_sees_a_mail(tmp_path):
    code = tmp_path / "x.py"
    code.write_text("from django.core.mail import send_mail\nsend_mail()\nadapter.send_mail()\n")
    assert sorted(mailing(code)) == [1, 2, 3]
