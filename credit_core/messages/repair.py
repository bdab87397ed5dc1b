"""What the conditions and steps of credit repair (信用修复) say to a person."""

from __future__ import annotations

DISHONEST = "这条信息是失信信息。"
NOT_DISHONEST = "这条信息不是失信信息，信用修复只针对失信信息；认为信息有错误的，可以提出异议。"
RECORD_UNKNOWN = "本系统没有查到这条信息，是不是失信信息由受理单位查明。"
NOT_YET_REPAIRED = "这条信息没有修复过，也没有删除。"
ALREADY_REPAIRED = "这条信息已经修复或者删除，不用再申请。"
STILL_SHOWN = "这条信息没有停止公示。"
STOPPED = "这条信息已经停止公示，不在公示期限内；如果认为不应停止，请告诉受理单位核对。"
STOPPED_ASK = "这条信息已经停止公示，还能不能修复，条例没有写明，由受理单位认定。"

WITHIN_PERIOD = "{on}提出申请，在公示期限内（公示到{end}，含当天）。"
PERIOD_PERMANENT = "依据{basis}，这条信息长期公示，申请在公示期限内。"
PERIOD_FOUND = "工作人员查明申请在公示期限内。"
PERIOD_FOUND_OVER = "工作人员查明申请已经不在公示期限内。"
PERIOD_OVER = "公示期限到{end}为止，{on}提出申请已经不在公示期限内。"
PERIOD_UNKNOWN = "公示到哪一天现在不能确定：{why}。不能因此说您不符合条件。"
PERIOD_UNSTATED = "记录里没有公示截止日期"

GIVEN_UNVERIFIED = "已说明{name}，由受理单位核实。"
VERIFIED = "工作人员核实：{name}。"
NOT_VERIFIED = "工作人员核实后认定还没有{name}。"

CONDITIONS_NOT_LOADED = "{why}这条信息的具体修复条件要由受理单位依据有关规定认定，不能因此说您不符合条件。"
CONDITIONS_FOUND = "工作人员认定符合修复条件，依据：{basis}"
CONDITIONS_FOUND_NOT = "工作人员认定不符合修复条件，依据：{basis}"
CONDITIONS_LOADED = "修复条件依据{basis}核对。"
EXCLUDED = "依据{basis}，这类信息不予修复。"
CONDITION_MET = "修复条件“{text}”已经符合（{basis}）。"
CONDITION_NOT_MET = "修复条件“{text}”还不符合（{basis}）。"
CONDITION_ASK = "修复条件“{text}”由受理单位核实（{basis}）。"
CONDITION_PROOF = "修复条件“{text}”还缺{proof}（{basis}）。"
CONDITION_TIME = "修复条件“{text}”要满{count}{unit}，到{end}为止，现在还没有满（{basis}）。"

RECIPIENT_ELSEWHERE = "改向{names}提出"
RECOGNISED_BY = "失信行为由{body}认定，可以向它提出。"
RECOGNISER_ASK = "{body}是不是作出失信行为认定的单位，由受理单位查明。"
WAYS = (
    "《{title}》是部门工作要求，不是条例：可以通过{ways}等方式修复，选用其中适合的，不要求全部做到；"
    "没有选用的，不影响按条例提出申请。{used}"
)
WAYS_USED = "您说明的方式：{ways}。"

NO_UNKNOWN_CONDITIONS = "修复条件已经可以核对，不用登记待定。"
PERIOD_NOT_OVER = "现有资料不能说明公示期限已过，不能登记为不在公示期限内。"
COMPLETE = "条例和已经载入的修复条件要求的材料已经齐全。"
NOTHING_MISSING = "条例和已经载入的修复条件要求的材料已经齐全，不能以材料不齐退回。"
CONDITIONS_OPEN = "修复条件没有载入，要继续办理的，请写明认定结论和依据。"
DECIDER_MISSING = "修复决定应当由{name}作出。"
DECIDER_NAMED = "由{name}作出修复决定。"
DECIDER_RECIPIENT = "由受理申请的单位作出决定。"
REASONS_MISSING = "不予修复的，应当写明理由，并指出哪一项条件不符合。"
REASON_UNKNOWN = "没有“{rule}”这一项条件。"
REASON_NOT_GROUND = "“{text}”不能作为不予修复的理由：这一项没有认定为不符合。"
REASON_GIVEN = "不予修复的理由：{text}"
EFFECTS_FIXED = "按条例落实修复效果。"
EFFECT_CHOICE = "条例写了几种修复效果，应当选定一种：{choices}。"
EFFECT_BASIS = "选定修复效果的依据"
EFFECT_BASIS_MISSING = "应当写明选定这种修复效果的依据。"
EFFECT_CHOSEN = "选定的修复效果：{choice}。依据：{basis}"
DECISION_DOCUMENT = "修复决定文件的文号"
DECISION_DOCUMENT_MISSING = "应当写明修复决定文件的文号。"
DECISION_DOCUMENT_GIVEN = "修复决定文件：{number}。"
DECISION_NOT_PUSHED = "修复决定文件还没有推送。"
DECISION_PUSHED = "修复决定文件已经推送。"
DECISION_NOT_RECEIVED = "工作机构还没有收到修复决定文件，不能落实修复效果。"
DECISION_RECEIVED = "工作机构已经收到修复决定文件。"
TRANSFER_MISSING = "应当写明转给哪个单位。"
TRANSFER_NAMED = "转给{name}。"

CHOICES = {
    "delete": "删除该信息",
    "annotate_and_stop": "标注修复情况，停止公示、共享",
    "annotate_and_mask": "标注修复情况，屏蔽",
}
ACTIONS = {
    "annotate": "标注",
    "mask": "屏蔽",
    "stop_publicity": "停止公示",
    "stop_sharing": "停止共享",
    "delete": "删除",
}

CONDITIONS_UNKNOWN_NOTICE = (
    "您的信用修复申请（{number}）：修复条件的依据还没有查到，正在核对。申请没有退回，也没有被拒绝。"
)
INCOMPLETE_NOTICE = "您的信用修复申请（{number}）还缺：{missing}。补齐后继续办理，已交的材料不用再交。"
GRANTED_NOTICE = "准予修复，接下来由{body}落实。"
REFUSED_NOTICE = "不予修复。{reasons}"
MEASURES_NOTICE = (
    "信用修复（{number}）已经完成。《{title}》第17项要求“终止实施惩戒措施”，这是部门工作要求，不是条例规定；"
    "请{body}核对与这条信息有关的惩戒措施并按程序处理。"
)
REPAIRED = "信用修复：{actions}"
BREACH_TITLE = "违反信用修复承诺（待认定）"
BREACH_HELD = "提出作为失信信息收录的建议，由工作人员决定；决定以前不公示、不共享、不作为失信信息使用"
BREACH_REASON = "登记违反信用修复承诺的情况"
BREACH_NOT_REGULATED = "{place}的条例没有把违反信用修复承诺单列为失信信息，不能据此提出收录。{note}。"
BREACH_EMPTY = "应当写明违反了哪一项承诺、怎样查明。"
BREACH_NOT_GRANTED = "办件{number}还没有准予修复，没有可以违反的修复承诺。"
BREACH_NO_SUBJECT = "办件{number}没有登记信用主体，不能登记违反承诺的情况。"
BREACH_CONTENT = "违反的承诺"
BREACH_CASE = "信用修复办件"
OTHER_PLACE = "信息{number}属于另一个地区，请选择作出或者收录这条信息的地区。"
STAFF_ONLY = "这一步应当由工作人员办理。"
