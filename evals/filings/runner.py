"""Plays a script over a channel, and tells turn by turn what is wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evals.filings.filed import UNCONFIRMED, not_as_shown, wrong_filings
from evals.filings.replies import broken_rules, wrong_object, wrong_reply
from evals.filings.script import SKIP, Script, Turn
from evals.filings.talk import Heard, Talk
from evals.filings.world import World
from evals.suite import Fault, Step
from knowledge.regulations.corpus import Corpus

_MOST = 40
"""Questions of one form; more of them is a form without an end."""
_STUCK = 60
_HANDOFF = 40


@dataclass
class Played:
    """What came of a script: the exchange, what is wrong with its turns and at its end, and what was asked (act, slot).

    `seconds` of each message taken, `filing` of those that filed something; `unconfirmed`: something was filed that was
    not shown and confirmed.
    """

    in_turns: list[Fault] = field(default_factory=list)
    at_end: list[Fault] = field(default_factory=list)
    exchange: list[str] = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    filing: list[float] = field(default_factory=list)
    last: Heard | None = None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong."""
        return (*self.in_turns, *self.at_end)

    @property
    def problems(self) -> list[str]:
        """All that is wrong, in words."""
        return [fault.words for fault in self.faults]

    @property
    def unconfirmed(self) -> bool:
        """True if something was filed that its applicant did not see or did not confirm."""
        return any(fault.weight == UNCONFIRMED for fault in self.faults)

    def __str__(self) -> str:
        return "\n".join([*self.problems, "", *self.exchange])


class Runner:
    """One conversation. `restarts`: a new process before every message."""

    def __init__(self, script: Script, world: World, talk: Talk, corpus: Corpus, *, restarts: bool = False) -> None:
        self._script, self._world, self._talk, self._corpus = script, world, talk, corpus
        self._restarts = restarts
        self._said: list[str] = []
        self._cases = 0
        self.played = Played()

    def play(self) -> Played:
        """The whole script, then what was filed."""
        for number, turn in enumerate(self._script.turns, 1):
            where = f"第{number}句（{turn.say or '…' + str(turn.rest)}）："
            found = self._rest(turn) if turn.rest else self._spoken(turn)
            self.played.in_turns += [replace(fault, words=where + fault.words) for fault in found]
        self.played.at_end += [replace(fault, words=f"最后：{fault.words}") for fault in self._ended()]
        return self.played

    def _ended(self) -> Iterator[Fault]:
        yield from wrong_filings(self._script, self._world.cases())
        handoff = self.played.last.turn["handoff"] if self.played.last else None
        for words in wrong_object("handoff", self._script.handoff, handoff):
            yield Fault(_HANDOFF, words, Step.FILING)

    def _spoken(self, turn: Turn) -> Iterator[Fault]:
        before = self.played.last
        heard = self._say(turn.say, turn.files)
        yield from self._held(before, heard)
        yield from wrong_reply(turn.expected, heard, self._corpus)

    def _rest(self, turn: Turn) -> Iterator[Fault]:
        never = turn.expected.get("never_asked", ())
        expected = {key: value for key, value in turn.expected.items() if key != "never_asked"}
        heard, before = self.played.last, ""
        for _ in range(_MOST):
            flow = heard.turn["flow"] if heard is not None else None
            if heard is None or flow is None or flow["state"] not in ("collecting", "confirming"):
                yield _stuck(f"没有在填的表（{flow and flow['state']}）")
                return
            if flow["state"] == turn.rest or flow["asked"] == turn.rest:
                yield from wrong_reply(expected, heard, self._corpus)
                return
            if flow["state"] == "confirming":
                yield _stuck(f"还没有问 {turn.rest} 就给看摘要")
                return
            asked = flow["asked"]
            if asked in never:
                yield _stuck(f"不该再问 {asked}")
            answer = self._script.answers.get(asked, SKIP)
            said, former = (SKIP, heard) if asked == before and asked not in self._script.answers else (answer, heard)
            heard = self._say(said)
            yield from self._held(former, heard)
            after = heard.turn["flow"] or {}
            if after.get("asked") == asked and after.get("state") == "collecting":
                yield _stuck(f"问 {asked}，答“{said}”，没有往下走：{heard.turn['reply']['text'][:80]}")
                return
            before = asked
        yield _stuck("问个没完")

    def _say(self, text: str, files: tuple[str, ...] = ()) -> Heard:
        if self._restarts:
            self._talk.restart()
        self._said.append(text)
        began = time.perf_counter()
        heard = self._talk.say(text, files)
        self.played.seconds.append(time.perf_counter() - began)
        self.played.last = heard
        flow = heard.turn["flow"]
        if flow and flow["asked"]:
            self.played.asked.add((flow["act"], flow["asked"]))
        state = f"{flow['act']}/{flow['state']}/{flow['asked']}" if flow else "—"
        reply = heard.turn["reply"]
        self.played.exchange += [
            f"市民：{text} {list(files) or ''}",
            f"（{state}，{reply['status']}/{reply['reason']}）{reply['text']}",
            "",
        ]
        return heard

    def _held(self, before: Heard | None, heard: Heard) -> Iterator[Fault]:
        """The rules of every turn, and that nothing is filed but what was shown and confirmed."""
        yield from broken_rules(heard, "\n".join(self._said), self._corpus)
        cases = self._world.cases()
        shown: Mapping[str, Any] = (before.turn["flow"] if before is not None else None) or {}
        if len(cases) > self._cases:
            self.played.filing.append(self.played.seconds[-1])
            if shown.get("state") != "confirming" or len(cases) > self._cases + 1:
                yield Fault(UNCONFIRMED, "没有看过摘要就提交了", Step.FILING)
            case, _ = cases[-1]
            yield from not_as_shown(case, shown.get("slots", {}))
            yield from (Fault(_STUCK, words, Step.FILING) for words in self._receipt(heard, case.number))
        self._cases = len(cases)

    def _receipt(self, heard: Heard, number: str) -> Iterator[str]:
        turn = heard.turn
        if turn["case"] is None or turn["case"]["number"] != number:
            yield f"提交的这一句没有带办件：{turn['case']}"
        if number not in turn["reply"]["text"]:
            yield "回执里没有编号"
        if heard.code is None:
            yield "没有给查询码"
        if turn["reply"]["status"] != "answered":
            yield f"提交的这一句状态是 {turn['reply']['status']}/{turn['reply']['reason']}"


def _stuck(words: str) -> Fault:
    return Fault(_STUCK, words, Step.FILING)
