"""Who keeps a shop: is the record the shop's, under its licence, or the keeper's own?

个体工商户 have a licence and a 统一社会信用代码 of their own; the keeper signs for it as a legal representative does.
"""

from __future__ import annotations

import re

_SHOP = (
    r"(?:店铺?|铺子?|馆子?|坊|摊位?|摊子|厂子?|超市|小卖部|门市部?|档口|网吧|诊所|药房|农家乐|养殖场|农场|工作室|餐厅|酒楼|客栈"
    r"|民宿|洗车行|商行|修理部|经营部|个体户|生意)"
)
_ME = r"(?:我|俺|咱|本人)"
_KEEPS = re.compile(
    rf"个体(?:工商)?户|{_ME}(?:自己|就|是|这边|们|家|也|在|原来|以前)*(?:开|经营|办|做|搞|盘)(?:了|着|的|过)?(?:一?[个家间处])?"
    rf"(?:是)?[\u4e00-\u9fff]{{0,5}}?{_SHOP}|{_SHOP}(?:就)?是{_ME}(?:自己|一个人)?(?:家)?(?:开|办|经营|盘|的)"
    rf"|{_ME}(?:就)?是[\u4e00-\u9fff]{{0,6}}?(?:店主|店长|掌柜的?|摊主|老板娘?|经营者)(?!的)"
    rf"|(?:以|用){_SHOP}的?名义|(?:罚|记|写|登|列)的是[\u4e00-\u9fff]{{0,4}}?{_SHOP}|(?:罚|记|登|写|算)(?:在|到)(?:了)?[\u4e00-\u9fff]{{0,4}}?{_SHOP}"
    rf"|(?:替|帮|给|为){_ME}(?:自己)?(?:的|开的|那个?|家)?(?:小)?{_SHOP}|^{_ME}(?:的|们|家)?(?:小)?{_SHOP}(?:的)?(?:事|记录|处罚)?(?:的)?$"
)
_OWN = re.compile(
    rf"(?:{_ME}|自己|是|我的)(?:自己)?个人|私人的|(?:跟|和|与){_SHOP}.{{0,3}}(?:没|无|不相干|不沾)|不是{_SHOP}(?:里|上)?的|{_ME}(?:自己)?本人的"
    rf"|^个人的?(?=[，,])|店员|打工|伙计|服务员|学徒|(?:记|罚|写|登)的是{_ME}(?:自己|本人|个人|$|[，,。])|不是公司"
)
_COMPANY = re.compile(r"(?<!不是)(?:公司|企业|集团|合作社|法定代表人|法人)(?!的?(?:人|事)?(?:没|无)关)")
"""What has a legal representative is no shop of its keeper's."""
LICENCE = re.compile(r"(?:都?有|带了?|办了?|拿着)?(?:个体)?(?:营业)?执照(?:的)?(?!上|号|吊|被)")


def keeps_shop(line: str) -> str | None:
    """The words that say that the matter is a shop's whose keeper writes; None where it is nobody's, or the keeper's own."""
    if _COMPANY.search(line):
        return None
    found = _KEEPS.search(line)
    return found.group() if found and not _OWN.search(line) else None


def is_keepers_own(line: str) -> bool:
    """A shopkeeper who says that it is not about the shop."""
    return bool(_OWN.search(line)) and bool(re.search(_SHOP, line))
