"""The JSON Schema of params files, made from the form's data: editors complete keys and underline faults.

It says of a file's structure what the reader says, and judges no figure, as the reader doesn't either (contract,
section 4). What JSON Schema can't say is left to the reader: placeholders, the year in a file's name, last year's file.
"""

from __future__ import annotations

from helpers.checks import CATALOGUE
from helpers.form import EDITIONS, Edition, Field, Kind, Section
from helpers.intake.draft import YEARS
from helpers.intake.layout import Group, Part, label_of, layout_of
from helpers.intake.narrative import MAX_MORE
from helpers.intake.scalars import MAX_NUMBER
from helpers.intake.schema_parts import DIALECT, KINDS, Schema, closed
from helpers.intake.schema_parts import name as name_schema
from helpers.intake.tables import MAX_DIGITS

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
        "$schema": DIALECT,
        "title": "政府信息公开工作年度报告的填报数据（params/地区/单位/年份.yaml）",
        **_by_edition("params", editions),
        "$defs": {
            **definitions,
            "figure": _figure(),
            "text": {"type": ["string", "null"]},
            "name": name_schema(),
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
        "kind": {"title": "类别", "$ref": "#/$defs/name", "examples": [*KINDS]},
        "scope": {"title": "本机关（office）或全地区汇总（district）", "enum": ["office", "district"]},
    }
    return closed(
        {
            "office": {"title": "机关", **closed(office)},
            "year": {"title": "报告年度", "type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
            **_body(edition, lenient=False),
            "reasons": {"$ref": "#/$defs/reasons"},
            "previous": {"$ref": "#/$defs/previous"},
        },
        optional=("reasons", "previous"),
    )


def _previous(edition: Edition) -> Schema:
    return closed(_body(edition, lenient=True))


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
            **closed(texts, optional=optional),
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
        item = closed({"title": {**_text("小标题"), "pattern": r"^\s*[^\n]*\s*$"}, "text": _text("文字")})
        texts["more"] = {
            "title": "其他小节，接着（五）往下编号",
            "type": ["array", "null"],
            "items": item,
            "maxItems": MAX_MORE,
        }
    return {"title": section.title, **closed(texts, optional=optional)}


def _part(part: Part) -> Schema:
    if isinstance(part, Group):
        return closed({key: {"title": label_of(below), **_part(below)} for key, below in part.parts.items()})
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


def _reasons() -> Schema:
    said = {rule.id: {"title": rule.title, "type": "string", "pattern": r"\S"} for rule in CATALOGUE.values()}
    return {
        "title": "确实违反某条规则的，在这里写明原因，由审核人判断",
        "type": ["object", "null"],
        "properties": said,
        "additionalProperties": False,
    }
