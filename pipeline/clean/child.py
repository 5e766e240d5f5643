"""The process that cleans pages for `worker.Cleaner`: reads pages from stdin, answers on stdout, under a memory cap.

Run as `python -m pipeline.clean.child BYTES`.
"""

import os
import resource
import sys

from pipeline.clean.frames import frame, read_frame
from pipeline.clean.page import clean
from pipeline.model import Page, Rejection, RejectionReason


def main(memory: int) -> None:
    """Answer pages until stdin closes. `memory` bytes of data are all this process may ever hold."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    # A library that prints must not write into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(frame("ready"))
    answers.flush()
    while True:
        page = read_frame(sys.stdin.buffer)
        if not isinstance(page, Page):
            return
        try:
            answer: object = clean(page)
        except (MemoryError, RecursionError) as error:
            answer = Rejection(RejectionReason.LIMITS, f"{type(error).__name__} while the page was read")
        answers.write(frame(answer))
        answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
