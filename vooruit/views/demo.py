from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.guards import public
from vooruit.demo import inloggen

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]
BECAUSE = "Alleen in de demo: verzonnen mensen, om met één knop rond te kijken."


@public(because=BECAUSE)
@require_POST
def stap(request: HttpRequest, n: int) -> HttpResponse:
    """Go to a step of the tour as the person of that step."""
    stappen = inloggen.stappen()
    if not settings.DEMO or not 1 <= n <= len(stappen):
        raise Http404
    answer = _enter(request, stappen[n - 1]["wie"], stappen[n - 1]["naar"])
    if request.user.is_authenticated:
        request.session[inloggen.STAP] = n
    return answer


@public(because=BECAUSE)
@require_POST
def als(request: HttpRequest, wie: str) -> HttpResponse:
    """Log in as one of the promised people of the demo, and as nobody else."""
    known = {person["email"] for person in inloggen.logins()}
    if not settings.DEMO or inloggen.adres(wie) not in known:
        raise Http404
    return _enter(request, wie, "home")


def _enter(request: HttpRequest, name: str, target: str) -> HttpResponse:
    user = inloggen.person(name)
    if user is None:
        messages.error(request, _("De demo is hier niet gevuld. Dat doet manage.py demo."))
        return redirect("account_login")
    logout(request)
    login(request, user, backend=BACKEND)
    return redirect(target)
