"""Extraction compiled, where somebody built it (`make native`): the same modules, found before their sources.

A build stands in build/native under the digest of the very files it was made of. After any edit there is none for them,
and the sources are read: what runs is never older than what is written.
"""

import hashlib
import os
import sys
from collections.abc import MutableSequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

SOURCES = Path(__file__).resolve().with_name("extract")
BUILDS = Path(os.environ.get("GUARANTEES_NATIVE") or SOURCES.parent.parent / "build" / "native")
"""Where builds stand; a folder that is not there leaves it at the sources, and so does `off`."""
OFF = Path("off")
SHARED = "extract__mypyc"
"""The library that the compiled modules share."""


def key(sources: Path = SOURCES) -> str:
    """The name of the build of the files as they are now, for the Python that runs."""
    digest = hashlib.sha256(sys.implementation.cache_tag.encode())
    for path in sorted(path for ending in ("py", "toml") for path in sources.rglob(f"*.{ending}")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(sources).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:20]


def prefer_compiled(path: MutableSequence[str], builds: Path = BUILDS) -> None:
    """Put the build of the present sources, if there is one, before them on the path of their package."""
    if builds == OFF or not builds.is_dir():
        return
    build = builds / key()
    shared = next(build.glob(f"{SHARED}.*"), None)
    if shared is None or not _has_loaded(shared):
        return
    path.insert(0, str(build / "pipeline" / "extract"))


def _has_loaded(library: Path) -> bool:
    """Load the library under the name by which the modules ask for it; it may be of another machine."""
    spec = spec_from_file_location(SHARED, library)
    if spec is None or spec.loader is None:
        return False
    try:
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    except ImportError:
        return False
    sys.modules[SHARED] = module
    return True
