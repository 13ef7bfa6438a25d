from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_short_password'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='shortcuts',
            field=models.BooleanField(default=True),
        ),
    ]
