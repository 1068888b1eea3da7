"""The post box of the demo, so that a newcomer reads a mail with a code without leaving the browser."""

from itertools import islice
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.guards import public
from vooruit import postvak

BECAUSE = (
    "Alleen in de demo: mails aan verzonnen mensen, om een code te kunnen lezen. Elders is er geen postvak."
)
SHOWN = 100


@public(because=BECAUSE)
@never_cache
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """Every mail that was sent, newest first, or those with these words."""
    _only_in_demo()
    words = request.GET.get("q", "").strip()[:100]
    found = list(islice(postvak.mails(words), SHOWN + 1))
    context = {"mails": found[:SHOWN], "meer": len(found) > SHOWN, "q": words}
    return render(request, "vooruit/post/lijst.html", context)


@public(because=BECAUSE)
@never_cache
def post_mail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One mail, as text, with links that work; one that was thrown away leads back to the list."""
    _only_in_demo()
    found = postvak.mail(uuid)
    if found is None:
        return redirect("post")
    return render(request, "vooruit/post/mail.html", {"mail": found})


@public(because=BECAUSE)
@require_POST
def post_empty(_request: HttpRequest) -> HttpResponse:
    """Throw all mails away."""
    _only_in_demo()
    postvak.empty()
    return redirect("post")


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
