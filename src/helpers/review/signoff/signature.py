"""Signatures with a person's own SSH key, made and checked by OpenSSH."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from helpers.errors import UsageError
from helpers.review.signoff.log import Entry, SignOffError

NAMESPACE = "nianbao"
"""Keeps a signature that was made for something else from counting here."""

_TIME_LIMIT = 120
_NAME = re.compile(r"[^\W_][\w·. @-]{0,59}")


def person(name: str, option: str) -> str:
    """A person's name as it stands in the log and among the allowed signers: no pattern, no option.

    Raises:
        UsageError: It isn't a name.
    """
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise UsageError(f"{option} 应为姓名（文字、数字、空格、·、. 和 -，60 字以内），请改正。")
    return name


def sign(entry: Entry, key: Path) -> str:
    """The signature of an entry.

    Raises:
        UsageError: The key isn't there.
        SignOffError: OpenSSH can't sign with it: a wrong passphrase, no private key.
    """
    if not key.is_file():
        raise UsageError(f"找不到密钥文件“{key}”，请检查 --sign 的路径。")
    # The passphrase is asked for on the terminal by OpenSSH itself; it never comes near this process.
    done = _run("-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key.absolute()), content=entry.signed())
    if done.returncode or not done.stdout:
        raise SignOffError(f"用“{key}”签名失败，请检查密钥和口令（{_words(done.stderr)}）。")
    return done.stdout.decode("ascii")


def verify(entry: Entry, signers: Path | None) -> None:
    """Hold an entry's signature to the key of the person whom it names.

    Raises:
        SignOffError: It isn't that person's, or nobody can tell.
    """
    if signers is None:
        raise SignOffError(
            f"{entry.report}：审核带有签名，但没有可以核对的 allowed_signers 文件，请用 --signers 指定。"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "signature")
        path.write_text(entry.signature, encoding="utf-8")
        arguments = ("-f", str(signers.absolute()), "-I", entry.by, "-n", NAMESPACE, "-s", str(path))
        done = _run("-Y", "verify", "-q", *arguments, content=entry.signed())
    if done.returncode:
        raise SignOffError(
            f"{entry.report}：签名核对不上，不是{entry.by}在 {signers.name} 中登记的密钥所签，或内容被改动过。"
        )


def _run(*arguments: str, content: bytes) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise UsageError("没有找到 ssh-keygen，签名和核对签名需要 OpenSSH 8.2 或更新的版本。")
    try:
        return subprocess.run(  # noqa: S603  # no shell; a name can't be an option
            [program, *arguments], input=content, capture_output=True, timeout=_TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise SignOffError("ssh-keygen 没有在时限内完成，请重试。") from None


def _words(message: bytes) -> str:
    lines = message.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:120] if lines else "没有说明"
