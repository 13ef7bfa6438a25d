"""Background tasks that carry their tenant: the first argument is the agency, and the task runs in
its scope alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django_tasks import task
from django_tasks.base import Task

from callboard.tenancy import scope

P = ParamSpec("P")


def tenant_task(
    function: Callable[Concatenate[int, P], None],
) -> Task[Concatenate[int, P], None]:
    """Makes a module-level function a task. `enqueue` it inside the transaction of the act it
    belongs to.
    """

    @wraps(function)
    def within(agency_id: int, /, *args: P.args, **kwargs: P.kwargs) -> None:
        with scope.agency(agency_id):
            function(agency_id, *args, **kwargs)

    return task(within)
