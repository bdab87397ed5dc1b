"""Step 2. What is asked, for which place, as of when, and is it the continuation of something earlier?"""

from __future__ import annotations

import re

from assistant.answering.clean import mended
from assistant.answering.dates import find_days, without_days
from assistant.answering.turn import PastTurn, Reply, Tools, Turn
from assistant.outcome import Reason, Status
from assistant.redaction import mask
from knowledge.citations.finder import find_citations
from knowledge.citations.resolver import resolve, spoken_names
from knowledge.regulations.model import Kind

_ALL_PLACES = re.compile(
    r"三个?地方|三地|哪个?省|两个?省|几个?省|哪里(?:更|最)|哪边(?:更|最)|哪个地方(?:更|最)"
    r"|(?:各地|各个地方|别的地方).{0,20}(?:不同|不一样|一样|区别|差别|差在|对比|比较|分别|各是|怎么规定|咋规定)"
)
_EVERY_ONE = re.compile(r"(?<!第)三(?:个地方|地|家|边|方|处|份条例|部条例|个条例)")
_THREE = 3
_COMPARES = re.compile(r"不同|不一样|一样吗|区别|差别|差异|相比|对比|比较")
_ABOUT_ELSEWHERE = (
    "{name}(?:省|市|区|那边|这边|这儿|当地|人|的)?(?:的|有没有|也有|出台|颁布|自己)?"
    ".{{0,6}}(?:条例|规定|办法|怎么规定|咋规定|管不管|政策)"
)
_LIVES_THERE = "(?:我|俺|咱|我们|本人|公司|店)(?:是|在|们在|们是|家在|住|住在|开在)?{name}"
_FILLER = re.compile(
    r"^(?:那个(?=[，, ])|就是说?|嗯+|呃+|请问一下|请问|你好|您好|麻烦问下|想问一下|我想问下?|打扰了|哎)[，,、 ]*"
)
_PLAN = re.compile(r"规划(?:里|中|上|写|说|提|是怎么|对|的|怎么|要求|期)|(?:信用|体系(?:建设)?|那[份个]|14年|老)规划")
_PLAN_NAMED = re.compile(
    r"(?:(?:20)?14(?:年|[—-]+2020年?)的?)?(?:那[份个])?(?:社会)?(?:信用|体系|建设)*规划(?:里头?|中|上面?)?"
)
_ONLY_PLACE = re.compile(
    r"^(?:那|那么|换成|要是|如果)?(?:在|是|去)?\s*(?:呢|省|市|这边|那边|的|吧|啊|哦|县|区|人|我|我们|是|在|[，。,.！!？?、 ])*$"
)
_CONTINUES = re.compile(
    r"^(?:那|那么|然后|还有|要是|如果|万一|假如|它|这个|这|上面|刚才|你说的|第[一二三四五六]款|为什么"
    r"|为啥|怎么|咋|谁|哪|多久|几天|多少|要|收费|超)"
)


def understand(turn: Turn, tools: Tools) -> Reply | None:
    """Fill in place, days, named clauses and the searchable text; join a follow-up to what it follows."""
    text = _FILLER.sub("", mended(mask(turn.question))) or turn.question
    names = tools.gazetteer.find(text)
    named = [n for n in names if n.jurisdiction]
    if named:
        named = sorted([*named, *tools.gazetteer.meant(text, turn.chosen_place)], key=lambda n: n.start)
    covered = list(dict.fromkeys(n.jurisdiction for n in named if n.jurisdiction))
    elsewhere = tuple(dict.fromkeys(n.words for n in names if n.jurisdiction is None))
    bare = text
    for name in sorted({*names, *named}, key=lambda n: n.start, reverse=True):
        bare = bare[: name.start] + bare[name.end :]
    previous = _previous(turn, tools)
    only_place = bool(_ONLY_PLACE.match(bare))
    if previous is not None and (names or turn.chosen_place) and only_place:
        turn.resumed = previous.question
        bare = _without_places(previous.question, tools)
    turn.place = covered[0] if covered else turn.chosen_place
    if turn.place is None and previous is not None:
        turn.place = previous.place
    if len(covered) > 1:
        turn.places = tuple(covered)
    elif _ALL_PLACES.search(text) and not elsewhere and not covered:
        turn.places = tuple(tools.places())
    if turn.places and _EVERY_ONE.search(text) and len(tools.places()) == _THREE:
        turn.places = tuple(tools.places())
    if elsewhere and not covered:
        asked_about = any(re.search(_ABOUT_ELSEWHERE.format(name=re.escape(n)), text) for n in elsewhere)
        lives = any(re.search(_LIVES_THERE.format(name=re.escape(n)), text) for n in elsewhere)
        if turn.place is None or only_place or asked_about or lives:
            turn.elsewhere = elsewhere
    if elsewhere and covered:
        turn.not_covered = elsewhere
        if _COMPARES.search(text) and not turn.places:
            turn.places = tuple(covered)
    days = find_days(text, turn.today)
    turn.dates, turn.unclear_date = days.found, days.unclear
    if previous is not None and previous.reason is Reason.DATE and turn.dates and turn.resumed is None:
        turn.resumed = previous.question
        bare = f"{_without_places(previous.question, tools)}，{bare}"
    if not turn.history and covered and only_place and turn.resumed is None:
        return Reply(Reason.TOPIC, tools.wording.reply(Reason.TOPIC))
    turn.text = without_days(bare).strip(" ，,。") or text
    _named(turn, tools)
    return None


def continues(turn: Turn, tools: Tools) -> bool:
    """Join a follow-up ("那要几天？") to the earlier question it rests on, and to the place that one was about.

    What is asked now stands twice: it must weigh more than what it was asked about. False if there is no earlier question.
    """
    previous = _previous(turn, tools)
    if previous is not None and turn.resumed is None:
        turn.resumed, turn.current = previous.question, turn.text
        turn.text = f"{turn.text}，{turn.text}，{_without_places(previous.question, tools)}"
        if turn.place == turn.chosen_place and previous.place is not None:
            turn.place = previous.place
    return turn.resumed is not None


def reads_as_continuation(text: str) -> bool:
    """True for short messages that begin like the second half of a talk."""
    return len(text) <= 14 and bool(_CONTINUES.match(text))


def _previous(turn: Turn, tools: Tools) -> PastTurn | None:
    """The last turn that asked something about the law; one that named a place and nothing else did not."""
    for past in reversed(turn.history):
        about_law = past.reason.status in (Status.ANSWERED, Status.ABSTAINED)
        if past.reason is Reason.UNKNOWN_PLACE:
            about_law = not _ONLY_PLACE.match(_without_places(past.question, tools))
        if about_law or past.reason in (Reason.PLACE, Reason.DATE):
            return past
    return None


def _without_places(text: str, tools: Tools) -> str:
    text = mended(text)
    for name in reversed(tools.gazetteer.find(text)):
        text = text[: name.start] + text[name.end :]
    return text


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def _named(turn: Turn, tools: Tools) -> None:
    """Clauses and documents that the question names."""
    citations, mentions = find_citations(turn.question, spoken_names(tools.corpus))
    clauses = []
    for citation in citations:
        resolved = resolve(tools.corpus, citation, turn.as_of, turn.place)
        if resolved is None or resolved.document is None:
            continue
        turn.place = turn.place or resolved.document.meta.jurisdiction
        if resolved.ref is not None:
            clauses.append(resolved.ref)
        else:
            turn.missing_clause = resolved.problem
    documents = [d for m in mentions for d in tools.corpus.named(m.name)]
    turn.named_clauses = tuple(dict.fromkeys(clauses))
    turn.named_documents = tuple(dict.fromkeys(d.id for d in documents if d.meta.kind is not Kind.REGULATION))
    if not turn.named_documents and _PLAN.search(turn.question):
        plans = [d for d in tools.corpus.documents.values() if d.meta.kind is Kind.PLAN]
        turn.named_documents = tuple(d.id for d in plans if turn.place in (None, d.meta.jurisdiction))
        documents += [d for d in plans if d.id in turn.named_documents]
    if turn.named_documents:
        names = [mended(m.name) for m in mentions]
        rest = _PLAN_NAMED.sub("", _without(turn.text, names))
        turn.text = rest.strip(" ，,。《》的里") or turn.text
    if turn.place is None and documents:
        turn.place = documents[0].meta.jurisdiction
