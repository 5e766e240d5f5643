"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UsageError


@contextmanager
def whole_files(folder: Path, names: Sequence[str], *, is_forced: bool) -> Iterator[dict[str, Path]]:
    """Paths to write to, by name; when the block ends the files take their names in `folder`, all of them.

    When it raises nothing is left and what was there stays. Raises UsageError when a file is there already and
    `is_forced` is not given, or when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_existing(folder, names, is_forced)
        partial = {name: folder / f".{name}.{os.getpid()}.partial" for name in names}
        try:
            yield partial
            for path in partial.values():
                _sync(path)
            # Again: somebody may have written there meanwhile.
            _refuse_existing(folder, names, is_forced)
            for name, path in partial.items():
                path.replace(folder / name)
            _sync(folder)
        finally:
            for path in partial.values():
                path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{folder} cannot be written ({reason}); choose another folder or free it") from error


def _refuse_existing(folder: Path, names: Sequence[str], is_forced: bool) -> None:
    there = [name for name in names if (folder / name).exists()]
    if there and not is_forced:
        raise UsageError(f"{folder / there[0]} is there already; choose another folder, or --force to replace it")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
