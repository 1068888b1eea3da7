"""docker-compose.yml keeps its promises: who runs, as whom, watched how, configured from where."""

import re

import pytest
import yaml

from tests.house.floors import ROOT
from vooruit import embedded

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
SECRET = re.compile(r"PASSWORD|SECRET|_URL")


def test_services_are_the_whole_product():
    assert sorted(SERVICES) == ["beat", "migrate", "nginx", "postgres", "valkey", "web", "worker"]


@pytest.mark.parametrize("name", SERVICES)
def test_service_runs_as_nobody_special(name):
    service = SERVICES[name]
    assert service["user"] not in {"", "0", "root"}
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])


@pytest.mark.parametrize("name", SERVICES)
def test_service_has_a_health_check(name):
    check = SERVICES[name]["healthcheck"]
    assert check == {"disable": True} if name == "migrate" else check["test"][0] == "CMD"


@pytest.mark.parametrize("name", SERVICES)
def test_every_secret_comes_from_the_environment(name):
    environment = SERVICES[name].get("environment", {})
    written = {
        key: value for key, value in environment.items() if SECRET.search(key) and "${" not in str(value)
    }
    assert written in ({}, {"REDIS_URL": "redis://valkey:6379/0"})


def test_only_nginx_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_no_log_holds_a_row_or_a_path():
    wanted = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    assert {f"{name}={value}" for name, value in wanted.items()} <= set(SERVICES["postgres"]["command"])
    assert wanted.items() <= embedded.SETTINGS.items()
    assert "error_log /dev/stderr crit;" in (ROOT / "docker" / "nginx.conf").read_text()


def test_image_ends_as_an_ordinary_user():
    last_stage = (ROOT / "Dockerfile").read_text().rsplit("FROM ", 1)[1]
    assert re.findall(r"^USER (\S+)", last_stage, re.MULTILINE) == ["10001"]


def test_image_installs_the_same_uv_as_the_makefile():
    versions = set(re.findall(r"uv==([\d.]+)", (ROOT / "Dockerfile").read_text()))
    assert versions == set(re.findall(r"^UV_VERSION = (\S+)", (ROOT / "Makefile").read_text(), re.MULTILINE))
