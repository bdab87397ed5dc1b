"""Sentences of the audit chain (审计链)."""

from __future__ import annotations

NOT_CANONICAL = (
    "审计内容只能由文字、整数、是否、空值、列表和以文字为键的对照表组成，不能含有{found}。请先换算成文字再记录。"
)
KEY_NOT_TEXT = "审计内容的键应当是文字。请先换算成文字再记录。"
NUMBER_TOO_LARGE = "审计内容中的整数超出±(2^53-1)。请改用文字记录。"
NOT_TEXT = "审计内容中有不能写成 UTF-8 的字符。请更正文字后再记录。"
TOO_DEEP = "审计内容嵌套过深。请减少层次后再记录。"
NAIVE_TIME = "审计时间应当带时区：{at}。请先换算成带时区的时间。"
BLANK_FIELD = "审计记录应当写明{field}，不能为空。"
FIELDS = {"actor_id": "操作人", "role": "角色", "act": "行为", "entity": "对象类别", "entity_id": "对象编号"}
BAD_SALT = "审计记录的随机盐应当是 32 位小写十六进制数字。请重新生成。"
BAD_HEAD = "“{text}”不是审计链的校验点。校验点写作“序号:64位小写十六进制校验值”，请核对抄录是否完整。"
BAD_LINE = "第{number}行不是审计链导出文件的一行：{detail}。请重新导出，或者与原文件核对。"
LINE_NOT_CANONICAL = "不是规范的 JSON 写法"
LINE_WRONG_FIELDS = "字段不全、多余或者类型不对"
LINE_NO_NEWLINE = "行尾没有换行，文件可能不完整"

ONE_ENTRY = "第{seq}条"
ENTRIES = "第{since}条至第{seq}条"
EDITED = "{place}与自己的校验值不一致：这一条被改动过。"
GAP = "{place}不在原位：被删除、移走，或者后一条的序号被改过。"
OUT_OF_ORDER = "{place}的序号没有接着前一条：这一条是插入、重复、改过序号或者换过位置的。"
BROKEN_LINK = "{place}的链接断开：这里有一条被改过或者换过。"
CONTENT_CHANGED = "{place}的前后内容与记录的校验值不一致：内容被改动或者调换过。"
CUT_TAIL = "{place}应当在链尾而没有：链尾被截断。"
HEAD_MISMATCH = "{place}与外部留存的校验点不一致：这一段被改写过，或者这个校验点本身有误。"

SUMMARY = "共{count}条，其中{erased}条的内容已删除或者没有提供。"
SOUND = "没有发现问题。"
UNSOUND = "发现{faults}处问题。请停止写入，保留现场，与备份和外部留存的校验点核对。"
ANCHORED = "外部校验点核对到第{anchored}条。"
NOT_ANCHORED = "没有核对上任何外部校验点。"
UNSEEN = "第{first}条及以后没有外部校验点，这一段被截断或者整体改写时不能发现；请留存新的校验点。"
