from django.db import models


class Bucket(models.Model):
    """How often something happened since `since`. The key is a hash: no address and no network is
    stored.
    """

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["since"], name="limits_bucket_since")]

    def __str__(self) -> str:
        return f"{self.count} since {self.since:%H:%M}"
