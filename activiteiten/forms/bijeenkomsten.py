from typing import Any

from django.utils.translation import gettext_lazy as _

from activiteiten.forms.reeksen import WelkeMixin
from activiteiten.forms.tellen import people_of
from activiteiten.forms.velden import MomentMixin, PlekField, WieMixin
from activiteiten.models import Activiteit, Bijeenkomst
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedIntegerField, LineField
from core.wacht import NAMEN, OPENBAAR


class NieuweBijeenkomstForm(MomentMixin, WieMixin, ClientIdFormMixin, VooruitForm):
    """One or more bijeenkomsten of an activity."""

    wacht = {"plek": OPENBAAR, "titel": NAMEN}

    titel = LineField(label=_("Eigen titel"), max_length=120, required=False)
    plek = PlekField(label=_("Waar"))
    weken = BoundedIntegerField(
        label=_("Hoeveel weken achter elkaar?"), min_value=1, max_value=52, initial=1, required=False
    )
    field_order = ["dag", "van", "tot", "weken", "plek", "opent", "koken", "helpen", "titel"]

    def __init__(self, *args: Any, activiteit: Activiteit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wijk = activiteit.wijk_id
        self.fields["plek"].offer({self.wijk})
        self.offer_people(people_of(self.wijk), koken=activiteit.nodig_kookt > 0)
        if activiteit.plek_id:
            self.initial.setdefault("plek", activiteit.plek.naam)

    def clean(self) -> dict[str, Any]:
        """Turn the name of the place into a place."""
        data = super().clean()
        if "plek" in data:
            data["plek"] = self.fields["plek"].place(data["plek"], self.wijk)
        return data


class BijeenkomstForm(WelkeMixin, SlotFormMixin, NieuweBijeenkomstForm):
    """When, where and who of one bijeenkomst."""

    client_id = None
    weken = None

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        self.instance = bijeenkomst
        self.before = {inzet.user_id: inzet.rol for inzet in bijeenkomst.mensen}
        now = {name: getattr(bijeenkomst, name) for name in ("dag", "van", "tot", "titel", "opent", "helpen")}
        if bijeenkomst.activiteit.nodig_kookt:
            now["koken"] = bijeenkomst.koken
            now["helpen"] = [user for user in now["helpen"] if user not in now["koken"]]
        now["plek"] = bijeenkomst.plek.naam if bijeenkomst.plek else ""
        super().__init__(*args, activiteit=bijeenkomst.activiteit, initial=now, **kwargs)
        self.offer_series(bijeenkomst)
