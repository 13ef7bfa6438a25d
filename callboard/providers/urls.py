from django.urls import path

from callboard.providers.hooks import receive

urlpatterns = [path("<slug:provider>/<str:token>/", receive, name="hook")]
