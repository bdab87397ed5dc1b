"""More of the story where papers were asked for: it belongs to the account, and the papers are asked for again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.dialogue.heard import Mention
from assistant.dialogue.plan import Scene
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Flow

_PAPERS, _ACCOUNTS = "evidence", ("topic", "objection_detail", "correction_facts")
_NAMES_PAPERS = re.compile(
    r"书|证|单|据|票|照|图|录|像|频|合同|协议|凭|流水|回执|报告|文件|材料|邮件|截屏|短信|微信|信件|欠条|借条|收条|字条|条子|公章|存折|转账|说明|拿得出|可以作"
)
_TELLS = re.compile(
    r"(?:他|她|它|人家|对方|我|经理|老板|公司|单位|局里?|那边|物业|银行)[^，。；]{0,8}"
    r"(?:说|讲|骂|让|叫|查|问|肯|给|理|拖|扣|罚|赶|打|威胁|传|登|写(?!的)|记(?!录)|改|去|到处|一直|从来|答应|承认|道歉|同意|知道|想)"
    r"|态度|到处|从来没|一直没"
)
_ENDS = re.compile(r"[。！？；，!?;,.\s]+$")


def retold(scene: Scene, flow: Flow, heard: Sequence[Mention]) -> tuple[list[Mention], str | None]:
    """The mentions, a story told for papers moved to the act's account; and the account's slot where one was."""
    text = scene.heard.text
    account = next((name for name in _ACCOUNTS if name in scene.tools.guide.slots(flow.act)), None)
    papers = any(mention.slot == _PAPERS for mention in heard)
    is_story = _TELLS.search(text) and not _NAMES_PAPERS.search(text)
    if flow.asked != _PAPERS or account is None or not papers or scene.heard.corrects or not is_story:
        return list(heard), None
    others = [mention for mention in heard if mention.slot not in (_PAPERS, account)]
    return [*others, Mention(account, _more(flow.slots.get(account), account, text), text)], account


def _more(before: Any, account: str, text: str) -> Any:
    """The account with what was told now; a list grows of itself."""
    if SLOTS[account].kind is Kind.LIST:
        return [text]
    return f"{_ENDS.sub('', before)}；{text}" if before else text
