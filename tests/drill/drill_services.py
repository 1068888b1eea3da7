"""`make drill`: the whole product in a folder of its own, and then its services hang, die and stop."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from vooruit import embedded

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 300  # the first start fills the demo
SECONDS_TO_STOP = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("drill") / "data"


@pytest.fixture
def product(folder):
    """The product as `make run` starts it, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {"VOORUIT_DATA": str(folder), "PORT": str(port), "DATABASE_URL": "", "REDIS_URL": ""}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "vooruit.settings", "LOG_LEVEL": "WARNING"}
    command = [sys.executable, "manage.py", "dev"]
    process = psutil.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    process.address = f"http://127.0.0.1:{port}"
    wait_until(lambda: ask(process, "/health/ready")[0] == 200, SECONDS_TO_START)
    yield process
    if process.is_running():
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def ask(product, path):
    """Status, text and seconds of one question."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(product.address + path, timeout=30) as answer:
            return answer.status, answer.read().decode(), time.monotonic() - began
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), time.monotonic() - began
    except OSError as error:
        return 0, str(error), time.monotonic() - began


def wait_until(true, seconds):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not within {seconds} seconds"
        time.sleep(0.5)


def server(folder, name):
    pidfile = {
        "valkey": folder / "valkey" / "valkey.pid",
        "postgres": folder / "postgres" / "postmaster.pid",
    }[name]
    return psutil.Process(int(pidfile.read_text().split()[0]))


def test_a_hanging_cache_slows_pages_and_stops_none(product, folder):
    valkey = server(folder, "valkey")
    valkey.suspend()
    try:
        status, text, _ = ask(product, "/health/ready")
        assert (status, json.loads(text)["status"]) == (200, "degraded")
        status, _, seconds = ask(product, "/account/login/")
        assert (status, seconds < 10) == (200, True)
    finally:
        valkey.resume()
    wait_until(lambda: json.loads(ask(product, "/health/ready")[1])["status"] == "ok", 30)


def test_without_the_database_the_product_says_so_and_lives(product, folder):
    server(folder, "postgres").send_signal(signal.SIGKILL)
    wait_until(lambda: ask(product, "/health/ready")[0] == 503, 60)
    assert ask(product, "/health/live")[0] == 200


def test_the_next_start_recovers_the_database(product):
    assert ask(product, "/account/login/")[0] == 200


def test_a_worker_that_dies_takes_the_rest_down(product):
    family = product.children(recursive=True)
    worker = next(child for child in product.children() if "worker" in child.cmdline())
    worker.kill()
    assert product.wait(SECONDS_TO_STOP) == 1
    assert psutil.wait_procs(family, timeout=5)[1] == []


def test_sigterm_stops_everything_and_the_servers(product, folder):
    family = [*product.children(recursive=True), server(folder, "postgres"), server(folder, "valkey")]
    product.terminate()
    assert product.wait(SECONDS_TO_STOP) == 0
    assert psutil.wait_procs(family, timeout=5)[1] == []
    assert not embedded.socket_dir(folder).joinpath("valkey.sock").exists()
