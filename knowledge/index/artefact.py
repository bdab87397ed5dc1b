"""The index on disk: an immutable folder named by the hash of what it was built from.

``DATA_DIR/index/<hash>/`` holds keyword indexes, vectors and ``manifest.json`` with the sha256 of every file. A build
writes to a temporary folder beside it and renames it when complete, so a half-built index has no name; a damaged one fails
its hashes and is built again. Nothing here is ever changed after the rename.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMAT = 1
_MANIFEST = "manifest.json"
_BUILDING = ".building-"
_GIVEN_UP = 3600
"""Seconds after which an unfinished build is nobody's any more."""


def index_hash(corpus_version: str, phrasings: str, model: str) -> str:
    """The name of the artefact for these inputs."""
    text = f"format {FORMAT}\ncorpus {corpus_version}\nphrasings {phrasings}\nmodel {model}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def file_hashes(folder: Path) -> dict[str, str]:
    """sha256 of every file below `folder`, but for the manifest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _MANIFEST
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a complete and undamaged artefact, else None."""
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text("utf-8"))
        whole = manifest["files"] == file_hashes(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if whole else None


@contextmanager
def writing(target: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A temporary folder and a manifest to fill; both become `target` at once when the block ends without an error.

    Two processes may build at the same time: they build the same thing, and the later rename wins or gives way.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=target.parent))
    manifest: dict[str, Any] = {}
    try:
        yield folder, manifest
        manifest["files"] = file_hashes(folder)
        (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
        for path in folder.rglob("*"):
            if path.is_file():
                _flush(path)
        _flush(folder)
        _replace(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace(folder: Path, target: Path) -> None:
    for _ in range(3):
        try:
            folder.rename(target)
            return
        except OSError:  # something stands there: whole, because another process was quicker, or damaged
            if read_manifest(target) is not None:
                return
            if target.is_dir():
                shutil.rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
    raise OSError(f"无法写入索引目录 {target.name}：请检查数据目录的写权限和磁盘空间")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def prune(root: Path, keep: str, spare: int = 1) -> None:
    """Remove builds that broke off and all but the newest `spare` artefacts beside `keep`."""
    if not root.is_dir():
        return
    others = sorted((p for p in root.iterdir() if p.is_dir() and p.name != keep), key=lambda p: -p.stat().st_mtime)
    finished = [p for p in others if not p.name.startswith(_BUILDING)]
    broken = [p for p in others if p.name.startswith(_BUILDING) and time.time() - p.stat().st_mtime > _GIVEN_UP]
    for path in finished[spare:] + broken:
        shutil.rmtree(path, ignore_errors=True)
