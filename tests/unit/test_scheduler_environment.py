"""What Airflow's processes get to see: own folder, loopback, keys of one's own."""

import json
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipeline.errors import SchedulerError, SettingsError, UsageError
from pipeline.scheduler import environment, load_access, refuse_weak_keys, start, status, stop
from pipeline.scheduler.environment import SECRETS, Access, folder, metadata_url, prepare
from pipeline.settings import PROJECT_ROOT, Settings

ACCESS = Access(28_099, "a password", "j" * 64, "s" * 64, "f" * 44)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SECRETS, "AIRFLOW__CORE__PARALLELISM", "GUARANTEES_WAREHOUSE_DSN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.mark.parametrize("value", ["true", "True", "1", "yes"])
def test_an_open_door_is_refused(value):
    with pytest.raises(SettingsError, match="ALL_ADMINS"):
        refuse_weak_keys({"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": value})


@pytest.mark.parametrize("name", sorted(SECRETS))
@pytest.mark.parametrize("value", ["", "temporary_key", "short", "change-me-change-me-change-me-change-me-change"])
def test_placeholders_are_no_keys(name, value):
    with pytest.raises(SettingsError, match=name):
        refuse_weak_keys({name: value})


def test_real_keys_and_none_at_all_pass():
    refuse_weak_keys({})
    refuse_weak_keys(dict.fromkeys(SECRETS, "k3" * 32) | {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False"})


def test_start_refuses_weak_keys_before_it_does_anything(settings, monkeypatch):
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "temporary_key")
    with pytest.raises(SettingsError):
        start(settings)
    assert not settings.home.exists()


def test_everything_stays_below_home_and_on_loopback(settings):
    found = environment(settings, ACCESS, "postgresql+psycopg2://somewhere/airflow")
    assert found["AIRFLOW_HOME"] == str(settings.home / "airflow")
    assert found["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert found["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:28099/execution/"
    assert found["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
    assert found["AIRFLOW__CORE__DAGS_FOLDER"] == str(PROJECT_ROOT / "dags")
    assert found["AIRFLOW__API_AUTH__JWT_SECRET"] == ACCESS.jwt_secret
    assert found["GUARANTEES_HOME"] == str(settings.home)


def test_tasks_get_the_settings_of_this_installation(tmp_path):
    settings = Settings(home=tmp_path, warehouse_dsn=SecretStr("postgresql://owner:pw@db/w"), feeds=tmp_path / "f.toml")
    found = environment(settings, ACCESS, "postgresql+psycopg2://somewhere/airflow")
    assert found["GUARANTEES_WAREHOUSE_DSN"] == "postgresql://owner:pw@db/w"
    assert found["GUARANTEES_FEEDS"] == str(tmp_path / "f.toml")
    assert "GUARANTEES_ARCHIVE" not in found, "empty means the default"


def test_light_defaults_give_way_to_the_environment(settings, monkeypatch):
    assert environment(settings, ACCESS, "x")["AIRFLOW__CORE__PARALLELISM"] == "4"
    monkeypatch.setenv("AIRFLOW__CORE__PARALLELISM", "16")
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "m" * 40)
    found = environment(settings, ACCESS, "x")
    assert found["AIRFLOW__CORE__PARALLELISM"] == "16"
    assert found["AIRFLOW__API_AUTH__JWT_SECRET"] == "m" * 40


def test_a_database_of_ones_own_is_taken(settings, monkeypatch):
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql+psycopg2://u:p@elsewhere/airflow")
    assert metadata_url(settings) == "postgresql+psycopg2://u:p@elsewhere/airflow"
    assert not settings.home.exists(), "the embedded server was not needed"


@pytest.mark.enable_socket
def test_keys_are_made_once_and_read_by_their_owner_only(settings):
    first = prepare(settings)
    assert prepare(settings) == first
    assert load_access(settings) == first
    assert len({first.password, first.jwt_secret, first.secret_key, first.fernet_key}) == 4
    for path in ("access.json", "simple_auth_manager_passwords.json.generated"):
        assert (folder(settings) / path).stat().st_mode & 0o777 == 0o600
    assert folder(settings).stat().st_mode & 0o777 == 0o700
    stored = json.loads((folder(settings) / "simple_auth_manager_passwords.json.generated").read_text("utf-8"))
    assert stored == {"admin": first.password}


@pytest.mark.enable_socket
def test_two_homes_differ_in_keys(tmp_path):
    one, two = (prepare(Settings(home=tmp_path / name)) for name in ("one", "two"))
    assert {one.jwt_secret, one.password}.isdisjoint({two.jwt_secret, two.password})


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["scheduler"], "-m airflow scheduler --skip-serve-logs"),
        (["triggerer"], "-m airflow triggerer --skip-serve-logs"),
        (["api-server"], "-m airflow api-server"),
    ],
)
def test_no_part_opens_a_log_server_on_every_address(settings, words, expected):
    prepare(settings)
    command = folder(settings) / "bin" / "airflow"
    text = command.read_text("utf-8").replace("exec ", "echo ", 1)
    said = subprocess.run(["sh", "-c", text, "airflow", *words], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith(expected)


def test_what_never_ran_is_not_running(settings):
    assert stop(settings) is False
    assert status(settings).is_running is False
    with pytest.raises(SchedulerError, match="make airflow"):
        load_access(settings)


def test_a_damaged_file_is_named(settings):
    folder(settings).mkdir(parents=True)
    (folder(settings) / "access.json").write_text("{", "utf-8")
    with pytest.raises(SchedulerError, match=r"access\.json is damaged"):
        load_access(settings)


def test_a_strange_process_with_the_kept_number_is_left_alone(settings):
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        folder(settings).mkdir(parents=True)
        (folder(settings) / "session.json").write_text(json.dumps({"session": stranger.pid}), "utf-8")
        assert stop(settings) is False
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_stop_ends_the_whole_session_even_without_its_leader(settings):
    home = folder(settings)
    home.mkdir(parents=True)
    leader = subprocess.Popen(
        ["sh", "-c", "sleep 60 & echo $!"],
        cwd=home,
        start_new_session=True,
        stdout=subprocess.PIPE,
    )
    assert leader.stdout is not None
    orphan = int(leader.stdout.readline())
    leader.stdout.close()
    leader.wait()
    (home / "session.json").write_text(json.dumps({"session": leader.pid}), "utf-8")
    assert stop(settings) is True
    state = Path(f"/proc/{orphan}/stat")
    assert not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z"


def test_starting_twice_is_refused(settings):
    prepared = folder(settings)
    prepared.mkdir(parents=True)
    (prepared / "access.json").write_text(
        json.dumps({name: getattr(ACCESS, name) for name in Access.__slots__}), "utf-8"
    )
    running = subprocess.Popen(["sleep", "60"], cwd=prepared, start_new_session=True)
    try:
        (prepared / "session.json").write_text(json.dumps({"session": running.pid}), "utf-8")
        with pytest.raises(UsageError, match="28099"):
            start(settings)
    finally:
        running.kill()
        running.wait()
