"""Sentences of a citizen's own pages that code chooses."""

from __future__ import annotations

from typing import Final

NAVIGATION: Final = (
    ("/mine", "我的"),
    ("/mine/records", "信用信息"),
    ("/mine/looks", "谁看过"),
    ("/mine/cases", "办件"),
    ("/mine/authorisations", "授权"),
    ("/mine/report", "信用报告"),
    ("/mine/data", "个人信息"),
)
METHODS: Final = {"counter": "窗口核验", "oidc": "统一身份认证", "demo": "演示，没有核对证件"}
DONE: Final = {
    "ended": "授权已经终止。以后凭它不能再查；以前查过的，登记里还在。",
    "declined": "已经答复不同意。这不会给您带来不利后果。",
    "forgotten": "对话已经删除。",
    "erased": "能删除的已经删除。",
    "acting": "现在看到的是这家单位的信息。您以法定代表人身份进入，已经登记。",
}
"""What was done, by the word that the address carries back to the page."""
NO_PLACE: Final = "请选一个地区。"
CONFIRM_ERASURE: Final = "请先勾选“我知道删除以后不能恢复”，再按删除。"
NOTHING_HELD: Final = "没有归集到您的信息，没有可以删除的。"
NO_ORGANISATION: Final = "没有登记您是这家单位的法定代表人。请带材料到窗口核对。"
NO_CODE: Final = "请填核验码。"
