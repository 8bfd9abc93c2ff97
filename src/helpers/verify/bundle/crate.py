"""ro-crate-metadata.json: what a bundle is, for repositories: RO-Crate 1.1 with the profile Process Run Crate 0.5."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from helpers.batch.record import FILE as RECORD
from helpers.errors import UsageError
from helpers.verify.bundle import layout
from helpers.verify.bundle.manifest import Manifest

if TYPE_CHECKING:
    from rocrate.model.entity import Entity
    from rocrate.rocrate import ROCrate

    from helpers.batch.record import Record

FILE = "ro-crate-metadata.json"

_VERSION = "1.1"
"""The one that the profile is defined over and that repositories take."""

_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"

_FORMATS = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".otf": "font/otf",
}
"""Media types by the end of a file's name."""

_YEARS_BEFORE = {"params": 0, "previous": 1, "before_previous": 2}


@dataclass(frozen=True)
class Deposit:
    """What a repository asks of a publication that the batch doesn't know.

    Attributes:
        licence: Under which terms the reports may be used, an address or words.
        published: The day on which the reports were approved.
    """

    licence: str
    published: date


def crate_metadata(manifest: Manifest, records: Mapping[str, Record], deposit: Deposit) -> bytes:
    """The metadata of a bundle as an RO-Crate.

    Each report is an action: its inputs, the notebook that took them, the files that came out.

    Args:
        manifest: The bundle's files.
        records: The reports' records by their names.
        deposit: What the repository asks besides.

    Raises:
        UsageError: The library rocrate isn't installed.
    """
    try:
        from rocrate.rocrate import ROCrate
    except ImportError:
        raise UsageError("写 RO-Crate 需要 rocrate，请先安装：pip install rocrate。") from None
    crate = ROCrate(version=_VERSION)
    _root(crate, records, deposit)
    files = {
        name: _file(crate, name, manifest.files[name])
        for name in sorted(manifest.files)
        if name.split("/")[0] in (layout.PARAMS, layout.BUILD, layout.FONTS)
        or name in (layout.README, layout.PACKAGES)
    }
    notebook = _notebook(crate, manifest)
    offices = {_office(name): record.office for name, record in sorted(records.items())}
    authors = {
        office: crate.add_jsonld({"@id": f"#{office}", "@type": "Organization", "name": name})
        for office, name in offices.items()
    }
    crate.root_dataset["author"] = _one_or_all(list(authors.values()))
    actions = [
        _action(crate, name, record, files, notebook, authors[_office(name)])
        for name, record in sorted(records.items())
    ]
    crate.root_dataset["mentions"] = _one_or_all(actions)
    text: str = json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _root(crate: ROCrate, records: Mapping[str, Record], deposit: Deposit) -> None:
    years = sorted({record.year for record in records.values()})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    crate.name = f"政府信息公开工作年度报告（{span}，{len(records)} 份）"
    crate.description = (
        "年报和生成它们所用的数据、笔记本、程序、软件版本和字体；可重新生成并逐字节核对。"
        "Annual reports on government information disclosure with all that they were made of."
    )
    crate.root_dataset["datePublished"] = deposit.published.isoformat()
    crate.root_dataset["inLanguage"] = "zh-CN"
    crate.license = crate.add_jsonld(_licence(deposit.licence))
    profile = crate.add_jsonld(
        {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    )
    crate.root_dataset["conformsTo"] = profile


def _licence(licence: str) -> dict[str, str]:
    address = licence.startswith(("http://", "https://"))
    return {"@id": licence if address else "#licence", "@type": "CreativeWork", "name": licence}


def _file(crate: ROCrate, name: str, sha256: str) -> Entity:
    described = {"name": name, "sha256": sha256}
    if media := _FORMATS.get(f".{name.rpartition('.')[2]}"):
        described["encodingFormat"] = media
    return crate.add_file(dest_path=name, properties=described)


def _notebook(crate: ROCrate, manifest: Manifest) -> Entity:
    kit = crate.add_jsonld(
        {
            "@id": f"#{layout.KIT}",
            "@type": "SoftwareApplication",
            "name": "nianbao",
            "softwareVersion": manifest.kit,
            "softwareRequirements": f"Python {manifest.python}; {layout.KIT}/{layout.LOCK}",
            "license": "MIT",
        }
    )
    return crate.add_file(
        dest_path=layout.NOTEBOOK,
        properties={
            "@type": ["File", "SoftwareSourceCode"],
            "name": "annual_report.ipynb",
            "version": manifest.kit,
            "encodingFormat": _FORMATS[".ipynb"],
            "sha256": manifest.files[layout.NOTEBOOK],
            "programmingLanguage": f"Python {manifest.python}",
            "softwareRequirements": kit,
        },
    )


def _action(
    crate: ROCrate, name: str, record: Record, files: Mapping[str, Entity], notebook: Entity, office: Entity
) -> Entity:
    inputs = [
        f"{layout.PARAMS}/{_office(name)}/{record.year - years}.yaml"
        for key, years in _YEARS_BEFORE.items()
        if key in record.inputs
    ]
    outputs = [f"{layout.BUILD}/{name}/{each}" for each in (*record.outputs, RECORD)]
    status = "Completed" if record.outputs else "Failed"
    return crate.add_action(
        notebook,
        identifier=f"#run/{name}",
        object=_one_or_all([files[each] for each in inputs]),
        result=_one_or_all([files[each] for each in outputs]),
        properties={
            "name": f"{record.office}{record.year}年：{record.status.label}",
            "description": f"nianbao run {layout.PARAMS}/{name}.yaml",
            "agent": office,
            "actionStatus": f"http://schema.org/{status}ActionStatus",
        },
    )


def _office(name: str) -> str:
    return name.rpartition("/")[0]


def _one_or_all(entities: list[Entity]) -> Any:
    """Several entities, or the one: a list of one is discouraged."""
    return entities[0] if len(entities) == 1 else entities
