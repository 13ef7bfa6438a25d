from django.urls import path

from callboard.providers.hooks import receive

urlpatterns = [path("<slug:provider>/<slug:token>/", receive, name="hook")]
