"""Pages that come instead of the page that was asked for: no address shows them by itself."""

from django.test import Client, RequestFactory

from core import errors
from mensen.models import User


def interruptions(user: User) -> dict[str, str]:
    """The HTML of each, by the name of its template."""
    careful, visitor = Client(enforce_csrf_checks=True), Client()
    careful.force_login(user)
    too_many = {f"veld-{number}": "x" for number in range(1001)}
    answers = {
        "400.html": visitor.post("/account/login/", too_many),
        "403_csrf.html": careful.post("/account/logout/"),
        "500.html": errors.server_error(RequestFactory().get("/")),
        "account/confirm_login_code.html": visitor.post(
            "/account/login/code/", {"email": user.email}, follow=True
        ),
    }
    statuses = [answer.status_code for answer in answers.values()]
    assert statuses == [400, 403, 500, 200]
    return {name: answer.content.decode() for name, answer in answers.items()}
