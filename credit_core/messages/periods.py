"""Sentences about periods, about the calendar file that an operator loads, and about what a due date rests on."""

from __future__ import annotations

NOT_A_DATE = "期间的开始日应当是日期，不带时刻；请先换算成北京时间的日期。"
COUNT_OUT_OF_RANGE = "期间应当写成1个{unit}以上的整数，不能是“{count}”；没有写明期间的，不作推定。"
NOT_A_PERIOD_UNIT = "“{unit}”不能按月、年计算；按日、工作日计算的是期限，请改用期限计算。"

CALENDAR_FILE = "放假安排文件 {name} {place}有误：{detail}"
LINE = "第{line}行"
LINE_OF_YEAR = "第{line}行（{year}年）"
CANNOT_READ = "读不到文件，请检查路径和权限"
NOT_UTF8 = "不是 UTF-8 文字，请另存为 UTF-8 后再载入"
NOT_YAML = "不是正确的 YAML，请检查缩进、冒号和引号"
NO_YEARS = "应当只有一项 years，下面按年份列出放假和调休，格式同 working_days.yaml"
NOT_A_YEAR = "年份应当是不加引号的四位数字，不能是“{year}”"
FIELD_MISSING = "缺少“{field}”"
FIELD_UNKNOWN = "多出“{field}”"
FIELD_WRONG = "“{field}”的写法不对"
NOT_A_DAY = "“{day}”不是这一年的日期，应当写成 月-日，例如 02-08"
DAY_REPEATED = "{day}写了不止一次"
REST_ON_WEEKEND = "{day}是{weekday}，rest 只写放假的周一至周五"
WORK_ON_WEEKDAY = "{day}是{weekday}，work 只写调休上班的周六、周日"

YEAR_ADDED = "新收录{year}年的放假安排。"
YEAR_CHANGED = "改动了已收录的{year}年，上班或者放假有变化的日期：{days}。"
YEAR_UNCHANGED = "已收录的{year}年重新载入，上班和放假的日期没有变化。"

ASSUMPTION = "解释 {key}（{label}）：{text}"
