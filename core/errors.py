"""What a service says when it refuses, and the pages for requests that cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """A rule of the domain forbids this; the message is a Dutch sentence for the person who tried.

    `field` names the form field beside which the sentence belongs, when there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def add_to(self, form: object) -> None:
        """Show the refusal beside its field (also when the form asks it by another name), or above the form."""
        name = getattr(form, "gevraagd_als", {}).get(self.field, self.field)
        field = name if name in form.fields else None  # type: ignore[attr-defined]
        form.add_error(field, self.message)  # type: ignore[attr-defined]


class AlreadyUsed(Refused):
    """The same client_id came with another body or from another person; `stored` is what it made, when it was hers."""

    def __init__(self, message: str, *, stored: object = None) -> None:
        super().__init__(message)
        self.stored = stored

    def add_to(self, form: object) -> None:
        """Show the refusal, and keep on the form what stands there already."""
        super().add_to(form)
        form.stored = self.stored  # type: ignore[attr-defined]


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer byte for byte the same, whether a thing does not exist or may not be seen."""
    return HttpResponse(get_template("404.html").render({}), status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "403.html", status=403)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(get_template("400.html").render({}), status=400)


def server_error(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_template("500.html").render({}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return render(request, "403_csrf.html", status=403)
