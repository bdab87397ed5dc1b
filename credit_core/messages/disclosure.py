"""What disclosure (披露) and authorisations (授权) say: to the requester, to the officer, and in the register."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PRACTICE = "（条例没有写明，是本单位的办理做法。）"

MODE_LISTED = "“{name}”是条例写明的披露方式。"
MODE_CLOSED = "条例只列出{listed}，没有“{mode}”，不能用这一方式。"
MODE_OPEN_LIST = "条例列出{listed}，以“等”结尾，没有写明“{mode}”；要由经办人写明依据后认定。"
MODE_WITH_BASIS = "条例的列举以“等”结尾；经办人认定“{mode}”另有依据：{basis}。"
MODE_NO_BASIS = "条例没有列出“{mode}”，经办人认定没有别的依据。"

PURPOSE_GIVEN = "已写明用途：{purpose}。"
PURPOSE_MISSING = "还没有写明查询用途。"
PURPOSE = "查询用途"
DUTY_GIVEN = "已写明履行的职责：{duty}。"
DUTY_MISSING = "还没有写明履行哪一项职责。"
DUTY = "履行的职责"
DEPARTMENT = "{name}已登记为有公共管理职责的单位。"
NOT_A_DEPARTMENT = "“{name}”没有登记为有公共管理职责的单位，不能用这一方式。"
WITHIN_DUTY = "经办人确认，用途没有超出履行职责的范围。"
BEYOND_DUTY = "用途超出履行职责的范围，不能查询。"
DUTY_UNKNOWN = "用途是不是在履行职责的范围内，要由查询单位的经办人确认。"
CATCH_ALL_BASIS = "第{number}类活动要写明需要查询和应用的依据（法律、行政法规或者国家有关规定）。"
BASIS = "依据"
NO_SUCH_ACTIVITY = "条例没有列出第{number}类活动。"

OWN_RIGHT = "信用主体可以查询自身的信用信息。"
IDENTITY_VERIFIED = "身份已经核验。"
IDENTITY_PENDING = "身份还没有核验。"
IDENTITY_FAILED = "身份核验没有通过。"
IDENTITY = "身份核验"
NOT_THE_SUBJECT = "这一方式只能查询自身的信息，查询人不是信息的主体，也没有核实过的代办关系。"
IS_THE_SUBJECT = "查询人就是信息的主体。"
REPRESENTS_SUBJECT = "代办关系已经核实。"

NO_AUTHORISATION = "没有信用主体的授权，不能查询他人的信息。"
AUTHORISATION_FOREIGN = "这份授权不是这位信用主体在本地给出的，不能使用。"
IN_FORCE = "授权在有效期内（到{end}为止）。"
NOT_ACTIVE = "授权现在是“{state}”，不能使用。"
BEFORE_GRANT = "授权从{start}起有效，这一天还不能使用。"
PAST_END = "授权已于{end}到期。"
NO_END = "授权没有写明截止日期，不能使用。"
USED_UP = "授权约定的{most}次查询已经用完。"
USES_LEFT = "授权的查询次数没有用完。"
REQUESTER_MATCHES = "查询人就是被授权人。"
REQUESTER_DIFFERS = "查询人不是这份授权写明的被授权人。"
PURPOSE_MATCHES = "用途与授权约定的一致：{purpose}。"
PURPOSE_DIFFERS = "授权约定的用途是“{agreed}”，请按约定的用途查询。"
PROVIDER_CONSENTED = "提供单位已经授权：{providers}。"
PROVIDER_CONSENT_MISSING = "向信用服务机构提供信息，还要有公共信用信息提供单位的授权。"
PROVIDER_CONSENT = "提供单位的授权"
ORGANISATION_QUALIFIED = "经办人确认，信用服务机构符合规定条件。"
ORGANISATION_UNQUALIFIED = "经办人认定，信用服务机构不符合规定条件。"
ORGANISATION_UNKNOWN = "信用服务机构是不是符合规定条件，规定没有载入，要由经办人认定。"

WRITTEN = "授权是书面的。"
NOT_WRITTEN = "还缺书面授权。"
WRITTEN_NAME = "书面授权书"
GRANT_PURPOSE = "授权写明了用途：{purpose}。"
GRANT_PURPOSE_MISSING = "授权没有写明用途。"
VOLUNTARY = "信用主体确认自愿授权。"
FORCED = "授权是被强制作出的，无效。"
VOLUNTARY_UNKNOWN = "还没有信用主体自愿授权的确认。"
VOLUNTARY_NAME = "自愿授权的确认"
END_GIVEN = "授权写明了截止日期：{end}。"
END_MISSING = "授权没有写明截止日期，一次性、不设期限的授权无效。"
END_PAST = "授权的截止日期（{end}）在{on}之前，已经过了。"
SCOPE_GIVEN = "授权写明了范围：{scope}。"
SCOPE_MISSING = "授权没有写明范围。"
SCOPE_NAME = "授权范围"
SCOPE_ALL = "授权的范围是全部信息，没有限定；请写明授权查询哪一类或者哪一条。"

OTHER_SUBJECT = "不是这位信用主体的信息"
OTHER_PLACE = "不是本地的信息"
NOT_EFFECTIVE = "信息现在是“{state}”，不披露"
MASKED = "信息已经屏蔽，不向他人提供"
STOPPED = "信息已经停止公示，不向他人提供"
NOT_PUBLIC = "信息没有公示"
NOT_BEGUN = "信息还没有开始公示"
PERIOD_OVER = "公示期限已过"
NOT_SHARED = "信息没有共享"
SHARING_STOPPED = "信息已经停止共享"
CATALOGUE_CLOSED = "目录规定这一项不公开"
CATALOGUE_NOT_SHARED = "目录规定这一项不共享"
SHARE_SCOPE_OPEN = "目录规定的共享范围是“{scope}”，查询单位在不在范围内要由经办人认定"
MARKET_MODE = "{name}不通过这一方式提供"
RESTRICTED = "自然人的{words}等信息只能提供给本人及其授权的主体"
RECORD_OUT_OF_SCOPE = "不在授权范围内"
NOT_CONSENTED = "提供单位没有授权"
NOT_ASKED_FOR = "不在所查的信息之内"

OBJECTION_MARK = "异议标注"
OBJECTION_WORDS = "有人对这条信息提出异议，正在核查"
REPAIR_MARK = "修复标注"
REPAIR_WORDS = "已经信用修复"
SERIOUS_MARK = "严重失信主体名单"
SERIOUS_WORDS = "列入的名单：{name}"

YES = "是"
NO = "否"
LABEL_PATH = "{outer}·{inner}"

VALIDITY: Mapping[str, str] = MappingProxyType(
    {
        "received": "已收到",
        "rejected": "不收录",
        "held": "待核实",
        "effective": "有效",
        "corrected": "已更正",
        "deleted": "已删除",
        "merged": "已合并",
        "archived": "已归档",
    }
)
AUTHORISATION_STATES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "待信用主体授权",
        "active": "有效",
        "expired": "已到期",
        "revoked": "已终止",
        "exhausted": "次数已用完",
        "refused": "未授权",
    }
)

PUBLIC_READER = "社会公众"
ANONYMOUS = "anonymous"
OPEN_PURPOSE = "查阅依法公开的信息"
STAFF_REFUSED = "查看信用信息应当写明用途，并且是有查询权限的工作人员。"
STAFF_PRACTICE = "本单位工作人员的查询权限（条例没有写明）"
NOT_A_DUTY_MODE = "单位履行职责查询，方式只能是政务共享或者依职权查询。"
REFUSED_AUTHORISATION = "不能授权：{reasons}"
AUTHORISATION_NOT_OPEN = "这份授权现在是“{state}”，不能再办这一步。"
AUTHORISATION = "授权"
NOT_A_PROVIDER = "只有登记过的信息提供单位能以自己的名义授权。"
SILENT_REVOCATION = "终止授权：条例没有写明，按办理惯例，从终止时起不再提供。"

AND_SO = "等"
ABOUT_MODES = "披露方式"
ABOUT_CHANNELS = "查询渠道"
ABOUT_OWN = "查询自身信息"
ABOUT_FEE = "收费"
ABOUT_KNOWING = "知晓来源和变动"
ABOUT_AGENT = "代为查询"
ABOUT_WRITTEN = "授权的形式"
ABOUT_PURPOSE = "授权的用途"
ABOUT_REVOCATION = "终止授权"
ABOUT_MASKING = "公开自然人信息"
ABOUT_REGISTER = "查询登记"
ABOUT_SECURITY = "信息安全"
