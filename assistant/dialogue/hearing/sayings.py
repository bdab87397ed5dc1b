"""Short sayings read word by word: a clause wholly made of known words, one of which says yes, wait or leave it empty.

麻烦你帮我交上去吧 is no wording that a table could hold; its words are.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from assistant.dialogue.hearing.wordings import words

_LONGEST = 16
"""Characters of a clause beyond which it tells something."""


def agrees(clause: str, *, offered: bool = False) -> bool:
    """都对，帮我交上去: a yes to a summary; to an offer to begin (`offered`), 那办一个吧 too."""
    kernel = words("yes_words") | words("offered_words") if offered else words("yes_words")
    return made_of(clause, kernel, words("yes_around"))


def adds_nothing(clause: str) -> bool:
    """Whether a clause beside a yes says nothing of its own: 我看过了, 麻烦您."""
    return _covered(clause, frozenset(), words("yes_around")) is not None


def waits(clause: str) -> bool:
    """我再核对一下, 明天再交, 有个地方不对: not yet."""
    return made_of(clause, words("no_words"), words("no_around"))


def leaves_empty(clause: str, *, account: bool = False) -> bool:
    """手头没有, 待会儿补, 编号记不得了: what was asked for is not given now.

    In an `account` of what happened, 没收到 and its like tell something, and are no skip.
    """
    return made_of(clause, _lacking(account=account), words("skip_around"))


_MEMORY, _MANAGED = (
    "记想说搞弄拿给找查补讲写答分认",
    "了 到 着 起 起来 上来 清 清楚 太清 太清楚 住 全 准 好 出 出来 得 见 明白",
)
_UNDONE, _SO_FAR = "带 拿 找 记 抄 准备 法 印象 带在 拿在", " 来 到 着 住 下 下来 好 全 齐 身边 身上 手边 给 说 填 弄"
_UNSEEN = "收 办 存 拍 注意 问 看 留 在"
_UNWILLING, _SAYING = (
    "想 爱 肯 乐意 方便 愿意 便 知道 晓得 清楚 了解 明白 记得 懂",
    " 说 咋说 怎么说 给 填 写 留 提供 透露 讲 告诉 告诉你 交",
)
_ENDING = ("", "了", "咧", "啦", "嘞", "咯")
_LEFT, _AS_IT_IS = (
    "空 放 留 搁 欠 跳 过 略 不管 不填 不写 不说 不给 不弄 不交 不留 不提供 留空",
    " 着 一下 一边 起 过 过去 了 这个",
)


@lru_cache(maxsize=2)
def _lacking(*, account: bool) -> frozenset[str]:
    """The words of not knowing, not having, not wanting to say, leaving for now and giving later, as they are built."""
    undone = _UNDONE if account else f"{_UNDONE} {_UNSEEN}"
    built = (
        product(_MEMORY, "不", _MANAGED.split()),
        product(("没", "没有"), undone.split(), _SO_FAR.split(" ")),
        product(("不", "不太", "不大", "不怎么"), _UNWILLING.split(), _SAYING.split(" ")),
        product(("先", "暂时", "暂且", "先就"), _LEFT.split(), _AS_IT_IS.split(" ")),
        product(
            ("不", "莫", "甭", "别", "不用", "不必", "不要", "不消", "懒得"),
            ["留", "填", "写", "说", "给", "提供", "登", "管"],
            _ENDING,
        ),
        product(
            ("忘在", "落在", "放在", "搁在", "锁在"),
            ["家", "家里", "家里头", "屋里", "单位", "车上", "老家", "办公室", "柜子里", "店里"],
            ("", "了"),
        ),
        product(
            ("哪", "哪里", "哪能", "咋", "谁"),
            ["搞得清", "弄得清", "分得清", "记得", "记得清", "晓得", "知道", "说得清", "搞得懂", "分得出"],
            ("",),
        ),
        product(words("later_times"), ("", "再", "我再", "给你", "再给你"), words("later_deeds")),
    )
    lone = words("skip_words") - words("skip_told") if account else words("skip_words")
    return lone | frozenset("".join(word) for words_ in built for word in words_)


def made_of(clause: str, kernel: frozenset[str], around: frozenset[str]) -> bool:
    """Whether a clause is wholly made of known words, with one of the kernel among them."""
    return len(clause) <= _LONGEST and _covered(clause, kernel, around) is True


def _covered(clause: str, kernel: frozenset[str], around: frozenset[str]) -> bool | None:
    """Whether the clause can be cut into known words with one of the kernel among them; None if it cannot be cut."""
    reached: dict[int, bool] = {0: False}
    longest = max(map(len, kernel | around))
    for start in range(len(clause)):
        if start not in reached:
            continue
        for end in range(start + 1, min(len(clause), start + longest) + 1):
            word = clause[start:end]
            if word in kernel or word in around:
                reached[end] = reached.get(end, False) or reached[start] or word in kernel
    return reached.get(len(clause))
