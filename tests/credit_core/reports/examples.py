"""Invented reports for the tests: an enterprise with one record of each class and every mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

from credit_core.identity.synthetic import unified_code
from credit_core.model.disclosure import Mode
from credit_core.model.records import Publicity, RecordClass, Sharing
from credit_core.reports.report import (
    Change,
    Cited,
    CreditReport,
    Field,
    Mark,
    PublicityStatus,
    ReportedDocument,
    ReportedRecord,
    ReportedSubject,
    Request,
    Section,
)
from knowledge.citations.reference import ClauseRef

REGULATION = "《山西省社会信用条例》"


def cited(place: str, words: str) -> Cited:
    """A clause of the regulation of Shanxi."""
    return Cited(ClauseRef.parse(f"shanxi-2022#{place}"), f"{REGULATION}{words}")


LICENCE = ReportedRecord(
    number="XX-0001",
    title="企业登记信息",
    class_name="基础信息",
    content=(Field("成立日期", "2019年4月2日"), Field("住所", "示例省示例市示例区诚信路1号")),
    source="示例市市场监督管理局",
    document=None,
    event_date=None,
    publicity=PublicityStatus(Publicity.PUBLIC, None, "目录没有规定公示截止日期"),
    sharing=Sharing.SHARED,
)

PENALTY = ReportedRecord(
    number="XX-0002",
    title="未按规定公示年度报告的行政处罚",
    class_name="失信信息（一般）",
    content=(
        Field("违法事实", "未在规定期限内公示2024年度报告，经责令改正后仍未改正。" * 2),
        Field("处罚内容", "罚款人民币3,000.00元"),
    ),
    source="示例市市场监督管理局",
    document=ReportedDocument("行政处罚决定", "示市监罚决〔2025〕17号", "示例市市场监督管理局", date(2025, 9, 1)),
    event_date=date(2025, 7, 1),
    publicity=PublicityStatus(Publicity.PUBLIC, date(2026, 12, 31)),
    sharing=Sharing.SHARED,
    objection_mark=Mark(
        "异议标注",
        "该信息正在核查，核查期间不影响披露和使用",
        date(2026, 11, 18),
        cited("39.2", "第三十九条第二款"),
    ),
    changes=(
        Change(
            date(2026, 3, 2),
            "处罚内容：罚款5,000.00元 改为 罚款3,000.00元",
            "行政处罚决定书变更",
            "示例市市场监督管理局",
            cited("42", "第四十二条"),
        ),
        Change(date(2026, 11, 18), "加注异议标注", "有人对这条信息提出异议，正在核查", "示例市社会信用工作机构", None),
    ),
    silences=("条例没有写明异议标注应当在几日内作出。",),
)

REPAIRED = ReportedRecord(
    number="XX-0003",
    title="欠缴社会保险费",
    class_name="失信信息（一般）",
    content=(Field("欠缴期间", "2024年1月至2024年3月"),),
    source="示例市医疗保障局",
    document=ReportedDocument("行政处罚决定", "示医保罚决〔2024〕5号", "示例市医疗保障局", None),
    event_date=date(2024, 4, 1),
    publicity=PublicityStatus(Publicity.STOPPED, date(2026, 2, 1)),
    sharing=Sharing.STOPPED,
    repair_mark=Mark("修复标注", "已完成信用修复", date(2026, 2, 1), cited("43.2", "第四十三条第二款")),
)

LISTED = ReportedRecord(
    number="XX-0004",
    title="列入严重失信主体名单",
    class_name="失信信息（严重）",
    content=(Field("列入事由", "拒不履行生效法律文书确定的义务"),),
    source="示例市中级人民法院",
    document=ReportedDocument("司法裁判文书", "（2025）示01执1号", "示例市中级人民法院", date(2025, 5, 6)),
    event_date=date(2025, 5, 6),
    publicity=PublicityStatus(Publicity.PUBLIC, None, "没有收录国家规定的公示期限，截止日期不能确定"),
    sharing=Sharing.SHARED,
    serious_list_mark=Mark("严重失信主体名单", "已列入，尚未移出", None, cited("28.1", "第二十八条第一款")),
)

HONOUR = ReportedRecord(
    number="XX-0005",
    title="纳税信用A级",
    class_name="优良信息",
    content=(Field("评定年度", "2025"),),
    source="国家税务总局示例市税务局",
    document=None,
    event_date=date(2026, 4, 10),
    publicity=PublicityStatus(Publicity.NOT_PUBLIC, None, "目录规定这一项不公示"),
    sharing=Sharing.NOT_SHARED,
)


def example() -> CreditReport:
    """The report with all four sections, one of them empty."""
    return CreditReport(
        number="XYBG-20261120-7K3QFMX",
        issued_at=datetime(2026, 11, 20, 9, 5, tzinfo=timezone(timedelta(hours=8))),
        place="山西省",
        regulation=f"{REGULATION}（2022年版）",
        issuing_body="示例市社会信用工作机构",
        subject=ReportedSubject("法人", "示例市远溪建材有限公司", "统一社会信用代码", unified_code(Random(1)), False),
        request=Request("示例市远溪建材有限公司", "参加投标", Mode.REAL_NAME, cited("18.1", "第十八条第一款")),
        sections=(
            Section(RecordClass.BASIC, "基础信息", (LICENCE,)),
            Section(RecordClass.DISHONEST, "失信信息", (PENALTY, REPAIRED, LISTED)),
            Section(RecordClass.POSITIVE, "优良信息", (HONOUR,)),
            Section(RecordClass.OTHER, "其他信息", ()),
        ),
        verification_code="7K3Q-FMX2-9PLA",
        audit_head="1842:" + "0123456789abcdef" * 4,
        silences=("条例没有写明查询自身信用信息是否收费。",),
        notes=("起算的当天不计入，从第二天开始数（解释 A-6，未经律师审核）。",),
    )


def with_records(*records: ReportedRecord) -> CreditReport:
    """The example with these records only."""
    return replace(example(), sections=(Section(RecordClass.DISHONEST, "失信信息", records),))
