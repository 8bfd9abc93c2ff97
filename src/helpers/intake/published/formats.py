"""A file's format, told by what it holds, and the reader for it."""

from __future__ import annotations

import re
import stat
from importlib import import_module
from typing import TYPE_CHECKING

from helpers.errors import reason_of
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.intake.published.source import Source

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
}
"""What is read, by the end of the file's name."""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,1500}?-->\s*)*<(?:!doctype html|html|head|meta|title|body|style|link|center|div|p|table|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADVICE = {
    "旧版 Word 文件，请用 Word 或 WPS 打开后另存为 .docx": (".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".uot"),
    "不是 .xlsx，请用 Excel 或 WPS 打开后另存为 .xlsx": (".et", ".ett", ".ods", ".uos", ".xlsb", ".csv", ".xlt", ".xltx"),
    "版式文件，请用 OFD 阅读器另存为 .pdf，或向报送单位要 Word 文件": (".ofd", ".ceb", ".cebx", ".xps"),
    "网页存档，请在浏览器里打开后另存为 .html（仅网页）": (".mht", ".mhtml", ".maff", ".webarchive"),
    "图片里的数读不了，请换成有文字的文件，或照图填写": (
        ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic",
    ),
    "压缩文件，请先解压再导入": (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"),
    "幻灯片不是年报，请换成 Word 或 PDF 文件": (".ppt", ".pptx", ".dps"),
}  # fmt: skip
"""What to do with files of other kinds that offices send, by the end of their names."""

_READERS = {
    "text": ("helpers.intake.published.plain_text", "read_text"),
    "markdown": ("helpers.intake.published.markdown_text", "read_markdown"),
    "html": ("helpers.intake.published.web_page", "read_html"),
    "docx": ("helpers.intake.published.word_file", "read_docx"),
    "pdf": ("helpers.intake.published.pdf_pages", "read_pdf"),
    "xlsx": ("helpers.intake.published.workbook", "read_xlsx"),
    "xls": ("helpers.intake.published.old_workbook", "read_xls"),
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMES = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableError: There is none, it is no regular file, empty, too big or can't be opened.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableError(f"{name}：不是普通文件，请换成文件。")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{name}：找不到这个文件，请检查路径。") from None
    except OSError as error:
        raise UnreadableError(f"{name}：文件打不开（{reason_of(error)}），请检查权限。") from None
    if not data:
        raise UnreadableError(f"{name}：文件是空的，请检查。")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}：文件超过 {MAX_BYTES // 1024 // 1024} MiB，不像一份年报，请检查。")
    return data


def read_source(path: Path, name: str = "") -> tuple[Source, bytes]:
    """A file in neutral form, and its bytes.

    The content decides where it contradicts the name only between kinds that are told apart safely: a web page that
    is called .doc or .txt is read as a web page; a program that is called .pdf is refused.

    Raises:
        UnreadableError: It can't be read as what it claims to be; one line says why.
    """
    name = name or path.name
    data = read_bytes(path, name)
    return source_of(data, name), data


def source_of(data: bytes, name: str) -> Source:
    """A file's content in neutral form; see `read_source`."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    claimed = SUFFIXES.get(suffix)
    if claimed is None:
        raise UnreadableError(f"{name}：{advice_on(suffix)}。")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError(f"{name}：文件有密码，请先去掉密码再导入。")
        if claimed != "xls":
            kind = _NAMES.get(claimed, "文本")
            raise UnreadableError(
                f"{name}：不是 {kind} 文件，像是旧版 Office 文件，请打开后另存为 .docx 或 .xlsx。"
            )
    _refuse_mismatch(data, claimed, name)
    kind = "html" if claimed in ("text", "markdown") and _is_page(data) else claimed
    return reader_of(kind)(data, name)


def _refuse_mismatch(data: bytes, claimed: str, name: str) -> None:
    found = ""
    if data.startswith(b"PK\x03\x04"):
        found = "压缩文件（Word、Excel 或 zip）"
        fits = claimed in ("docx", "xlsx")
    elif data[:1024].lstrip().startswith(b"%PDF-"):
        found, fits = "PDF", claimed == "pdf"
    elif claimed == "xls":
        found, fits = "别的格式", data.startswith(_OLE) or data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02")
        if not fits and b"<table" in data[:200_000].lower():
            found = "网页（另存为 .html 可读）"
    else:
        fits = claimed in ("text", "markdown", "html")
        found = "别的格式，或者文件已损坏"
    if not fits:
        raise UnreadableError(f"{name}：内容不是扩展名所说的格式，而是{found}，请改正扩展名或重新下载。")


def advice_on(suffix: str) -> str:
    """What to do with a file that isn't read, by the end of its name with the dot."""
    for advice, suffixes in _ADVICE.items():
        if suffix in suffixes:
            return f"不能直接读 {suffix} 文件：{advice}"
    wanted = "、".join((".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".xls"))
    return f"不认识的格式；能读的有 {wanted}"


def reader_of(kind: str) -> Callable[[bytes, str], Source]:
    """The reader of a kind of file; it and the library that it uses are imported only now."""
    module, function = _READERS[kind]
    found: Callable[[bytes, str], Source] = getattr(import_module(module), function)
    return found


def _is_page(data: bytes) -> bool:
    """Whether a text is a web page, or a piece of one."""
    return _PAGE.match(data[:2048]) is not None
