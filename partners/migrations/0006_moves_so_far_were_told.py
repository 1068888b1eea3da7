"""Moves of before this release mail nobody any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_tell_whom_a_date_hits")]
    operations = [
        migrations.RunSQL(
            "UPDATE partners_datumwijziging SET verteld_op = op WHERE verteld_op IS NULL",
            migrations.RunSQL.noop,
        )
    ]
