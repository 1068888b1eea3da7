"""What an activity is for beside its goal: the goals it helps as well, and the project it belongs to."""

from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit
from wijkplan.models import Doel, Project


def offer_beside(form: forms.ModelForm) -> None:
    """Offer the goals the form offers already and their projects; what the activity has is chosen by its line."""
    activiteit: Activiteit = form.instance
    doel, mede, project = form.fields["doel"], form.fields["mede_doelen"], form.fields["project"]
    under = Project.objects.filter(doel=OuterRef("pk")).order_by("pk")
    named = ArraySubquery(under.values(als=JSONObject(pk=F("pk"), titel=F("titel"))))
    rows = list(doel.queryset.annotate(met_projecten=named))  # read once for all three fields
    mede.queryset, mede.required = doel.queryset, False
    mede.label, mede.help_text = _("Helpt ook bij"), ""
    if not rows:
        mede.widget = forms.MultipleHiddenInput()
    mede.choices = [(row.pk, doel.label_from_instance(row)) for row in rows]
    key = doel.to_field_name or "pk"
    doel.choices = [
        ("", doel.empty_label),
        *((getattr(row, key), doel.label_from_instance(row)) for row in rows),
    ]
    project.queryset = Project.objects.filter(doel__in=[row.pk for row in rows]).select_related("doel")
    project.empty_label, project.label = _("geen project"), _("Hoort bij project of experiment")
    project.choices = [
        ("", project.empty_label),
        *((each["pk"], f"{each['titel']} ({row.titel})") for row in rows for each in row.met_projecten),
    ]
    lines = {row.lijn for row in form.initial.get("mede_doelen", [])}
    form.initial["mede_doelen"] = [row.pk for row in rows if row.lijn in lines]
    if activiteit.project is not None:
        same = project.queryset.filter(lijn=activiteit.project.lijn)
        form.initial["project"] = same.values_list("pk", flat=True).first()


def without_own(data: dict[str, Any]) -> dict[str, Any]:
    """The goal itself is not also one of the goals it helps beside."""
    doel: Doel | None = data.get("doel")
    if doel is not None and "mede_doelen" in data:
        data["mede_doelen"] = data["mede_doelen"].exclude(lijn=doel.lijn)
    return data
