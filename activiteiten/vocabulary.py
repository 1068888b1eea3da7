from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkplan.vocabulary import Participatieladder


class Trede(models.IntegerChoices):
    """The ladder of ownership; each rung says what anybody can see happening."""

    NUL = 0, _("VoorUit doet alles. Bewoners komen langs als bezoeker.")
    EEN = 1, _("Bewoners helpen mee op de dag zelf.")
    TWEE = 2, _("Bewoners doen elke keer een vaste taak.")
    DRIE = 3, _("Bewoners bedenken en bereiden het voor, samen met studenten.")
    VIER = 4, _("Bewoners leiden en beslissen. Studenten helpen alleen als zij dat vragen.")
    VIJF = 5, _("Bewoners doen alles zelf: openen, beslissen en problemen oplossen.")


# The rungs of the participatieladder in the words of a team that speaks about residents; a round of the plan says
# them to who takes part.
TE_ZEGGEN: dict[str, str | Promise] = {
    Participatieladder.INFORMEREN: _("informeren: bewoners horen wat er gebeurt"),
    Participatieladder.RAADPLEGEN: _("raadplegen: bewoners zeggen wat zij vinden"),
    Participatieladder.ADVISEREN: _("adviseren: het advies van bewoners telt mee"),
    Participatieladder.COPRODUCEREN: _("coproduceren: bewoners maken het samen met ons"),
    Participatieladder.MEEBESLISSEN: _("meebeslissen: bewoners beslissen mee"),
    Participatieladder.ZELFBEHEER: _("zelfbeheer: bewoners beslissen zelf"),
}
