"""What the demonstration data say to whoever makes them."""

NOT_EMPTY = "数据库里已经有数据，演示数据只能写入空的数据库。请换一个 DATA_DIR（或者 DATABASE_URL）再试。"
EXAMPLE = "示例"
SUPERVISED = "已经催办，限期办结（示例）"
DAY = "{day}"

BODIES, SUBJECTS, RECORDS, CASES, DUTIES = "单位", "信用主体", "信用记录", "办件", "义务"
ALERTS, SUPERVISION, AUTHORISATIONS = "提醒", "督办事项", "授权"
QUERIES, LOADED = "查询登记", "载入的文件"
