"""A planned round as it stands, to change before it opens."""

from typing import Any

from django.utils import timezone
from django.utils.formats import number_format

from core.locking import Conflict, SlotFormMixin
from wijkplan.forms.rondes import RondeForm
from wijkplan.models import Ronde, Rondeoptie

FROM_BALLOTS = ("opties", "eigen", "methode", "met_bewoners")


class RondeEditForm(SlotFormMixin, RondeForm):
    """Everything that is said about a round; once ballots lie in it not what they were filled in for."""

    client_id = None

    def __init__(self, *args: Any, filled: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial=as_planned(kwargs["instance"]), **kwargs)
        for name in FROM_BALLOTS if filled else ():
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What `change_ronde` needs; None for topics that stay."""
        data = self.cleaned_data
        opties = None
        if "opties" in self.fields:
            opties = [{"titel": row.titel, "prioriteit": row} for row in data["opties"]] + data["eigen"]
        names = [name for name in ("opent", "sluit", *self._meta.fields) if name in data]
        told = {name: data[name] for name in names}
        return told | {"slot": data["slot"], "opties": opties, "partijen": list(data["partijen"])}

    def beside(self, conflict: Conflict) -> Conflict:
        """Both versions as people read them: typed topics as lines, and the other one as this form would show it."""
        if "eigen" in self.cleaned_data:
            self.cleaned_data["eigen"] = as_lines(self.cleaned_data["eigen"])
        if isinstance(conflict.theirs, Ronde):
            for name, value in as_planned(conflict.theirs).items():
                if name not in {"opties", "partijen"}:
                    setattr(conflict.theirs, name, value)
        return conflict


def as_planned(ronde: Ronde) -> dict[str, Any]:
    """The fields of the form that are no fields of a round."""
    opties = list(Rondeoptie.objects.filter(ronde=ronde).select_related("prioriteit"))
    opent, sluit = timezone.localtime(ronde.opent), timezone.localtime(ronde.sluit)
    own = [{"titel": row.titel, "kosten": row.kosten} for row in opties if row.prioriteit is None]
    return {
        "opties": [str(row.prioriteit.uuid) for row in opties if row.prioriteit is not None],
        "eigen": as_lines(own),
        "partijen": [str(uuid) for uuid in ronde.partijen.values_list("partner__uuid", flat=True)],
        "opent_dag": opent.date(),
        "opent_tijd": opent.time().replace(second=0, microsecond=0),
        "sluit_dag": sluit.date(),
        "sluit_tijd": sluit.time().replace(second=0, microsecond=0),
    }


def as_lines(opties: list[dict[str, Any]]) -> str:
    """Topics as they are typed: one a line, what it costs behind a semicolon."""
    return "\n".join(
        f"{one['titel']}; {number_format(one['kosten'], use_l10n=False, decimal_pos=2).replace('.', ',')}"
        if one["kosten"] is not None
        else one["titel"]
        for one in opties
    )
