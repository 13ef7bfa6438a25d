from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='short_password',
            field=models.BooleanField(default=False),
        ),
    ]
