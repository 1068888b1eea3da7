"""Starts the tests' own PostgreSQL and Valkey; a run leaves nothing behind but `.data/test`.

Only the process that was started by hand starts servers: xdist workers find the same addresses in tests.settings.
"""

from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# The same examples on every machine and every run: a red test can be run again.
hypothesis_settings.register_profile("fixed", max_examples=50, derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("fixed")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    from vooruit import embedded

    embedded.start_if_unset(throwaway=True)

    from core.catalogues import compile_all

    compile_all(Path(__file__).parent.parent)
