"""Every benchmark in turn, each a module of its own: python -m bench [DIR]; DIR holds real pages (see bench.clean)."""

import subprocess
import sys

BENCHES = ("bench.clean", "bench.extract", "bench.path", "bench.warehouse")

if __name__ == "__main__":
    for name in BENCHES:
        print(f"== {name}", flush=True)  # noqa: T201
        # A bench that misses its aim says so; the others are still worth running.
        subprocess.run([sys.executable, "-m", name, *sys.argv[1:]], check=False)
