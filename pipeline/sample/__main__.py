"""`python -m pipeline.sample [--port N] [--edition N] [--faults]`: serve the sample until it is told to stop."""

import argparse
import signal
import sys
import threading

from pipeline.errors import ServerError
from pipeline.sample import FAULTS, LAST_EDITION, SITE, serve


def main() -> int:
    """Serve in the foreground; the first line on stdout is the address. Ends on SIGINT and SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.sample", description="Serve the sample on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port of 127.0.0.1; 0 takes a free one")
    parser.add_argument("--edition", type=int, default=1, choices=range(1, LAST_EDITION + 1))
    parser.add_argument("--faults", action="store_true", help="serve the broken feeds instead")
    typed = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        with serve(FAULTS if typed.faults else SITE, typed.port, typed.edition) as sample:
            sys.stdout.write(f"{sample.base_url}\n")
            sys.stdout.flush()
            stopped.wait()
    except ServerError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
