"""What the examination of a record says to a person: provider, officer, or the subject who asks why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "basic": "基础信息",
        "positive": "优良信息",
        "dishonest": "失信信息",
        "other": "其他信息",
    }
)
DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "judgment": "司法裁判文书",
        "arbitration": "仲裁文书",
        "penalty": "行政处罚决定",
        "coercion": "行政强制决定",
        "ruling": "行政裁决决定",
        "other": "其他文书",
    }
)
GRAVITIES: Mapping[str, str] = MappingProxyType({"general": "一般失信信息", "serious": "严重失信信息"})
CASES: Mapping[str, str] = MappingProxyType(
    {
        "minor": "未成年人",
        "limited_capacity": "限制行为能力人",
        "force_majeure": "受不可抗力影响",
        "unintended": "非主观故意",
        "slight": "轻微失信行为",
        "slight_and_corrected": "危害后果轻微并及时改正",
    }
)

BEFORE_COMMENCEMENT = "事件发生在{on}，条例自{start}起施行；更早的事件不能依据条例下结论。"
EVENT_DATE = "事件发生日期"
EVENT_DATE_MISSING = "没有写明事件发生的日期，不能确定适用哪一天的目录和条例。"
EVENT_IN_FUTURE = "事件日期（{on}）在今天（{today}）之后，请核对。"
PROVIDER_ACTIVE = "{name}是登记在册的提供单位。"
PROVIDER_UNKNOWN = "{name}没有登记为当地的提供单位，由工作人员核实。"
PROVIDER_INACTIVE = "{name}已不再是提供单位，不能由其提供。"
BASIS = "归集的依据"
BASIS_GIVEN = "归集依据：{basis}。"
BASIS_MISSING = "没有写明归集的依据，来源说不清的信息不收录。"
OTHER_LAW = "这是{kind}信息，法律、行政法规另有规定的从其规定；是否仍按条例办理，由工作人员认定。"
UNLAWFUL_MEANS = "信息是以不正当手段取得的，不予收录。"
MEANS_FOUND = "工作人员已核实取得信息的手段。"

ITEM_CODE = "公共信用信息目录的条目编号"
NO_ITEM = "没有写明对应目录的哪一条目；目录以外的信息不作为公共信用信息收录。"
ITEM_IN_FORCE = "对应{title}的条目“{name}”，事件当日有效。"
ITEM_FOUND = "工作人员核对了目录：事件当日有这一条目。"
ITEM_NOT_FOUND = "工作人员核对了目录：事件当日没有这一条目。"
ITEM_UNDETERMINED = "{reason}{detail}"
CLASS_DIFFERS = "目录条目属于{listed}，现在按{given}提供；按哪一类收录由工作人员认定。"

AGREEMENT = "采集所依据的法律、法规或者约定"
AGREEMENT_GIVEN = "采集依据：{agreement}。"
AGREEMENT_MISSING = "没有写明依照什么法律、法规或者约定采集。"
CONFORMANCE = "符合采集要求和技术规范的核对情况"
CONFORMS = "已核对符合采集要求和技术规范：{conformance}。"
CONFORMANCE_MISSING = "没有核对是否符合采集要求和技术规范。"
SELF_DECLARED_CLASS = "信用主体自己提供的信息属于{name}。"
SELF_DECLARED_SILENT = "{note}由工作人员认定。"
OTHERS_PROOF = "他人的授权证明材料和对合法、真实、准确的承诺"
OTHERS_SHOWN = "涉及他人的信息有授权证明材料和承诺。"
OTHERS_MISSING = "提供的信息涉及他人，没有他人的授权证明材料，或者没有承诺信息合法、真实、准确。"

CLASSED = "属于{name}。"
NO_SUCH_CLASS = "当地条例没有“{name}”这一类，归入哪一类由工作人员认定。"
ITEM = "属于条例列明的哪一项"
ITEM_MISSING = "{name}没有写明属于条例列明的哪一项。"
ITEM_FOREIGN = "所写的项不在当地条例对{name}的列举之内，不能作为{name}收录。"
ITEM_NEEDS_DOCUMENT = "这一项应当有{document}。"
ABLE_TO_PERFORM: Mapping[str, str] = MappingProxyType(
    {
        "met": "工作人员认定其有履行能力。",
        "not_met": "工作人员认定其没有履行能力，不属于这一项失信信息。",
        "unknown": "是否“有履行能力”由工作人员认定。",
    }
)

DOCUMENT = "认定失信行为所依据的文书"
DOCUMENT_BASIS = "规定这种文书可以作为依据的法律、法规或者国家有关文件"
NO_DOCUMENT = "没有具有法律效力的文书，不能认定为失信行为。"
NO_DOCUMENT_PERMISSIVE = "没有文书；条例只写所列文书“可以作为”依据，没有文书能否认定，由工作人员判断。"
DOCUMENT_ADMITTED = "{name}可以作为认定失信行为的依据。"
DOCUMENT_BY_RULE = "依据{basis}，这种文书可以作为认定失信行为的依据。"
DOCUMENT_NOT_LISTED = "这种文书不在条例列明的范围内，也没有写明哪部法律、法规或者国家有关文件规定它可以作为依据。"
DOCUMENT_UNLISTED = "条例写的是所列文书“可以作为”依据，没有写明其他文书行不行，由工作人员判断。"
DOCUMENT_GONE: Mapping[str, str] = MappingProxyType(
    {
        "revoked": "文书已被撤销，不能作为依据。",
        "invalid": "文书已被确认无效，不能作为依据。",
    }
)
DOCUMENT_CHANGED = "文书已经变更，变更后的文书是否仍能支持这条信息，由工作人员判断。"
EFFECT_UNKNOWN = "没有写明文书何时生效，查明以前不收录为失信信息。"
NOT_YET_IN_EFFECT = "文书到{day}才发生法律效力，生效以后再推送。"
IN_EFFECT = "文书自{day}起发生法律效力。"
RECOGNISED_IS_PUBLIC = "依文书认定的失信信息应当纳入公共信用信息管理，是否作为另一类提供由工作人员认定。"

GRADE_MISSING = "没有写明是一般失信信息还是严重失信信息，由工作人员按严重程度、危害后果认定。"
NO_GRADES = "当地条例没有把失信信息分为一般和严重，是否保留这一等级由工作人员认定。"
SERIOUS_ITEM = "属于条例列明的哪一项严重失信行为"
SERIOUS_ITEM_MISSING = "写为严重失信信息，没有写明属于条例列明的哪一项严重失信行为。"
GRADED: Mapping[str, str] = MappingProxyType(
    {
        "met": "经办人认定为{name}；这不等于列入严重失信主体名单。",
        "not_met": "工作人员认定不是{name}。",
        "unknown": "写为{name}，没有写明由谁认定，由工作人员认定。",
    }
)

LENIENT: Mapping[str, str] = MappingProxyType(
    {
        "met": "有“{case}”的情形，工作人员宽容、审慎考虑后仍予记录。",
        "not_met": "有“{case}”的情形，工作人员宽容、审慎考虑后不予记录。",
        "unknown": "有“{case}”的情形，应当宽容、审慎认定和记录，由工作人员判断；不自动收录，也不自动排除。",
    }
)
SUMMARY = "适用简易程序"
SLIGHT_AND_MENDED = "违法行为轻微并主动消除或者减轻危害后果"
EXCLUDED = "{ground}的行政处罚信息不列为失信信息；是否作为其他信息保留，由工作人员决定。"
EXCLUDED_UNLESS = "工作人员认定属于“{unless}”的情形。"
MAYBE_EXCLUDED: Mapping[str, str] = MappingProxyType(
    {
        "met": "工作人员核实：不属于“{grounds}”。",
        "not_met": "工作人员核实：属于“{grounds}”，不列为失信信息。",
        "unknown": "没有写明是否“{grounds}”；属于的不列为失信信息，查明以前不收录。",
    }
)
NOT_EXCLUDED = "不属于不列为失信信息的行政处罚。"

FORBIDDEN_DATA = "含有{kinds}信息，条例不允许采集，同意也不行。"
UNLISTED_DATA = (
    "含有{kinds}信息，当地条例没有写明这种情形能否采集；暂不收录、由工作人员核对，是安全做法，不是当地条例的规定。"
)
MENTIONED_DATA = "内容里提到{kinds}，是否属于这类个人信息由工作人员核对。"
RESTRICTED_DATA = "含有{kinds}信息，没有{missing}，不得采集。"
OR = "或者"
LIFTINGS: Mapping[str, str] = MappingProxyType(
    {
        "written_consent": "本人书面同意",
        "state_organ": "国家机关、授权组织依法可以采集的依据",
        "legal_basis": "采集的合法依据",
    }
)
LIFTED: Mapping[str, str] = MappingProxyType(
    {
        "written_consent": "采集{kinds}信息有本人书面同意（{shown}）。",
        "state_organ": "国家机关、授权组织采集{kinds}信息的依据：{shown}。",
        "legal_basis": "采集{kinds}信息的依据：{shown}。",
    }
)

REVIEWED = "推送前已由{name}审查。"
REVIEWED_BY_OFFICER = "工作人员已在推送前核实。"
NOT_REVIEWED = "推送前没有审查记录，审查以前不推送。"
REVIEW_FAILED = "推送前的审查没有通过。"
DOUBLE = "与{numbers}可能是同一条信息，由工作人员核对。"

STAFF_ONLY = "信用信息由提供单位或者工作人员登记；本人自主申报的，请注明。"
OTHER_PROVIDER = "只能以本单位（{body}）的名义提供信息。"
RELEASE_ROLE = "待核实的信息由受理单位经办人或者复核人处理。"
SECOND_PERSON = "提供这条信息的人不能自己放行，请由另一人核实。"
NOT_HELD = "这条信息现在不是待核实状态，不能这样处理。"
NOT_RELEASED = "还不能收录：{reasons}"
REASON_MISSING = "请写明理由。"
KEY_REUSED = "这个提交编号已经用过，内容却不同，没有重复登记。请换一个编号再提交。"
MERGE_SELF = "不能与自己合并。"
MERGE_DIFFERENT = "两条信息的主体、地区、类别或者文书不同，不是重复信息，不能合并。"
MERGE_STATE = "只有已生效的信息可以合并。"

RECEIVED = "收到提供单位提供的信息"
ACCEPTED = "审查通过，予以收录"
REJECTED = "审查没有通过：{reasons}"
HELD = "待核实：{reasons}"
RELEASED = "核实后予以收录：{note}"
REFUSED_BY_OFFICER = "核实后不予收录：{note}"
MERGED = "与{number}是同一条信息，合并到该条"
SHARED_BY_CATALOGUE = "目录写明共享"
RECLASSIFIED = "；由工作人员归类：{name}"
CONFIDENTIAL = "提供单位注明涉及国家秘密、商业秘密或者个人隐私"
