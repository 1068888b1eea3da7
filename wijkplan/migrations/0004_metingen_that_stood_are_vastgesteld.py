from django.db import migrations
from django.db.models import F


def judge(apps, schema_editor):
    """Whoever recorded a measurement before there were states was the coordinator, and meant it."""
    Meting = apps.get_model("wijkplan", "Meting")
    Meting.objects.filter(status="concept").update(
        status="vastgesteld", beoordeeld_door=F("door"), beoordeeld_op=F("op")
    )


class Migration(migrations.Migration):
    dependencies = [("wijkplan", "0003_rounds_agreements_and_the_cycle")]
    operations = [migrations.RunPython(judge, migrations.RunPython.noop)]
