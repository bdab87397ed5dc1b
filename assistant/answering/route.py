"""Step 3. Does the law answer this, or does it belong to one of the other replies?

Three signals, in this order: marks that leave no doubt (written below), the linear classifier, and how well the clauses of
the place match. Turning away someone who is entitled to an answer is the worse error, so the classifier must be surer the
better the clauses match.
"""

from __future__ import annotations

import re

from assistant.answering.split import split_questions
from assistant.answering.turn import Reply, Tools, Turn
from assistant.answering.understand import continues, reads_as_continuation
from assistant.outcome import Reason, Status
from assistant.routing.classifier import LAW, NONE
from assistant.routing.cues import wronged
from knowledge.retrieval.query import NEAREST, Query

_CERTAIN: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.DISTRESS,
        re.compile(
            r"不想活|活不下去|活着没(?:意思|劲)|想死|去死了?算|寻死|自杀|轻生|跳楼(?![价甩打])|跳河|跳江|喝农药|安眠药"
            r"|割腕|自我了断|一了百了|没活路|结束(?:自己的?)?生命|(?<!店)(?<!厂)撑不下去|不如死"
        ),
    ),
    (
        Reason.INJECTION,
        re.compile(
            r"ignore (?:all |the |any )?(?:previous|above|prior)|忽略(?:以上|之前|前面|上面|所有)|无视(?:以上"
            r"|之前|前面|所有)|system ?prompt|系统提示(?:词|[：:】])|提示词|developer mode|开发者模式"
            r"|jailbreak|越狱模式|(?-i:\bDAN\b)|(?:请|来|给我|让你|你(?:来|要)?)扮演|扮演(?:一个|成)"
            r"|假装你是|你现在是|你不再是|from now on|you are now|act as"
            r"|<\|?(?:system|im_start)|\[INST\]|\"role\"\s*:|\{\{.*\}\}|</?(?:script|system)"
            r"|base64|rot13|打印(?:你的|出)?(?:配置|环境变量|密钥|token)|drop table|select \*|rm -rf"
            r"|repeat (?:the )?(?:above|words)|reveal|你的(?:设定|指令|初始)",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.HUMAN,
        re.compile(
            r"^(?:转|接|找|要|叫|换)?(?:一?[个下])?人工(?:客服|服务|坐席)?[吧啊。！!]*$|转人工|接人工|找(?:个)?(?:真人|活人)"
        ),
    ),
)
_ABUSE = re.compile(
    r"(?:操|草|艹)你|(?:^|我)日你|你(?:妈|娘)(?:的(?!身|名|记|信|档)|逼)|傻[逼叉屄bB]|滚(?:蛋|犊子|开)|(?:王八|龟孙)"
    r"|去你[妈大]|脑残|狗(?:东西|日的)|废物(?:机器|东西|玩意)"
)
_GREETING = re.compile(
    r"^(?:你好|您好|哈喽|嗨|hi|hello|早上好|下午好|晚上好|在吗|在不在|有人吗|喂)[呀啊吗呢哈，,。.！!？?~ ]*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:好的?[，, ]*)?(?:谢谢|多谢|感谢|谢了|辛苦了|再见|拜拜|好的知道了|知道了|明白了|没有?问题了"
    r"|ok|okay|thanks?)[你您了啦啊哈呢，,。.！!~ ]*$",
    re.IGNORECASE,
)
_OUTSIDE_WORDS = {
    "征信": re.compile(
        r"央行征信|人行征信|征信报告|征信中心|个人征信|征信花|征信上|人民银行(?:的)?征信|信用卡|花呗|借呗"
        r"|白条|网贷|房贷|车贷|贷款逾期|逾期还款|金融征信"
    ),
    "法院": re.compile(r"限高|限制高消费|限制消费令|被执行人|法院.{0,6}(?:老赖|黑名单|失信)|老赖名单"),
    "交通": re.compile(r"驾照|驾驶证|闯红灯|违章|扣(?:了)?\d*十?[一二三六九]?分.*(?:驾|车)|学车|驾校|酒驾"),
    "铁路民航": re.compile(r"(?:火车|高铁|列车|飞机|航班|铁路|民航).{0,10}(?:黑名单|限制|坐不了|不让坐|买不了)"),
    "评分": re.compile(
        r"芝麻(?:信用|分)|支付分|信用分(?:多少|是|怎么|咋|掉|涨|提)|(?:我|个人)(?:的)?信用(?:积|评)?分|多少分"
    ),
    "复议诉讼": re.compile(
        r"(?:行政)?复议.{0,12}(?:几天|多少天|多久|期限|时效|多少日)|(?:起诉|诉讼|上诉|打官司).{0,12}(?:几天|多少天|多久|期限|时效|费)"
    ),
    "办公信息": re.compile(
        r"(?:电话|号码|地址|网址|邮箱)(?:是)?(?:多少|几|在哪|是啥|是什么|呢|给|有)|(?:几点|啥时候"
        r"|什么时候)(?:上班|下班|开门|关门)|周[六末日].{0,6}(?:上班|开门|办)|在哪条街"
    ),
}
_CONFIDENT = 0.55
_ON_TOPIC = 0.7
_NEW_TEXT_MATCH = 0.6
"""A clause of a text without phrasings that is this near in meaning answers, whatever the router thinks."""
_ASKS_THE_LAW = re.compile(r"条例|规定|法规|条文|哪一?条")
_NEEDED = ((0.85, 0.97), (0.75, 0.90), (0.65, 0.70))
_NEEDED_ELSE = 0.50
"""(how well the clauses match, how sure the classifier must then be that it is no law question), the best match first."""
_ROUTE_REASONS = {
    "outside_corpus": Reason.OUTSIDE_CORPUS,
    "other_place": Reason.UNKNOWN_PLACE,
    "evasion": Reason.EVASION,
    "others_record": Reason.OTHERS_RECORD,
    "decide_for_me": Reason.DECIDE_FOR_ME,
    "change_record": Reason.CHANGE_RECORD,
    "injection": Reason.INJECTION,
    "abuse": Reason.ABUSE,
    "distress": Reason.DISTRESS,
    "human": Reason.HUMAN,
    "greeting": Reason.GREETING,
    "thanks": Reason.THANKS,
    "vague": Reason.TOPIC,
}


def route(turn: Turn, tools: Tools) -> Reply | None:
    """End the turn with its typed reply, or let it go on to the law."""
    named = turn.named_clauses or turn.named_documents or turn.missing_clause or len(turn.places) > 1
    reason = _certain(turn) or (None if named else _judged(turn, tools))
    return _reply(reason, turn, tools) if reason is not None else None


def _certain(turn: Turn) -> Reason | None:
    for reason, pattern in _CERTAIN:
        if pattern.search(turn.question):
            return reason
    bare = turn.question.strip()
    if _GREETING.match(bare):
        return Reason.GREETING
    if _THANKS.match(bare):
        return Reason.THANKS
    if _ABUSE.search(bare):
        return Reason.ABUSE
    return Reason.UNKNOWN_PLACE if turn.elsewhere else None


def _judged(turn: Turn, tools: Tools) -> Reason | None:
    if turn.resumed is not None and turn.history[-1].reason is not Reason.UNKNOWN_PLACE:
        return None  # judged when it was asked
    shares = tools.router.probabilities(turn.text)
    label = max(shares, key=lambda name: shares[name])
    if label == "followup" or reads_as_continuation(turn.text):
        if turn.history and continues(turn, tools):
            return None
        if label == "followup" and shares[label] > _CONFIDENT:
            return Reason.TOPIC
    if label in (LAW, "followup"):
        return Reason.OUTSIDE_CORPUS if _outside_hint(turn) and shares[LAW] < _CONFIDENT else None
    reason = _ROUTE_REASONS[label]
    topic, sure = tools.topic_finder.best(turn.text)
    on_topic = topic != NONE and sure >= _ON_TOPIC
    refused = reason.status is Status.REFUSED and shares[label] > sure  # 查邻居的信用记录: on a topic, yet not for them
    if on_topic and not refused and (_ASKS_THE_LAW.search(turn.text) or not _outside_hint(turn)):
        return None
    if reason is Reason.EVASION and wronged(turn.text):
        return None
    if reason is Reason.UNKNOWN_PLACE and not turn.elsewhere:
        reason = Reason.OUTSIDE_CORPUS
    if reason in (Reason.OUTSIDE_CORPUS, Reason.TOPIC):
        questions = split_questions(turn.text)
        if len(questions) > 1 and any(tools.router.best(q)[0] == LAW for q in questions):
            return None  # the evidence is gathered question by question
    match, known = _match(turn, tools)
    if not known and match >= _NEW_TEXT_MATCH:
        return None
    needed = next((sure for near, sure in _NEEDED if match >= near), _NEEDED_ELSE)
    return reason if 1 - shares[LAW] >= needed else None


def _match(turn: Turn, tools: Tools) -> tuple[float, bool]:
    """How near the best clause of the turn's place (or any place) is, as a cosine, and whether its text has phrasings:
    the router knows nothing of one that was taken in without.

    In the law of today: what the question is about does not hang on the day it is asked for.
    """
    places = [turn.place] if turn.place else list(tools.places())
    probe = tools.retriever.probe(turn.text)
    best = (0.0, True)
    for place in places:
        for hit in tools.retriever.search(Query(turn.text, place, turn.today, limit=1), probe):
            known = tools.retriever.index.books[hit.ref.document].has_phrasings
            best = max(best, (hit.signals["near"] / NEAREST, known))
    return best


def _outside_hint(turn: Turn) -> str | None:
    return next((name for name, pattern in _OUTSIDE_WORDS.items() if pattern.search(turn.question)), None)


def _reply(reason: Reason, turn: Turn, tools: Tools) -> Reply:
    wording = tools.wording
    places = "、".join(tools.places().values())
    if reason is Reason.OUTSIDE_CORPUS:
        hint = wording.section("outside_hints")[_outside_hint(turn) or "其他"]
        return Reply(reason, wording.reply(reason, hint=hint))
    if reason is Reason.UNKNOWN_PLACE:
        return Reply(reason, wording.reply(reason, place="、".join(turn.elsewhere), places=places))
    if reason is Reason.TOPIC and reads_as_continuation(turn.text):
        return Reply(reason, wording.say("clarify.follow_up"))
    return Reply(reason, wording.reply(reason))
