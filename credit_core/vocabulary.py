"""The words of the law and of this project, each once: English identifier and Chinese term.

`docs/glossary.md` tables the same words with the clause they stand in, if one; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """Terms that the code names in English: the official Chinese term, or the word of this project."""

    CREDIT_SUBJECT = "信用主体"
    SOCIAL_CREDIT_INFORMATION = "社会信用信息"
    PUBLIC_CREDIT_INFORMATION = "公共信用信息"
    NON_PUBLIC_CREDIT_INFORMATION = "非公共信用信息"
    MARKET_CREDIT_INFORMATION = "市场信用信息"
    INFORMATION_PROVIDER = "公共信用信息提供单位"
    NON_PUBLIC_COLLECTOR = "非公共信用信息收集单位"
    MARKET_PROVIDER = "市场信用信息提供单位"
    CREDIT_WORK_BODY = "社会信用工作机构"
    PUBLIC_CREDIT_WORK_BODY = "公共信用信息工作机构"
    PLATFORM_OPERATOR = "公共信用信息平台运行管理单位"
    SECTOR_DEPARTMENT = "行业领域信用管理部门"
    COMPETENT_DEPARTMENT = "社会信用主管部门"
    COORDINATING_DEPARTMENT = "社会信用综合管理部门"
    CREDIT_SERVICE_ORGANISATION = "信用服务机构"
    CATALOGUE = "公共信用信息目录"
    SUPPLEMENTARY_CATALOGUE = "公共信用信息补充目录"
    CREDIT_RECORD = "信用记录"
    CREDIT_ARCHIVE = "信用档案"
    CREDIT_REPORT = "信用报告"
    BASIC_INFORMATION = "基础信息"
    POSITIVE_INFORMATION = "优良信息"
    DISHONEST_INFORMATION = "失信信息"
    DISHONEST_CONDUCT = "失信行为"
    SERIOUS_DISHONESTY = "严重失信行为"
    SERIOUS_LIST = "严重失信主体名单"
    INCENTIVE_LIST = "守信激励措施清单"
    PENALTY_LIST = "失信惩戒措施清单"
    PENALTY_SUPPLEMENT = "失信惩戒措施补充清单"
    OBJECTION = "异议"
    OBJECTION_APPLICATION = "异议申请"
    OBJECTION_MARK = "异议标注"
    CREDIT_REPAIR = "信用修复"
    REPAIR_DECISION = "修复决定"
    CORRECTION = "更正"
    DELETION = "删除"
    REVOCATION = "撤销"
    MASKED_DISPLAY = "屏蔽"
    PUBLICATION = "公示"
    PUBLICITY_PERIOD = "失信信息公示期限"
    RETENTION = "保存"
    DISCLOSURE = "披露"
    SHARING = "共享"
    LAWFUL_PUBLICATION = "依法公开"
    GOVERNMENT_SHARING = "政务共享"
    QUERY_EX_OFFICIO = "依职权查询"
    AUTHORISED_QUERY = "授权查询"
    REAL_NAME_QUERY = "实名认证查询"
    WRITTEN_AUTHORISATION = "书面授权"
    DESENSITISATION = "脱敏处理"
    CREDIT_COMMITMENT = "信用承诺"
    PUBLIC_EVALUATION = "公共信用综合评价"
    SECTOR_EVALUATION = "行业信用评价"
    GRADED_SUPERVISION = "分级分类监管"
    INTERVIEW = "约谈"
    TOLERANT_PROCESSING = "容缺受理"
    UNIFIED_CREDIT_CODE = "统一社会信用代码"
    RESIDENT_ID_NUMBER = "居民身份证号"
    LEGAL_DOCUMENT = "具有法律效力的文书"
    SUMMARY_PROCEDURE = "简易程序"
    LENIENCY = "宽容审慎"
    CIVIL_CAPACITY = "民事行为能力"
    COLLECTION = "归集"
    PUSH = "推送"
    SELF_DECLARATION = "自主申报"
    WRITTEN_CONSENT = "书面同意"
    FORCED_AUTHORISATION = "强制授权"
    QUERY_REGISTER = "查询登记"
    INFORMATION_SOURCE = "信息来源"
    REASON_OF_CHANGE = "变动理由"
    ACCEPTANCE = "受理"
    CHECK = "核查"
    NOTICE = "告知"
    SERVICE = "送达"
    COMPLAINT = "投诉举报"
    END_OF_PUBLICATION = "停止公示"

    # Words of this project, in no clause.
    CASE = "办件"
    TRANSITION_TABLE = "转换表"
    LEGAL_EVENT = "法律事件"
    OFFICE_DUTY = "办理义务"
    PARALLEL_LIMITS = "并行期限"
    UNCOUNTED_INTERVAL = "不计入的期间"
    PROVISIONAL_DUE_DAY = "暂定到期日"
    REMINDER = "提醒"
    SUPERVISION = "督办"
    WITHDRAWAL = "撤回"
    TRANSFER = "转交"
    HELD = "待核实"
    UNDETERMINED = "待定"
    OUTSIDE_DATA = "条例之外的数据"
    DOWNSTREAM_BODY = "接收单位"
    TOMBSTONE = "删除记录"
    RECEIPT = "回执"
    ACCESS_CODE = "查询码"
    SUBMISSION_KEY = "提交编号"
    AUDIT_CHAIN = "审计链"
    AUDIT_HEAD = "校验点"


class Status(StrEnum):
    """Whether the regulation answers a topic."""

    STATED = "stated"  # 有规定
    PARTLY = "partly"  # 规定了一部分
    SILENT = "silent"  # 没有规定


class Aspect(StrEnum):
    """What kind of thing a topic asks for."""

    BODY = "body"  # 由谁、向谁
    CONDITION = "condition"  # 条件
    DATA_BAN = "data_ban"  # 不得采集
    DEADLINE = "deadline"  # 期限
    DEFINITION = "definition"  # 定义
    DUTY = "duty"  # 义务
    EFFECT = "effect"  # 效果
    FEE = "fee"  # 费用
    FORM = "form"  # 形式和材料
    GROUNDS = "grounds"  # 理由、依据
    LENIENCY = "leniency"  # 从宽
    LIABILITY = "liability"  # 责任
    LIST_SCOPE = "list_scope"  # 范围
    PERIOD = "period"  # 期间、周期
    PROCEDURE = "procedure"  # 程序
    PROHIBITION = "prohibition"  # 禁止
    RIGHT = "right"  # 权利


class Authority(StrEnum):
    """What a document may be used for (rules.md part 0): only a regulation carries rights and duties."""

    REGULATION = "regulation"  # 地方性法规：办理依据
    POLICY = "policy"  # 规范性文件：部门工作要求
    EXPIRED_PLAN = "expired_plan"  # 规划期已届满：只作背景


class Unit(StrEnum):
    """Units of time limits. 日 and 工作日 are never converted into each other."""

    WORKING_DAY = "工作日"
    DAY = "日"
    MONTH = "月"
    YEAR = "年"


class Act(StrEnum):
    """The legal act that a time limit belongs to."""

    OBJECTION = "objection"  # 异议
    MARKET_OBJECTION = "market_objection"  # 对市场（非公共）信用信息的异议
    EVALUATION_OBJECTION = "evaluation_objection"  # 对信用评价的异议
    REPAIR = "repair"  # 信用修复
    REVOCATION = "revocation"  # 文书被撤销、变更、确认无效
    LISTING = "listing"  # 严重失信主体名单
    HONOUR_DELETION = "honour_deletion"  # 删除荣誉信息
    COMPLAINT = "complaint"  # 投诉举报
    DOWNSTREAM = "downstream"  # 其他机构停止使用
    COLLECTION = "collection"  # 归集和推送
    PUBLICATION = "publication"  # 公开
    QUERY = "query"  # 查询
    LIST_MAINTENANCE = "list_maintenance"  # 目录、清单的更新
    SUPERVISION = "supervision"  # 监督检查


class Condition(StrEnum):
    """Which of two alternative limits applies (江西 第三十九条第二款)."""

    OWN_SCOPE = "own_scope"  # 属于本单位处理范围
    CROSS_UNIT = "cross_unit"  # 需要向其他单位核查
