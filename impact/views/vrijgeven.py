"""Pages with which a coordinator opens and closes months, and says what the numbers do not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activiteiten.models import Maandvrijgave
from core.errors import Refused
from core.guards import guard
from core.locking import Conflict, conflict_response
from core.periods import Month, Quarter, parse
from impact import services
from impact.figures.vrijgeven import read_maanden
from impact.forms import ReleaseForm, WithdrawForm, WordsForm
from impact.models import Kwartaalwoord
from wijken.models import Wijk


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing."""
    return request.POST if request.method == "POST" else None


@guard("impact.release", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Finished months with what is missing first, and a button for each that may be released."""
    form = ReleaseForm(sent(request))
    if form.is_valid():
        month = form.cleaned_data["maand"]
        try:
            services.release_month(wijk=wijk, maand=month.first, by=request.user)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("%(maand)s is vrijgegeven.") % {"maand": month.label.capitalize()})
            return redirect("impact:release", slug=wijk.slug)
    today = request.user.scope.today
    months = read_maanden(wijk, today)
    words = Kwartaalwoord.objects.visible_to(request.user).filter(wijk=wijk).order_by("-kwartaal")
    context = {
        "wijk": wijk,
        "form": form,
        "waiting": [m for m in months if not m.is_vrijgegeven and m.stand.gepland],
        "empty": [m for m in months if not m.is_vrijgegeven and not m.stand.gepland],
        "released": [m for m in months if m.is_vrijgegeven],
        "quarters": quarters(today, {woord.kwartaal: woord for woord in words}),
    }
    return render(request, "impact/release.html", context, status=200 if not form.errors else 422)


def quarters(today: object, words: dict) -> list[tuple[Quarter, Kwartaalwoord | None]]:
    """The last four quarters with the words that were written beside them."""
    quarter = Quarter.of(today)  # type: ignore[arg-type]
    found = []
    for _number in range(4):
        found.append((quarter, words.get(quarter.first)))
        quarter = quarter.previous()
    return found


@guard("impact.withdraw", of=Maandvrijgave, by="uuid", select=("wijk", "door"))
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, vrijgave: Maandvrijgave) -> HttpResponse:
    """Take a release back, with the kind of reason."""
    form = WithdrawForm(sent(request))
    month, wijk = Month.of(vrijgave.maand), vrijgave.wijk
    if form.is_valid():
        services.withdraw_release(vrijgave=vrijgave, reden=form.cleaned_data["reden"], by=request.user)
        messages.success(request, _("%(maand)s is teruggetrokken.") % {"maand": month.label.capitalize()})
        return redirect("impact:release", slug=wijk.slug)
    context = {"vrijgave": vrijgave, "wijk": wijk, "maand": month, "form": form}
    return render(request, "impact/withdraw.html", context, status=422 if form.errors else 200)


@guard("impact.write_words", of=Wijk, by="slug")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, wijk: Wijk, kwartaal: str) -> HttpResponse:
    """Write the two lines beside a quarter; somebody else's lines are shown before they are replaced."""
    quarter = parse(kwartaal)
    if not isinstance(quarter, Quarter) or quarter.first > request.user.scope.today:
        return redirect("impact:release", slug=wijk.slug)
    mine = Kwartaalwoord.objects.visible_to(request.user)
    woord = mine.filter(wijk=wijk, kwartaal=quarter.first).first() or Kwartaalwoord(
        wijk=wijk, kwartaal=quarter.first
    )
    form = WordsForm(sent(request), instance=woord)
    context = {"wijk": wijk, "kwartaal": quarter, "form": form}
    if form.is_valid():
        try:
            services.write_kwartaalwoord(
                wijk=wijk, kwartaal=quarter.first, by=request.user, **form.cleaned_data
            )
        except Conflict as conflict:
            return conflict_response(request, form, conflict, context=context)
        messages.success(request, _("Opgeslagen."))
        return redirect("impact:release", slug=wijk.slug)
    return render(request, "impact/words.html", context, status=422 if form.errors else 200)
