"""What both sides answer with; each says in its own file who may ask (`portal/views/faqs.py`,
`desk/views/faqs.py`).
"""

from collections.abc import Callable

from django.http import HttpResponse

# Takes the request, the door, and the ids that stand in the address.
View = Callable[..., HttpResponse]
