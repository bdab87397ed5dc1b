"""What the case engine says to a person."""

from __future__ import annotations

UNKNOWN_PROCEDURE = "{place}没有“{procedure}”这一程序的数据。"
NOT_ALLOWED = "办件{number}现在是“{state}”，不能“{event}”。现在可以办的是：{possible}。"
NOTHING_POSSIBLE = "没有（已经办结）"
UNKNOWN_EVENT = "没有“{event}”这一步。"
FORBIDDEN_ROLE = "“{event}”应当由{roles}办理。"
SECOND_PERSON = "“{event}”应当由另一人办理：{before}的经办人不能自己复核。"
REFUSED = "不能“{event}”：{reasons}"
SILENT_STEP = "条例没有规定这一步，按办理惯例处理"
KEY_REUSED = "这个提交编号已经用过，内容却不同，没有重复提交。请换一个编号再提交。"
WRONG_CODE = "编号或者查询码不对。请核对回执。"
EARLIER_THAN_RECEIPT = "“{event}”的日期（{on}）早于收到申请的日期（{received}），请核对。"
IN_THE_FUTURE = "“{event}”的日期（{on}）在今天（{today}）之后，请核对。"
FINDINGS_BY_OFFICERS = "事实要由经办人认定并记名，申请人不能代为认定；请把您掌握的情况和材料写在申请里。"
UNKNOWN_TWO_PERSONS = "设置 TWO_PERSONS 里没有这样的步骤：{steps}。可以设为两人办理的步骤有：{known}。"
