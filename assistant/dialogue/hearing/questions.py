"""Is the message a question, or an answer that only sounds like one (凭什么说我没交？)?"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.slots import SLOTS, Kind

_ENDS = re.compile(r"[?？]|(?:吗|么|(?<!着)呢|不咯?|(?<=[了过好到出完期理])没(?:有)?|不啊|啵|冇)[\s。.!！~]*$")
_CONFIRMS = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2})[不没](?P=verb)|合不合|(?:对|是|没错|错|该|规定|样|行|得|会|能|算|限制"
    r"|规矩|流程|程序|(?<!自己)的)吧[\s。.!！~]*$|(?<!我)(?<!我们)还是(?!要|想|得|接|继|先|算|不)[^，。]{1,20}$"
    r"|(?:受理没受理|给不给|让不让|许不许|冤不冤|一样不一样)"
)
_LEGAL_PHRASE = re.compile(
    r"(?:规定|依据|出处|原话|原文|条文|条款|条文编号|哪条|期限|时限|流程|条件|主体|模板|范本|措施|情形"
    r"|定义|后果|区别|手续|办法|要求|规则|程序)[\s。.!！~]*$|的那条$|第几条|按(?:照)?(?:条例|规定)|条例"
)
_WORDS = re.compile(
    r"怎么(?!能|会|可以|就|可能|也|都)|怎样|咋(?!会|能)|如何|几(?:天|日|个工作日|年|个月|次|种|条|点)(?![前来里]|以前|之前)|多久"
    r"|多长|多少|哪(?!怕|管)|什么(?!都|也)|啥(?!都|也)|谁|是不是|是否|能不能|可不可以|可以不|能否|可否"
    r"|要不要|有没有|会不会|算不算|该不该|需不需要|用不用|行不行"
    r"|比较一下|对比一下|比一比|有啥不同|有什么不同|有何不同"
    r"|为什么|为啥|为何|干嘛|干吗|几时|何时|啥时|多大|区别|有何|什么叫|何为|请问|想问|问一下|问下|问问"
    r"|咨询|想知道|想了解|了解一下|想打听|打听|解释一下|解释|讲讲|说说|介绍一下|告诉我|跟我讲"
)
_SURE_QUESTION = re.compile(
    r"怎么(?:办|提|算|填|交|写|弄|走|查|申请|投诉|修复|收费|规定|处理|才能|做)|几天|几日|多久|多长时间"
    r"|多少(?:钱|天|日|工作日)|收费|要钱|要不要(?:钱|交|带|填|我)|哪里(?:办|交|提|查|看)|去哪|找谁"
    r"|什么(?:材料|意思|条件|流程|时候(?:能|会|给|可以)|区别|影响|后果|手续)|需要(?:什么|哪些|带)"
    r"|哪些(?:材料|条件|人|信息)|能不能|可不可以|可以.{0,12}吗|是什么|什么是"
    r"|条例|规定|法律|合法|依据|第[一二三四五六七八九十百]+条|为什么要(?:填|问|提供|知道|我)|为啥要|干嘛要"
    r"|有什么用|会(?:不会)?.{0,12}吗|有没有期限|有期限|还公示吗|保密吗|(?:要|需要|得).{0,10}吗$"
)
_RHETORICAL = re.compile(
    r"凭(?:什么|啥)|难道|怎么(?:能|会|可以|可能|就)|咋(?:会|能|就)|哪(?:里|儿)(?:是|有|欠|违|来|错|得)"
    r"|我(?:什么时候|啥时候|何时|哪里|哪儿|哪有|几时|咋|怎么)|(?:这|那)(?:不是|难道|算什么|叫什么|也算)|岂"
    r"|何来|还(?:讲|有)(?:不讲|没有)(?:理|王法|天理)|什么(?:玩意|道理|逻辑)|不是(?:早就|已经"
    r"|都).{0,12}(?:了吗|吗)|为什么(?:还|要(?:罚|记|写|算|说|把|处罚)|说|把|写|我|给我|记)|为啥(?:还|说|把"
    r"|写|我|给我|记)|谁(?:说|让|给)"
)
_POLITE = re.compile(
    r"能(?:不能)?(?:给|帮)(?:我|俺)?(?:删|撤|去|改|弄|修)[^，。]{0,4}(?:不|吗|么|啵)?[?？]?$|"
    r"(?:能不能|可不可以|能否|可以|可否|能|麻烦)(?:请)?(?:你|您|你们)?(?:们)?(?:帮(?!助)|给(?!出|谁)|替|为"
    r"|麻烦)(?:我|俺|咱|我们|忙|公司|他|办|老)|(?:帮|给|替)我[^，。？?]{1,20}(?:好吗|行吗|可以吗|行不行"
    r"|好不好|成不|中不|行不)|能(?:不能)?(?:找|叫|换|转)(?:接|个|一个|你们|人工|真人|工作人员|到)"
    r"|有没有(?:真人|活人|人工)"
)
_LOOK_UP = re.compile(
    r"(?:自己|我|公司|名下)的?信用(?:记录|情况|状况)?(?:咋样|怎么样|如何|好不好)[，,。][^，。？?]{0,6}(?:查|看)|"
    r"(?:看|查|知道)(?:看|查|一看|一查|一下|下)?(?:我|俺|公司|名下|自己|本人"
    r"|我们)[^，。？?]{0,10}(?:有没有|上没上|在不在|是不是在|被记|都?有(?:啥|什么|哪些)|记了(?:啥|什么"
    r"|些什么)|(?:上)?都有啥)"
)
_NOT_LOOKING = re.compile(r"怎么|如何|咋|多少|几|要.{0,8}吗|收费|能不能|可以")
_ASKS_ALOUD = re.compile(
    r"(?:我)?(?:想|要|来|就|先)?(?:问(?!题|过|了|他|她|窗口|局|谁)|咨询|了解|打听|请教)(?:一下|下|问|个|几)?|想知道|请问"
)
_STILL = re.compile(r"(?:怎么|咋|为啥|为什么)(?:还|就|又|老|一直)(?!能|可以|没到)")
_MARKS = " ，,。;；"
_CLAUSES = re.compile(r"[^，。；？?！!,;\n]+[，。；？?！!,;\n]?")
_TELLS = 2
_STATES = re.compile(r"(?:怎么|什么|哪|多少|谁|几)[^，。]{0,6}都|不知道(?:怎么|什么|哪|该)|什么都|随便什么")


def read_question(reading: Reading) -> bool:
    """Whether the message wants an answer from the law or from the assistant."""
    text = reading.plain
    if not is_plain_question(text) or _STATES.search(text):
        return False
    if reading.expected.asked == "record_ref" and not any(p.search(text) for p in (_WORDS, _ENDS, _CONFIRMS)):
        return False  # 去年市监局罚的那条 tells which
    if _asked_free_text(reading) and not _SURE_QUESTION.search(text):
        return not (_RHETORICAL.search(text) or len(text) > 30 or not _ENDS.search(text))
    if _asked_free_text(reading) and _RHETORICAL.search(text) and re.search(r"我|俺|公司", text):
        return False
    return not (_POLITE.search(text) or (_LOOK_UP.search(text) and not _NOT_LOOKING.search(text)))


def asking_clauses(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where the clauses stand that ask; empty where the others tell nothing."""
    found = list(_CLAUSES.finditer(reading.line))
    asking = [clause for clause in found if is_plain_question(clause.group()) or asks_aloud(clause.group())]
    told = "".join(clause.group() for clause in found if clause not in asking).strip(_MARKS)
    return tuple(clause.span() for clause in asking) if len(told) >= _TELLS else ()


def asks_aloud(text: str) -> bool:
    """我想问一下…: says itself that it only asks."""
    return bool(_ASKS_ALOUD.search(text))


def complains(text: str) -> bool:
    """咋还挂着, 凭什么记我: sounds like a question, and wants no answer."""
    return bool(_RHETORICAL.search(text) or _STILL.search(text)) and not _SURE_QUESTION.search(text)


def is_plain_question(text: str) -> bool:
    """A question by its words or its end, whatever was asked for before."""
    return any(p.search(text) for p in (_WORDS, _ENDS, _CONFIRMS, _LEGAL_PHRASE))


def _asked_free_text(reading: Reading) -> bool:
    slot = SLOTS.get(reading.expected.asked or "")
    if slot is None or slot.name in ("case_no", "record_ref"):
        return False
    return slot.kind in (Kind.TEXT, Kind.LIST) or slot.name == "objection_ground"
