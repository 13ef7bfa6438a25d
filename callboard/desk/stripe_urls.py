"""Who a client is at Stripe, below /agency/clients/<id>/billing/stripe/."""

from django.urls import path

from callboard.desk.views import stripe_client, stripe_subscription

urlpatterns = [
    path("", stripe_client.show, name="stripe_client"),
    path("customer/", stripe_client.link, name="stripe_link"),
    path("customer/new/", stripe_client.make, name="stripe_customer_new"),
    path("unlinking/", stripe_client.unlinking, name="stripe_unlinking"),
    path("look/", stripe_client.look, name="stripe_look"),
    path("subscription/", stripe_subscription.choose, name="stripe_subscription"),
    path("subscription/new/", stripe_subscription.start, name="stripe_subscription_new"),
    path("subscription/end/", stripe_subscription.let_go, name="stripe_subscription_end"),
]
