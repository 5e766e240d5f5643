"""Timings of the end-to-end tests, shown at the end of the run."""

import pytest

SECONDS = pytest.StashKey[dict[str, float]]()


@pytest.fixture(scope="session")
def timings(pytestconfig: pytest.Config) -> dict[str, float]:
    """What took how many seconds; filled by the tests."""
    return pytestconfig.stash.setdefault(SECONDS, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the timings, so that every run says how long a change takes to become a row."""
    for what, seconds in config.stash.get(SECONDS, {}).items():
        terminalreporter.write_line(f"{seconds:7.1f} s  {what}")
