"""Lines about a bijeenkomst as people say them."""

from django import template
from django.utils.translation import gettext as _

from activiteiten.models import Bijeenkomst, Inzet
from mensen.models import User

register = template.Library()


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
