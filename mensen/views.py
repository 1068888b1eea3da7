from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.guards import public
from mensen.forms import UitnodigingForm
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
    form = UitnodigingForm(request.POST if request.method == "POST" else None, user=found.user)
    if form.is_valid():
        user = accept_uitnodiging(token=token, password=form.cleaned_data["wachtwoord"])
        if user is None:
            return render(request, "mensen/uitnodiging_voorbij.html", status=410)
        logout(request)
        login(request, user, backend=BACKEND)
        return redirect("home")
    return render(request, "mensen/uitnodiging.html", {"form": form, "uitnodiging": found})
