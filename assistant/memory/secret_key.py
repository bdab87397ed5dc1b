"""The installation's secret: SECRET_KEY, or a file that is made once where none is set."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

_BYTES = 32
_OWNER_ONLY = 0o600


def secret_key(setting: str, data_dir: Path) -> bytes:
    """The key. Several machines share one only by SECRET_KEY; without it each ``DATA_DIR`` has its own.

    Of processes that begin at once, one makes the file and all use it.
    """
    if setting:
        return setting.encode()
    file = data_dir / "secret_key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        made = data_dir / f".secret_key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as stream:
            stream.write(secrets.token_hex(_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):  # another process was quicker
            os.link(made, file)
        made.unlink()
    return file.read_text("utf-8").strip().encode()
