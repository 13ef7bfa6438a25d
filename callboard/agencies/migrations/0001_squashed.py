import callboard.tenancy.models
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('agencies', '0001_initial'),
        ('agencies', '0002_access_in_full'),
        ('agencies', '0003_whose'),
        ('agencies', '0004_retention'),
        ('agencies', '0005_forwarding'),
        ('agencies', '0006_visibility'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('host', models.CharField(max_length=253, unique=True)),
                ('time_zone', models.CharField(default='America/New_York', max_length=64)),
                ('support_email', models.EmailField(blank=True, max_length=254)),
                ('support_phone', models.CharField(blank=True, max_length=40)),
                ('postal_address', models.CharField(blank=True, max_length=200)),
                ('invitation_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)])),
                ('renews_links', models.BooleanField(default=True)),
                ('recordings_kept_days', models.PositiveSmallIntegerField(default=0)),
                ('test_numbers', models.JSONField(default=list)),
                ('forwarding', models.JSONField(default=dict)),
                ('visibility', models.JSONField(default=dict)),
                ('staff_need_second_factor', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'agencies',
            },
        ),
        migrations.CreateModel(
            name='Brand',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('colour', models.CharField(default='#4f46e5', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-f]{6}$')])),
                ('tokens', models.JSONField(default=dict)),
                ('stylesheet', models.TextField(blank=True)),
                ('stylesheet_hash', models.CharField(blank=True, max_length=16)),
                ('logo', models.BinaryField(null=True)),
                ('logo_hash', models.CharField(blank=True, max_length=16)),
                ('logo_width', models.PositiveSmallIntegerField(default=0)),
                ('logo_height', models.PositiveSmallIntegerField(default=0)),
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brand', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('name', models.CharField(max_length=120)),
                ('contact_name', models.CharField(blank=True, max_length=120)),
                ('contact_email', models.CharField(blank=True, max_length=254)),
                ('contact_email_canonical', models.CharField(blank=True, max_length=254)),
                ('mobile', models.CharField(blank=True, max_length=40)),
                ('time_zone', models.CharField(max_length=64)),
                ('handles_health_information', models.BooleanField(default=False)),
                ('recordings_kept_days', models.PositiveSmallIntegerField(null=True)),
                ('visibility', models.JSONField(default=dict)),
                ('notes', models.TextField(blank=True)),
                ('access_revoked_at', models.DateTimeField(null=True)),
                ('archived_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'name', 'id'], name='agencies_client_by_name')],
                'constraints': [models.UniqueConstraint(fields=('id', 'agency'), name='agencies_client_tenant')],
            },
        ),
    ]
