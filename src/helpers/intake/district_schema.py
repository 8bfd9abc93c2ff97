"""The JSON Schema of district.yaml: editors complete keys and underline faults."""

from __future__ import annotations

from helpers.checks import CATALOGUE, Severity
from helpers.intake.district import DECIMALS
from helpers.intake.locate import DISTRICT_OFFICE, SLUG
from helpers.intake.schema_parts import DIALECT, KINDS, Schema, closed
from helpers.intake.schema_parts import name as name_schema

_SLUG = f"^{SLUG.pattern}$"
_MONTH_DAY = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def district_schema() -> Schema:
    """The schema of a district's file."""
    day = {"type": "string", "pattern": _MONTH_DAY, "examples": ["01-31"]}
    slug = {"pattern": _SLUG, "not": {"const": DISTRICT_OFFICE}}
    flag = {"type": "boolean"}
    name = {"$ref": "#/$defs/name"}
    return {
        "$schema": DIALECT,
        "title": "一个地区的设置（params/地区/district.yaml）",
        **closed(
            {
                "name": {"title": "地区名称", **name},
                "offices": {
                    "title": "统计范围内单位名单",
                    "description": "文件夹名: {name: 全称, kind: 类别}",
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": slug,
                    "additionalProperties": closed(
                        {
                            "name": {"title": "全称", **name},
                            "kind": {"title": "类别", **name, "examples": [*KINDS]},
                        }
                    ),
                },
                "deadlines": {
                    "title": "公布期限（次年的月-日）",
                    "description": "不写的按条例第四十九条：部门 01-31，政府 03-31",
                    **closed({"office": day, "district": day}, optional=("office", "district")),
                },
                "severities": _severities(),
                "fee_decimals": {
                    "title": "金额（万元）印几位小数",
                    "description": "不写的按最少的位数印",
                    "enum": list(DECIMALS),
                },
                "mergers": {
                    "title": "并入或更名的单位",
                    "description": "原文件夹名: 现文件夹名",
                    "type": "object",
                    "propertyNames": slug,
                    "additionalProperties": name,
                },
                "two_persons": {"title": "编制人和审核人须是两个人", **flag},
                "signatures": {"title": "审核须用本人的 SSH 密钥签名", **flag},
                "lock": {"title": "锁定日期：此后改动须说明原因（次年的月-日）", **day},
                "handed_in": {
                    "title": "各单位的报送日期",
                    "description": "年度: {文件夹名: 报送日期}，如 2022: {dongjie: 2023-01-20}",
                    "type": ["object", "null"],
                    "propertyNames": {"pattern": "^(19|20)[0-9]{2}$"},
                    "additionalProperties": {
                        "type": ["object", "null"],
                        "additionalProperties": {"type": "string", "pattern": _DAY},
                    },
                },
            },
            required=("name", "offices"),
        ),
        "$defs": {"name": name_schema()},
    }


def _severities() -> Schema:
    chosen = {}
    for rule in CATALOGUE.values():
        stricter = [each.value for each in Severity if not rule.severity.is_graver_than(each)]
        chosen[rule.id] = {"title": rule.title, "enum": stricter}
    return {
        "title": "本地区从严的规则",
        "description": "规则编号: 级别，如 D-SIM: error；只能从严，不能从宽",
        "type": ["object", "null"],
        "properties": chosen,
        "additionalProperties": False,
    }
