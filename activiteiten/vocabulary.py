from django.db import models
from django.utils.translation import gettext_lazy as _


class Trede(models.IntegerChoices):
    """The ladder of ownership; each rung says what anybody can see happening."""

    NUL = 0, _("VoorUit doet alles. Bewoners komen langs als bezoeker.")
    EEN = 1, _("Bewoners helpen mee op de dag zelf.")
    TWEE = 2, _("Bewoners doen elke keer een vaste taak.")
    DRIE = 3, _("Bewoners bedenken en bereiden het voor, samen met studenten.")
    VIER = 4, _("Bewoners leiden en beslissen. Studenten helpen alleen als zij dat vragen.")
    VIJF = 5, _("Bewoners doen alles zelf: openen, beslissen en problemen oplossen.")
