"""What the law as data, the calendar and the explanation of a deadline say."""

from __future__ import annotations

NOT_YET_IN_FORCE = "{title}自{start}起施行，{on}时尚未施行；本系统没有收录更早的规定，不能据此作答。"
NO_LONGER_IN_FORCE = "{title}适用到{end}为止，{on}时已不再适用；本系统没有收录后来的规定。"
UNKNOWN_JURISDICTION = "本系统没有收录“{jurisdiction}”的条例。现有：{known}。"
UNKNOWN_TOPIC = "没有编号为“{topic}”的问题。"
UNKNOWN_RULE = "{place}没有编号为“{rule}”的期限。可以先列出全部期限再选。"
NOT_A_DATE = "起算日应当是日期，不带时刻；请先换算成北京时间的日期。"
DAYS_OUT_OF_RANGE = "天数应当在1到{most}之间：{days}。"
NOT_A_DAY_UNIT = "“{unit}”不能按天计算。"
BEFORE_CALENDAR = "工作日表从{first}年起，不能计算{year}年的日期。"
AFTER_CALENDAR = "不能计算{last}年以后的日期：{year}年。"
PAUSE_REVERSED = "不计入的期间，开始日（{first}）不能晚于结束日（{last}）。"
PAUSE_NOT_ALLOWED = "条文没有规定“{duty}”的期限可以扣除期间，不能扣除。"
BAD_LAW_FILE = "法规数据文件 {name} 有误：{detail}"
OTHER_DOCUMENT = "文件名与 document（{document}）不一致"

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

COUNTED_WORKING = "第{number}个工作日"
COUNTED_DAY = "第{number}日"
REASON_MADE_UP = "{weekday}，调休上班"
REASON_WEEKEND = "{weekday}，周末休息"
REASON_HOLIDAY = "{weekday}，{holiday}放假"
REASON_PAUSED = "{reason}期间"
PROVISIONAL_MARK = "（暂定）"
PROVISIONAL = (
    "{years}年的放假安排尚未收录，暂按周一至周五、扣除日期固定的法定节假日（元旦、劳动节、国庆节）计算；"
    "春节、清明节、端午节、中秋节和调休都没有计入，实际日期以国务院办公厅公布的放假安排为准。"
)
EXTENDED_DUE = "如果最后一天是休息日可以顺延，则到{due}；条例没有写明能否顺延。"

EXPLAIN_START = "起算日：{start}（当天不计入）"
AMOUNT_WORKING = "{number}个工作日"
AMOUNT = "{number}{unit}"
EXPLAIN_DUE = "到期日：{due}（{amount}）"
EXPLAIN_SKIPPED = "不计"
EXPLAIN_ASSUMPTION = "说明：{text}"
EXPLAIN_RULE = "依据：{citation}「{word}」——{actor}{duty}"
EXPLAIN_UNLESS = "例外：{unless}。"
EXPLAIN_OPEN = "{citation}对“{duty}”只写「{word}」，没有写明天数，不能算出到期日。"
EXPLAIN_OPEN_NO_WORD = "{citation}对“{duty}”没有写明期限，不能算出到期日。"
POLICY_ONLY = "这是规范性文件的工作要求，不是条例规定的权利义务。"
SUMMARY_COUNTED = "计入：{days}。"
SUMMARY_SKIPPED = "不计：{days}。"
