"""Run process_day without a scheduler for several days and print what became of the tasks; run by test_dags_runs.py."""

import json
import os
import sys
from pathlib import Path


def main(answer: Path, days: list[str | None]) -> None:
    from airflow.dag_processing.dagbag import BundleDagBag
    from airflow.utils import db

    db.initdb()
    folder = Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    bag = BundleDagBag(dag_folder=str(folder), bundle_path=folder, bundle_name="dags-folder")
    found = []
    for day in days:
        run = bag.dags["process_day"].test(run_conf={} if day is None else {"day": day}, logical_date=None)
        states = {instance.task_id: str(instance.state) for instance in run.get_task_instances()}
        found.append({"day": day, "state": str(run.state), "tasks": states})
    answer.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
