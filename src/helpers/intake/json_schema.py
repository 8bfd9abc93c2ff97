"""The JSON Schema of params and district files, made from the form's data: editors complete keys and underline faults.

It says of a file's structure what the reader says, and judges no figure, as the reader doesn't either (contract,
section 4). What JSON Schema can't say is left to the reader: placeholders, the year in a file's name, last year's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.checks import CATALOGUE, Severity
from helpers.form import EDITIONS, Edition, Field, Kind, Section
from helpers.intake.district import DECIMALS
from helpers.intake.draft import YEARS
from helpers.intake.layout import Group, Part, label_of, layout_of
from helpers.intake.locate import DISTRICT_OFFICE, SLUG
from helpers.intake.narrative import MAX_MORE
from helpers.intake.scalars import MAX_NUMBER
from helpers.intake.schema import MAX_NAME
from helpers.intake.tables import MAX_DIGITS

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS = ["街道", "乡镇", "部门", "政府办公室", "区县政府"]
_SLUG = f"^{SLUG.pattern}$"
_MONTH_DAY = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_JUDGED = {
    Kind.COUNT: "填不小于 0 的整数，确实没有的填 0",
    Kind.CHANGE: "填整数，减少的填负数，没有增减的填 0",
    Kind.MONEY: "填不小于 0 的数，确实没有的填 0",
}


def params_schema(edition: int | None = None) -> Schema:
    """The schema of a params file.

    Args:
        edition: The edition of the form; a schema for every edition, by what the file says, where None.

    Raises:
        KeyError: There is no such edition.
    """
    editions = [EDITIONS[edition]] if edition else list(EDITIONS.values())
    definitions = {f"params-{each.id}": _params(each) for each in editions}
    # Last year's report may be in another edition than this year's.
    definitions |= {f"previous-{each.id}": _previous(each) for each in EDITIONS.values()}
    definitions |= {
        f"{table.key}-{each.id}": _part(layout_of(each.id, table.key))
        for each in EDITIONS.values()
        for table in each.tables
    }
    return {
        "$schema": _DIALECT,
        "title": "政府信息公开工作年度报告的填报数据（params/地区/单位/年份.yaml）",
        **_by_edition("params", editions),
        "$defs": {
            **definitions,
            "figure": _figure(),
            "text": {"type": ["string", "null"]},
            "name": _name(),
            "reasons": _reasons(),
            "previous": {
                "title": "上年报告",
                "description": "通常不写：同一文件夹里的上年文件会自动读入",
                "if": {"type": "object"},
                "then": _by_edition("previous", list(EDITIONS.values())),
                "else": {"type": "null"},
            },
        },
    }


def district_schema() -> Schema:
    """The schema of a district's file."""
    day = {"type": "string", "pattern": _MONTH_DAY, "examples": ["01-31"]}
    slug = {"pattern": _SLUG, "not": {"const": DISTRICT_OFFICE}}
    flag = {"type": "boolean"}
    name = {"$ref": "#/$defs/name"}
    return {
        "$schema": _DIALECT,
        "title": "一个地区的设置（params/地区/district.yaml）",
        **_closed(
            {
                "name": {"title": "地区名称", **name},
                "offices": {
                    "title": "统计范围内单位名单",
                    "description": "文件夹名: {name: 全称, kind: 类别}",
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": slug,
                    "additionalProperties": _closed(
                        {
                            "name": {"title": "全称", **name},
                            "kind": {"title": "类别", **name, "examples": _KINDS},
                        }
                    ),
                },
                "deadlines": {
                    "title": "公布期限（次年的月-日）",
                    "description": "不写的按条例第四十九条：部门 01-31，政府 03-31",
                    **_closed({"office": day, "district": day}, optional=("office", "district")),
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
        "$defs": {"name": _name()},
    }


def _by_edition(kind: str, editions: list[Edition]) -> Schema:
    """What holds for the edition that a mapping names."""
    *others, last = sorted(editions, key=lambda edition: edition.id)
    schema: Schema = {"$ref": f"#/$defs/{kind}-{last.id}"}
    for edition in reversed(others):
        schema = {
            "if": {"properties": {"edition": {"const": edition.id}}, "required": ["edition"]},
            "then": {"$ref": f"#/$defs/{kind}-{edition.id}"},
            "else": schema,
        }
    return {"type": "object", **schema}


def _params(edition: Edition) -> Schema:
    office: dict[str, Schema] = {
        "name": {"title": "全称", "$ref": "#/$defs/name"},
        "kind": {"title": "类别", "$ref": "#/$defs/name", "examples": _KINDS},
        "scope": {"title": "本机关（office）或全地区汇总（district）", "enum": ["office", "district"]},
    }
    return _closed(
        {
            "office": {"title": "机关", **_closed(office)},
            "year": {"title": "报告年度", "type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
            **_body(edition, lenient=False),
            "reasons": {"$ref": "#/$defs/reasons"},
            "previous": {"$ref": "#/$defs/previous"},
        },
        optional=("reasons", "previous"),
    )


def _previous(edition: Edition) -> Schema:
    return _closed(_body(edition, lenient=True))


def _body(edition: Edition, *, lenient: bool) -> dict[str, Schema]:
    """What this year's report and last year's have in common; last year's may lack any text."""
    sections = [section for section in edition.sections if section.parts]
    texts: dict[str, Schema] = {"preamble": _text("编制依据、统计期限、联系方式等，印在第一部分之前")}
    texts |= {section.key: _section(section, lenient=lenient) for section in sections}
    optional = texts if lenient else ("preamble",)
    tables = {
        table.key: {
            "title": f"{table.ordinal}、{table.caption}",
            "$ref": f"#/$defs/{table.key}-{edition.id}",
        }
        for table in edition.tables
    }
    return {
        "edition": {"title": f"格式：{edition.notice}", "const": edition.id},
        "narrative": {
            "title": "正文（Markdown）",
            "description": "数字可写成 {{ applications.received.total }}，便不会与表格不符",
            **_closed(texts, optional=optional),
        },
        **tables,
    }


def _section(section: Section, *, lenient: bool) -> Schema:
    if section.parts[0].key == "":
        return _text(section.title)
    texts = {part.key: _text(part.title or "本部分开头的话") for part in section.parts}
    optional = [part.key for part in section.parts if lenient or not part.required]
    if section.more:
        optional.append("more")
        item = _closed({"title": {**_text("小标题"), "pattern": r"^\s*[^\n]*\s*$"}, "text": _text("文字")})
        texts["more"] = {
            "title": "其他小节，接着（五）往下编号",
            "type": ["array", "null"],
            "items": item,
            "maxItems": MAX_MORE,
        }
    return {"title": section.title, **_closed(texts, optional=optional)}


def _part(part: Part) -> Schema:
    if isinstance(part, Group):
        return _closed({key: {"title": label_of(below), **_part(below)} for key, below in part.parts.items()})
    if isinstance(part, Field):
        return _cell(part)
    return {
        "description": "依次为" + "、".join(field.column.label for field in part),
        "type": "array",
        "prefixItems": [{"title": field.column.label, **_cell(field)} for field in part],
        "minItems": len(part),
        # Not `items: false`: editors' language servers before 2026 took it for every item's schema.
        "maxItems": len(part),
    }


def _cell(field: Field) -> Schema:
    return {"description": f"单位：{field.column.unit}；{_JUDGED[field.kind]}", "$ref": "#/$defs/figure"}


def _figure() -> Schema:
    """Whatever the reader takes; what is wrong with it is the rules' affair."""
    bound = 10**MAX_DIGITS
    return {
        "type": ["number", "string", "boolean", "null"],
        "maxLength": MAX_NUMBER,
        "exclusiveMinimum": -bound,
        "exclusiveMaximum": bound,
    }


def _text(title: str) -> Schema:
    return {"title": title, "$ref": "#/$defs/text"}


def _name() -> Schema:
    return {
        "type": "string",
        "pattern": r"^[^\n\t]*\S[^\n\t]*$",
        "maxLength": MAX_NAME,
        "not": {"pattern": r"\{\{"},
    }


def _reasons() -> Schema:
    said = {rule.id: {"title": rule.title, "type": "string", "pattern": r"\S"} for rule in CATALOGUE.values()}
    return {
        "title": "确实违反某条规则的，在这里写明原因，由审核人判断",
        "type": ["object", "null"],
        "properties": said,
        "additionalProperties": False,
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


def _closed(
    properties: Mapping[str, Schema],
    *,
    optional: Iterable[str] = (),
    required: Iterable[str] | None = None,
) -> Schema:
    """A mapping that has these keys and no others."""
    optional = set(optional)
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional] if required is None else [*required],
        "additionalProperties": False,
    }
