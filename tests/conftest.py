"""What every test gets: its outside readers or a word that one is missing, no network, a clean state."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import shutil
import signal
import socket
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What a test may ask for by `@pytest.mark.reader(name)`: the commands it goes by, and its Debian package.
READERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "pdftotext": (("pdftotext",), "poppler-utils"),
    "faketime": (("faketime",), "faketime"),
    "soffice": (("soffice", "libreoffice"), "libreoffice-writer libreoffice-calc"),
}
# A law holds however busy the machine is. In CI the examples are the same each time: what fails there fails here.
settings.register_profile(
    "nianbao", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("nianbao")

# A shell has what it starts in the background ignore Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Set to 1 (as .ci/run does), this makes a test fail that would be left out for want of a reader.
REQUIRE_READERS = "NIANBAO_REQUIRE_READERS"


def wanted_readers(item: pytest.Item) -> dict[str, Path | None]:
    """The readers that a test names in its marks, and where each is: None where it is not installed."""
    found: dict[str, Path | None] = {}
    for name in [name for mark in item.iter_markers("reader") for name in mark.args or ("",)]:
        if name not in READERS:
            raise pytest.UsageError(f"{item.nodeid}: reader({name!r}) is none of {', '.join(READERS)}")
        programs = (shutil.which(command) for command in READERS[name][0])
        found[name] = next((Path(program) for program in programs if program), None)
    return found


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a test out whose reader is missing, and say so by name; fail it where readers are required."""
    missing = [name for name, path in wanted_readers(item).items() if not path]
    if missing:
        packages = " ".join(READERS[name][1] for name in missing)
        reason = f"{' and '.join(missing)} missing (Debian: {packages}); left out: {item.nodeid}"
        if os.environ.get(REQUIRE_READERS) == "1":
            pytest.fail(f"{REQUIRE_READERS}=1, but {reason}", pytrace=False)
        pytest.skip(reason)


@pytest.fixture
def readers(request: pytest.FixtureRequest) -> dict[str, Path]:
    """The programs of the readers that the test is marked with, by the reader's name."""
    return {name: path for name, path in wanted_readers(request.node).items() if path}


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook that lets the tests' own process connect to this machine only."""
    if event != "socket.connect":
        return
    connection, address = arguments
    # A datagram socket sends nothing when it connects; libraries do so to learn the machine's own address.
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or connection.type != socket.SOCK_STREAM:
        return
    host = str(address[0])
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return
    if host != "localhost":
        raise ConnectionRefusedError(f"a test tried to reach the network: {host}")


sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def restore_process() -> Iterator[None]:
    """Put the working folder and the environment back as they were before the test."""
    folder, environment = Path.cwd(), dict(os.environ)
    yield
    os.chdir(folder)
    if dict(os.environ) != environment:
        os.environ.clear()
        os.environ.update(environment)


@pytest.fixture(autouse=True)
def restore_libraries() -> Iterator[None]:
    """Put back matplotlib's settings, and pandas' options to their defaults, where those are imported."""
    with contextlib.ExitStack() as stack:
        if matplotlib := sys.modules.get("matplotlib"):
            stack.enter_context(matplotlib.rc_context())
        yield
    if matplotlib is None and (matplotlib := sys.modules.get("matplotlib")):
        matplotlib.rc_file_defaults()
    if pandas := sys.modules.get("pandas"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # resetting a deprecated option warns
            pandas.reset_option("^(?!plotting)")  # resetting the plotting options imports matplotlib
