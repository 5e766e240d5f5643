"""Parse dags/ in a process of its own and print what was found as JSON; run by test_dags_integrity.py."""

import json
import sys
import time
from pathlib import Path

HEAVY = ("great_expectations", "pandas", "bs4", "lxml", "feedparser", "trafilatura", "aiohttp", "pipeline.run")
connections: list[str] = []


def note_connections(event: str, args: tuple[object, ...]) -> None:
    """An audit hook cannot be taken out again, and sees what C code does as well."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        connections.append(f"{event} {args[-1]}")


def describe(folder: Path) -> dict[str, object]:
    import airflow  # noqa: F401  its own start is not ours to answer for
    from airflow.dag_processing.dagbag import BundleDagBag

    before = {name for name in HEAVY if name in sys.modules}
    sys.addaudithook(note_connections)
    started = time.perf_counter()
    bag = BundleDagBag(dag_folder=str(folder), bundle_path=folder, bundle_name="dags")
    return {
        "seconds": time.perf_counter() - started,
        "errors": bag.import_errors,
        "heavy": sorted({name for name in HEAVY if name in sys.modules} - before),
        "connections": connections,
        "dags": {
            dag.dag_id: {
                "file": Path(dag.fileloc).name,
                "timetable": type(dag.timetable).__name__,
                "schedule": str(dag.timetable),
                "catchup": dag.catchup,
                "max_active_runs": dag.max_active_runs,
                "tags": sorted(dag.tags),
                "doc": dag.doc_md or "",
                "tasks": {
                    task.task_id: {
                        "retries": task.retries,
                        "timeout": task.execution_timeout.total_seconds() if task.execution_timeout else None,
                        "outlets": [asset.name for asset in task.outlets],
                        "inlets": [asset.name for asset in task.inlets],
                        "downstream": sorted(task.downstream_task_ids),
                    }
                    for task in dag.tasks
                },
            }
            for dag in bag.dags.values()
        },
    }


if __name__ == "__main__":
    # Airflow logs to stdout; the answer goes to a file.
    Path(sys.argv[2]).write_text(json.dumps(describe(Path(sys.argv[1]))), "utf-8")
