"""What a result was measured on: without it a figure means nothing."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.bootstrap import open_law
from assistant.clock import Clock
from assistant.settings import Settings
from knowledge.index.embedder import SentenceEmbedder
from knowledge.index.phrasings import phrasings_version
from knowledge.regulations.corpus import load_corpus

_ROOT = Path(__file__).resolve().parent.parent
_UNKNOWN = "未知"
_NONE = "不用"
_THAT_MATTER = ("two_persons", "due_soon_days", "embedding_model", "llm_base_url", "llm_model", "demo_mode")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Commit (``+`` marks a changed tree), hashes of what answers rest on, the settings that matter, and the days.

    Attributes:
        calendar: version of the working days in use.
        model_service: the model service's model name, or that there is none.
        settings: hash of the settings that answers and deadlines depend on; secrets and paths are not among them.
        played: the day that the datasets were asked on.
        date: the day of the run.
    """

    commit: str
    corpus: str
    phrasings: str
    model: str
    embedding_model: str
    router: str
    calendar: str
    model_service: str
    settings: str
    played: str
    date: str

    def rows(self) -> list[tuple[str, str]]:
        """(label, value) of every field, for a report."""
        return [(_LABELS[f.name], str(getattr(self, f.name))) for f in fields(self)]


_LABELS = {
    "commit": "提交",
    "corpus": "语料版本",
    "phrasings": "问法版本",
    "model": "模型指纹",
    "embedding_model": "模型设置",
    "router": "分流模型指纹",
    "calendar": "工作日历版本",
    "model_service": "模型服务",
    "settings": "设置指纹",
    "played": "提问日",
    "date": "日期",
}


def provenance(settings: Settings) -> Provenance:
    """The provenance of what is measured now under `settings`. Loads no model."""
    name = settings.embedding_model
    return Provenance(
        commit=_commit(),
        corpus=load_corpus(settings.data_dir / "corpus").version,
        phrasings=phrasings_version(),
        model=SentenceEmbedder(name).fingerprint,
        embedding_model=Path(name).name if name else "随附",  # a name, never a path of one machine
        router=_files_hash(_ROOT / "assistant" / "routing", "*.npz"),
        calendar=open_law(settings).calendar.version,
        model_service=settings.llm_model if settings.llm_base_url else _NONE,
        settings=_settings_hash(settings),
        played=Clock(settings.clock).today().isoformat(),
        date=Clock().now().date().isoformat(),
    )


def machine() -> str:
    """What it was measured on: processors that this process may use, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} 核，{platform.system()} {platform.machine()}，Python {platform.python_version()}"


def _settings_hash(settings: Settings) -> str:
    chosen = settings.model_dump(mode="json", include=set(_THAT_MATTER))
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:12]


def _files_hash(folder: Path, pattern: str) -> str:
    hashed = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:12]


def _commit() -> str:
    if not shutil.which("git") or not (_ROOT / ".git").exists():
        return _UNKNOWN
    head = _git("rev-parse", "--short=12", "HEAD")
    return head + ("+" if _git("status", "--porcelain") else "") if head else _UNKNOWN


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=_ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip() if done.returncode == 0 else ""
