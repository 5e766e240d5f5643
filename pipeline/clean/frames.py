"""How pages and answers travel between a Cleaner and its child: eight bytes of length, then a pickle.

Both ends are this program under one user, and the child is handed bytes to read, never pickles from outside.
"""

import pickle
import struct
from typing import BinaryIO

LENGTH = struct.Struct(">Q")


def frame(value: object) -> bytes:
    """An object as it travels."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def read_frame(stream: BinaryIO) -> object | None:
    """The next object of a stream; None when the other side has closed it."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    value: object = pickle.loads(stream.read(LENGTH.unpack(head)[0]))
    return value
