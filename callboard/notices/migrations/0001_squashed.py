import callboard.people.tokens
import callboard.tenancy.key
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('notices', '0001_initial'),
        ('notices', '0002_noticechoice_summary'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('agents', '0001_squashed'),
        ('calls', '0001_squashed'),
        ('mail', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallNews',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField(db_index=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='call', name='notices_callnews_call_tenant')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('event', models.CharField(choices=[('urgent', 'Urgent call'), ('call_back', 'Call back needed'), ('booking', 'Booking'), ('new_call', 'New call')], max_length=9)),
                ('came_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mail.outgoingemail')),
                ('membership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.membership')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('mail__isnull', True)), fields=['due_at'], name='notices_notice_waiting'), models.Index(fields=['came_at'], name='notices_notice_age')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='notices_notice_client_tenant'), callboard.tenancy.key.TenantKey(field='membership', name='notices_notice_member_tenant'), callboard.tenancy.key.TenantKey(field='call', name='notices_notice_call_tenant'), models.UniqueConstraint(fields=('membership', 'call', 'event'), name='notices_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('urgent', models.BooleanField(default=True)),
                ('call_back', models.BooleanField(default=True)),
                ('booking', models.BooleanField(default=False)),
                ('new_call', models.BooleanField(default=False)),
                ('summary', models.CharField(choices=[('weekly', 'Weekly, on Monday morning'), ('daily', 'Daily, and on Monday the week'), ('off', 'Off')], default='weekly', max_length=6)),
                ('quiet_from', models.TimeField(null=True)),
                ('quiet_until', models.TimeField(null=True)),
                ('quiet_days', models.JSONField(default=list)),
                ('urgent_anyway', models.BooleanField(default=False)),
                ('selector', models.CharField(default=callboard.people.tokens.new_selector, max_length=22, unique=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choice', to='people.membership')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='notices_choice_client_tenant'), callboard.tenancy.key.TenantKey(field='membership', name='notices_choice_member_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='notices_choice_agent_tenant')],
            },
        ),
    ]
