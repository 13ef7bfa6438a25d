from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('limits', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Bucket',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('count', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['since'], name='limits_bucket_since')],
            },
        ),
    ]
