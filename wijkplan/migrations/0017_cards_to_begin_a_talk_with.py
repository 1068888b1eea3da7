import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wijkplan', '0016_priorities_keep_the_line_they_grew_out_of'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Gesprekskaart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField(default=0, editable=False)),
                ('volgorde', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)], verbose_name='volgorde')),
                ('vraag', models.CharField(blank=True, max_length=140, verbose_name='vraag')),
                ('op', models.DateTimeField(auto_now=True)),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prioriteit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gesprekskaarten', to='wijkplan.prioriteit')),
            ],
            options={
                'verbose_name': 'gesprekskaart',
                'verbose_name_plural': 'gesprekskaarten',
                'ordering': ['volgorde'],
                'constraints': [
                    models.UniqueConstraint(fields=('prioriteit', 'volgorde'), name='gesprekskaart_place'),
                    models.CheckConstraint(condition=models.Q(('volgorde__range', (1, 3))), name='gesprekskaart_at_most_three'),
                ],
            },
        ),
    ]
