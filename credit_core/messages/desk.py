"""What all parts of the work desk say."""

from __future__ import annotations

NOT_FOUND = "没有这一项，或者您不能查看它。请核对编号。"
NO_PURPOSE = "请先写明查看的目的。每次查看都记入查询登记，信用主体本人可以看到。"
BAD_CURSOR = "翻页的位置读不出来，请回到第一页。"
STAFF_ONLY = "应当由工作人员办理。"
REGISTER_READERS = "查询登记由监督人员或者审计人员查看。"
PERIOD = "起止日期不对：结束应当不早于开始，最多十年。"
