"""What a person reads when an identifier cannot be accepted, or is accepted with a remark."""

from __future__ import annotations

NUMBER_MISSING = "没有填写号码。请填写{what}。"
OTHER_DOCUMENT = "其他有效证件号码"

OLD_RESIDENT_NUMBER = "这是15位的旧号码。请填写18位的居民身份证号，现用的居民身份证和户口簿上都有。"
RESIDENT_LENGTH = "居民身份证号是18位，现在填了{length}位。请对照居民身份证重新填写。"
RESIDENT_LETTER_O = "第{position}位是字母O。居民身份证号里没有字母O，请改成数字0。"
RESIDENT_CHARACTER = "第{position}位“{character}”不对：居民身份证号前17位是数字，第18位是数字或者字母X。请改正这一位。"
BIRTH_DATE_IMPOSSIBLE = "第7至14位应当是出生日期，但没有“{year}年{month}月{day}日”这一天。请核对这8位数字。"
BIRTH_DATE_IN_FUTURE = "第7至14位的出生日期{birth_date}晚于{on}。请核对这8位数字。"
RESIDENT_CHECK_DIGIT = (
    "居民身份证号的校验码（第18位）对不上，多半是有一位填错或者两位填反了。请对照居民身份证逐位核对。"
)
UNKNOWN_AREA = "前6位“{area}”不在已收录的行政区划代码中，号码照常接受；请再核对一次这6位数字。"
PERMANENT_RESIDENCE_CARD = (
    "居民身份证号不以9开头。如果这是外国人永久居留身份证的号码，请改选“其他有效证件”，并写明没有居民身份证号。"
)
BORN_LATER = "出生日期{birth_date}晚于{on}，不能计算周岁。请核对这两个日期。"

UNIFIED_CODE_LENGTH = (
    "统一社会信用代码是18位，现在填了{length}位。请填写证照上的统一社会信用代码；营业执照注册号、组织机构代码不能代替。"
)
UNIFIED_CODE_LETTER = "第{position}位是字母{character}。统一社会信用代码不用字母I、O、Z、S、V，{likely}请对照证照改正。"
UNIFIED_CODE_LIKELY = "可能是数字{digit}，"
UNIFIED_CODE_CHARACTER = (
    "第{position}位“{character}”不对：统一社会信用代码只用数字和大写英文字母。请对照证照改正这一位。"
)
UNIFIED_CODE_AREA = (
    "第{position}位“{character}”不对：统一社会信用代码的第3至8位是行政区划代码，只用数字。请对照证照改正这一位。"
)
UNIFIED_CODE_CHECK = "统一社会信用代码的校验码（第18位）对不上，多半是有一位填错或者两位填反了。请对照证照逐位核对。"

STATEMENT_REQUIRED = (
    "没有居民身份证号的，才以其他有效证件号码作为标识。请填写居民身份证号；确实没有的，请勾选“没有居民身份证号”。"
)
DOCUMENT_NAME_MISSING = "没有写明是什么证件。请写证件名称，例如{examples}。"
RESIDENT_CARD_IS_NOT_OTHER = "居民身份证不是“其他证件”。请改选居民身份证，填写18位的居民身份证号。"
DOCUMENT_NUMBER_UNREADABLE = "证件号码里没有数字或者字母。请照证件上的号码填写。"
LOOKS_LIKE_RESIDENT_NUMBER = "这个号码符合公民身份号码的编码规则。如果有居民身份证号，请改用居民身份证号作为标识。"
