"""What an identified citizen (核对过身份的本人) reads about their own records, cases and personal data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOT_YOURS = "没有这一项，或者不是您的。"
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "web": "网上",
        "website": "网上",
        "desk": "工作台面",
        "internal": "内部系统",
        "counter": "窗口",
        "telegram": "Telegram",
        "cli": "命令行",
        "api": "接口",
    }
)
REQUESTERS: Mapping[str, str] = MappingProxyType(
    {
        "person": "个人",
        "organisation": "单位",
        "credit_service": "信用服务机构",
        "department": "部门",
        "public": "社会公众",
    }
)
NO_RETENTION = "保存期限没有收录，本系统不推算。"

LETTER = "关于办件{number}请依法按期办理的函"
LETTER_TO = "{body}："
LETTER_FILED = "本人（本单位）{name}提出的{act}（编号{number}），贵单位于{on}收到。"
HEAD_DUTY = "应当办理的事项"
LETTER_DUTY = "{citation}规定「{word}」，{body}应当{duty}。从{start}起算，到期日是{due}。"
LETTER_DUTY_NO_START = "{citation}规定「{word}」，{body}应当{duty}。到期日是{due}。"
LETTER_LATE = "到{today}，办件记录里没有这一事项已经办结的内容。"
HEAD_REQUEST = "请求"
LETTER_REQUEST = "请尽快办理，并把办理结果书面告知；暂时不能办结的，请说明原因和预计办结的日期。"
HEAD_COMPLAIN = "另外"
LETTER_COMPLAIN = "仍未办理的，本人（本单位）可以依照{citation}投诉举报。"
LETTER_SIGNED = "申请人：{name}"
NOT_OVERDUE = "这一事项现在不能说已经逾期，没有可以发出的函。"

AUTHORISATION_OVER = "这份授权已经不在生效中，不用再终止。"
REPORT_REFUSED = "现在不能给出信用报告：{reasons}"
PROOF = "本人登录，会话{session}"
DEMO_PROOF = "演示，没有核对证件；会话{session}"

ERASURE_REASON = "本人要求删除（登录后提出）"
ERASE_CLOSED = "已经办结的{count}件办件里您填写的内容、材料名称、告知的文字"
ERASE_DELETED = "已经依法删除的{count}条信用信息残留的内容"
ERASE_SUBJECT = "姓名、证件号码，授权和查询登记里的个人信息"

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "subject": "基本信息",
        "relation": "关系（法定代表人、监护人等）",
        "authorisation": "授权",
        "query_entry": "查询登记：谁查看过您的信息",
        "credit_case": "办件",
        "case_event": "办件的经过",
        "case_pause": "办件的暂停",
        "notice": "告知",
        "attachment": "材料",
        "submission": "提交记录",
        "record": "信用信息",
        "record_version": "信用信息以前的内容",
        "finding": "事实认定",
        "audit_content": "审计记录里的内容",
    }
)
README = (
    "这是{name}的个人信息，{at}从本系统导出。\n每个文件是一类信息，格式是 JSON（UTF-8）。\n"
    "别人查询您的信息时填写的证件号码是别人的个人信息，不在其中。\n请妥善保管，不用了请删除。\n\n{files}\n"
)
README_FILE = "说明.txt"
README_LINE = "{file}：{name}，{count} 条"
