"""Sentences about overdue duties: what supervision looks at, and what a citizen may do next."""

from __future__ import annotations

MAY_APPLY = "可能适用{citations}，后果写的是{consequences}，没有写罚款；是否构成，由有权机关认定。"
MAY_APPLY_PLAIN = "可能适用{citations}；是否构成，由有权机关认定。"
NOTICE_TOO = "{citation}（没有告知的）"
ELEMENTS_ONLY = (
    "条例没有把逾期列为追究责任的情形。{citation}只适用于{elements}；是否有这些情形由有权机关认定，"
    "不能只因为逾期就引用。"
)
NOT_STATED = "条例没有写明没有按期办理这一事项的责任。"
POLICY = "这是规范性文件的工作要求，不是条例规定的义务，没有写明责任。"

MISSED = "{citation}「{word}」：{body}应当{duty}。到期日是{due}，到{today}没有办结的记录。"
NOT_MISSED = "{citation}「{word}」：到期日是{due}，到{today}还没有逾期。"
PROVISIONAL_DAY = "到期日是暂定的：这一年的放假安排还没有收录，过了该日14日，或者收录以后重新计算，才能说已经逾期。"
GAP = "{citation}只规定「{word}」，没有写明具体期限；本系统不引用其他地区的规定代替。不能说已经逾期。"
GAP_NO_WORD = "{citation}没有写明期限；本系统不引用其他地区的规定代替。不能说已经逾期。"
WAITING = "{citation}「{word}」：起算日还没有确定，不能说已经逾期。"
ENDED = "这一事项已经办结（{on}）。"
ENDED_LATE = "这一事项的到期日是{due}，{on}办结，晚于到期日。"
NO_LONGER = "这一事项在本办件中不适用。"
STOPPED = "这一事项正在进行不计入办理时间的程序，暂停计算，不能说已经逾期。"
TARGET = "受理单位的内部目标日是{due}（内部目标，不是法定期限）。"

ASK = "可以先向{body}询问办理进展，请其说明原因。"
COMPLAIN = "可以投诉举报，见{citation}。"
COMPLAIN_TO = "负责监督管理的是{body}（{citation}）。"
REMEDIES = "能不能申请行政复议、提起诉讼，期限多长，本系统收录的文件没有写；收到决定文书的，以文书写明的救济措施为准。"

ONLY_SUPERVISOR = "督办事项应当由监督人员办结。"
OUTCOME_MISSING = "请写明督办结果。"
CLOSED_ALREADY = "这一督办事项已经办结：{outcome}"
DUE_MOVED = "放假安排更新后，到期日改为{due}，尚未逾期，督办自动终止。"
