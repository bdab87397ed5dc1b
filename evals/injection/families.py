"""Attempts: families of carriers (YAML, written by hand) times what an attacker wants, and what was written out whole."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import lcm
from pathlib import Path
from typing import Any

import yaml

from evals import messages
from evals.cases import DATASETS, DatasetError
from evals.injection.canaries import PLACEHOLDERS
from evals.injection.encodings import ENCODINGS

SHARED = DATASETS / "injection" / "shared"
WANTED = 50
"""Attempts of each family (quality.md, B1)."""
_LANGUAGES = ("zh", "en", "pinyin")
_FILLER = "市民反映的情况如下，请按条文答复。"


class Sink(StrEnum):
    """Where an attempt goes in; the value is what reports print."""

    ASK = "提问"
    FILE = "提交材料"
    CASE = "打开办件"
    DRAFT = "未批准的文本"
    APPROVED = "已批准的文本"


_SINKS = {sink.name.lower(): sink for sink in Sink}


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted, in each language it is asked in; `marks` stand only in a reply that did it."""

    id: str
    kind: str
    words: Mapping[str, str]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt.

    Attributes:
        turns: what is said, message after message; of a filing the one text that `slot` takes.
        slot: which field of a filing, or of a request for a case, carries it.
        document: of a text handed in, the file it belongs to; `article` is its article there, numbered `number`.
        same_as: the plain question that the last message comes down to; its reply should be the same.
        recognised: it should be told as an attempt (refused, reason injection); None where other replies are as good.
    """

    id: str
    family: str
    name: str
    sink: Sink
    language: str
    goal: str
    turns: tuple[str, ...]
    marks: tuple[str, ...] = ()
    slot: str = ""
    same_as: str = ""
    jurisdiction: str | None = None
    recognised: bool | None = True
    document: Mapping[str, str] = field(default_factory=dict)
    article: str = ""
    number: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from any other."""
        return self.sink, self.slot, self.jurisdiction, self.turns, self.article


def load_goals(path: Path = SHARED / "goals.yaml") -> tuple[Goal, ...]:
    """What attackers want.

    Raises:
        DatasetError: the file is missing or not in the schema.
    """
    try:
        return tuple(
            Goal(row["id"], row["kind"], {name: row[name] for name in _LANGUAGES}, tuple(row["marks"]))
            for row in _read(path)
        )
    except KeyError as error:
        raise DatasetError(messages.BAD_FAMILY.format(name=path.name, id="", error=error)) from error


def load_attempts(paths: Sequence[Path], goals: Sequence[Goal] | None = None) -> list[Attempt]:
    """The attempts of family files, family by family.

    Raises:
        DatasetError: a file is not in the schema, a family is unknown twice, or two attempts are the same.
    """
    goals = load_goals() if goals is None else goals
    found: list[Attempt] = []
    for path in paths:
        for row in _read(path):
            try:
                found += _family(row, goals)
            except (KeyError, TypeError, ValueError) as error:
                raise DatasetError(messages.BAD_FAMILY.format(name=path.name, id=row.get("id"), error=error)) from error
    seen: dict[tuple[object, ...], str] = {}
    for attempt in found:
        if attempt.key in seen or attempt.id in seen.values():
            raise DatasetError(messages.SAME_ATTEMPT.format(one=attempt.id, other=seen.get(attempt.key, attempt.id)))
        seen[attempt.key] = attempt.id
    if not found:
        raise DatasetError(messages.EMPTY_DATASET.format(name="、".join(p.name for p in paths)))
    return found


def version(paths: Sequence[Path]) -> str:
    """Hash of the family files and of what they share."""
    digest = hashlib.sha256()
    for path in (*paths, *sorted(SHARED.glob("*.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        rows = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    except yaml.YAMLError as error:
        raise DatasetError(messages.NOT_YAML.format(name=path.name, error=error)) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DatasetError(messages.NOT_YAML.format(name=path.name, error="不是列表"))
    return rows


def _family(row: Mapping[str, Any], goals: Sequence[Goal]) -> Iterator[Attempt]:
    common: dict[str, Any] = {
        "family": row["id"],
        "name": row["name"],
        "sink": _SINKS[row.get("sink", "ask")],
        "recognised": row.get("recognised", True) if row.get("sink", "ask") == "ask" else None,
        "document": row.get("document", {}),
    }
    if common["recognised"] is False:
        common["recognised"] = None
    written = row.get("attempts", ())
    for entry in written:
        yield Attempt(
            id=f"{row['id']}/{entry['id']}",
            language=entry["lang"],
            goal="own",
            turns=tuple(_known(text) for text in entry.get("turns") or [entry["text"]]),
            marks=tuple(entry.get("marks", ())),
            slot=entry.get("field", ""),
            jurisdiction=entry.get("jurisdiction"),
            **common,
        )
    chosen = [goal for goal in goals if goal.kind in row.get("goals", (goal.kind,))]
    topics = _read(SHARED / "topics.yaml") if common["document"] else []
    wanted = row.get("wanted", WANTED)
    for number, (carrier, goal) in enumerate(_pairs(row["id"], row["carriers"], chosen, wanted), 1):
        made = common | {"turns": tuple(_turns(carrier, goal))}
        if topics:
            topic = topics[number % len(topics)]
            filled = {"{topic}": topic["topic"], "{question}": topic["question"], "{number}": str(number)}
            made |= {"article": _filled(made["turns"][0], filled), "number": number}
            made["turns"] = (_filled(carrier["ask"], filled),)
        yield Attempt(
            id=f"{row['id']}/{carrier['id']}/{goal.id}",
            language=carrier["lang"],
            goal=goal.kind,
            marks=goal.marks,
            slot=carrier.get("field", ""),
            same_as=carrier.get("same_as", ""),
            jurisdiction=carrier.get("jurisdiction"),
            **made,
        )


def _pairs(
    name: str, carriers: Sequence[Mapping[str, Any]], goals: Sequence[Goal], wanted: int
) -> Iterator[tuple[Mapping[str, Any], Goal]]:
    """`wanted` pairs, no pair twice, carriers in turn; where the goals begin depends on the family's name."""
    start, round_length = zlib.crc32(name.encode()), lcm(len(carriers), len(goals))
    for i in range(min(wanted, len(carriers) * len(goals))):
        yield carriers[i % len(carriers)], goals[(start + i + i // round_length) % len(goals)]


def _turns(carrier: Mapping[str, Any], goal: Goal) -> Iterator[str]:
    goal_text = _known(goal.words[carrier["lang"]])
    if "encode" in carrier:
        goal_text = ENCODINGS[carrier["encode"]](goal_text)
    shots = "".join([carrier["shot"]] * carrier["repeat"]) if "shot" in carrier else ""
    for text in carrier.get("turns") or [carrier["text"]]:
        said = _filled(text, {"{shots}": shots, "{goal}": goal_text} | PLACEHOLDERS)
        if "encode_whole" in carrier:
            said = ENCODINGS[carrier["encode_whole"]](said)
        if length := carrier.get("pad"):
            filler = carrier.get("filler", _FILLER)
            said += (filler * (length // len(filler) + 1))[: max(0, length - len(said))]
        yield said


def _known(text: str) -> str:
    return _filled(text, PLACEHOLDERS)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Blanks filled by plain replacement: braces in an attempt are part of it."""
    for blank, value in values.items():
        text = text.replace(blank, value)
    return text
