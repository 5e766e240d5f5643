"""docker-compose.yml as a file: what each service must have, and what must not leave the host."""

import re
from typing import Any

import pytest
import yaml

from pipeline.settings import PROJECT_ROOT

TEXT = (PROJECT_ROOT / "docker-compose.yml").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
AIRFLOW = {name for name in SERVICES if name.startswith("airflow-")}


def test_the_services_of_a_celery_airflow():
    assert set(SERVICES) == {
        "postgres",
        "redis",
        "airflow-init",
        "airflow-api-server",
        "airflow-scheduler",
        "airflow-dag-processor",
        "airflow-triggerer",
        "airflow-worker",
    }


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_images_are_pinned(name):
    image, _, tag = SERVICES[name]["image"].partition(":")
    assert image
    assert re.match(r"\d", tag), f"{name}: {image}:{tag or 'latest'}"


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"airflow-init"}))
def test_lasting_services_have_a_health_check_and_come_back(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_ports_are_published_on_loopback_only(name):
    ports = SERVICES[name].get("ports", [])
    assert all(str(port).startswith("127.0.0.1:") for port in ports)
    assert bool(ports) == (name == "airflow-api-server")


def test_every_secret_comes_from_the_environment_and_is_required():
    values = {key: str(value) for service in SERVICES.values() for key, value in service["environment"].items()}
    secret = {key for key in values if re.search(r"PASSWORD|SECRET|FERNET|_DSN|_CONN$|BACKEND|BROKER|REDISCLI", key)}
    assert len(secret) >= 10
    assert {key for key in secret if not re.search(r"\$\{\w+:\?", values[key])} == set()


def test_the_example_names_exactly_what_is_asked_for():
    asked = set(re.findall(r"\$\{(\w+)[:}]", TEXT))
    example = (PROJECT_ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == asked
    required = set(re.findall(r"\$\{(\w+):\?", TEXT))
    assert {name for name in required if not re.search(rf"^{name}=$", example, re.MULTILINE)} == set(), "no real values"


@pytest.mark.parametrize("name", sorted(AIRFLOW))
def test_airflow_sees_the_folders_of_the_checkout(name):
    mounts = dict(str(volume).split(":")[:2] for volume in SERVICES[name]["volumes"])
    environment = SERVICES[name]["environment"]
    assert mounts["./dags"] == environment["AIRFLOW__CORE__DAGS_FOLDER"]
    assert mounts["./plugins"] == environment["AIRFLOW__CORE__PLUGINS_FOLDER"]
    assert mounts["archive"] == environment["GUARANTEES_ARCHIVE"]
    local = [source for source in mounts if source.startswith("./")]
    assert all((PROJECT_ROOT / source).exists() for source in local)


def test_nothing_starts_before_the_databases_are_migrated():
    for name in AIRFLOW - {"airflow-init"}:
        assert SERVICES[name]["depends_on"]["airflow-init"]["condition"] == "service_completed_successfully"
    assert SERVICES["airflow-init"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_named_volumes_are_declared():
    used = {
        str(volume).split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not str(volume).startswith("./")
    }
    assert used == set(COMPOSE["volumes"])


def test_the_image_runs_as_nobody_special_and_installs_by_hash():
    dockerfile = (PROJECT_ROOT / "Dockerfile").read_text("utf-8")
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE)[-1] == "10001:10001"
    assert dockerfile.count("--require-hashes") == 2
    copied = set(" ".join(re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE)).split())
    assert {name for name in copied if not (PROJECT_ROOT / name).exists()} == set()
    kept = set(re.findall(r"^!(\S+)$", (PROJECT_ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert kept == copied
