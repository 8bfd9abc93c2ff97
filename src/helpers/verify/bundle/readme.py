"""README.md of a bundle: what it is and the commands that verify it, in Chinese and English."""

from __future__ import annotations

from helpers.verify.bundle.layout import WHEELS
from helpers.verify.bundle.manifest import Manifest

_TEXT = """\
# 政府信息公开工作年度报告：可复现归档

这个归档有 {reports} 份年报，以及生成它们所用的全部材料。若干年后在另一台机器上，可以据此重新生成每一份年报，并逐字节核对。

| 文件夹 | 内容 |
| --- | --- |
| `build/` | 年报（笔记本、网页、PDF、Word）和每份的 `record.json`；有审核日志的，还有 `approvals.jsonl` |
| `params/` | 填报数据、前两年的数据、区县设置 |
| `notebook/` | 主笔记本 |
| `kit/` | 程序 nianbao {kit} 的源代码，和锁定的软件版本 `requirements.lock` |
| `fonts/` | 所用字体 |
| `packages.json` | 每个软件包的版本和安装文件的 SHA-256 |
{wheels_zh}| `bundle.json` | 以上每个文件的 SHA-256 |

## 核对
需要 Python {python}（小版本不同时，程序会说明差别在哪里）。在解开归档的文件夹里运行：
```
{commands}
```
结果为“一致”，说明从这里的数据、笔记本和程序重新生成的文件，与归档里的逐字节相同。不一致时，会说明是哪一项输入、哪一个软件版本变了，文件的哪一处不同。
{offline_zh}
不装软件也能核对文件有没有损坏：把每个文件的 SHA-256 与 `bundle.json` 中的比较。

# Annual reports on government information disclosure: a reproducible bundle

This bundle holds {reports} reports and everything that they were made of. Years later and on another machine, each can be built again from it and compared byte by byte. It was made with nianbao {kit} and Python {python}.

| folder | contents |
| --- | --- |
| `build/` | the reports (notebook, HTML, PDF, Word), each with its `record.json`; `approvals.jsonl` where there is a log of approvals |
| `params/` | what the offices reported, the two years before, the districts' settings |
| `notebook/` | the master notebook |
| `kit/` | the source of nianbao, and the locked versions in `requirements.lock` |
| `fonts/` | the fonts |
| `packages.json` | each package's version and the SHA-256 of the files that may be installed of it |
{wheels_en}| `bundle.json` | SHA-256 of every file above |

## Verify
With Python {python} (with another patch release the command says what that changes), in the folder of the unpacked bundle:
```
{commands}
```
Exit code 0: what is built anew from these inputs, this notebook and this code is the same to the byte. Else it is said which input or version is another, and what in which file.
{offline_en}"""

_OFFLINE_ZH = "\n没有网络时，先在有网络的机器上把软件包下载到 `wheels/`（`python -m pip download -r kit/requirements.lock -d wheels`），安装时加上 `--no-index --find-links wheels`。\n"
_OFFLINE_EN = "\nWithout a network, download the packages to `wheels/` elsewhere (`python -m pip download -r kit/requirements.lock -d wheels`) and install with `--no-index --find-links wheels`.\n"


def readme(manifest: Manifest) -> bytes:
    """The README of a bundle; `manifest` needs not have it yet."""
    wheels = any(name.startswith(f"{WHEELS}/") for name in manifest.files)
    source = f" --no-index --find-links {WHEELS}" if wheels else ""
    commands = [
        "python -m venv env",
        f"env/bin/python -m pip install --require-hashes{source} -r kit/requirements.lock",
        "env/bin/python -m pip install --no-index --no-build-isolation --no-deps ./kit",
        "env/bin/nianbao verify .",
    ]
    text = _TEXT.format(
        reports=manifest.reports,
        kit=manifest.kit,
        python=manifest.python,
        commands="\n".join(commands),
        wheels_zh=f"| `{WHEELS}/` | 软件包本身，不用网络即可安装 |\n" if wheels else "",
        wheels_en=f"| `{WHEELS}/` | the packages themselves: no network is needed |\n" if wheels else "",
        offline_zh="" if wheels else _OFFLINE_ZH,
        offline_en="" if wheels else _OFFLINE_EN,
    )
    return text.encode()
