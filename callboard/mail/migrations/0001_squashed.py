import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('mail', '0001_initial'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingEmail',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('kind', models.CharField(max_length=40)),
                ('about', models.BigIntegerField()),
                ('generation', models.PositiveIntegerField(default=1)),
                ('to_address', models.CharField(max_length=254)),
                ('to_name', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('delayed', 'Delayed'), ('delivered', 'Delivered'), ('bounced', 'Bounced'), ('complained', 'Complained'), ('failed', 'Failed'), ('dropped', 'Dropped')], default='queued', max_length=10)),
                ('next_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(null=True)),
                ('lease_owner', models.CharField(blank=True, max_length=80)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('message_id', models.CharField(max_length=320, unique=True)),
                ('reply', models.TextField(blank=True)),
                ('last_error', models.TextField(blank=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('unconfirmed', models.PositiveSmallIntegerField(default=0)),
                ('maybe_twice', models.BooleanField(default=False)),
                ('queued_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'sending', 'delayed'])), fields=['next_at', 'id'], name='mail_outgoing_waiting')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='mail_outgoing_client_tenant')],
            },
        ),
    ]
