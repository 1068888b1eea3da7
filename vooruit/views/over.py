from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import privacy
from core.guards import guard, members
from vooruit.beheer import installation
from vooruit.wat_ziet_wie import EIGEN, OPEN, ROLLEN, table
from wijken.models import Wijk


@members
def wat_ziet_wie(request: HttpRequest) -> HttpResponse:
    """Who sees and does what, asked of the rules; and what is held about people, from the register."""
    context = {
        "rollen": ROLLEN.values(),
        "regels": [(zin, list(zip(ROLLEN.values(), said, strict=True))) for zin, said in table()],
        "eigen": EIGEN.values(),
        "open": OPEN,
        "register": list(privacy.entries()),
        "k": settings.K_PARTNER,
    }
    return render(request, "vooruit/wat_ziet_wie.html", context)


@members
def meer(request: HttpRequest) -> HttpResponse:
    """Everything that is not in the bottom bar."""
    own = Wijk.objects.visible_to(request.user).filter(pk__in=request.user.scope.own_wijken)
    return render(request, "vooruit/meer.html", {"signaalwijken": own})


@guard("activiteiten.list")
def zorgen(request: HttpRequest) -> HttpResponse:
    """Whom to call about somebody's safety, and where to report what is broken outside; nothing can be typed here."""
    return render(request, "vooruit/zorgen.html")


@guard("wijken.maintain")
def beheer(request: HttpRequest) -> HttpResponse:
    """How the installation is doing: version, backup, mail, jobs, disk and the nightly recount."""
    return render(request, "vooruit/beheer.html", {"punten": installation()})
