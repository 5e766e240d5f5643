"""The root of an archive: a folder, or any address that fsspec knows (s3://, memory://)."""

import os
import tempfile
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import FaultClass, FaultError, GuaranteesError
from pipeline.model import sha256_hex

SUFFIX = ".warc.gz"
ASIDE = ".open"
"""Folder of files being written, below a local root; the leading dot keeps it out of the archive's own listing."""


class Root:
    """Reads, lists and receives the files of an archive; names are relative, with forward slashes."""

    def __init__(self, address: str | Path) -> None:
        self.address = str(address)
        self._files, path = fsspec.core.url_to_fs(self.address)
        self._path = str(path).rstrip("/")
        self.is_local = isinstance(self._files, LocalFileSystem)

    @property
    def aside(self) -> Path:
        """Folder for files being written: on the same disk for a local root, so that a rename publishes them."""
        if self.is_local:
            return Path(self._path) / ASIDE
        # One folder an archive and user, the same in every run, so that the next run finds what a dead one left.
        name = f"guarantees-archive-{os.getuid()}-{sha256_hex(self.address.encode())[:12]}"
        return Path(tempfile.gettempdir()) / name

    def make_aside(self) -> Path:
        """The same folder, made if need be; raises GuaranteesError when somebody else's stands in its place."""
        folder = self.aside
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Below the shared temporary folder anybody could have made it first, to read or to plant files.
        if not self.is_local and (folder.is_symlink() or folder.stat().st_uid != os.getuid()):
            raise GuaranteesError(
                f"{folder} belongs to somebody else; remove it, or set TMPDIR to a folder of your own"
            )
        return folder

    def names(self) -> list[str]:
        """Names of the WARC files, oldest first."""
        if not self._files.exists(self._path):
            return []
        found = (str(path)[len(self._path) :].lstrip("/") for path in self._files.find(self._path))
        return sorted(name for name in found if name.endswith(SUFFIX) and not name.startswith(ASIDE))

    def exists(self, name: str) -> bool:
        """Whether the archive holds a file of this name."""
        return bool(self._files.exists(self._full(name)))

    def read(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """Bytes of a file; raises FaultError(unreachable) when it is not there or ends too early."""
        end = None if length is None else offset + length
        try:
            data: bytes = self._files.cat_file(self._full(name), start=offset, end=end)
        except OSError as error:
            detail = f"{name} is not in the archive {self.address} ({error})"
            raise FaultError(FaultClass.UNREACHABLE, detail) from error
        if length is not None and len(data) < length:
            raise FaultError(FaultClass.TRUNCATED, f"{name} ends before byte {end}")
        return data

    def publish(self, file: Path, name: str) -> None:
        """Move a finished, synced local file into the archive under `name`: it is there whole or not at all."""
        if self.is_local:
            target = Path(self._full(name))
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
            _sync_folder(target.parent)
            return
        # Object stores show a file only once all of it has arrived; the local copy goes after that.
        self._files.makedirs(self._full(name).rpartition("/")[0], exist_ok=True)
        self._files.put_file(str(file), self._full(name))
        file.unlink()

    def _full(self, name: str) -> str:
        if name.startswith("/") or ".." in name.split("/"):
            raise FaultError(FaultClass.BLOCKED, f"{name!r} is not the name of a file in the archive")
        return f"{self._path}/{name}"


def _sync_folder(folder: Path) -> None:
    """A rename survives a power cut only once its folder is synced."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
