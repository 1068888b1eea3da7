from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signalen', '0001_what_was_heard'),
    ]

    operations = [
        migrations.AddField(
            model_name='signaal',
            name='herinnerd_op',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
