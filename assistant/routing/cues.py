"""Cues that a reader would name: is something wished for or asked about, is it forbidden, whose data is it?

Single words cannot tell 怎么查我前妻的信用 (a wish for another's data) from 未经授权查别人信用会怎样 (a question on the rule); who wishes
what, and the absence of any word that asks for a rule, can. Each cue and each telling pair of cues is one more token for
the linear classifier, which weighs them like any other: no cue decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.index.tokens import fold

_CUES: Mapping[str, re.Pattern[str]] = {
    # what one does in secret or with false papers
    "illicit": re.compile(
        r"假(?![如期设定日使])|伪造|尾造|造假|编(?![号制办辑程码])|倒签|做旧|p[成掉图个一s]|代[刷开考签]|刷(?:单|分|信|好评|评|票|时长|学时)"
        r"|买通|买[个条张份点一来]|塞[钱点红]|送[礼点钱红条两烟]|红包|请客|吃饭|打点|疏通|意思意思|好处|贿|关系|门路|路子|熟人"
        r"|内部人|托人|找人|花钱|包[删过撤办修消]|代办|偷偷|悄悄|私下|暗地|瞒|藏|躲|绕[过开]|逃[避过脱]|规避|避开|蒙混|糊弄|骗|哄"
        r"|冒[充用]|顶[包替]|替我[顶扛背]|借[我他她别朋老小名资执]|挂名|套牌|空壳|马甲|转[移到走给]|过[到户给]|注销|烧[了掉]|毁[了掉]"
        r"|撕|拖[着过到延死住]|不留痕|洗[白掉]|抹[掉去了]|搞定|摆平|压[下住]|黑[进入]|爬|攻击|入侵|破解|漏传|改[掉了成一]|钻空子"
        r"|漏洞|歪招|阴招|骚操作|诬|陷害|栽赃|整(?:他|她|人|垮|黑|个失)|抵赖|赖[账掉]|装[作病成死]|谎|作弊|串[标通供]|勒索|威胁|逼"
    ),
    # … and does not want found out
    "hidden": re.compile(
        r"(?:不|没|别|难|免得|省得|防止|避免|怕)[会能让叫给要被法]*.{0,6}(?:发现|查到|查出|看出|认出|识别|察觉|知道|追到|露馅|暴露|抓"
        r"|逮|穿帮|拆穿|留痕|关联|连累|牵|算|记|认定|留案底)|看不出|查不[到出]|瞒[得过]|天衣无缝|神不知|不露|混过|过[关审]|骗过|蒙过"
        r"|稳[当妥]?不|安全不|靠谱"
    ),
    # … or had it done to them, and seeks redress
    "victim": re.compile(
        r"被.{0,8}(?:骗|冒[充用]|盗|坑|顶替|伪造|泄露|偷|害|蒙)|(?:骗|冒[充用]|盗用|坑|害|泄露)[了走去光]?[我俺]|受害|上当|投诉|维权|索赔"
    ),
    # someone wants to have it or to do it
    "wish": re.compile(
        r"我(?:们|俺|公司|店|厂)?[就只也还倒]?(?:现在|特别)?(?:想|要|打算|准备|得|琢磨|计划)|想[让把找弄借用办个请从要给]|想办法"
        r"|[帮替给教][我俺额咱]|帮[忙个]|给个|教下|怎么(?:弄|搞|写|做|办|操作|说|编|配|改|填|走|安排|避|躲|防|转|藏|拟|签|收|起草|圆|不|才)"
        r"|怎样|咋[弄写办整说编做]|如何|哪里[能有可弄买]|有没有(?:办法|渠道|门路|路子|人|法子|谁|啥|什么|软件|接口)"
        r"|能不能[帮给把让找改先借用买做弄编拿]|多少钱|什么价|价格|攻略|教程|模板|话术|方案|可行不|中不中|合适"
    ),
    # someone asks what the rule is
    "rule": re.compile(
        r"算不算|算(?:失信|违法|违规|违约|什么|犯)|会(?:怎|咋|被|不会|受|有什么|记)|怎么(?:处|罚|追究|定性|规定|算|认定|判)"
        r"|咋(?:罚|处|规定|算|追究)|条例|规定|法律|哪一?条|允许|允不允|准不准|准许|许不许|禁止|禁不禁|合不合法|[合违]法[吗不么]|犯法"
        r"|违规[吗不么]|犯不犯|责任|处分|罚多少|罚几|有没有权|有权|权利|应不应|该不该|应该|要不要|必须|需不需要|可以[吗不么]|归谁"
        r"|谁管|管不管|哪个部门|几天|多久|多少天|期限|工作日|对[吗吧]|是吧|是不是|为什么|凭什么|什么意思|什么是|依据|标准|条件|后果|坐牢"
    ),
    # another person or firm
    "other": re.compile(
        r"[他她]|人家|别人|对方|邻居|同[事学行]|室友|老[板公婆师张王李赵刘陈周]|领导|上司|房[东客]|租客|客户|对象|相亲|[男女]朋?友"
        r"|前[夫妻任男女]|媳妇|丈夫|妻子|女婿|亲家|岳|[姐妹]夫|[表堂]|[叔伯舅姨姑侄哥弟姐妹爸妈孙]|儿子|女儿|闺[女蜜]|朋友"
        r"|小[张王李赵刘陈周]|某|[这那]个?人|此人|债务人|欠[我钱]|骗子|网[友红]|保姆|司机|教练|医生|书记|主任|合伙人|股东|员工"
        r"|候选人|应聘|对手|供应商|业主|物业|[这那]家|举报人|科员|明星|村|一个人|陌生人|导师|校长|会员|查人|家属|谁"
    ),
    # what is on record about someone
    "data": re.compile(
        r"查|看|调|翻|扒|摸|拉|导|打(?:一份|印|出)|发我|发给|信用|记录|档案|底[细子]|背景|黑料|老底|干净|靠谱|名单|失信|处罚|报告"
        r"|资料|信息|明细|住[哪址]|电话|全名|身份证|车牌|手机号"
    ),
    "own": re.compile(r"我(?:自己|本人)?的(?:信用|记录|档案|报告|信息)|我自己|本人|自己的?"),
    "no_consent": re.compile(
        r"没有?(?:签|授权|同意|委托|经)|不(?:知道|知情|同意|配合|告诉|让[他她]知)|未(?:经|取得|公开|公示)|没公[开示]|[不非]公开|内部"
        r"|私下|偷偷|悄悄|别让|背着|后补|来不及|不用授权|不走授权"
    ),
    # a verdict on one's own case
    "verdict": re.compile(
        r"[你您恁](?:说|看|觉得|判|定|评|猜|估|帮我判|给|直接|就说|倒是|认为|拍板|裁|断|来)|给个?(?:准话|痛快|结论|说法|意见|判断|答案"
        r"|实底|定性|明白|话)|准话|痛快话|一句话|能不能[过成批赢通上]|肯定[会能没不]|会不会[过批赢被]|胜算|把握|概率|几成"
        r"|有[戏救]|希望|谁(?:对|错|占理|有理|的错|的责任|违约)|算(?:不算)?我|我[这那]?[个种]?.{0,8}算|定性|裁[决定]|评[理评]|认定一下"
        r"|判[一断我]|结论"
    ),
    # an order to act on a record
    "order": re.compile(
        r"[把将].{1,20}(?:[删改撤清抹划移换调加关降升点标]|去掉|取消|恢复|下架|隐藏|屏蔽|解绑|写成|拿掉|转)|^(?:[删改撤清移加]|取消|解除|恢复|重置"
        r"|更正|调)|[给帮替]我(?:[删改撤清加点办移补开评延上填签]|通过|生成|取消|恢复|提交|操作|下架|申请)|马上|立[刻即]|现在就|赶紧|后台"
        r"|点一下|请(?:即|将|立即)|直接[删改撤]|动动手"
    ),
}
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("illicit", "wish", "-rule"),
    ("illicit", "rule", "-wish"),
    ("illicit", "wish", "rule"),
    ("illicit", "-wish", "-rule"),
    ("illicit", "victim"),
    ("hidden", "wish"),
    ("hidden", "illicit"),
    ("hidden", "-rule"),
    ("other", "data", "-rule"),
    ("other", "data", "wish", "-rule"),
    ("other", "data", "no_consent"),
    ("other", "data", "rule"),
    ("other", "-own", "-rule"),
    ("verdict", "-rule"),
    ("verdict", "rule"),
    ("order", "-rule"),
    ("order", "wish", "-rule"),
    ("-rule",),
)
"""Cues that tell more together; a minus means: not there."""
_LENGTHS = (5, 9, 15)
_LONG = 40


def cues_of(text: str) -> list[str]:
    """The cues of a message, in folded text, as tokens that no n-gram can be taken for: ``#wish``, ``#illicit#wish#-rule``."""
    found = {name for name, pattern in _CUES.items() if pattern.search(text)}
    tokens = [f"#{name}" for name in _CUES if name in found]
    tokens += ["".join(f"#{n}" for n in names) for names in _TOGETHER if all(_holds(n, found) for n in names)]
    tokens += [f"#shorter{n}" for n in _LENGTHS if len(text) < n]
    return [*tokens, "#long"] if len(text) > _LONG else tokens


def wronged(text: str) -> bool:
    """True if someone tells what was done to them and wishes nothing underhand: a victim, however dark the words."""
    folded = fold(text)
    return bool(_CUES["victim"].search(folded)) and not any(_CUES[c].search(folded) for c in ("wish", "hidden"))


def _holds(name: str, found: set[str]) -> bool:
    return name[1:] not in found if name.startswith("-") else name in found
