"""docs/instellingen.md and the code name the same settings."""

import re

from tests.house.floors import ROOT

READERS = ["vooruit/settings.py", "vooruit/embedded.py", "vooruit/gunicorn_conf.py"]
READ = re.compile(r'(?:env\.\w+|environ\.get)\(\s*["\'](\w+)["\']')


def test_every_setting_that_is_read_stands_in_the_table_and_no_other():
    code = "".join((ROOT / path).read_text() for path in READERS)
    lines = (ROOT / "docs/instellingen.md").read_text().splitlines()
    cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    assert sorted(set(READ.findall(code))) == sorted(
        name for cell in cells for name in re.findall(r"`(\w+)`", cell)
    )
