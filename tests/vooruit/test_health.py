import socket
import time

import pytest
from django.db import connection
from django.urls import reverse


def test_live_is_ok_without_the_database(client):
    assert client.get(reverse("health_live")).json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_is_ok_when_both_services_answer(client):
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_ready_is_degraded_without_redis(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "degraded", "database": "ok", "redis": "down"},
    )


@pytest.mark.django_db(transaction=True)
def test_ready_is_503_without_the_database(client):
    connection.close()
    host = connection.settings_dict["OPTIONS"]["host"]
    connection.settings_dict["OPTIONS"]["host"] = "/nowhere"
    try:
        answer = client.get("/health/ready")
    finally:
        connection.settings_dict["OPTIONS"]["host"] = host
        connection.close()
    assert (answer.status_code, answer.json()["database"]) == (503, "down")


@pytest.mark.django_db
def test_ready_says_so_within_two_seconds_when_the_database_hangs(client, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        options = connection.settings_dict["OPTIONS"] | {"host": "127.0.0.1", "port": silent.getsockname()[1]}
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
        began = time.monotonic()
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")
    assert time.monotonic() - began < 2
