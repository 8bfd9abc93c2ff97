"""A warm kernel starts in the state of a new one, and nothing of it reaches the next."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.kernels.execute import STOCK, WARM, environment, printed

pytestmark = pytest.mark.notebook

SNAPSHOT = (Path(__file__).parent / "snapshot.py").read_text(encoding="utf-8")
FORKED = "print('server.main' in open('/proc/self/cmdline').read())"

# Everything that a notebook can leave behind in its process.
SOIL = """
import atexit, builtins, decimal, gc, locale, logging, os, resource, signal, socket, sys, threading, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy, pandas
import helpers.display.view

builtins.left = 1
os.environ.update(LEFT="1", TZ="Asia/Tokyo", LANG="C", MPLBACKEND="svg")
time.tzset()
os.makedirs("elsewhere")
os.chdir("elsewhere")
sys.path.insert(0, "/left")
sys.modules["left"] = sys
sys.setrecursionlimit(5000)
sys.setswitchinterval(0.5)
sys.dont_write_bytecode = not sys.dont_write_bytecode
plt.rcParams.update({"figure.dpi": 33, "font.size": 3})
plt.switch_backend("svg")
plt.figure()
pandas.set_option("display.max_rows", 3)
pandas.options.mode.copy_on_write = True
numpy.seterr(all="ignore")
numpy.set_printoptions(precision=1)
numpy.random.seed(1)
import random
random.seed(1)
for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGCHLD):
    signal.signal(number, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
os.umask(0o077)
locale.setlocale(locale.LC_ALL, "C")
warnings.simplefilter("error")
logging.basicConfig(level=0)
logging.getLogger("left").addHandler(logging.NullHandler())
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
left = [open("file", "w"), socket.socket(), os.open("/", os.O_RDONLY)]
socket.setdefaulttimeout(3)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
decimal.getcontext().prec = 3
gc.disable()
os.nice(1)
atexit.register(int)
helpers.display.view.left = 1
pandas.DataFrame.left = 1
"""


def snapshot(kernel: str, folder: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(printed(SNAPSHOT, kernel=kernel, folder=folder)[0])
    return state


def test_the_kernel_is_forked(tmp_path: Path) -> None:
    assert printed(FORKED, folder=tmp_path) == ["True\n"]


def test_a_warm_kernel_starts_in_the_state_of_a_new_one(tmp_path: Path) -> None:
    stock, warm = snapshot(STOCK, tmp_path), snapshot(WARM, tmp_path)
    # What libraries registered in the warm process is for it to undo.
    assert warm.pop("atexit") < stock.pop("atexit")
    there, here = stock.pop("descriptors"), warm.pop("descriptors")
    # stdin is the null device instead of a pipe that was closed; both are at their end at once.
    assert here.pop("/dev/null") == there.pop("/dev/null", 0) + 1
    assert here.pop("pipe") == there.pop("pipe") - 1
    # ZeroMQ opens one for each thread that sends, when it first does.
    assert abs(here.pop("anon_inode") - there.pop("anon_inode")) <= 1
    assert sockets_alike(here, there)
    assert here == there
    assert warm == stock


def sockets_alike(one: dict[str, int], other: dict[str, int]) -> bool:
    """Whether two kernels have as many sockets open, taken out of both.

    A client's last connection may not have been accepted when they were counted; a socket left by each kernel would
    show in `test_nothing_grows_kernel_after_kernel`.
    """
    return abs(one.pop("socket") - other.pop("socket")) <= 1


def test_nothing_of_a_kernel_reaches_the_next(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for folder in folders:
        folder.mkdir()
    before = snapshot(WARM, folders[0])
    leftovers = "import helpers.display.view as view, pandas\nprint(hasattr(view, 'left'), hasattr(pandas.DataFrame, 'left'))"
    soiled = printed(SOIL, leftovers, SNAPSHOT, folder=folders[1])
    assert soiled[1] == "True True\n"
    changed = {name for name, value in json.loads(soiled[2]).items() if value != before[name]}
    assert changed >= {
        "builtins",
        "decimal",
        "descriptors",
        "environment",
        "figures",
        "folder",
        "garbage",
        "globals",
        "interactive",
        "limits",
        "loggers",
        "mask",
        "numpy",
        "pandas",
        "path",
        "priority",
        "rc",
        "recursion",
        "signals",
        "signals blocked",
        "sockets",
        "switch",
        "threads",
        "times",
        "warnings",
    }
    after = json.loads(printed(SNAPSHOT, folder=folders[2])[0])
    assert printed(leftovers, folder=folders[2]) == ["False False\n"]
    assert after.pop("folder") == str(folders[2])
    before.pop("folder")
    assert sockets_alike(after["descriptors"], before["descriptors"])
    assert after == before


def test_no_two_kernels_draw_the_same_numbers(tmp_path: Path) -> None:
    draw = """
import random, secrets, tempfile, uuid
import numpy

print(random.random(), numpy.random.rand(), numpy.random.default_rng().random(), secrets.token_hex(), uuid.uuid4())
print(next(tempfile._get_candidate_names()), numpy.random.RandomState().rand(), random.Random().random())
"""
    draws = [printed(draw, folder=tmp_path)[0].split() for _ in range(3)]
    assert len(draws[0]) == 8
    for values in zip(*draws, strict=True):
        assert len(set(values)) == 3


def test_a_seed_gives_the_numbers_that_it_gives_in_a_new_kernel(tmp_path: Path) -> None:
    draw = "import random, numpy\nrandom.seed(1)\nnumpy.random.seed(1)\nprint(random.random(), numpy.random.rand())"
    assert printed(draw, folder=tmp_path) == printed(draw, kernel=STOCK, folder=tmp_path)


def test_the_driver_s_state_at_the_launch_is_the_kernel_s(tmp_path: Path) -> None:
    printed("1", folder=tmp_path)  # the warm process runs by now
    show = "import os, time\nm = os.umask(0); os.umask(m)\nprint(os.environ['GIVEN'], time.tzname[0], oct(m), os.getcwd())"
    mask = os.umask(0o027)
    try:
        shown = printed(show, folder=tmp_path, env={**environment(), "GIVEN": "中", "TZ": "Asia/Shanghai"})
    finally:
        os.umask(mask)
    assert shown == [f"中 CST 0o27 {tmp_path}\n"]


def test_what_a_kernel_writes_past_jupyter_goes_where_the_driver_s_output_goes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    printed("import os\nos.write(1, b'to the terminal')", "import time\ntime.sleep(0.2)", folder=tmp_path)
    assert "to the terminal" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "show"),
    [
        ("matplotlibrc", "font.size: 3", "import matplotlib\nprint(matplotlib.rcParams['font.size'])"),
        ("pandas.py", "own = 3.0", "import pandas\nprint(pandas.own)"),
        ("helpers/__init__.py", "own = 3.0", "import helpers\nprint(helpers.own)"),
    ],
)
def test_what_stands_beside_a_notebook_counts_as_in_a_new_kernel(
    name: str, content: str, show: str, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    if name.startswith("helpers"):
        # Here the project is installed by a path in sys.path, which comes after the working folder.
        assert printed("import helpers\nprint(hasattr(helpers, 'own'))", kernel=STOCK, folder=tmp_path) == [
            "True\n"
        ]
    assert printed(show, FORKED, folder=tmp_path) == ["3.0\n", "False\n"]


@pytest.mark.parametrize(
    ("name", "value", "show"),
    [
        ("PYTHONHASHSEED", "7", "import sys\nprint(sys.flags.hash_randomization, hash('a'))"),
        ("LC_ALL", "C.UTF-8", "import locale\nprint(locale.setlocale(locale.LC_ALL))"),
        ("PYTHONPATH", "/nowhere", "import sys\nprint('/nowhere' in sys.path)"),
    ],
)
def test_what_is_read_only_at_the_start_counts_as_in_a_new_kernel(
    name: str, value: str, show: str, tmp_path: Path
) -> None:
    launch = {**environment(), name: value}
    shown = printed(show, FORKED, folder=tmp_path, env=launch)
    assert shown == [*printed(show, kernel=STOCK, folder=tmp_path, env=launch), "False\n"]


def test_a_kernel_s_end_is_an_interpreter_s_end(tmp_path: Path) -> None:
    cell = """
import atexit, logging, logging.handlers, threading, time

left_open = open("open.txt", "w")
left_open.write("in the buffer")
holder = threading.local.__class__
logging.left_open = open("module.txt", "w")
logging.left_open.write("held by a module")
atexit.register(lambda: open("atexit.txt", "w").write("called"))
handler = logging.handlers.MemoryHandler(10, target=logging.FileHandler("log.txt"))
logging.getLogger("x").addHandler(handler)
logging.getLogger("x").error("kept until the end")
threading.Thread(target=lambda: (time.sleep(0.5), open("thread.txt", "w").write("waited for"))).start()
"""
    contents = []
    for kernel in (STOCK, WARM):
        folder = tmp_path / kernel
        folder.mkdir()
        printed(cell, kernel=kernel, folder=folder)
        contents.append({path.name: path.read_text() for path in folder.iterdir()})
    assert contents[0] == contents[1]
    assert sorted(contents[1].values()) == [
        "called",
        "held by a module",
        "in the buffer",
        "kept until the end\n",
        "waited for",
    ]
