"""What a message tells the assistant to do with the conversation: 提交吧, 先别, 跳过, 不办了, 办到哪了."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.hearing.contacts import NO_CONTACT
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.wordings import is_polite, says
from assistant.dialogue.slots import SLOTS

_PIECES = re.compile(r"[，,。.！!；;、~…\s]+")
_QUESTION_MARK = re.compile(r"[?？]")
_LONGEST_ANSWER = 24
_RULINGS = re.compile(r"处罚|判决|决定|公示")
_KEEPS = re.compile(r"(?:不|别|先不|不要|不想|没)(?:再|要)?(?:撤|补|加|追加|收)")
_STRIP = " ，。！？!?.,;；、~…“”\"'"
_WHOLE = (Command.CANCEL, Command.BACK, Command.RESTART, Command.RESUME, Command.SUMMARY, Command.HELP)
_NOTHING = frozenset({"没有", "没", "没得", "莫得", "冇"})
_STATUS = re.compile(
    r"(?:办|处理|审核|审|走|进行)(?:理)?到(?:哪|什么|啥)|(?:查|看|问)(?:一下|一查|下"
    r"|看)?(?:我的?)?(?:办理?|申请|案件|办件|异议|修复|投诉)?(?:的)?(?:办理)?进[度展]|进[度展](?:怎么样"
    r"|如何|查询|到哪)|到哪(?:一步|里|儿)?了(?!解)"
    r"|办(?:好|完|成|下来)(?:了)?(?:没|吗|没有)|(?:有|出)(?:结果|消息|回复|答复)(?:了)?(?:没|吗|没有)"
    r"|结果(?:出来|下来)(?:了)?(?:没|吗|没有)|(?:过期|超期|到期|超时|逾期)了?(?:没|吗|没有)[\s?？。]*$"
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
    r"|帮我|确认|确定)?撤回(?:吧|申请)?$|撤诉"
)
_ADD = re.compile(
    r"(?:补|补充|补交|追加|再交|再补|添加|补上|补传|加)(?:一?[份张个点些]|几[份张个])?(?:新的?"
    r"|其他)?(?:材料|证据|证明|凭证|照片|文件|资料|附件)|材料(?:我)?(?:要|想)?补|^(?:我要|我想)?补(?:材料"
    r"|证据)|还有(?:新)?(?:证据|材料)(?:要|想)?(?:交|补|传)"
)
_HUMAN = re.compile(
    r"^(?:我?要?(?:转|接|找|要|叫|换))?(?:一?[个下])?(?:人工|真人)(?:客服|服务|坐席|来|接听)?$"
    r"|转(?:接)?(?:到)?(?:个|一下|给)?(?:人工|真人|工作人员|客服|坐席)|接(?:个|一下)?人工|(?:要|找|叫|换"
    r"|来|跟|和|请|让|有没有)(?:一?[个位])?(?:个)?(?:你们)?(?:的)?"
    r"(?:真人|活人|大活人|人工|工作人员|办事员|值班的?|领导|客服|负责人)(?!.{0,4}(?:告|说我|要我|泄|刁|骂"
    r"|态度|乱|私))(?:来|讲|说|谈|聊|沟通|跟我|接|处理|服务|帮(?:我|忙|一?下)|给我(?:办|弄|看)|吧|吗|$)|(?:叫|换|找|来)(?:一?个)?人(?:来|跟我"
    r"|和我|接|处理|说|讲|$)|不(?:想|要)?(?:跟|和|同)(?:机器人?|电脑|AI|你)(?:说|聊|讲|谈)|人工服务"
    r"|人工客服|^人工$|^/?human$",
    re.IGNORECASE,
)
_LONGEST_CALL = 12
"""Somebody who wants a person says so shortly."""
_REFUSES_HUMAN = re.compile(r"(?:不用|不要|别|不想|不必|无需)(?:给我)?(?:转|找|接)?(?:人工|真人|工作人员)|人工智能")
_HOW = re.compile(r"怎么|如何|咋|能不能|可以.{0,6}吗|多久|几天|要不要|需要|什么|会不会|后果|影响")
_UNKNOWN = re.compile(
    r"^(?:我们?|俺|也|真的?|是|确实|实在|现在|手里|手头|手上|这个|那个|这项|这条|倒是|一时|暂时|目前|都|就|可能|忘了?|还)"
    r"{0,6}(?:不知道|不晓得|不清楚|没有|没得|莫得|记不得|不记得|记不清|记不住|忘了|忘记了|找不到|没记|没留|想不起来)"
    r"(?:了)?(?:这个|那个|什么|它)?(?:的)?"
    r"(?:编号|号码?|记录编?号|文号|证据|材料|证明|日期|哪天|是哪天|是哪个局|是谁|具体(?:日期|哪天|时间)?"
    r"|身份证号?|代码|信用代码|电话|手机|联系方式|授权书|别的|其他的?|多少|在哪|这些|这东西|(?:是|叫|在|到底是)?(?:哪|谁|什么|啥|几)[^，。]{0,10})(?:了)?$"
    r"|^(?:记录|处罚|我的?)?(?:编号|号码|文号|案号|日期|日子|材料|证据|证明|电话|手机|证件号码?|身份证号?|代码|信用代码|授权书"
    r"|单位|姓名|名字)(?:这个|我们?|俺|也|就|真的?|是|确实|现在|倒是|一时|都|先|还){0,4}(?:不知道|不晓得|不清楚|没有|没得|莫得"
    r"|记不得|不记得|记不清|记不住|忘了|忘记了|找不到|没记|没留|想不起来|(?:不方便|不想|不愿意?|不便|不)(?:说|给|提供|透露|填|写|留))(?:了|的)?$"
    r"|^(?:等|过|以后|回头|晚点|明天|后面|之后|稍后|改天|下次)[^，。]{0,4}(?:补|交|传|发|给|再说|提供"
    r"|填)(?:上|来|吧)?$"
)
_LACKS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"文号|案号|文书号"), ("legal_document",)),
    (re.compile(r"身份证|信用代码|代码|证件"), ("_id",)),
    (re.compile(r"电话|手机|联系方式|邮箱"), ("contact",)),
    (re.compile(r"姓名|名字"), ("_name",)),
    (re.compile(r"编号|记录号"), ("record_ref", "case_no")),
    (re.compile(r"证据|材料|证明|凭证|照片"), ("evidence",)),
    (re.compile(r"日期|哪天|几号"), ("event_date", "submitted_on")),
    (re.compile(r"哪个局|哪家|哪个单位"), ("record_source",)),
    (re.compile(r"授权书|委托书"), ("authorisation",)),
)
"""What somebody says to lack, and the slots that this answers."""
_PASSES = re.compile(
    r"^(?:那|就|那就|先|我|请|帮我|给我|可以|直接|还是|麻烦|这个|这项|这一项|这条|这步|这里|编号|号码|号|电话|证据|材料)"
    r"{0,4}(?:跳过|略过|跳过去|过了|空着|空在那|留空|不填|不写|pass|skip|下一[个项步题])(?:去)?(?:这个|这项|这一项|它|我)?"
    r"(?:吧|了|啊|呗|好了|算了|行吗)?$"
)
"""A clause that says to go on without the value asked for."""
_EXCUSE = re.compile(r"不|没|莫|忘|找|丢|算了|回头|以后|再说|先|麻烦|等|冇|唔")
_LONGEST_EXCUSE = 16
_VALUE = re.compile(r"[0-9]{3}|[0-9]\s?[月年日号]|@|有限公司")
_GIVES_UP = re.compile(
    r"^(?:那|还是|哎|唉|我)?算(?:了|求|球)(?:了)?(?:吧|嘛)?[，,\s]?(?:我|俺)?(?:就|先|还是|也)?不(?:想)?(?:再)?(?:办|弄|搞|整|填"
    r"|提|申请|做|修|查|告)(?:复|诉|异议)?(?:了|咯|啦)$|^(?:我|俺)?(?:先|就|还是|现在)不(?:想)?(?:办|弄|搞|整|申请)(?:了|咯|啦)$"
)
_WAIT = re.compile(
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
    return _whole(bare) is not None or _answer(bare, reading) is not None or _skips(reading, bare)


def _skips(reading: Reading, bare: str) -> bool:
    """不知道编号, 等会儿补, 不留电话: the asked slot is left empty for now."""
    if reading.expected.asked is None or lacks_another(reading):
        return False
    if bool(_UNKNOWN.match(bare)) or (reading.expected.asked == "contact" and bool(NO_CONTACT.search(bare))):
        return True
    pieces = _said(bare)
    passing = [piece for piece in pieces if _PASSES.match(piece)]
    others = [p for p in pieces if p not in passing and not _UNKNOWN.match(p) and not says(p, Command.SKIP, Command.NO)]
    if passing:
        return all(len(p) <= _LONGEST_EXCUSE and _EXCUSE.search(p) and not _VALUE.search(p) for p in others)
    return len(pieces) > 1 and not others and not all(says(p, Command.NO) for p in pieces)


def lacks_another(reading: Reading) -> bool:
    """没有编号, where something else was asked for: it answers nothing, and skips nothing."""
    bare, asked = reading.plain.strip(_STRIP).lower(), reading.expected.asked
    if asked is None or not (_UNKNOWN.match(bare) or says(bare, Command.SKIP)):
        return False
    slots = next((slots for noun, slots in _LACKS if noun.search(bare)), ())
    return bool(slots) and not asked.endswith(slots)


def _whole(bare: str) -> Command | None:
    pieces = _said(bare)
    for command in _WHOLE:
        if says(bare, command) or (pieces and all(says(p, command) for p in pieces)):
            return command
    if _GIVES_UP.match(bare):
        return Command.CANCEL
    if len(pieces) > 1 and says(pieces[0], Command.CANCEL) and all(says(p, Command.CANCEL, Command.NO) for p in pieces):
        return Command.CANCEL
    return None


def _answer(bare: str, reading: Reading) -> Command | None:
    """Yes, no or skip, if the message is nothing else; 没有 leaves empty what was asked for."""
    pieces = _said(bare)
    if not pieces or len(bare) > _LONGEST_ANSWER or lacks_another(reading):
        return None
    asked = reading.expected.asked in SLOTS and not reading.expected.confirming
    if not asked and bare in _NOTHING:
        return Command.NO
    order = (Command.SKIP, Command.NO, Command.YES) if asked else (Command.NO, Command.SKIP, Command.YES)
    for command in order:
        if all(says(p, command) for p in pieces):
            return command
    return Command.NO if all(says(p, Command.NO, Command.SKIP) for p in pieces) else None


def _said(bare: str) -> list[str]:
    return [piece for piece in _PIECES.split(bare) if piece and not is_polite(piece)]


def _phrases(reading: Reading, bare: str) -> set[Command]:
    found = set()
    how = bool(_HOW.search(bare))
    if any(
        _HUMAN.search(part) for part in _PIECES.split(bare) if len(part) <= _LONGEST_CALL
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
