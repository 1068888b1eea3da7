from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from core.errors import AlreadyUsed, Refused
from core.guards import guard
from wijkplan import services
from wijkplan.forms import MAX_VOORSTELLEN, BevestigForm, PlakForm, VoorstelFormSet
from wijkplan.imports import read_lines
from wijkplan.models import Wijkplan


@guard("wijkplan.change", of=Wijkplan, select=("wijk",))
def paste(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """Paste, look, change, confirm. Each step carries the typed text along, so one can always go back."""
    step = request.POST.get("stap", "")
    if step == "bewaar":
        return _confirm(request, plan)
    if step == "terug":
        return _ask(request, plan, PlakForm(initial={"tekst": request.POST.get("tekst", "")}))
    form = PlakForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, plan, form)
    return _preview(request, plan, form)


def _ask(request: HttpRequest, plan: Wijkplan, form: PlakForm, status: int = 200) -> HttpResponse:
    return render(request, "wijkplan/paste.html", {"plan": plan, "form": form}, status=status)


def _preview(request: HttpRequest, plan: Wijkplan, form: PlakForm) -> HttpResponse:
    read = read_lines(form.cleaned_data["tekst"])
    if len(read.voorstellen) > MAX_VOORSTELLEN:
        form.add_error(
            "tekst",
            gettext("Dit worden %(aantal)s prioriteiten. Plak er hooguit %(max)s tegelijk.")
            % {"aantal": len(read.voorstellen), "max": MAX_VOORSTELLEN},
        )
        return _ask(request, plan, form)
    initial = [
        {
            "titel": voorstel.titel,
            "effectgebied": voorstel.effectgebied,
            "aanleiding": voorstel.aanleiding,
            "doelen": "\n".join(voorstel.doelen),
        }
        for voorstel in read.voorstellen
    ]
    context = {
        "plan": plan,
        "voorstellen": VoorstelFormSet(initial=initial, prefix="p"),
        "form": BevestigForm(initial={"tekst": form.cleaned_data["tekst"]}),
        "kopregels": read.kopregels,
    }
    return render(request, "wijkplan/paste_preview.html", context)


def _confirm(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    form = BevestigForm(request.POST)
    voorstellen = VoorstelFormSet(request.POST, prefix="p")
    status = 200
    if not voorstellen.management_form.is_valid():
        return _ask(request, plan, PlakForm(initial={"tekst": request.POST.get("tekst", "")}), 400)
    if form.is_valid() & voorstellen.is_valid():
        chosen = [one for each in voorstellen if (one := each.voorstel()) is not None]
        try:
            services.paste_lines(
                plan=plan, voorstellen=chosen, by=request.user, client_id=form.cleaned_data["client_id"]
            )
        except AlreadyUsed as refused:
            status = 409
            refused.add_to(form)
            form.data = form.data.copy()
            form.data["client_id"] = str(uuid4())
        except Refused as refused:
            refused.add_to(form)
        else:
            said = ngettext("%d prioriteit toegevoegd.", "%d prioriteiten toegevoegd.", len(chosen))
            messages.success(request, said % len(chosen))
            return redirect("wijkplan:edit", plan.uuid)
    context = {"plan": plan, "voorstellen": voorstellen, "form": form}
    return render(request, "wijkplan/paste_preview.html", context, status=status)
