"""A parser of somebody else's file, held within time and memory: in a child process, where the system has them."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import time
import warnings
from typing import TYPE_CHECKING, NoReturn, TypeVar

from helpers.errors import NianbaoError
from helpers.intake.published.errors import UnreadableError
from helpers.intake.published.limits import MAX_ANSWER, MAX_MEMORY, MAX_SECONDS, MAX_WAIT

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_PIECE = 1 << 16
_HEAD = struct.Struct("Q")


def guarded(work: Callable[[], T], name: str) -> T:
    """Do something with a file from outside so that it can neither hang, fill the memory nor crash this process.

    A child process does the work, with limits of processor time and memory that the system enforces; it is killed,
    with all that it started, once it is over one, and nothing of it is left behind. Where processes can't be forked
    (Windows) the work is done here, and only the limits of sizes hold.

    Args:
        work: What to do; what it returns must be picklable.
        name: How messages call the file.

    Raises:
        NianbaoError: What `work` raised of these.
        UnreadableError: It went over a limit, or failed in any other way; one line says so.
    """
    if resource is None or not hasattr(os, "fork"):
        return _here(work, name)
    answer, question = os.pipe()
    with warnings.catch_warnings():
        # The child only parses: whatever locks other threads may hold, it doesn't take.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _child(work, name, question)
    os.close(question)
    try:
        with contextlib.suppress(OSError):
            os.setpgid(child, child)
        pickled, late = _listen(answer)
    finally:
        os.close(answer)
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if late or os.waitstatus_to_exitcode(status) == -signal.SIGXCPU:
        raise UnreadableError(f"{name}：{MAX_SECONDS} 秒内没有读完，不像一份年报，请换一种格式再导入。")
    try:
        result, error = pickle.loads(pickled)  # noqa: S301  # written by our own child
    except (EOFError, pickle.UnpicklingError):
        raise UnreadableError(
            f"{name}：读取时程序中断，文件多半已损坏或过大，请打开后另存一份再导入。"
        ) from None
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _here(work: Callable[[], T], name: str) -> T:
    """The work in this process; what a parser of somebody else's file raises is that file's fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except NianbaoError:
        raise
    except MemoryError:
        raise _over_memory(name) from None
    except Exception as error:  # parsers fail in any way
        kind = type(error).__name__
        raise UnreadableError(
            f"{name}：读到一半出错（{kind}），文件多半已损坏，请打开后另存一份再导入。"
        ) from error


def _over_memory(name: str) -> UnreadableError:
    size = MAX_MEMORY >> 30
    return UnreadableError(f"{name}：读取时要用的内存超过 {size} GiB，不像一份年报，请换一种格式再导入。")


def _listen(answer: int) -> tuple[bytes, bool]:
    """What the child says until it has said all, is silent, or is late."""
    deadline = time.monotonic() + MAX_WAIT
    pieces: list[bytes] = []
    size, whole = 0, _HEAD.size
    while size < whole:
        ready, _, _ = select.select([answer], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return b"", True
        piece = os.read(answer, _PIECE)
        if not piece:
            return b"", False
        pieces.append(piece)
        size += len(piece)
        if whole == _HEAD.size <= size:
            pieces = [b"".join(pieces)]
            whole += _HEAD.unpack_from(pieces[0])[0]
            if whole > MAX_ANSWER:
                return b"", False
    return b"".join(pieces)[_HEAD.size :], False


def _child(work: Callable[[], object], name: str, question: int) -> NoReturn:
    """Do the work, say what came of it, and end without any of the parent's own endings."""
    status = 1
    try:
        os.setpgid(0, 0)
        _be_quiet()
        _limit()
        said: tuple[object, NianbaoError | None]
        try:
            said = _here(work, name), None
        except NianbaoError as error:
            said = None, type(error)(error.message)
        with os.fdopen(question, "wb") as stream:
            pickled = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
            stream.write(_HEAD.pack(len(pickled)) + pickled)
        status = 0
    finally:
        os._exit(status)


def _be_quiet() -> None:
    """Libraries that print, or ask, have nobody to talk to; signals do what they do in a new process."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _limit() -> None:
    """Have the system end what takes too long, refuse memory beyond the limit, and let nothing be written."""
    for limit, most in (
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_AS, _mapped() + MAX_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(
            ValueError, OSError
        ):  # some systems, and lower limits from outside, allow none
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


def _mapped() -> int:
    """Bytes that this process has mapped already; 0 where the system doesn't tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123  # no path, a view of the kernel's
            return int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
