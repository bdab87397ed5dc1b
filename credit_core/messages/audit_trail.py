"""What the audit trail says to the person who operates it."""

from __future__ import annotations

NOT_A_HEAD = "“{text}”既不是校验点，也不是存放校验点的文件。请核对。"
HEAD_GONE = (
    "留存的校验点（第{head}条）与数据库不一致：审计链可能被截断或者改写，没有追加新的校验点。"
    "请停止写入，保留现场，运行 credit-assistant audit verify --head {file}。"
)
