"""What the forms of the steps of a case say to the officer who fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "on": "这一步的日期",
        "writing": "已经收到书面（含电子）申请",
        "evidence": "补交的证明材料",
        "reason": "理由",
        "basis": "接收的依据",
        "checked_unit": "送哪个单位核查",
        "answer": "核查单位的核查结果",
        "pause_kind": "哪一种专家程序",
        "started_on": "开始的日期",
        "start_proof": "开始的证明材料（名称和文号）",
        "ended_on": "结束的日期",
        "end_proof": "结束的证明材料（名称和文号）",
        "finding": "处理决定",
        "reasons": "理由",
        "remedy": "怎样处理",
        "content": "更正后的内容",
        "measure": "采取的措施和依据",
        "carried_out": "由哪个单位、在哪里作了处理",
        "delivered_on": "送达的日期",
        "delivery_channel": "送达的方式",
        "delivery_proof": "送达的证明（签收、送达回证、系统记录等）",
        "transfer_to": "转给哪个单位",
        "transfer_role": "这个单位是条例写的哪一种",
        "conditions_basis": "修复条件的依据",
        "decider_role": "作出决定的单位",
        "grounds": "没有符合的条件",
        "decision_document": "修复决定文件（名称和文号）",
        "effect_choice": "修复的方式",
        "effect_basis": "选定这种方式的依据",
        "document_event": "文书怎样变动",
        "document_proof": "变更、撤销或者确认无效的文书（名称和文号）",
        "collected": "文书变动生效时，信息已经归集到平台",
        "correction": "更正还是删除",
        "written_notice": "书面告知的文书（名称和文号）",
        "settlement_basis": "处理的依据",
        "name": "证件上的姓名或者名称",
        "number": "证件上的号码",
        "proof": "核验的凭证（证件种类、核验记录编号等）",
        "representation_proof": "代办的证明（名称）",
        "result": "答复的内容和理由",
        "record_number": "信息编号",
        "honour_kinds": "这条信息属于",
        "deletion_basis": "删除的依据（条例以外的）",
        "elsewhere": "在哪里、由谁删除（信息不在本系统时）",
        "conducts": "实际反映的行为",
        "investigation": "怎样查明的",
    }
)
FOUND: Mapping[str, str] = MappingProxyType(
    {
        "right_given": "可以按这一程序接收",
        "applicant": "申请人与这条信息有关系",
        "ground": "可以作为异议的理由",
        "recipient_competent": "本单位可以受理",
        "repair_conditions": "符合修复条件",
        "record_dishonest": "是失信信息",
        "still_shown": "仍然可以修复",
        "publicity_period": "在公示期限内提出",
        "same_person": "是同一主体",
        "represents": "代办关系属实",
        "minor_may_query": "未成年人可以自己办理",
        "deletable": "可以申请删除",
        "is_honour": "属于表彰、志愿服务等信息",
        "record_found": "查到了这条信息",
    }
)
"""What an officer finds (认定), by the name of the finding."""

FOUND_OTHER = "认定：{name}"
PROVEN = "材料：{name}"
SILENT = "条例没有规定这一步，按办理惯例处理"
TODAY_IF_EMPTY = "不填就是今天。"
ONE_A_LINE = "一行写一项。"
CONTENT_HELP = "每行一项，写成“名称：内容”，要写全：原来的内容由这里写的代替。删除的不用填。"
REMEDY_HELP = "异议成立或者部分成立的，应当选定；不成立的不填。"
ONLY_IF_OWN_WORDS = "只在申请写的与实际不同时选。"
SECOND_PERSON = "这一步应当由另一人办理：{before}的经办人不能自己复核。"
YES_NO: Mapping[str, str] = MappingProxyType({"yes": "是", "no": "否"})
FINDINGS: Mapping[str, str] = MappingProxyType(
    {"upheld": "异议成立", "partly": "异议部分成立", "not_upheld": "异议不成立"}
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {"counter": "窗口当面", "post": "邮寄", "web": "网站", "telephone": "电话", "other": "其他"}
)

INCOMPLETE = "有{count}处要补填或者改正：{fields}。"
NEEDED = "请填写{label}。"
BAD_DATE = "{label}应当写成 2026-11-20 这样的日期。"
BAD_CHOICE = "{label}应当从列出的选项里选。"
BAD_NUMBER = "{label}应当是整数。"
BAD_CONTENT = "{label}应当每行写成“名称：内容”。"
TOO_LONG = "{label}最多{most}字。"
UNKNOWN_FIELDS = "这一步没有这样的项目：{names}。"
UNKNOWN_STEP = "办件{number}现在是“{state}”，没有“{event}”这一步。"
NO_RECORD = "没有编号为{number}的信息。"
ALSO_MOVED = "据同一文书作出的另外{count}件也一并登记：{numbers}。"
NOT_RELEASED = "没有提供，已经记入查询登记。{reasons}"
COLLECTS = "核验身份不是今天在窗口做的：请再看一次来领结果的人的证件，照证件填写。"
OTHER_PERSON = "证件上的姓名、号码和核验过身份的人不一致，不能把结果交给他。"
NO_KEY = "缺少提交编号，请重新打开这一页再提交。"
