"""A flow as a picture for those who review it: Mermaid text, made of the flow itself."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dialogue.flows.schema import END, Flow, Need, Node, When
from assistant.wording import Wording, load_wording

_SHAPES = {Need.LAW: ('[["', '"]]'), Need.OFFICE: ('["', '"]'), Need.OFFER: ('(["', '"])')}


def diagram(flow: Flow, wording: Wording | None = None) -> str:
    """The flow as a Mermaid flowchart: double frame what the law may require, plain what the office needs, round an offer."""
    return "\n".join(["flowchart TD", *(f"    {line}" for line in _lines(flow, wording or load_wording()))]) + "\n"


def _lines(flow: Flow, wording: Wording) -> Iterator[str]:
    for node in flow.nodes:
        opening, closing = _SHAPES[node.need]
        yield f"{_id(node.id)}{opening}{_label(node, wording)}{closing}"
    yield f"{_id(END)}(({wording.say('dialogue_guide.diagram.end')}))"
    for node in flow.nodes:
        for branch in node.next:
            arrow = f'-- "{_condition(branch.when, wording)}" -->' if branch.when is not None else "-->"
            yield f"{_id(node.id)} {arrow} {_id(branch.to)}"


def _label(node: Node, wording: Wording) -> str:
    label = wording.say(f"dialogue.labels.{node.slot}")
    if node.when is not None:
        only = wording.say("dialogue_guide.diagram.only", when=_condition(node.when, wording))
        label = f"{label}<br/>{only}"
    return label


def _condition(when: When, wording: Wording) -> str:
    return "；".join(_one(name, values, wording) for name, values in when.slots.items())


def _one(name: str, values: tuple[str, ...] | str, wording: Wording) -> str:
    label = wording.say(f"dialogue.labels.{name}")
    if isinstance(values, str):
        return wording.say(f"dialogue_guide.diagram.{values}", label=label)
    words = "、".join(wording.say(f"dialogue_guide.values.{name}.{value}") for value in values)
    return f"{label}：{words}"


def _id(name: str) -> str:
    """`end` alone is a word of Mermaid's own."""
    return f"n_{name}"
