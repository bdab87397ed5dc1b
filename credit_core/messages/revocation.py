"""What the conditions and steps say after a document was revoked, changed or declared invalid (文书变动后的更正)."""

from __future__ import annotations

EVENTS = {"changed": "变更", "revoked": "撤销", "invalid": "确认无效"}
EVENT_MISSING = "应当写明文书是被变更、撤销还是确认无效。"
EVENT_GIVEN = "文书已被{event}。"
PROOF = "变更、撤销或者确认无效的文书"
PROOF_MISSING = "还缺变更、撤销或者确认无效的文书（文号或者文书本身）。"
PROOF_GIVEN = "依据：{proof}。"
START_NAMES = {
    "changed_on": "文书被变更、撤销或者确认无效之日",
    "effective_on": "撤销、变更或者确认无效的法律文书生效之日",
    "acted_on": "提供单位撤销、确认无效或者变更该信息之日",
}
START_MISSING = "还缺{name}，期限无法起算。"
START_GIVEN = "{name}是{day}。"
START_AHEAD = "{name}（{day}）还没有到，期限还没有起算。"
COLLECTED = "文书变动生效时，信息已经归集到公共信用信息共享平台。"
NOT_COLLECTED = "文书变动生效时，信息还没有归集到公共信用信息共享平台；条例没有规定这种情形怎样办，由提供单位处理。"
COLLECTION_ASK = "信息什么时候归集到平台没有查到，由工作人员查明后登记。"
CHANGE_FOUND = "工作人员查明文书已经变动，不能认定为没有变动。"
CHANGE_NOT_FOUND = "工作人员查明文书没有变更、撤销或者确认无效。"
CHANGE_UNCHECKED = "文书是否变动还没有查明，不能认定为没有变动。"
UNFOUNDED_REASONS = "理由"
UNFOUNDED_REASONS_MISSING = "应当写明怎样查明文书没有变动。"
CORRECTION_MISSING = "应当写明是更正还是删除。"
CONTENT = "更正后的内容"
CONTENT_MISSING = "更正的，应当写明更正后的内容。"
CORRECTION_GIVEN = "{correction}该信息。"
CORRECTIONS = {"correct": "更正", "delete": "删除"}
IN_WRITING = "书面告知"
NOT_IN_WRITING = "条例要求书面告知，应当附上书面告知的文书。"
WRITTEN = "已书面告知：{notice}。"
BASIS = "处理的依据"
BASIS_MISSING = "条例没有规定这种情形，应当写明处理的依据。"
BASIS_GIVEN = "处理的依据：{basis}"
HOP_OPEN = "{body}的义务（{duty}）还没有完成。"

UNFOUNDED_NOTICE = "没有查到文书被变更、撤销或者确认无效。{reasons}"
CORRECTED_NOTICE = "据以认定的文书已被{event}，这条信用信息已经{correction}。"
REASON = "据以认定的文书已被{event}"
NOT_HIS = "没有找到这份文书，或者它与您的信用信息无关。请核对文书的文号和作出单位。"
EMPTY = "请写明是哪一份文书（文号），或者是哪一条信用信息。"
NOT_FULL = "请写明文书的文号和作出单位。"
