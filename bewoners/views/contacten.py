from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bewoners import services
from bewoners.figures import duurzaamheid_of
from bewoners.forms import ContactenFilterForm, ContactForm, NaamForm
from bewoners.models import Overdracht, Relatie
from bewoners.vocabulary import TOESTEMMING_NU, TOESTEMMING_TEKSTEN
from core.attempts import attempt
from core.errors import Refused
from core.guards import guard
from core.paging import paginate
from core.sealed import can_seal
from mensen.models import User
from mensen.services import log_regel
from signalen.models import Signaal

GET_POST = ["GET", "HEAD", "POST"]
MEEST = 8


@guard("bewoners.list", recent=True)
@require_safe
def contacten(request: HttpRequest) -> HttpResponse:
    """The codes one keeps in touch with, and when somebody last spoke; nothing that names or finds anyone."""
    scope = request.user.scope
    form = ContactenFilterForm(request.GET or None)
    rows = form.narrow(Relatie.objects.visible_to(request.user)).with_facts(scope.today).with_keepers()
    rows = rows.with_overdracht()
    page = paginate(rows, params=request.GET, ordering=["code"], size=30)
    context: dict[str, Any] = {"page": page, "form": form}
    if scope.coordinator_wijken:
        context["cijfers"] = duurzaamheid_of(scope.coordinator_wijken, scope.today)
    return render(request, "bewoners/list.html", context)


@guard("bewoners.view_relatie", of=Relatie, by="code", select=("wijk",), recent=True)
@require_safe
def contact(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """One contact: what is known of it, without a name; that somebody looked is recorded."""
    user = request.user
    log_regel(by=user, wat="bewoners.relatie_gelezen", op=relatie)
    rows = Relatie.objects.visible_to(user).filter(pk=relatie.pk).with_facts(user.scope.today).with_keepers()
    context = {
        "relatie": rows.select_related("wijk").get(),
        "gesprekken": list(
            relatie.contactmomenten.without_note().select_related("door").order_by("-datum", "-pk")[:MEEST]
        ),
        "toestemming": relatie.toestemmingen.given().first(),
        "signalen": list(_heard(relatie, user)),
        "inzetten": list(relatie.inzetten.newest_first()),
        "gekeken": services.others_who_looked(relatie=relatie, user=user),
        "vandaag": user.scope.today,
    }
    context |= _went_on(relatie, user)
    context["uren"] = sum(row.uren for row in context["inzetten"])
    going_on = {period.user_id for period in context["relatie"].bij if period.tot is None}
    context["houdt_bij"] = user.pk in going_on
    context["mag_regelen"] = bool(going_on) and relatie.wijk_id in user.scope.coordinator_wijken
    context["mag_naam_lezen"] = context["toestemming"] and user.has_perm("bewoners.read_name", relatie)
    return render(request, "bewoners/contact.html", context)


def _went_on(relatie: Relatie, user: User) -> dict[str, Overdracht | None]:
    """What runs or was last handed over, and who stopped today and may still take it back. One query.

    She herself may, and anybody for who coordinates.
    """
    rows = list(relatie.overdrachten.newest_first())
    today, any_of_them = user.scope.today, relatie.wijk_id in user.scope.coordinator_wijken
    stopped = (row for row in rows if row.is_gestopt_op(today) and (any_of_them or row.van_id == user.pk))
    return {"overdracht": next((row for row in rows if row.naar_id), None), "gestopt": next(stopped, None)}


def _heard(relatie: Relatie, user: User) -> QuerySet[Signaal]:
    """What this student made of her own talks with a contact, and what was done about it; nobody else sees whose it was."""
    own = relatie.contactmomenten.filter(door=user).values("signalen")
    return Signaal.objects.visible_to(user).filter(pk__in=own).for_list().order_by("-op", "-pk")[:MEEST]


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_http_methods(GET_POST)
def change(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """Say what a contact is, and with whom one keeps it up; who opens the form reads what stands there."""
    if request.method != "POST":
        log_regel(by=request.user, wat="bewoners.relatie_gelezen", op=relatie)
    form = ContactForm(request.POST or None, relatie=relatie)
    tried = attempt(
        form, lambda: services.change_relatie(relatie=relatie, by=request.user, **form.cleaned_data)
    )
    if tried.done:
        messages.success(request, _("Opgeslagen."))
        return redirect(relatie)
    context = {"form": form, "relatie": relatie}
    return render(request, "bewoners/contact_form.html", context, status=tried.status)


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_POST
def explain(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """«Ik heb het uitgelegd», in one tap."""
    services.explain_relatie(relatie=relatie, by=request.user)
    return redirect(relatie)


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_http_methods(GET_POST)
@sensitive_post_parameters("naam", "contact")
@never_cache
def name(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """Keep the name of a resident who said yes."""
    form = NaamForm(request.POST or None)
    velden = ("naam", "contact", "wijze")
    tried = attempt(
        form,
        lambda: services.keep_name(
            relatie=relatie, by=request.user, **{naam: form.cleaned_data[naam] for naam in velden}
        ),
    )
    if tried.done:
        messages.success(request, _("De naam is bewaard. Wie hem leest, komt in het logboek."))
        return redirect(relatie)
    context = {
        "form": form,
        "relatie": relatie,
        "vraag": TOESTEMMING_TEKSTEN[TOESTEMMING_NU],
        "kan": can_seal(),
        "staat_er": relatie.toestemmingen.given().exists(),
    }
    return render(request, "bewoners/naam_form.html", context, status=tried.status)


@guard("bewoners.read_name", of=Relatie, by="code", recent=True)
@require_POST
@never_cache
def read_name(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """Show the name behind a code once; that somebody looked is recorded."""
    try:
        woorden = services.read_name(relatie=relatie, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(relatie)
    if woorden is None:
        messages.info(request, _("Er is geen naam bewaard."))
        return redirect(relatie)
    return render(request, "bewoners/naam.html", {"relatie": relatie, "woorden": woorden})


@guard("bewoners.change_relatie", of=Relatie, by="code", recent=True)
@require_POST
def withdraw_name(request: HttpRequest, relatie: Relatie) -> HttpResponse:
    """The resident took the consent back: the name is gone now."""
    if services.withdraw_name(relatie=relatie, by=request.user):
        messages.success(request, _("De toestemming is ingetrokken. De naam is weg."))
    return redirect(relatie)
