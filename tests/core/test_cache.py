import socket
import socketserver
import threading
import time

import pytest

from core.cache import MEMORY, ForgivingRedisCache


@pytest.fixture(autouse=True)
def _nothing_remembered():
    yield
    MEMORY.clear()


@pytest.fixture
def gone():
    return ForgivingRedisCache("redis://127.0.0.1:1/0", {})


@pytest.fixture
def hanging():
    """A server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield ForgivingRedisCache(f"redis://127.0.0.1:{server.getsockname()[1]}/0", {})


class Full(socketserver.StreamRequestHandler):
    """Refuses everything, as Valkey refuses writes when its disk is full."""

    def handle(self):
        for line in self.rfile:
            if line.startswith(b"*"):
                self.wfile.write(b"-MISCONF unable to persist to disk\r\n")


@pytest.fixture
def full():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Full) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield ForgivingRedisCache(f"redis://127.0.0.1:{server.server_address[1]}/0", {})
        server.shutdown()


def test_a_cache_that_refuses_is_a_cache_that_is_gone(full):
    full.set("a", 1)
    assert (full.get("a"), full.add("login:lock", 1)) == (None, True)


def test_reading_from_a_cache_that_is_gone_is_a_miss(gone):
    assert (gone.get("a"), gone.get("a", 5), gone.get_many(["a"]), gone.has_key("a")) == (None, 5, {}, False)


def test_writing_to_a_cache_that_is_gone_changes_nothing(gone):
    gone.set("a", 1)
    gone.set_many({"a": 1})
    gone.delete_many(["a"])
    assert (gone.touch("a"), gone.delete("a"), gone.clear()) == (False, False, False)


def test_a_lock_in_a_cache_that_is_gone_is_free(gone):
    assert gone.add("login:lock", 1)


def test_login_works_while_the_cache_is_gone(gone, client, monkeypatch, db):
    from allauth.core.internal import ratelimit

    from tests.factories import make_user

    monkeypatch.setattr(ratelimit, "cache", gone)
    make_user(email="noor@voorbeeld.test", password="lang-genoeg-wachtwoord")
    data = {"login": "noor@voorbeeld.test", "password": "lang-genoeg-wachtwoord"}
    assert client.post("/account/login/", data).status_code == 302


def test_login_attempts_are_limited_while_the_cache_is_gone(gone, client, monkeypatch, db):
    from allauth.core.internal import ratelimit

    from tests.factories import make_user

    monkeypatch.setattr(ratelimit, "cache", gone)
    for name in ("noor", "emre"):
        make_user(email=f"{name}@voorbeeld.test", password="lang-genoeg-wachtwoord")
    wrong = {"login": "noor@voorbeeld.test", "password": "een-heel-ander-woord"}
    right = wrong | {"password": "lang-genoeg-wachtwoord"}
    for _ in range(5):
        client.post("/account/login/", wrong)
    refused = client.post("/account/login/", right)
    assert (refused.status_code, "te veel" in refused.content.decode().lower()) == (200, True)
    assert client.post("/account/login/", right | {"login": "emre@voorbeeld.test"}).status_code == 302


def test_counting_in_a_cache_that_is_gone_is_a_missing_key(gone):
    with pytest.raises(ValueError, match="not found"):
        gone.incr("a")


def test_a_hanging_cache_costs_half_a_second_once(hanging):
    began = time.monotonic()
    for _ in range(20):
        hanging.get("a")
    assert time.monotonic() - began < 2
