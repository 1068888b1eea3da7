"""Words every room shares: the five effect areas of the mission and what conversations are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Effectgebied(models.TextChoices):
    """The five areas in which VoorUit wants a positive effect; each has its own colour and shape on screen."""

    VEILIGHEID = "veiligheid", _("veiligheid")
    GEZONDHEID = "gezondheid", _("gezondheid")
    ARMOEDE = "armoede", _("armoede")
    OPLEIDING = "opleiding", _("opleiding")
    BETROKKENHEID = "betrokkenheid", _("betrokkenheid")


class Thema(models.TextChoices):
    """What a conversation was about, as chips on a phone."""

    WONEN = "wonen", _("wonen & verhuizen")
    SCHOOL = "school", _("school & taal")
    BUURT = "buurt", _("buurt & groen")
    VEILIG = "veilig", _("veilig voelen")
    SAMEN = "samen", _("samen doen")
    WERK = "werk", _("werk")
    ANDERS = "anders", _("iets anders")


class GevoeligThema(models.TextChoices):
    """Themes that are counted per wijk and month, loose from who said it."""

    GEZONDHEID = "gezondheid", _("gezondheid")
    RONDKOMEN = "rondkomen", _("rondkomen")


EFFECTGEBIED_VAN_THEMA = {
    Thema.WONEN: Effectgebied.BETROKKENHEID,
    Thema.SCHOOL: Effectgebied.OPLEIDING,
    Thema.BUURT: Effectgebied.BETROKKENHEID,
    Thema.VEILIG: Effectgebied.VEILIGHEID,
    Thema.SAMEN: Effectgebied.BETROKKENHEID,
    Thema.WERK: Effectgebied.ARMOEDE,
    GevoeligThema.GEZONDHEID: Effectgebied.GEZONDHEID,
    GevoeligThema.RONDKOMEN: Effectgebied.ARMOEDE,
}


class Richting(models.TextChoices):
    """Which way is better."""

    OMHOOG = "omhoog", _("hoger is beter")
    OMLAAG = "omlaag", _("lager is beter")


class Bewijsniveau(models.IntegerChoices):
    """How well a number is supported, from an impression to an outside test."""

    INDRUK = 1, _("indruk van het team")
    TELLING = 2, _("geteld door het team")
    BEVESTIGD = 3, _("bevestigd door bewoners of partner")
    VERGELEKEN = 4, _("vergeleken in tijd of met elders")


class Communitydimensie(models.TextChoices):
    """What a community that works takes care of: five things one can see, never one score."""

    LEDEN = "leden", _("zorg voor elkaar")
    BEZIT = "bezit", _("bezit en openbare ruimte")
    INCLUSIVITEIT = "inclusiviteit", _("iedereen hoort erbij")
    TALENTEN = "talenten", _("talenten benutten")
    REGIE = "regie", _("regie over eigen leven")
