"""Back to the page a form came from: only ever an address of our own."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def back_path(request: HttpRequest, default: str = "") -> str:
    """The path in `next` when it is one of ours, else `default`.

    It must begin with a slash: `next` comes from outside, so it is never read as the name of a URL.
    """
    target = request.POST.get("next") or request.GET.get("next", "")
    ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if ours else default


def back_to(request: HttpRequest, default: str) -> HttpResponseRedirect:
    """Redirect to the path in `next` when it is one of ours, else to `default`, an address too."""
    return HttpResponseRedirect(back_path(request, default))


def page_of_form(request: HttpRequest) -> str:
    """The page of ours a form was sent from, as the browser says; empty when it does not."""
    referer = request.headers.get("Referer", "")
    if request.method != "POST" or not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    parts = urlsplit(referer)
    return parts._replace(scheme="", netloc="", fragment="").geturl()
