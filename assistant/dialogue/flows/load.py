"""Reads the flows of the package, puts shared parts in their places, and checks every name against the wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.schema import END, Flow, Node
from assistant.dialogue.flows.words import sentences
from assistant.dialogue.slots import SLOTS, SUBJECT_KINDS
from assistant.wording import Wording, load_wording

OTHER = "other"
"""The sentence of a question for every value that has none of its own."""

_PART_KEYS = {"use", "next", "essential"}


class FlowError(ValueError):
    """A flow is not in the schema. The message names the file and what is wrong, in Chinese."""


@lru_cache(maxsize=1)
def load_flows() -> Mapping[Act, Flow]:
    """The shipped flows, one for each act.

    Raises:
        FlowError: a file breaks the schema, names a message that there is not, or an act has no flow.
    """
    folder = resources.files("assistant.dialogue.flows")
    parts = {name: raw["nodes"] for name, raw in _files(folder / "parts")}
    flows = [read_flow(raw, parts, name) for name, raw in _files(folder)]
    found = {flow.act: flow for flow in flows}
    if missing := [act.value for act in GUIDED if act not in found]:
        raise FlowError(f"没有流程的事项：{'、'.join(missing)}")
    for flow in flows:
        check_wording(flow, load_wording())
    return MappingProxyType(found)


def read_flow(raw: Mapping[str, Any], parts: Mapping[str, list[dict[str, Any]]], name: str) -> Flow:
    """A flow out of its file's content, its parts put in.

    Raises:
        FlowError: it breaks the schema, or uses a part that there is not.
    """
    try:
        nodes = [node for entry in raw.get("nodes", ()) for node in _spliced(entry, parts)]
        return Flow.model_validate({**raw, "nodes": nodes})
    except (ValidationError, ValueError) as error:
        raise FlowError(f"流程文件 {name} 有误：{error}") from error


def check_wording(flow: Flow, wording: Wording) -> None:
    """Check that every question and reason has its sentence, and every choice its name.

    Raises:
        FlowError: one has none, or there is a sentence for a value that the slot does not have.
    """
    ask, why, values = (sentences(wording, name) for name in ("ask", "why", "values"))
    problems = [] if flow.act.value in sentences(wording, "acts") else [f"没有事项名称 acts.{flow.act}"]
    for node in flow.nodes:
        problems += [f"{node.id}：{problem}" for problem in _unsaid(node, ask, why, values)]
    if problems:
        raise FlowError(f"流程 {flow.act} 的措辞有误：{'；'.join(problems)}")


def _unsaid(node: Node, ask: Mapping[str, Any], why: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[str]:
    question = ask.get(node.question)
    if node.vary is None:
        if not isinstance(question, str):
            yield f"没有问句 ask.{node.question}"
    elif not isinstance(question, dict) or OTHER not in question:
        yield f"没有问句 ask.{node.question}.{OTHER}"
    elif unknown := question.keys() - {OTHER, *SLOTS[node.vary].choices, *_closer(SLOTS[node.vary].choices)}:
        yield f"{node.vary} 没有取值 {sorted(unknown)}"
    if node.reason is not None and node.reason not in why:
        yield f"没有理由 why.{node.reason}"
    if isinstance(node.choices, tuple) and (unnamed := set(node.choices) - set(values.get(node.slot, {}))):
        yield f"没有名称 values.{node.slot}：{sorted(unnamed)}"


def _closer(choices: Iterable[str]) -> Iterator[str]:
    """A value together with whether the subject is an organisation: the owner of a shop is asked for the shop's name."""
    return (f"{choice}_{kind}" for choice in choices for kind in SUBJECT_KINDS)


def _spliced(entry: dict[str, Any], parts: Mapping[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The entry, or the nodes of the part that it uses, going on where the entry goes on."""
    if "use" not in entry:
        yield entry
        return
    if strange := entry.keys() - _PART_KEYS:
        raise ValueError(f"use 只写 next 和 essential：{sorted(strange)}")
    if entry["use"] not in parts:
        raise ValueError(f"没有共用部分 {entry['use']}")
    essential = set(entry.get("essential", ()))
    for node in parts[entry["use"]]:
        on = node["next"]
        ways = [{**way, "to": _on(way["to"], entry)} for way in on] if isinstance(on, list) else _on(on, entry)
        yield {**node, "next": ways, **({"essential": True} if node["slot"] in essential else {})}


def _on(to: str, entry: Mapping[str, Any]) -> str:
    return str(entry["next"]) if to == END else to


def _files(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            yield file.name.removesuffix(".yaml"), yaml.safe_load(file.read_text("utf-8"))
