from django.db.models import Q

from wijken.querysets import InWijkQuerySet


class HulpbronQuerySet(InWijkQuerySet):
    def search(self, words: str) -> "HulpbronQuerySet":
        """Each of the words occurs in what it is, what one can do with it, or where it is."""
        for word in words.split()[:8]:
            found = Q(naam__icontains=word) | Q(omschrijving__icontains=word) | Q(waar__icontains=word)
            self = self.filter(found)  # noqa: PLW0642 - narrows word by word
        return self

    def on_map(self) -> "HulpbronQuerySet":
        """Those with a point."""
        return self.exclude(lat=None)
