"""What a message tells the assistant to do with the conversation: 提交吧, 先别, 跳过, 不办了, 办到哪了."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.hearing.command_forms import FORMS
from assistant.dialogue.hearing.contacts import NO_CONTACT
from assistant.dialogue.hearing.lacking import UNKNOWN, lacks
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.sayings import adds_nothing, agrees, leaves_empty, waits
from assistant.dialogue.hearing.wordings import is_polite, says, words
from assistant.dialogue.slots import SLOTS, Kind

_PIECES = re.compile(r"[，,。.！!；;、~～…\s]+")
_QUESTION_MARK = re.compile(r"[?？]")
_LONGEST_ANSWER = 24
_RULINGS = re.compile(r"处罚|判决|决定|公示")
_KEEPS = re.compile(r"(?:不|别|先不|不要|不想|没)(?:再|要)?(?:撤|补|加|追加|收)")
_STRIP = " ，。！？!?.,;；、~～…“”\"'"
_WHOLE = (Command.CANCEL, Command.BACK, Command.RESTART, Command.RESUME, Command.SUMMARY, Command.HELP)
_PLEASE = re.compile("麻烦|拜托|请")
_NOTHING = frozenset({"没有", "没", "没得", "莫得", "冇"})
_STATUS = re.compile(
    r"(?:办|处理|审核|审|走|进行)(?:理)?到(?:哪|什么|啥)|(?:查|看|问)(?:一下|一查|下"
    r"|看)?(?:我的?)?(?:办理?|申请|案件|办件|异议|修复|投诉)?(?:的)?(?:办理)?进[度展]|进[度展](?:怎么样"
    r"|如何|查询|到哪)|到哪(?:一步|里|儿)?了(?!解)"
    r"|办(?:好|完|成|下来)(?:了)?(?:没|吗|没有)|(?:有|出)(?:结果|消息|回复|答复)(?:了)?(?:没|吗|没有)"
    r"|结果(?:出来|下来)(?:了)?(?:没|吗|没有)|(?:过期|超期|到期|超时|逾期)了?(?:没|吗|没有|吧)[\s?？。]*$"
    r"|^(?:我的)?(?:办件|案件|申请)?的?(?:状态|进度)$|^/?status$"
    r"|(?:我的|我那个?|我提的|上次的?)(?:异议|修复|投诉|申请|查询|办件)(?:现在)?(?:怎么样|咋样|如何|到哪"
    r"|什么情况|啥情况|批了|办)(?:了)?|^查进度|受理了(?:没|吗)"
)
_COUNTING = re.compile(
    r"^(?:你|这|那|这个|天数)?(?:是)?(?:怎么|咋|如何|怎样)(?:数|算|计算|推算)(?:出来)?的?[?？]?$|(?:怎么"
    r"|咋|如何|怎样)(?:数|算|计算|推算)(?:出来)?(?:的|到)?(?:这个|这些)?(?:天数?|日子|日期|期限|时间"
    r"|工作日|截止日?)(?:的)?|(?:天数|日子|日期|期限|工作日|截止日|到期日)(?:是)?(?:怎么|咋|如何)(?:数|算"
    r"|计算|推算|来)|(?:这|那)?(?:几|些|[0-9一二两三四五六七八九十]{1,3}|多少)?个?(?:天|日|工作日|自然日)(?:到底|都|究竟)?(?:是)?"
    r"(?:怎么|咋个?|如何|怎样|按(?:什么|啥))(?:个)?(?:数|算|计算|推算|推)(?:出来|过来)?(?:的|法|$)"
    r"|(?:数|算|推算)(?:天数|日子|工作日|到期日)的?(?:方法|办法|过程|明细)|(?:到期日?|截止日?|这个?日期|这个?日子"
    r"|月\d{1,2}[日号])(?:到底|究竟)?(?:是)?(?:怎么|咋|从哪)(?:里|儿)?(?:来|得出|定|推)(?:出来|的)|把?(?:每一?天|天数)(?:怎么)?(?:数|算|列)(?:给我|一遍|出来)|数给我看|算给我看"
    r"|^/?counting$"
)
_WITHDRAW = re.compile(
    r"(?:撤回|撤销|收回|取消)(?:我的?|这个|那个|这次|上次的?|已经?提交的|提交的|刚才的|刚提交的?"
    r"|掉)?(?:的)?(?:申请|异议|修复|投诉|举报|办件|查询|案件|那件|材料)(?:申请)?(?!被|了没|的处罚)|(?:申请"
    r"|异议|修复|投诉|举报|办件)(?:我)?(?:要|想|不要了)?(?:撤回|撤了|撤掉|不要了)|^(?:我要|我想"
    r"|帮我|确认|确定)?撤回(?:吧|申请)?$|(?:帮我|给我|麻烦|请|我要|我想)(?:把[^，。]{1,8})?撤回(?:来)?(?:吧)?$|撤诉"
)
_ADD = re.compile(
    r"(?:补|补充|补交|追加|再交|再补|添加|补上|补传|加)(?:一?[份张个点些]|几[份张个])?(?:新的?"
    r"|其他)?(?:材料|证据|证明|凭证|照片|文件|资料|附件)|材料(?:我)?(?:要|想)?补|^(?:我要|我想)?补(?:材料"
    r"|证据)|还有(?:新)?(?:证据|材料)(?:要|想)?(?:交|补|传)"
)
_HUMAN = re.compile(
    r"有(?:没有)?(?:人工|真人|活人)(?:客服|服务)?(?:吗|么|没|$)|"
    r"^(?:我?要?(?:转|接|找|要|叫|换))?(?:一?[个下])?(?:人工|真人)(?:客服|服务|坐席|来|接听)?$"
    r"|转(?:接)?(?:到)?(?:个|一下|给)?(?:人工|真人|工作人员|客服|坐席)|接(?:个|一下)?人工|(?:要|找|叫|换"
    r"|来|跟|和|请|让|有没有)(?:一?[个位])?(?:个)?(?:你们)?(?:的)?"
    r"(?:真人|活人|大活人|人工|工作人员|办事员|值班的?|领导|客服|负责人|管事的?|主事的?|说话算数的|当家的)(?!.{0,4}(?:告|说我|要我|泄|刁|骂"
    r"|态度|乱|私))(?:来|讲|说|谈|聊|沟通|跟我|出来|出面|接|处理|服务|帮(?:我|忙|一?下)|给我(?:办|弄|看)|吧|吗|$)|(?:叫|换|找|来)(?:一?个)?人(?:来|跟我"
    r"|和我|接|处理|说|讲|$)|不(?:想|要)?(?:跟|和|同)(?:机器人?|电脑|AI|你)(?:说|聊|讲|谈)|人工服务"
    r"|人工客服|别(?:跟|拿|用|给)我[^，。]{0,3}(?:机器人?|电脑|自动回复)|^人工$|^/?human$",
    re.IGNORECASE,
)
_LONGEST_CALL, _SHORTEST_TALE = 12, 8
"""Somebody who wants a person says so shortly."""
_REPORTED = re.compile(
    r"(?:我|我们|当时|就|他|她|他们)(?:说|让|叫|去|就去|问|求)(?:过|了)?(?:要|想|他|她)?(?:找|叫|换)|^(?:他们?|她们?|对方)"
)
"""我说要找领导: told of then, not asked for now."""
_REFUSES_HUMAN = re.compile(r"(?:不用|不要|别|不想|不必|无需)(?:给我)?(?:转|找|接)?(?:人工|真人|工作人员)|人工智能")
_HOW = re.compile(r"怎么|如何|咋|能不能|可以.{0,6}吗|多久|几天|要不要|需要|什么|会不会|后果|影响")
_PASSES = re.compile(
    r"^(?:那|就|那就|先|我|请|帮我|给我|可以|直接|还是|麻烦|这个|这项|这一项|这条|这步|这里|编号|号码|号|电话|证据|材料)"
    r"{0,4}(?:跳过|略过|跳过去|过了|空着|空在那|留空|不填|不写|pass|skip|下一[个项步题])(?:去)?(?:这个|这项|这一项|它|我)?"
    r"(?:吧|了|啊|呗|好了|算了|行吗)?$"
)
"""A clause that says to go on without the value asked for."""
_FILES = re.compile(
    r"^(?:我|要|想|那|还是|就|就这么|就这样|这么|这样|现在|请|快点?|赶紧|麻烦|帮我|给我|直接|冲|同意|可以|确认|行|好|对|一起|都)*"
    r"(?:提交|递交|交|递|报|上报|提|删|办|发|确认)(?:异议|修复|投诉|举报|申请|查询|删除|上去|出去|掉|了吧|好了|吧|呗|嘛|呀|哈|啦|叭|哦|谢谢)*$"
)
"""The clause that files, over the summary."""
_HEDGES = re.compile(
    r"(?<!差)不(?!错)|别|没(?!啥?什?么?有?问题|错|毛病|啥)|先|等|改|换|错(?!不了)|问(?!题)|[吗么呢?？几谁哪]|什么(?!问题)|怎|但|不过|可是|如果|要是|万一|\d"
)
"""What may take a yes back; a clause with one of these is never passed over."""
_EXCUSE = re.compile(r"不|没|莫|忘|找|丢|算了|回头|以后|再说|先|麻烦|等|冇|唔")
_GIVEN_OR_NOT = frozenset({Kind.IDENTIFIER, Kind.CONTACT, Kind.DATE})
"""Given or not: a reason behind a no (不留了，我自己来查) is no value."""
_PAPERS = frozenset({*_GIVEN_OR_NOT, Kind.DOCUMENT})
_IS_GONE = re.compile(
    r"找不[着到见]|寻不[着到见]|不见了|(?:弄|搞)?丢了|(?:纸|单子|书|本|卡|它)(?:都|也)?没了|记不[得清住]|想不起"
)
_ACCOUNTS = ("objection_detail", "topic", "correction_facts")
_LONGEST_EXCUSE = 16
_TIRED = re.compile(r"麻烦|费劲|累|烦|没时间|没空|没意思|太(?:多|难|慢|复杂)|不懂|搞不|弄不")
_WANTS_MORE = re.compile(r"我要|我想|帮我|给我|改成|改办|换成|换|替|提异议|修复|投诉|举报|怎么|什么|吗$|问")
_VALUE = re.compile(r"[0-9]{3}|[0-9]\s?[月年日号]|@|有限公司")
_GIVES_UP = re.compile(
    r"^(?:那|还是|哎|唉|我)?算(?:了|求|球)(?:了)?(?:吧|嘛)?[，,\s]?(?:我|俺)?(?:就|先|还是|也)?不(?:想)?(?:再)?(?:办|弄|搞|整|填"
    r"|提|申请|做|修|查|告)(?:复|诉|异议)?(?:了|咯|啦)$|^(?:我|俺)?(?:先|就|还是|现在)不(?:想)?(?:办|弄|搞|整|申请)(?:了|咯|啦)$"
)
_WAIT = re.compile(
    r"^(?:先|你|那)?(?:稍)?(?:等|停)(?:一?[下会]|等)?(?:儿)?[，,\s]?(?:我|有|工头|老板|孩子|家里|领导|客户|单位|外面)[^，。]{0,6}(?:叫我|找我|喊我|有事|来电话|电话来了|接个?电话|开会|先忙|忙一下|吃饭|干活)(?:了)?$|"
    r"^(?:先|再|你|还是|那)?(?:等|缓|停|慢)(?:一?[下会]|等|着|我)?(?:儿)?(?:再说|我?再?看看|我?再?想想"
    r"|再提交|再交)?$"
)
_NEGATED_AHEAD = re.compile(
    r"^(?:不对|不是|错了|不|写错了|搞错了|说错了|弄错了|填错了|有误|不行|先别|先等等|等等|等一下|慢着"
    r"|且慢)(?:的|了|啊|哦)?[，,。.！!\s:：]"
)
_YES_AHEAD = re.compile(r"^(?:对|是|是的|对的|嗯+|好|好的|行|可以|没错|要|有)[，,。.！!\s]")


def read_commands(reading: Reading) -> frozenset[Command]:
    """The commands of a message. Answers (yes, no, skip) only where they are the message, or its first word."""
    bare = reading.plain.strip(_STRIP).lower()
    found: set[Command] = set()
    whole = _whole(bare)
    if whole is not None:
        found.add(whole)
    elif (answer := _answer(bare, reading)) is not None:
        found.add(answer)
    elif _NEGATED_AHEAD.match(reading.plain) or _WAIT.match(bare):
        found.add(Command.NO)
    elif _YES_AHEAD.match(reading.plain) and not reading.asks and not reading.expected.confirming:
        found.add(Command.YES)
    if _skips(reading, bare) and Command.CANCEL not in found:
        found = {Command.SKIP}
    if _QUESTION_MARK.search(reading.plain):
        found.discard(Command.YES)
    found |= _phrases(reading, bare)
    return frozenset(found)


def is_only_command(reading: Reading) -> bool:
    """Whether the whole message is a wording of a command."""
    bare = reading.plain.strip(_STRIP).lower()
    return bool(_whole(bare) or _answer(bare, reading) or _skips(reading, bare) or _WAIT.match(bare))


def _skips(reading: Reading, bare: str) -> bool:
    """不知道编号, 等会儿补, 不留电话: the asked slot is left empty for now."""
    if reading.expected.asked is None or lacks_another(reading):
        return False
    if bool(UNKNOWN.match(bare)) or (reading.expected.asked == "contact" and bool(NO_CONTACT.search(bare))):
        return True
    pieces = _said(bare)
    account = reading.expected.asked in _ACCOUNTS
    if (
        pieces
        and len(bare) <= _LONGEST_ANSWER
        and all(leaves_empty(p, account=account) or UNKNOWN.match(p) for p in pieces)
    ):
        return True
    slot = SLOTS.get(reading.expected.asked)
    told = _VALUE.search(bare) or _QUESTION_MARK.search(reading.plain) or len(bare) > _LONGEST_ANSWER
    if slot is not None and slot.kind in _PAPERS and _IS_GONE.search(bare) and not told:
        return True
    if slot is not None and slot.kind in _GIVEN_OR_NOT and len(pieces) > 1 and leaves_empty(pieces[0]) and not told:
        return True
    passing = [piece for piece in pieces if _PASSES.match(piece)]
    others = [p for p in pieces if p not in passing and not UNKNOWN.match(p) and not says(p, Command.SKIP, Command.NO)]
    if passing:
        return all(len(p) <= _LONGEST_EXCUSE and _EXCUSE.search(p) and not _VALUE.search(p) for p in others)
    return len(pieces) > 1 and not others and not all(says(p, Command.NO) for p in pieces)


def lacks_another(reading: Reading) -> bool:
    """没有编号, where something else was asked for: it answers that, and skips nothing."""
    slots, asked = lacks(reading.plain.strip(_STRIP).lower()), reading.expected.asked
    return asked is not None and bool(slots) and not asked.endswith(slots)


def _whole(bare: str) -> Command | None:
    pieces = _said(bare)
    for command in _WHOLE:
        if says(bare, command) or _repeats(bare, command) or (pieces and all(says(p, command) for p in pieces)):
            return command
    for command, form in FORMS:
        if form.match(bare):
            return command
    if _GIVES_UP.match(bare):
        return Command.CANCEL
    cancels = [p for p in pieces if says(p, Command.CANCEL) or _cancels(p)]
    if cancels and all(p in cancels or says(p, Command.NO, Command.SKIP) for p in pieces):
        return Command.CANCEL
    if cancels and pieces[-1] in cancels and all(p in cancels or _is_excuse(p) for p in pieces):
        return Command.CANCEL
    if pieces and pieces[0] in cancels and all(p in cancels or _is_afterthought(p) for p in pieces[1:]):
        return Command.CANCEL
    return None


def _repeats(bare: str, command: Command) -> bool:
    """我回来了接着来: two wordings of the same without a stop between them."""
    known = words(command.value)
    return any(says(bare[:cut], command) and bare[cut:] in known for cut in range(2, len(bare) - 1))


def _is_excuse(piece: str) -> bool:
    """太麻烦了, 没时间: why somebody gives up."""
    return len(piece) <= _LONGEST_CALL and bool(_TIRED.search(piece)) and not _VALUE.search(piece)


def _is_afterthought(piece: str) -> bool:
    """改天去窗口, 我再想想: what somebody who gives up will do instead, and nothing to be done here."""
    return len(piece) <= _LONGEST_CALL and not _VALUE.search(piece) and not _WANTS_MORE.search(piece)


def _cancels(piece: str) -> bool:
    return bool(_GIVES_UP.match(piece)) or any(
        form.match(piece) for command, form in FORMS if command is Command.CANCEL
    )


def _answer(bare: str, reading: Reading) -> Command | None:
    """Yes, no or skip, if the message is nothing else; 没有 leaves empty what was asked for."""
    pieces = _said(bare)
    if not pieces and reading.expected.offered is not None and _PLEASE.match(bare):
        return Command.YES
    if not pieces or len(bare) > _LONGEST_ANSWER or lacks_another(reading):
        return None
    asked = reading.expected.asked in SLOTS and not reading.expected.confirming
    if not asked and bare in _NOTHING:
        return Command.NO
    order = (Command.SKIP, Command.NO, Command.YES) if asked else (Command.NO, Command.SKIP, Command.YES)
    for command in order:
        if all(says(p, command) for p in pieces):
            return command
    if all(says(p, Command.NO, Command.SKIP) for p in pieces):
        return Command.NO
    if asked:
        return None
    expected = reading.expected
    return _short_answer(pieces, offered=expected.offered is not None, confirming=expected.confirming, act=expected.act)


def _short_answer(pieces: list[str], *, offered: bool, confirming: bool, act: Act | None) -> Command | None:
    """A yes or a not-yet put together from ordinary words; a yes only where every clause is one or adds nothing."""
    if any(says(p, Command.NO, Command.SKIP) or waits(p) for p in pieces) and all(
        says(p, Command.NO, Command.SKIP, Command.YES) or waits(p) or agrees(p) or adds_nothing(p) for p in pieces
    ):
        return Command.NO
    yes = [p for p in pieces if says(p, Command.YES) or agrees(p, offered=offered)]
    if yes and all(p in yes or adds_nothing(p) for p in pieces):
        return Command.YES
    return Command.YES if confirming and _tells_to_file(pieces, act) else None


def _tells_to_file(pieces: list[str], act: Act | None) -> bool:
    """我自己填完了，提交: the last clause files, and no other takes it back or tells something."""
    if "删" in "".join(pieces) and act is not Act.DELETE_HONOUR:
        return False  # the draft, perhaps
    return bool(_FILES.match(pieces[-1])) and not any(
        len(piece) > _SHORTEST_TALE or _HEDGES.search(piece) for piece in pieces[:-1]
    )


def _said(bare: str) -> list[str]:
    return [piece for piece in _PIECES.split(bare) if piece and not is_polite(piece)]


def _phrases(reading: Reading, bare: str) -> set[Command]:
    found = set()
    how = bool(_HOW.search(bare))
    if any(
        _HUMAN.search(part) for part in _PIECES.split(bare) if len(part) <= _LONGEST_CALL and not _REPORTED.search(part)
    ) and not _REFUSES_HUMAN.search(bare):
        found.add(Command.HUMAN)
    if _COUNTING.search(bare):
        found.add(Command.COUNTING)
    if _STATUS.search(bare) and reading.expected.act is not Act.COMPLAINT:
        found.add(Command.STATUS)
    if not how and not reading.asks and len(bare) <= 40:
        if _WITHDRAW.search(bare) and not (_RULINGS.search(bare) or _KEEPS.search(bare)):
            found.add(Command.WITHDRAW)
        if _ADD.search(bare) and not _KEEPS.search(bare):
            found.add(Command.ADD_EVIDENCE)
    return found
