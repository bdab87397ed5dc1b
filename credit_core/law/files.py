"""Reads the law files of the package, and of one further folder, and checks what one file alone cannot see."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from credit_core.errors import LawDataError
from credit_core.law.folders import parsed, roots
from credit_core.law.reader import read_yaml
from credit_core.law.schema import Assumption, LawFile, Topic
from credit_core.messages import law as messages
from credit_core.vocabulary import Authority

_LAW_FILE = re.compile(r"[a-z][a-z0-9-]*-\d{4}[b-z]?\.yaml")


class LawFiles(NamedTuple):
    """Topics and assumptions by id; documents by place and day of commencement."""

    topics: dict[str, Topic]
    assumptions: dict[str, Assumption]
    documents: tuple[LawFile, ...]


def read_law_files(extra: Path | None = None) -> LawFiles:
    """Everything in `credit_core/law`, and the `<document id>.yaml` files of the folder `extra`.

    Raises:
        LawDataError: a file breaks the schema, a regulation leaves a topic out, or files contradict each other.
    """
    package = files("credit_core.law")
    topics = [parsed(Topic, raw, "topics.yaml") for raw in read_yaml(package / "topics.yaml")["topics"]]
    by_id = {topic.id: topic for topic in topics}
    if len(by_id) != len(topics):
        raise LawDataError(messages.BAD_LAW_FILE.format(name="topics.yaml", detail="问题编号有重复"))
    raw_assumptions = read_yaml(package / "assumptions.yaml")["assumptions"]
    assumptions = {key: parsed(Assumption, raw, "assumptions.yaml") for key, raw in raw_assumptions.items()}
    sources = [f for root in roots(extra) for f in root.iterdir() if _LAW_FILE.fullmatch(f.name)]
    documents = [parsed(LawFile, read_yaml(f), f.name) for f in sources]
    documents.sort(key=lambda f: (f.jurisdiction, f.in_force.start, f.document))
    found = LawFiles(by_id, assumptions, tuple(documents))
    for source in documents:
        if problems := _problems(source, found):
            raise LawDataError(messages.BAD_LAW_FILE.format(name=source.document, detail="；".join(problems)))
    return found


def _problems(source: LawFile, found: LawFiles) -> list[str]:
    problems: list[str] = []
    if [f.document for f in found.documents].count(source.document) > 1:
        problems.append("文件编号有重复")
    if unknown := source.topics.keys() - found.topics.keys():
        problems.append(f"没有的问题：{sorted(unknown)}")
    if source.authority is Authority.REGULATION and (missing := found.topics.keys() - source.topics.keys()):
        problems.append(f"没有作答的问题：{sorted(missing)}")
    for limit in source.limits:
        if strange := set(limit.assumptions) - found.assumptions.keys():
            problems.append(f"{limit.rule} 用到没有的解释：{sorted(strange)}")
        if limit.topic is not None and limit.topic not in found.topics:
            problems.append(f"{limit.rule} 属于没有的问题：{limit.topic}")
    return problems
