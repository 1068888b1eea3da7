"""Optimistic locking: every edited row carries an integer slot that each saved change raises by one."""

from django.db import models


class Slotted(models.Model):
    """A row that two people may open at once; the second to save sees both versions."""

    slot = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
