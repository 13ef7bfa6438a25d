from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('worker', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('worker_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('beat_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['beat_at'], name='worker_heartbeat_beat')],
            },
        ),
    ]
