from wijken.models import Plek


def keep_plek(plek: Plek | None) -> Plek | None:
    """Store a place that somebody just named, and give it back."""
    if plek is not None and plek.pk is None:
        plek.save()
    return plek


def name_of(plek: Plek | None) -> str:
    """What a place is called: the same when it was just typed and when it was stored meanwhile."""
    return plek.naam if plek is not None else ""
