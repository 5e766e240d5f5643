"""The process that parses feeds: reads one document after the other from its standard input until that ends.

A frame is a length (4 bytes, big-endian) and that many bytes; a request is two frames, a JSON head and the document,
an answer is one, JSON. JSON and not pickle, because the parent must not run what a hijacked parser sends.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

MEMORY_LIMIT = 512 * 1024 * 1024
"""Bytes of address space: 12 times what the largest honest feed needed."""


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return stream.read(struct.unpack(">I", head)[0])


def frame(data: bytes) -> bytes:
    """Data with its length before it."""
    return struct.pack(">I", len(data)) + data


def answer(head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """What a document says, or the fault that it is, as JSON."""
    from pipeline.errors import FaultClass, FaultError
    from pipeline.fetch.feeds import parse_feed

    fetched_at = datetime.fromisoformat(head["fetched_at"])
    try:
        document = parse_feed(body, head["url"], fetched_at, head["timezone"], head["content_type"])
    except FaultError as error:
        return {"fault": error.fault, "detail": error.detail}
    except MemoryError:
        return {"fault": FaultClass.LIMITS, "detail": "the parser needed more memory than it may take"}
    except RecursionError:
        return {"fault": FaultClass.LIMITS, "detail": "the document is nested too deeply"}
    return {
        "entries": [entry.as_json() for entry in document.entries],
        "faults": [[fault.fault, fault.detail, fault.url] for fault in document.faults],
        "title": document.title,
        "language": document.language,
    }


def main() -> None:
    """Serve documents until the parent closes the pipe; the first argument is the memory cap in bytes."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY_LIMIT
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whatever a library prints must not land between the frames.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (head := read_frame(sys.stdin.buffer)) is not None:
        body = read_frame(sys.stdin.buffer) or b""
        out.write(frame(json.dumps(answer(json.loads(head), body)).encode("ascii")))
        out.flush()


if __name__ == "__main__":
    main()
