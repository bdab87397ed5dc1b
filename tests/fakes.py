"""Hand-written stand-ins that read like the real thing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answer import Answer, Citation, Computed
from assistant.outcome import Caveat, Reason
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus, load_corpus

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class FakePlace:
    """A place to choose from."""

    id: str
    name: str
    note: str = ""


PLACES = (
    FakePlace("shanxi", "山西省"),
    FakePlace("jiangxi", "江西省"),
    FakePlace("city", "某市（据公开信息比对为宿迁市）", "来源文件未载明地名"),
)


def cite(marker: int, clause: str, quote: str | None = None) -> Citation:
    """A citation with the corpus's own words; without `quote`, of the whole clause."""
    corpus: Corpus = load_corpus()
    ref = ClauseRef.parse(clause)
    provision = corpus.provision(ref)
    meta = corpus.document(ref.document).meta
    assert quote is None or quote in provision.text
    return Citation(
        marker=marker,
        clause=clause,
        document=ref.document,
        article=ref.article,
        paragraph=ref.paragraph,
        item=ref.item,
        title=meta.title,
        locator=provision.label,
        quote=quote or provision.text,
        in_force=meta.in_force(TODAY),
    )


def reply(reason: Reason, text: str, *citations: Citation, jurisdiction: str | None = None, **more: object) -> Answer:
    """An answer of today."""
    return Answer(
        reason,
        text,
        answer_id="a" * 16,
        as_of=TODAY,
        corpus_version=load_corpus().version,
        jurisdiction=jurisdiction,
        citations=citations,
        **more,  # type: ignore[arg-type]
    )


def quoted(citation: Citation) -> str:
    """A quote under its head, as the answers have it."""
    lines = "\n".join(f"> {line}" for line in citation.quote.splitlines())
    return f"《{citation.title}》{citation.locator}（摘自法规原文）：[{citation.marker}]\n{lines}"


def objection_answer() -> Answer:
    """江西: how long an objection takes."""
    period, pause = cite(1, "jiangxi-2022#39.2"), cite(2, "jiangxi-2022#39.4")
    text = "\n\n".join(
        (
            "属于受理单位自己处理范围的，三个工作日内办完；要向其他单位核查的，七个工作日内办完。[1]",
            quoted(period),
            "相关条款：",
            quoted(pause),
            "接下来：向公共信用信息平台或者提供这条信息的单位提出异议申请，并带上证明材料。",
            "按您说的日期推算：\n- 本单位处理：自2026年11月20日起，3个工作日，到2026年11月25日为止。",
            "请注意：\n- 办理前请向受理单位核实有没有更新的规定。",
        )
    )
    due = Computed(
        "objection.own_scope", "jiangxi-2022#39.2", "2026-11-20", "2026-11-25", "工作日", 3, False, "11月23、24、25日"
    )
    return reply(
        Reason.FOUND,
        text,
        period,
        pause,
        jurisdiction="jiangxi",
        computed=(due,),
        caveats=(Caveat.NEWER_NATIONAL_RULES_NOT_LOADED,),
    )


def comparison_answer() -> Answer:
    """The same question in three places."""
    quotes = (
        cite(1, "shanxi-2022#39.2"),
        cite(2, "jiangxi-2022#39.2", "属于本单位处理范围的，应当在三个工作日内完成处理并将结果告知异议申请人"),
        cite(3, "city-2022#42"),
    )
    text = (
        "三地规定不同：江西写明了工作日数，山西和某市只说“及时”，没有写明天数。\n\n"
        "| 地区 | 多久办完 | 依据 |\n| --- | --- | --- |\n"
        "| 山西省 | 及时，未写明天数 | 第三十九条第二款 [1] |\n"
        "| 江西省 | 三个工作日；需核查的七个工作日 | 第三十九条第二款 [2] |\n"
        "| 某市（据公开信息比对为宿迁市） | 及时，未写明天数 | 第四十二条 [3] |\n"
    )
    return reply(Reason.COMPARISON, text, *quotes, caveats=(Caveat.IDENTIFICATION,))


def place_answer() -> Answer:
    """Asks back for the place."""
    return reply(Reason.PLACE, "各地的规定不一样。请问您问的是哪个地方的规定？")


def distress_answer() -> Answer:
    """A person first."""
    return reply(Reason.DISTRESS, "听起来您现在很难受。先别一个人扛着，请先和身边信得过的人说说话。")


@dataclass
class FakeAssistant:
    """Answers from a script by the words in the question, and remembers how it was asked."""

    script: dict[str, Callable[[], Answer]] = field(
        default_factory=lambda: {
            "不同": comparison_answer,
            "哪里": place_answer,
            "活不下去": distress_answer,
        }
    )
    asked: list[tuple[str, str | None, date | None, str | None]] = field(default_factory=list)
    hold: threading.Event | None = None

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        as_of: date | None = None,
        conversation_id: str | None = None,
        channel: str | None = None,
    ) -> Answer:
        """The scripted answer, else the objection answer; waits for `hold` where one is set."""
        self.asked.append((question, jurisdiction, as_of, conversation_id))
        if self.hold:
            self.hold.wait(5)
        if not question:
            return reply(Reason.BAD_INPUT, "请写下您的问题。")
        made = next((make for words, make in self.script.items() if words in question), objection_answer)
        if made is place_answer and jurisdiction:
            return objection_answer()
        return made()

    def again(self, question: str, place: str | None, as_of: date, today: date, before: object = ()) -> Answer:
        """The scripted answer once more."""
        return self.ask(question, jurisdiction=place, as_of=as_of)

    def trace(self, answer_id: str) -> None:
        """Nothing is known of how it came about."""

    edition = "edition"

    def places(self) -> tuple[FakePlace, ...]:
        """The three places."""
        return PLACES


@dataclass
class FakeRuntime:
    """Ready at once unless told otherwise; `loaded` and `failed` move it on."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    ready: bool = True
    failure: str | None = None
    stage: str = "正在载入检索模型"
    started: bool = False

    def start(self) -> None:
        """Begin loading."""
        self.started = True

    def wait(self, timeout: float | None = None) -> FakeAssistant:
        """The assistant.

        Raises:
            TimeoutError: not loaded.
        """
        if not self.ready:
            raise TimeoutError(timeout)
        return self.assistant

    def converser(self) -> Any:
        """No conversations here: `tests.channels.web.conversing` has a runtime that holds them."""
        raise RuntimeError(self.stage)

    def office(self) -> Any:
        """No office either."""
        raise RuntimeError(self.stage)

    def desk(self) -> Any:
        """No desks: `tests.channels.web.staff.desks` has a runtime with them."""
        raise RuntimeError(self.stage)

    def citizens(self) -> Any:
        """Nobody is identified here."""
        raise RuntimeError(self.stage)

    def checks(self) -> dict[str, bool | str]:
        """What /readyz reports."""
        return {"database": True, "assistant": True if self.ready else self.failure or self.stage}
