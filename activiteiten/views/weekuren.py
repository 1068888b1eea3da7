from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activiteiten import services
from activiteiten.forms.weekuren import WeekuurForm
from core.attempts import attempt
from core.guards import guard
from core.phone import day_made, from_phone, is_from_phone, said_no
from core.redirects import back_to


@from_phone
@guard("activiteiten.log_los")
@require_POST
def weekuren(request: HttpRequest) -> HttpResponse:
    """«+ overleg 1 u»: one tap adds an hour to today, one tap takes it back."""
    form = WeekuurForm(request.POST)
    tried = attempt(form, lambda: _do(request, form))
    if tried.done:
        messages.success(request, tried.result)
    elif is_from_phone(request):
        return said_no(form, tried.status)
    else:
        said = [str(line) for lines in form.errors.values() for line in lines]
        messages.error(request, " ".join(said))
    return back_to(request, "/#uren")


def _do(request: HttpRequest, form: WeekuurForm) -> str:
    data = form.cleaned_data
    if data["weg"]:
        gone = services.remove_weekuur(uuid=data["weg"], by=request.user)
        return _("Eén uur weggehaald.") if gone else _("Dit uur stond er niet meer.")
    names = ("soort", "client_id", "dag", "seconden")
    uur = services.add_weekuur(
        **{name: data[name] for name in names}, getikt=day_made(request), by=request.user
    )
    return _("Erbij: 1 uur %(soort)s.") % {"soort": uur.get_soort_display()}
