"""Days as people write them: 2024年5月6日, 24.5.6, 二〇二四年五月六日, 上个月三号, 前天, 上周五, 三天前.

A form is a pattern and a function from its match and today to a day. None from the function: there is no such day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int

_H = f"[{NUMERAL_CLASS}○]"
_N = rf"(?:\d{{1,2}}|{_H}{{1,3}})"
_S = r"\s{0,2}"
_DAY_WORD = "[日号]?"

Form = tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None], bool]
"""Pattern, reader, and whether the day is certain (上周五 is asked back, since 上周 is not the same to everybody)."""


def number(text: str) -> int:
    """A numeral in digits or characters; 廿三 and ○ too; 0 where it is none."""
    try:
        return to_int(text.replace("○", "〇").replace("廿", "二十"))
    except NumeralError:
        return 0


def day(year: int, month: int, on: int) -> date | None:
    """The day, None where no calendar has it."""
    try:
        return date(year, month, on)
    except ValueError:
        return None


def latest(month: int, on: int, today: date) -> date | None:
    """The latest such day of the year that is not after today."""
    years = (today.year - back for back in range(8))
    return next((made for y in years if (made := day(y, month, on)) is not None and made <= today), None)


def _full(m: re.Match[str], _: date) -> date | None:
    year = number(m["year"])
    return day(year + 2000 if year < 100 else year, number(m["month"]), number(m["day"]))


def _compact(m: re.Match[str], _: date) -> date | None:
    return day(int(m["year"]), int(m["month"]), int(m["day"]))


_YEARS = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1}
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_WEEKDAYS |= {str(i): i - 1 for i in range(1, 8)}
_ANNUAL = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "十一": (10, 1),
    "双十一": (11, 11),
    "国庆": (10, 1),
    "十月一": (10, 1),
}


def _of_year(m: re.Match[str], today: date) -> date | None:
    return day(today.year + _YEARS[m["year"]], number(m["month"]), number(m["day"]))


def _of_month(m: re.Match[str], today: date) -> date | None:
    back = m["month"].count("上") - m["month"].count("下")
    months = today.year * 12 + today.month - 1 - back
    return day(months // 12, months % 12 + 1, number(m["day"]))


def latest_day(m: re.Match[str], today: date) -> date | None:
    """The latest such day that is not after today."""
    return latest(number(m["month"]), number(m["day"]), today)


def bare_day(m: re.Match[str], today: date) -> date | None:
    """The day of this month, or of the last one where it has not come yet."""
    on = number(m["day"])
    first = today.replace(day=1)
    months = (first, (first - timedelta(days=1)).replace(day=1))
    return next((made for f in months if (made := day(f.year, f.month, on)) is not None and made <= today), None)


def _relative(m: re.Match[str], today: date) -> date:
    return today + timedelta(days=_DAYS[m["which"]])


def _ago(m: re.Match[str], today: date) -> date | None:
    count = number(m["number"])
    return today - timedelta(days=count * (1 if m["unit"] in ("天", "日") else 7)) if count else None


def _weekday(m: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    back = m["week"].count("上")
    made = monday + timedelta(days=_WEEKDAYS[m["day"]] - 7 * back)
    return made - timedelta(days=7) if made > today and not m["week"] else made


def _annual(m: re.Match[str], today: date) -> date | None:
    month, on = _ANNUAL[m["name"]]
    if m["year"]:
        return day(today.year + _YEARS[m["year"]], month, on)
    return latest(month, on, today)


_YEAR_WORD = "|".join(sorted(_YEARS, key=len, reverse=True))

FORMS: tuple[Form, ...] = (
    (
        re.compile(
            rf"(?<![0-9])(?P<year>(?:19|20)\d\d|[一二][九零〇○]{_H}{{2}}|(?<![0-9.]){_H}{{2}}(?={_S}年)"
            rf"|\d\d){_S}年(?:的|度的?)?{_S}(?P<month>{_N}){_S}"
            rf"(?:月|[./-]){_S}(?P<day>{_N}){_S}{_DAY_WORD}(?![0-9])"
        ),
        _full,
        True,
    ),
    (
        re.compile(
            r"(?<![0-9A-Za-z.-])(?P<year>(?:19|20)\d\d"
            rf"|[12]\d){_S}(?P<sep>[./-]){_S}(?P<month>\d{{1,2}}){_S}(?P=sep){_S}(?P<day>\d{{1,2}})"
            rf"{_DAY_WORD}(?![0-9A-Za-z]|[.-][0-9])"
        ),
        _full,
        True,
    ),
    (
        re.compile(r"(?<![0-9A-Za-z])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?![0-9A-Za-z])"),
        _compact,
        True,
    ),
    (
        re.compile(
            rf"(?<![0-9])(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}[日号]?[，,\s]{{0,2}}(?:是)?(?P<year>(?:19|20)\d\d|[一二][九零〇○]{_H}{{2}})年的?"
            rf"(?!{_S}(?:{_N}){_S}月)"
        ),
        _full,
        True,
    ),
    (
        re.compile(rf"(?P<year>{_YEAR_WORD})的?{_S}(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}[日号]"),
        _of_year,
        True,
    ),
    (
        re.compile(
            rf"(?P<month>上上个?月|上个?月|这个?月|本月|当月|下个?月)的?{_S}(?P<day>\d{{1,2}}|{_H}{{1,3}}){_S}[日号]"
        ),
        _of_month,
        True,
    ),
    (re.compile(rf"(?<![0-9年])(?<!{_H})(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}[日号]"), latest_day, True),
    (
        re.compile(
            r"(?P<number>\d{1,3}|[两一二三四五六七八九十]{1,3})(?P<unit>天|日|个?周|个?星期|个?礼拜)(?:以前"
            r"|之前|前)(?!后|的?规定)"
        ),
        _ago,
        True,
    ),
    (
        re.compile(
            r"(?<!以)(?<!目)(?<!之)(?<!先)(?<!年)(?<!年的)(?P<which>大前|前|昨|今|明|后)(?:天|日|[儿个]个?(?=[，。,\s上下早晚我收就的]"
            r"|$)|晚上?|早上?)(?!的?规定|后)"
        ),
        _relative,
        True,
    ),
    (
        re.compile(r"(?P<week>上上个?|上个?|这个?|本)(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])"),
        _weekday,
        False,
    ),
    (
        re.compile(
            r"(?<![每上这个本下到至])(?P<week>)(?:周|星期"
            r"|礼拜)(?P<day>[一二三四五六日天])(?=[收我拿提交递下上早晚的，。]|$)"
        ),
        _weekday,
        False,
    ),
    (
        re.compile(
            rf"(?P<year>{_YEAR_WORD})?的?(?P<name>元旦|五一|六一|七一|八一|双十一|(?<!双)十一|国庆|十月一)(?:节|劳动节|国庆节|儿童节)?(?:那天|那日|那一天|当天|当日|这天)"
        ),
        _annual,
        True,
    ),
)
"""The forms, the fuller first; each is tried on what the ones before have left."""

BARE_DAY = re.compile(rf"(?<![0-9月第〕\])年])(?<!{_H})(?P<day>{_N})号(?![楼院门文令线店铺房车码令人]|[0-9])")
"""Only where a day was asked for or something arrived on it: 6号收到的."""
ANSWERS: tuple[Form, ...] = (
    (re.compile(r"^\D{0,6}?(?P<month>\d{1,2})[./-](?P<day>\d{1,2})[日号]?\D{0,8}$"), latest_day, True),
    (
        re.compile(rf"^(?!八月十五)[^0-9历]{{0,4}}?(?P<month>{_N})月{_S}(?P<day>{_N})(?:吧|的|左右|那天)?$"),
        latest_day,
        True,
    ),
    (
        re.compile(rf"^\D{{0,4}}?(?P<month>上上个?月|上个?月|这个?月|本月)的?{_S}(?P<day>{_N})(?:吧|的|那天)?$"),
        _of_month,
        True,
    ),
    (re.compile(r"^(?P<year>(?:19|20)\d\d)\s(?P<month>\d{1,2})\s(?P<day>\d{1,2})$"), _full, True),
)
"""5.6, 三月五, 上月十五, 2024 3 5: only as the answer to the question for a day."""

LUNAR = re.compile(
    r"(?:农历|阴历|旧历"
    r"|老历)(?:的?[〇零一二三四五六七八九十\d]{0,4}年?)?(?:的?[正冬腊]?[一二三四五六七八九十\d]{0,2}月?(?:初"
    r"|廿|卅)?[一二三四五六七八九十\d]{0,3}[日号]?)?"
    r"|[正腊冬]月(?:初|廿|二十|十)?[一二三四五六七八九十]{0,2}|[一二三四五六七八九十]{1,2}月初[一二三四五六七八九十]"
    r"|(?<!年)(?:大年)?初[一二三四五六七八九十](?![级中步次等个])|大年三十|年三十|除夕|春节|过年(?:那|前"
    r"|后|的时候)|小年|元宵|正月|端午|八月十五(?![日号])|中秋|重阳|腊八|七夕|清明|冬至|夏至|[立春秋][春夏秋冬分](?![天季])|大暑|小暑|大寒|小寒"
)
"""Told back: please the Gregorian day."""
RELATIVE = re.compile(
    r"(?:去|今|前|上|20\d\d)年?(?:年)?(?:年?底|年?初|年?中|年?末|上半年|下半年|[春夏秋冬]天|夏天|冬天)"
    r"|[上中下]旬|(?:去|前)年的?(?:今天|这(?:个)?时候|差不多)|(?:国庆|劳动|元旦|五一|十一)节?(?=$|[，。,]|吧|的|劳动)"
    r"|年前|年后|年底|年初|月底|月初|月中"
    r"|(?:上上?个?|这个?|本)月(?:底|初|中旬?|上旬|下旬|末)?|(?:上上?个?|这个?|本)(?:周|星期|礼拜)|前(?:几"
    r"|些|两)天|前一?阵子?|好?几个月了?|有[段些](?:时间|日子)了?|前段时间|前不久"
    r"|最近|刚才?(?=收)|不久前|好久|很久以前|(?:国庆|五一|元旦|放假|节)(?:节|假期?|长假)?(?:以?前|以?后|之前|之后|期间"
    r"|那几天|左右|的时候)|(?:半|[一二两三四五六七八九十几\d]{1,2})个?(?:多)?(?:月|年)(?:多)?(?:以前|之前"
    r"|前)"
    r"|(?:今|去|前|大前)年|(?:(?:19|20)\d\d年?的?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:底|初"
    r"|中旬?|上旬|下旬|左右)?|(?:19|20)\d\d年(?:底|初|中)?"
)
"""Says when, but not which day."""
