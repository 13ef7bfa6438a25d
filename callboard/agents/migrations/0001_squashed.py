import callboard.agents.models.connection
import callboard.keys.sealed
import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('agents', '0001_initial'),
        ('agents', '0002_meanings'),
        ('agents', '0003_whose'),
        ('agents', '0004_live_since'),
        ('agents', '0005_booking_tools'),
        ('agents', '0006_one_simulator'),
        ('agents', '0007_publications'),
        ('agents', '0008_faqs'),
        ('agents', '0009_settings'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('provider', models.CharField(max_length=20)),
                ('label', models.CharField(max_length=80)),
                ('hook_token', models.CharField(default=callboard.agents.models.connection.new_hook_token, editable=False, max_length=43, unique=True)),
                ('auth_mode', models.CharField(choices=[('bearer', 'Bearer token (Authorization)'), ('x_vapi_secret', 'Secret (X-Vapi-Secret)'), ('hmac', 'HMAC signature'), ('header', 'Own header')], default='x_vapi_secret', max_length=16)),
                ('header_name', models.CharField(blank=True, max_length=80)),
                ('secret', callboard.keys.sealed.SealedField(null=True)),
                ('previous_secret', callboard.keys.sealed.SealedField(null=True)),
                ('previous_until', models.DateTimeField(null=True)),
                ('api_key', callboard.keys.sealed.SealedField(null=True)),
                ('api_base', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_event_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'agency'), name='agents_connection_tenant'), models.UniqueConstraint(condition=models.Q(('provider', 'simulator')), fields=('agency',), name='agents_connection_simulator')],
            },
        ),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('name', models.CharField(max_length=80)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('external_id', models.CharField(blank=True, max_length=120)),
                ('takes', models.CharField(choices=[('both', 'This assistant’s calls to our number alone'), ('agent', 'All calls of this assistant'), ('number', 'All calls to our number, whichever assistant answers')], default='agent', max_length=6)),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('deployed', 'Deployed')], default='draft', max_length=8)),
                ('live_since', models.DateTimeField(null=True)),
                ('meanings', models.JSONField(default=list)),
                ('booking_tools', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agents', to='agencies.client')),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agents', to='agents.connection')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_agent_client_tenant'), callboard.tenancy.key.TenantKey(field='connection', name='agents_agent_connection_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='agents_agent_tenant'), models.UniqueConstraint(condition=models.Q(('takes', 'both')), fields=('connection', 'external_id', 'number'), name='agents_agent_by_both'), models.UniqueConstraint(condition=models.Q(('takes', 'agent')), fields=('connection', 'external_id'), name='agents_agent_by_id'), models.UniqueConstraint(condition=models.Q(('takes', 'number')), fields=('connection', 'number'), name='agents_agent_by_number'), models.CheckConstraint(condition=models.Q(('takes', 'number'), models.Q(('external_id', ''), _negated=True), _connector='OR'), name='agents_agent_has_id'), models.CheckConstraint(condition=models.Q(('takes', 'agent'), models.Q(('number', ''), _negated=True), _connector='OR'), name='agents_agent_has_number')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('section', models.CharField(max_length=20)),
                ('content', models.JSONField()),
                ('edited_at', models.DateTimeField()),
                ('edited_by_name', models.CharField(blank=True, max_length=200)),
                ('edited_by_id', models.CharField(blank=True, max_length=16)),
                ('edited_by_staff', models.BooleanField(default=False)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_draft_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='agents_draft_agent_tenant'), models.UniqueConstraint(fields=('agent', 'client', 'section'), name='agents_draft_one')],
            },
        ),
        migrations.CreateModel(
            name='Faq',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('question', models.CharField(max_length=200)),
                ('answer', models.CharField(max_length=600)),
                ('variants', models.JSONField(default=list)),
                ('place', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('removed_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(fields=['agent', 'client', 'place'], name='agents_faq_in_order')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_faq_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='agents_faq_agent_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='agents_faq_tenant')],
            },
        ),
        migrations.CreateModel(
            name='FaqVersion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('act', models.CharField(choices=[('added', 'Added'), ('changed', 'Changed'), ('removed', 'Deleted'), ('back', 'Brought back'), ('restored', 'Went back to an earlier version')], max_length=8)),
                ('question', models.CharField(max_length=200)),
                ('answer', models.CharField(max_length=600)),
                ('variants', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, max_length=200)),
                ('by_staff', models.BooleanField(default=False)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('faq', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='agents.faq')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_faqversion_client_tenant'), callboard.tenancy.key.TenantKey(field='faq', name='agents_faqversion_faq_tenant'), models.UniqueConstraint(fields=('faq', 'number'), name='agents_faqversion_number')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('kind', models.CharField(choices=[('settings', 'Settings'), ('faqs', 'FAQs')], max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('state', models.CharField(choices=[('publishing', 'Publishing'), ('waiting', 'Waiting'), ('live', 'Live'), ('past', 'Was live'), ('failed', 'Failed'), ('returned', 'Sent back'), ('replaced', 'Replaced'), ('withdrawn', 'Taken back')], max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('asked_by_name', models.CharField(blank=True, max_length=200)),
                ('asked_by_id', models.CharField(blank=True, max_length=16)),
                ('asked_by_staff', models.BooleanField(default=False)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('live_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('settled_by_name', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agents.publication')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ('publishing', 'waiting'))), fields=['agency', 'asked_at'], name='agents_publication_open'), models.Index(condition=models.Q(('state', 'live')), fields=['client', 'kind'], name='agents_publication_live')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_publication_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='agents_publication_agent_tenant'), callboard.tenancy.key.TenantKey(field='before', name='agents_publication_before_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='agents_publication_tenant'), models.UniqueConstraint(fields=('agent', 'client', 'kind', 'number'), name='agents_publication_number'), models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('agent', 'client', 'kind'), name='agents_publication_one_live'), models.UniqueConstraint(condition=models.Q(('state__in', ('publishing', 'waiting'))), fields=('agent', 'client', 'kind'), name='agents_publication_one_open')],
            },
        ),
        migrations.CreateModel(
            name='ChangeRequest',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('section', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by_name', models.CharField(blank=True, max_length=200)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by_name', models.CharField(blank=True, max_length=200)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['agency', 'asked_at'], name='agents_request_open'), models.Index(fields=['agent', 'client', '-asked_at'], name='agents_request_newest')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='agents_request_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='agents_request_agent_tenant')],
            },
        ),
    ]
