from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Foto
from core.forms import FILE_MESSAGES, VooruitForm
from core.locking import ClientIdFormMixin

TEGELIJK = 10
SAMEN = 45 * 1024**2  # without scripts all of them come in one body, and the web server takes 50 MB
ACCEPT = "image/jpeg,image/png,image/webp"  # a phone that makes HEIC hands over a JPEG for this


class MeerBestanden(forms.ClearableFileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class FotosField(forms.FileField):
    """Photos; what is in them is looked at by the service, one by one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", MeerBestanden(attrs={"accept": ACCEPT}))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002
        """Return the files, also when there is one or none; an empty one is refused by the service, with its name."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        return [file for file in files if isinstance(file, UploadedFile)]


class FotosForm(ClientIdFormMixin, VooruitForm):
    """Photos of a bijeenkomst, from the camera or from what the phone holds."""

    camera = FotosField(
        label=_("Maak een foto"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT, "capture": "environment"}),
    )
    bestanden = FotosField(label=_("Kies foto's"))
    niemand_herkenbaar = forms.BooleanField(
        label=_("Op deze foto's is niemand herkenbaar"),
        required=False,
        help_text=_(
            "Ook niet aan kleding, tatoeage of huisnummer. Anders zeg je zo per foto wie toestemming gaf."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """All chosen files together, as `fotos`."""
        data = super().clean() or self.cleaned_data
        data["fotos"] = [*data.get("camera", []), *data.get("bestanden", [])]
        if not data["fotos"]:
            self.add_error("bestanden", ValidationError(FILE_MESSAGES["required"], code="required"))
        elif len(data["fotos"]) > TEGELIJK:
            self.add_error("bestanden", _("Stuur hooguit 10 foto's tegelijk."))
        elif sum(file.size or 0 for file in data["fotos"]) > SAMEN:
            self.add_error(
                "bestanden", _("Deze foto's zijn samen groter dan 45 MB. Stuur er minder tegelijk.")
            )
        return data


class InterventieFotosForm(FotosForm):
    """Photos of something made in the neighbourhood: before, or after."""

    moment = forms.ChoiceField(
        label=_("Hoe ziet het eruit op de foto?"),
        choices=[(Foto.Moment.VOOR, _("zoals het was")), (Foto.Moment.NA, _("zoals het werd"))],
        widget=forms.RadioSelect,
    )
