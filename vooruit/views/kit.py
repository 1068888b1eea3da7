"""The gallery: every component in all its states, and the choice between light and dark."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.context import THEMES
from core.guards import public
from core.redirects import back_to


class KitForm(forms.Form):
    """One field of every kind, with invented labels."""

    titel = forms.CharField(label=_("Titel"), help_text=_("Zoals op de flyer."), max_length=80)
    aantal = forms.IntegerField(label=_("Hoeveel mensen waren er?"), min_value=0, max_value=5000)
    dag = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}))
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("open", _("Open inloop")), ("groep", _("Vaste groep"))], required=False
    )
    hoe = forms.ChoiceField(
        label=_("Hoe?"),
        widget=forms.RadioSelect,
        choices=[
            ("koffie", _("koffie")),
            ("straat", _("op straat")),
            ("thuis", _("thuis")),
            ("appje", _("appje")),
        ],
    )
    wie = forms.MultipleChoiceField(
        label=_("Wie waren er?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("noor", "Noor"), ("emre", "Emre"), ("lotte", "Lotte")],
        required=False,
    )
    weet_niet = forms.BooleanField(label=_("Dat weet ik niet"), required=False)
    notitie = forms.CharField(
        label=_("Notitie (geen namen)"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    bestand = forms.FileField(label=_("Bestand"), required=False)


@public(because="Voorbeeldpagina zonder gegevens, alleen in de demo")
def kit(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return render(request, "kit/kit.html", _samples())


def _samples() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "formulieren": [
            KitForm(prefix="leeg", initial={"hoe": "koffie"}),
            KitForm({"fout-aantal": "-3", "fout-wie": ["noor"]}, prefix="fout"),
        ],
        "van": today - timedelta(days=90),
        "tot": today,
        "gisteren": timezone.now() - timedelta(days=1),
        "effecten": ["veiligheid", "gezondheid", "armoede", "opleiding", "betrokkenheid", "los"],
        "standen": ["gehaald", "op_koers", "achter", "niet_gemeten"],
    }


@public(because="De kleuren zijn een voorkeur van dit apparaat, geen gegeven van een persoon")
@require_POST
def set_thema(request: HttpRequest) -> HttpResponse:
    response = back_to(request, "/")
    thema = request.POST.get("thema", "")
    if thema in THEMES:
        response.set_cookie(
            "thema", thema, max_age=60 * 60 * 24 * 365, samesite="Lax", secure=not settings.DEMO
        )
    else:
        response.delete_cookie("thema")
    return response
