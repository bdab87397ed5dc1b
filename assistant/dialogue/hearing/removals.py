"""把我弄出来, 给我把那条去掉, 帮我撤下来: something is to go from a list or from the public eye, and no act is named.

Which act that is depends on why: what is wrong is objected to, what has been put right is repaired. Without a why it is asked.
"""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act

_OFF = r"(?:弄|撤|去|删|移|拿|放|捞|划|拉|消|抹|清|取|搞|摘|下)(?:了|掉|除|销|走|(?:出|下)(?:来|去)?|去)"
_THING = r"(?:我|俺|咱|我们|公司|店|那一?条|这一?条|它|记录|信息|处罚|公示|名字|名单|失信|污点|标记)"
_ASKED = r"(?:给我|帮我|替我|给俺|帮俺|给我们|帮我们|帮忙|能不能|可不可以|能否|可否|可以|想|要|请|麻烦|求|希望|得)"
_REMOVES = re.compile(
    rf"{_ASKED}[^，。？?]{{0,6}}把[^，。？?]{{0,4}}{_THING}[^，。？?]{{0,10}}?{_OFF}|把[^，。？?]{{0,4}}{_THING}[^，。？?]{{0,8}}?{_OFF}"
    rf"|{_THING}[^，。？?]{{0,6}}{_ASKED}[^，。？?]{{0,8}}?{_OFF}|^(?:请|麻烦)?(?:你们?)?(?:给|帮|替)(?:我|俺)(?:把)?[^，。？?]{{0,4}}{_OFF}"
    rf"|{_ASKED}(?:给|帮|替)?(?:我|俺)?{_OFF}(?:吧|吗|么|$)"
)
_ASKS_HOW = re.compile(
    r"怎么|如何|咋|多久|几天|多长|条件|材料|流程|手续|什么|哪|谁|收费|要钱|规定|条例|依据|会不会|是不是|应该|自动|到期|时候|期限|后"
)
_RIGHTED = re.compile(
    r"(?:款|钱|费|税|金|账|债)[^，。]{0,8}(?:交|缴|付|还|结|补)(?:了|过|清|完|齐|上)|(?:交|缴|付|还|结|补)(?:了|清|完|过)(?:了)?(?:罚|欠|税|钱|款|费)"
    r"|(?:已经?|都|早就?|也|全)(?:交|缴|还|付|改|整改|改正|履行|结|补|纠正|处理)(?:清|完|好|正|了|过)|整改(?:完|好|了|到位|过)|改正(?:了|完|好|过)|履行(?:完|了)|改好|改完|结清|还清|缴清|交清|交了"
)
_QUASHED = re.compile(
    r"(?:处罚|决定|单子|罚单|罚款单|文书|判决|裁定|认定)[^，。]{0,10}(?:撤销|撤了|撤掉|变更|推翻|作废|无效|改判)|(?:复议|法院|判决|上级)[^，。]{0,10}(?:撤|推翻|改判|无效|赢)"
)
_WRONG = re.compile(
    r"(?:拿|用|借|顶|盗)(?:了|着)?(?:我|俺|本人)(?:的)?(?:身份|名|证)|顶名|不是(?:我|俺|本人|我们|公司)|(?:登|写|记|弄|搞|列|报|录)错|有误|错了|不实|同名|重名|冒用|冒名|没(?:有)?(?:这|那)(?:回)?事|没(?:干|做|欠|去|借|办|开)过|没欠|冤|不服|不该|弄混"
)


def read_removal(text: str, *, also_how: bool = False) -> tuple[Act, bool] | None:
    """The act by which what is wanted gone may go, and whether the reason for it was told; None where nothing is.

    `also_how`: a question how it may go counts too.
    """
    if not _REMOVES.search(text) or (_ASKS_HOW.search(text) and not also_how):
        return None
    if _QUASHED.search(text):
        return Act.REVOCATION, True
    if _WRONG.search(text):
        return Act.OBJECTION, True
    return Act.REPAIR, bool(_RIGHTED.search(text))
