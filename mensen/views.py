from allauth.account.internal.flows.reauthentication import resume_request
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.guards import members, public
from core.paging import paginate
from core.redirects import back_path
from mensen.bevestigcode import Bevestigcode
from mensen.forms import BevestigForm, UitnodigingForm
from mensen.models import Bericht, Uitnodiging
from mensen.services import accept_uitnodiging, find_uitnodiging

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


@public(because="Wie is uitgenodigd heeft nog geen account om mee in te loggen.")
@never_cache
@sensitive_post_parameters("wachtwoord")
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Open an account with its key. Looking is free (mail scanners look); the button uses it, once."""
    found = find_uitnodiging(token=token)
    if found is None:
        return render(request, "mensen/uitnodiging_voorbij.html", status=410)
    if found.naar:
        return _by_code(request, found)
    form = UitnodigingForm(request.POST if request.method == "POST" else None, user=found.user)
    if form.is_valid():
        user = accept_uitnodiging(token=token, password=form.cleaned_data["wachtwoord"])
        if user is None:
            return render(request, "mensen/uitnodiging_voorbij.html", status=410)
        logout(request)
        login(request, user, backend=BACKEND)
        return redirect("home")
    return render(request, "mensen/uitnodiging.html", {"form": form, "uitnodiging": found})


def _by_code(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    """Straight on for who is in already; else a page with one button that mails a code."""
    if request.user == uitnodiging.user:
        return redirect(uitnodiging.naar)
    return render(request, "mensen/uitnodiging_code.html", {"uitnodiging": uitnodiging})


@members
@require_safe
def berichten(request: HttpRequest) -> HttpResponse:
    """What was mailed to me, newest first."""
    rows = Bericht.objects.visible_to(request.user)
    page = paginate(rows, params=request.GET, ordering=["-op", "-pk"], size=20)
    return render(request, "mensen/berichten.html", {"page": page})


@members
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def bevestig(request: HttpRequest) -> HttpResponse:
    """Answer with a mailed code when a page asks again who you are; then back to that page."""
    refused = "stuur" in request.POST and not Bevestigcode.mail(request)
    data = request.POST if "code" in request.POST else None
    form = BevestigForm(data, waiting=Bevestigcode.resume(request))
    if form.is_valid():
        return resume_request(request) or redirect("home")
    waiting = Bevestigcode.resume(request)  # three wrong ones end it
    context = {"form": form, "waiting": waiting, "refused": refused, "next": back_path(request)}
    return render(request, "mensen/bevestig.html", context, status=429 if refused else 200)
