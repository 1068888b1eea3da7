from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bewoners import services
from bewoners.models import Contactmoment
from core.attempts import attempt
from core.guards import guard
from signalen.forms import SignaalForm


@guard("bewoners.change_contactmoment", of=Contactmoment, select=("relatie", "wijk"))
@require_http_methods(["GET", "HEAD", "POST"])
def raise_from(request: HttpRequest, moment: Contactmoment) -> HttpResponse:
    """After a talk: the chance or question one heard in it; what it was about is known already when it was one thing."""
    first = {"thema": moment.themas[0]} if len(moment.themas) == 1 else {}
    form = SignaalForm(request.POST or None, wijk=moment.wijk, initial=first)
    tried = attempt(
        form,
        lambda: services.note_from_talk(
            moment=moment,
            by=request.user,
            **{name: form.cleaned_data[name] for name in ("client_id", "al_gehoord")},
            **form.velden(),
        ),
    )
    if tried.done:
        messages.success(request, _("Opgeschreven. Je coördinator ziet het."))
        return redirect("home")
    over = moment.relatie.roepnaam if moment.relatie else _("Een buur")
    context = {"form": form, "wijk": moment.wijk, "over": over}
    return render(request, "signalen/create.html", context, status=tried.status)
