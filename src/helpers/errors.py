"""The one root of every error that a user can cause or has to know of."""

from __future__ import annotations

import errno


class NianbaoError(Exception):
    """Root of the kit's errors.

    Attributes:
        message: One Chinese sentence that names the place and says what to do.
        exit_code: What the command exits with: 2 for wrong usage or unreadable input, 3 for the machine's fault.
    """

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(NianbaoError):
    """The command was called with something that can't be used."""


class MachineError(NianbaoError):
    """The machine failed, not the report: a dead kernel, a full disk, a time limit."""

    exit_code = 3


_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "找不到文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOMEM: "内存不足",
    errno.EAGAIN: "进程太多，系统暂时不能再建立",
}


def reason_of(error: OSError) -> str:
    """Why the system refused something, in Chinese where the kit knows the reason, else in the system's words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
