"""What differs between two versions of a row (apart: mypy's Django plugin loops on a NamedTuple beside forms)."""

from typing import NamedTuple


class Difference(NamedTuple):
    """One field in two versions, as people read it."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Say whether the two versions are not the same."""
        return self.mine != self.theirs
