from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm
from core.locking import SlotFormMixin
from core.text import LineField
from core.wacht import VERHAAL
from wijkplan.models import Gesprekskaart, Prioriteit
from wijkplan.vocabulary import GESPREKSVRAGEN

LANG = Gesprekskaart._meta.get_field("vraag").max_length
VRAGEN = ("vraag_1", "vraag_2", "vraag_3")


class GesprekskaartenForm(SlotFormMixin, VooruitForm):
    """The three questions of a priority; beside an empty line stands what students read instead."""

    wacht = {"vraag_*": VERHAAL}
    vraag_1 = LineField(label=_("Eerste vraag"), max_length=LANG, required=False)
    vraag_2 = LineField(label=_("Tweede vraag"), max_length=LANG, required=False)
    vraag_3 = LineField(label=_("Derde vraag"), max_length=LANG, required=False)

    def __init__(self, *args: Any, prioriteit: Prioriteit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, ready in zip(VRAGEN, GESPREKSVRAGEN[prioriteit.effectgebied], strict=True):  # type: ignore[index]
            self.fields[name].help_text = gettext("Laat leeg voor: «%s»") % ready

    def vragen(self) -> list[str]:
        """The three as typed, in their order."""
        return [self.cleaned_data[name] for name in VRAGEN]
