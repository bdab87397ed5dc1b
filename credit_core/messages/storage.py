"""What storage says to a person."""

from __future__ import annotations

NOT_FOUND = "没有找到{what}。请核对编号。"
STALE = "{what}刚刚被别人改动过，这一步没有执行。请重新打开，看过最新内容再办。"
DUPLICATE = "{what}已经有了，没有重复登记。"
BUSY = "数据库正忙，这一步没有执行，什么也没有写入。请稍后再试。"
BEHIND = "数据库结构（{names}）不是最新版本。请先运行 credit-assistant db upgrade。"
FILE_THERE = "“{file}”已经存在，没有覆盖。请换一个文件名。"
NO_FILE_COPY = "只有 SQLite 数据库能整个复制成文件。PostgreSQL 请备份成 .gz 文件。"
NO_BACKUP = "这不是本系统的备份文件。请核对文件。"
BACKUP_DAMAGED = "备份文件已经损坏或者不完整，没有恢复任何内容。请换一份备份。"
OTHER_REVISION = "备份的结构版本（{found}）与本程序不同，没有恢复任何内容。请用备份时的程序版本恢复，再升级。"
OTHER_TABLES = "备份中的表“{table}”与本程序不同，没有恢复任何内容。请用备份时的程序版本恢复，再升级。"
BAD_ROWS = "备份中“{table}”的数据不能写入（{why}），没有恢复任何内容。请换一份备份。"
NOT_EMPTY = "只能恢复到空的数据库，现有数据没有改动。请指定一个新的数据库。"
CHAIN_BROKEN = "备份中的审计链有问题，没有恢复任何内容。{report}{faults}"
CHECKING = "检查备份"
NAMES = {
    "alert": "提醒",
    "archive": "信用档案",
    "attachment": "证据材料",
    "audit_content": "审计内容",
    "audit_entry": "审计记录",
    "authorisation": "授权",
    "body": "单位",
    "case_event": "办理步骤",
    "case_pause": "不计入期间",
    "credit_case": "办件",
    "duty": "办理义务",
    "finding": "事实认定",
    "issued_report": "信用报告",
    "legal_document": "文书",
    "loaded_file": "载入的数据",
    "notice": "告知",
    "query_entry": "查询登记",
    "recipient": "接收单位",
    "record": "信用记录",
    "record_change": "变动记录",
    "record_version": "历史版本",
    "relation": "人员关系",
    "subject": "信用主体",
    "submission": "提交",
    "supervision_item": "督办事项",
    "tombstone": "删除记录",
}
