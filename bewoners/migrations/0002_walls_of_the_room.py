"""Row-level security on every table about residents, also for the role that owns them."""

from django.db import migrations

from core.walls import Wall, through, within


class Migration(migrations.Migration):
    dependencies = [("bewoners", "0001_initial")]

    operations = [
        Wall("relatie", within("wijk_id")),
        Wall("contactmoment", within("wijk_id")),
        Wall("thematelling", within("wijk_id")),
        Wall("relatieperiode", through("relatie_id", "bewoners_relatie")),
    ]
