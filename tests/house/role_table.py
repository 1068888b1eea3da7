"""Who gets which answer on a GET of every URL: literal, complete, and read by a test.

Columns:  student coordinator projectleider partner trainer privacy beheerder niemand
`own` is an object of the wijk in which student, coordinator and partner work or take part; `other` one of
another wijk. An unknown object is 404 for everyone, and who is not logged in goes to login. 405 means: allowed,
but only by POST. Add a row for every URL you make.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    own: str
    other: str = ""
    kwargs: dict[str, Any] = field(default_factory=dict)
    public: bool = False


#                  stu coo pro par tra pri beh nie
ALL = "200 200 200 200 200 200 200 200"
ALL_POST = "405 405 405 405 405 405 405 405"

TABLE: dict[str, Row] = {
    # -- roof
    "home": Row(own=ALL),
    "set_taal": Row(own=ALL_POST, public=True),
    "set_thema": Row(own=ALL_POST, public=True),
    "kit": Row(own=ALL, public=True),
}
