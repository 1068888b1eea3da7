"""Every dependency says why it is here."""

import tomllib

from tests.house.floors import ROOT


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"]]
    wanted += [d for group in project["dependency-groups"].values() for d in group if isinstance(d, str)]
    lines = text.splitlines()
    silent = [
        d
        for d in wanted
        if not any(f'"{d}",' in line and len(line.split("#", 1)[-1]) > 8 and "#" in line for line in lines)
    ]
    assert silent == []
