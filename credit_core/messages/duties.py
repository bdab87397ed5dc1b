"""Sentences about duties: reminders, internal targets, what the counting of a duty says."""

from __future__ import annotations

DUE_SOON = "{what}应当在{due}以前办结（{basis}），今天是{today}。"
DUE_SOON_PASSED = "补发提醒：{what}的到期日是{due}（{basis}），今天是{today}。"
OVERDUE = "{what}的到期日是{due}（{basis}），到{today}没有办结的记录。"
DONE_LATE = "{what}的到期日是{due}（{basis}），{done}才办结。"
DUE_MOVED = "放假安排更新后，{what}的到期日由{before}改为{due}（{basis}）；此前已经提醒过，不再重复。"
TARGET = "{what}的内部目标日是{due}（内部目标，不是法定期限；{basis}）。"
ASK_IN_TIME = (
    "内部提醒，不是法定期限：{what}的到期日是{until}（{basis}）；被核查的单位有{amount}，"
    "最迟{due}送出核查通知，才来得及。还没有登记该单位收到通知。"
)
WHAT = "{where}{body}“{duty}”"
CASE = "办件{number}，"
RECORD = "记录{number}，"
BASIS = "{citation}「{word}」"
BASIS_NO_WORD = "{citation}，没有写明期限"
OTHER_READING = "按另一种读法到{due}，条例没有写明，请以较早的一个为准。"
CONDITIONAL = "是否适用，要看这一办件是不是{condition}；还没有确定的，请先确定。"
CONDITIONS = {"own_scope": "属于本单位处理范围", "cross_unit": "需要向其他单位核查"}

NOT_STARTED = "起算日还没有确定：从“{start}”起算。"
STOPPED = "{kind}自{first}开始，还没有登记结束；结束以前不计入，到期日到时再算。"
COUNTED_BEFORE = "办结时记下的到期日是{due}，是按当时收录的放假安排算的；办结的不再改动。"
DONE = "办结日：{on}。"
LAW_GONE = "{citation}的期限数据现在没有载入，不能逐日列出；记下的到期日是{due}。"
UNREGULATED_START = "条文没有写明从哪一天起算；自{on}起登记为应办事项。"
OWN_TARGET = "内部目标日：{due}（内部目标，不是法定期限）。"
HAS_A_START = "“{duty}”从“{start}”起算，由那一步登记，不能单独登记。"
OWED_ALREADY = "这一义务已经登记，还没有办结。"
LAW_NOT_LOADED = "{documents}没有载入，其中的义务没有提醒；请把法规数据放回 DATA_DIR/law。"
JOB_FAILED = "“{job}”没有完成：{kind}：{error}"
JOBS = {
    "recount": "按最新的放假安排重新计算",
    "remind": "提醒和督办",
    "publicity": "停止超过期限的公示",
    "retention": "删除超过保存期限的信息",
    "authorisations": "记下到期的授权",
    "audit_head": "记下审计链的末端",
}
