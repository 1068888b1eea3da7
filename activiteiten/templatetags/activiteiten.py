"""Lines about a bijeenkomst as people say them."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activiteiten.models import Bijeenkomst, Inzet
from core.templatetags.vooruit import telling
from mensen.models import User

register = template.Library()


@register.simple_tag
def meldpunt() -> str:
    """The address where the municipality hears about public space (Signalen)."""
    return settings.MELDPUNT


@register.simple_tag
def wie(bijeenkomst: Bijeenkomst, lezer: User) -> str:
    """Say who is planned, the reader first: «jij opent · met Emre en Lotte»; empty when nobody is."""
    present = [i for i in bijeenkomst.inzetten.all() if i.status != Inzet.Status.AFWEZIG]
    own = next((i for i in present if i.user_id == lezer.pk), None)
    others = [i for i in present if i.user_id != lezer.pk]
    if own is None:
        return ", ".join(f"{i.user.voornaam} {i.get_rol_display()}" for i in others)
    jij = {
        Inzet.Rol.OPENT: _("jij opent"),
        Inzet.Rol.KOOKT: _("jij kookt"),
        Inzet.Rol.HELPT: _("jij helpt"),
    }[Inzet.Rol(own.rol)]
    if not others:
        return jij
    return f"{jij} · " + _("met %(namen)s") % {"namen": opsomming([i.user.voornaam for i in others])}


@register.filter
def nodig(bijeenkomst: Bijeenkomst) -> str:
    """Say what nobody does yet: «nog niemand opent · nog 1 kok nodig»; empty when all is taken care of."""
    return nog(bijeenkomst.nog_nodig)


@register.filter(name="nog_in_woorden")
def nog(missing: Mapping[str, int]) -> str:
    """The tasks that are open, in words."""
    return " · ".join(_words(rol, n) for rol, n in missing.items())


def _words(rol: str, n: int) -> str:
    if rol == Inzet.Rol.OPENT:
        return ngettext("nog niemand opent", "nog %(n)s nodig om te openen", n) % {"n": n}
    if rol == Inzet.Rol.KOOKT:
        return ngettext("nog %(n)s kok nodig", "nog %(n)s koks nodig", n) % {"n": n}
    return ngettext("nog %(n)s helper nodig", "nog %(n)s helpers nodig", n) % {"n": n}


@register.filter
def ik_kom(bijeenkomst: Bijeenkomst) -> list[tuple[str, str]]:
    """What somebody may press who is not planned yet: a button per open task, or just to help."""
    tasks = list(bijeenkomst.nog_nodig) or ["helpt"]
    if len(tasks) == 1:
        return [(tasks[0], _("Ik kom"))]
    says = {"opent": _("Ik open"), "kookt": _("Ik kook"), "helpt": _("Ik help")}
    return [(task, says[task]) for task in tasks]


@register.simple_tag
def eigen(bijeenkomst: Bijeenkomst, lezer: User) -> str:
    """The task of the reader herself; empty when she is not planned."""
    rows = [i for i in bijeenkomst.inzetten.all() if i.status != Inzet.Status.AFWEZIG]
    return next((i.rol for i in rows if i.user_id == lezer.pk), "")


@register.simple_tag
def gevraagd(bijeenkomst: Bijeenkomst, lezer: User) -> str:
    """Whom the reader asked to take over, «Emre» or «het team»; empty when she did not."""
    own = next((i for i in bijeenkomst.inzetten.all() if i.user_id == lezer.pk and i.zoekt_ruil), None)
    if own is None:
        return ""
    return own.ruil_aan.voornaam if own.ruil_aan else _("het team")


@register.simple_tag
def ruil(bijeenkomst: Bijeenkomst, lezer: User) -> list[tuple[User, str]]:
    """Who asks the reader to take over, and how that is asked."""
    asks = {
        Inzet.Rol.OPENT: _("%(naam)s vraagt of jij opent"),
        Inzet.Rol.KOOKT: _("%(naam)s vraagt of jij kookt"),
        Inzet.Rol.HELPT: _("%(naam)s vraagt of jij helpt"),
    }
    rows = bijeenkomst.ruil_voor(lezer)
    return [(row.user, asks[Inzet.Rol(row.rol)] % {"naam": row.user.voornaam}) for row in rows]


@register.filter
def opsomming(names: list[str]) -> str:
    """Write names in a row: «Emre, Lotte en Thijs»."""
    names = [str(name) for name in names]
    if len(names) < 2:
        return "".join(names)
    return _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(names[:-1]), "laatste": names[-1]}


@register.filter
def vorige(bijeenkomst: Bijeenkomst) -> str:
    """Say «vorige week 21» when the last count was a week ago, «vorige keer 21» otherwise; empty when none."""
    aantal = getattr(bijeenkomst, "vorige_aantal", None)
    if aantal is None:
        return ""
    days = (bijeenkomst.begin - bijeenkomst.vorige_begin).days  # type: ignore[attr-defined]
    text = _("vorige week %(aantal)s") if 6 <= days <= 8 else _("vorige keer %(aantal)s")
    return text % {"aantal": aantal}


@register.filter
def weekdag(day: date) -> str:
    """The day of the week in two or three letters: «di», «Tue»."""
    return date_format(day, "D").rstrip(".")


@register.filter
def stand(bijeenkomst: Bijeenkomst) -> str:
    """In one word how it stands: afgelast, doorgegaan, niemand (a task is open) or gepland."""
    if bijeenkomst.status == Bijeenkomst.Status.GEPLAND:
        open_task = bijeenkomst.nog_nodig if not bijeenkomst.is_over else not opener(bijeenkomst)
        return "niemand" if open_task else "gepland"
    return str(bijeenkomst.status)


@register.filter
def feit(bijeenkomst: Bijeenkomst) -> str:
    """What there is to say beside it: that it does not go on, how many came, or who opens."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGELAST:
        return _("niet doorgegaan") if bijeenkomst.is_over else _("gaat niet door")
    if bijeenkomst.status == Bijeenkomst.Status.DOORGEGAAN:
        said = telling(bijeenkomst.aantal_deelnemers)
        return _("geteld: %(aantal)s") % {"aantal": said} if bijeenkomst.aantal_deelnemers else said
    if bijeenkomst.is_over:
        return _("nog tellen")
    name = opener(bijeenkomst)
    parts = [_("%(naam)s opent") % {"naam": name} if name else "", nodig(bijeenkomst)]
    return " · ".join(part for part in parts if part)


def opener(bijeenkomst: Bijeenkomst) -> str:
    """The first name of who opens, from rows that were fetched already; empty when nobody does."""
    rows = [i for i in bijeenkomst.inzetten.all() if i.status != Inzet.Status.AFWEZIG]
    return next((i.user.voornaam for i in rows if i.rol == Inzet.Rol.OPENT), "")
