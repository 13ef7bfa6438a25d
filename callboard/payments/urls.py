from django.urls import path

from callboard.payments.hooks import receive

urlpatterns = [path("stripe/<slug:token>/", receive, name="stripe_hook")]
