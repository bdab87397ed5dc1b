"""What complaints (投诉举报) say: which clauses may apply, never that they do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONDUCTS: Mapping[str, str] = MappingProxyType(
    {
        "illegal_acquisition": "窃取、骗取或者侵入系统获取信用信息",
        "trading": "买卖信用信息",
        "unauthorised_use": "未经授权、强制授权采集或者使用",
        "tampering": "篡改、虚构、隐匿、毁损、违规删除",
        "illegal_provision": "非法提供、公开、使用",
        "leak": "泄露",
        "unlawful_query": "越权、违反程序查询",
        "over_duty_use": "超出职责使用或者擅自公开查询所得",
        "objection_neglected": "不处理异议、不撤销失信信息、不办信用修复",
        "missed_deadline": "逾期没有办结",
        "notice_neglected": "没有告知",
        "catalogue_neglected": "没有按规定编制目录",
        "reporting_neglected": "没有按目录记录、报送、归集、共享、公示",
        "measures_neglected": "没有落实激励、惩戒措施",
        "unlawful_measures": "在清单以外实施惩戒措施",
        "unlawful_listing": "擅自认定严重失信主体名单",
        "forced_penalty": "强制其他单位惩戒失信主体",
        "security_neglected": "没有保障信息安全",
        "infringement": "侵犯信用主体合法权益",
        "abuse": "滥用职权、玩忽职守、徇私舞弊",
        "other_duty": "其他没有按规定履行职责的行为",
        "other_prohibited": "法律、法规禁止的其他行为",
    }
)
"""Kinds of conduct that somebody may complain of, in everyday words. The place's clauses say which are provided for."""

BODIES: Mapping[str, str] = MappingProxyType(
    {
        "state_organ": "国家机关、法律法规授权的组织",
        "platform_operator": "公共信用信息平台、工作机构",
        "public_provider": "公共信用信息提供单位",
        "market_provider": "市场信用信息提供单位、信用服务机构",
        "other": "其他单位或者个人",
    }
)
"""Against whom a complaint goes."""

MAY_APPLY = "可能涉及{citation}「{words}」{who}；是否属实、是否构成，由有权机关查明认定。"
WHO = "（针对：{who}）"
CONSEQUENCES = "构成的，{citation}写的后果是「{words}」{handled}。{fines}"
HANDLED_BY = "，由「{body}」处理"
FINES = "罚款幅度照条文是：{ranges}；数额只能由有权机关决定。"
NO_FINE = "这一条没有写罚款。"
FINE = "{name}「{words}」"
NOT_NAMED = "条例没有把“{conduct}”写成对{against}可以追究的行为；照样登记，由经办人认定。"
ANY_BODY = "被反映单位"
DEADLINE_IS_NO_GROUND = "条例没有把逾期本身列为追究责任的情形；{citation}只适用于「{elements}」，不能只因为逾期就引用。"
NO_CONDUCT = "还没有写明反映的是哪一种行为，由经办人认定。"
UNKNOWN_CONDUCT = "反映的行为应当是：{known}。"
UNKNOWN_BODY = "被反映的单位应当是：{known}。"
COMPLAIN = "可以投诉举报（{citation}）。{note}。"

TOLD = "已写明反映的情况。"
NOT_TOLD = "还没有写明反映的情况。"
WHAT = "反映的情况（谁、什么时候、做了什么）"
TARGET = "转交给哪个单位"
TARGET_GIVEN = "转交{body}。"
TARGET_MISSING = "应当写明转交给哪个单位。"
FOUND = "经查明属实：{conduct}。"
NOT_FOUND = "经查明不属实：{conduct}。"
NOT_INVESTIGATED = "“{conduct}”是否属实还没有查明。"
SAY_HOW = "怎样查明的"
HOW_GIVEN = "已写明怎样查明。"
HOW_MISSING = "应当写明怎样查明的。"
FREE = "反映的情况"
REASONS = "答复的内容和理由"
REASONS_GIVEN = "已写明答复的内容和理由。"
REASONS_MISSING = "答复应当写明内容和理由。"
