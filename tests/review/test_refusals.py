"""Attempts to publish what was not signed: each is refused with its reason, and what stands on the site stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.kit import files_below
from tests.review.approvals import Batch, approve, at, key_of, signers_file, withdraw

from helpers.batch.inputs import digest
from helpers.batch.record import Status
from helpers.review.signoff import Entry, SignOffError, read_log
from helpers.review.site import State, publish

JIA, YI = "shili/jia/2022", "shili/yi/2022"

Attempt = Callable[[Batch], None]


@dataclass(frozen=True)
class Case:
    """An attempt.

    Attributes:
        attempt: What is done after the approval.
        words: What the refusal says.
        whole: Whether nothing at all may be published.
    """

    attempt: Attempt
    words: str
    whole: bool = False

    def __str__(self) -> str:
        return self.attempt.__name__


def sign_off(batch: Batch, name: str = JIA, **said: object) -> Entry:
    given = {"by": "王五", "params": batch.params, "now": at("2023-01-20"), **said}
    return approve(batch.out / name, **given)


def change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def changed_output(batch: Batch) -> None:
    (batch.out / JIA / "report.html").write_bytes(b"changed")


def changed_output_and_record(batch: Batch) -> None:
    changed_output(batch)
    path = batch.out / JIA / "record.json"
    data = json.loads(path.read_bytes())
    data["outputs"]["report.html"] = digest(b"changed")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def lost_output(batch: Batch) -> None:
    (batch.out / JIA / "report.pdf").unlink()


def added_output(batch: Batch) -> None:
    (batch.out / JIA / "report.txt").write_bytes(b"more")


def linked_output(batch: Batch) -> None:
    path = batch.out / JIA / "report.pdf"
    path.rename(batch.root / "elsewhere.pdf")
    path.symlink_to(batch.root / "elsewhere.pdf")


def changed_input(batch: Batch) -> None:
    change(batch.params / f"{JIA}.yaml", b"year: 2022", b"year: 2022  # a remark")


def lost_input(batch: Batch) -> None:
    (batch.params / f"{JIA}.yaml").unlink()


def added_last_year(batch: Batch) -> None:
    shutil.copy(batch.params / f"{JIA}.yaml", batch.params / "shili/jia/2021.yaml")


def changed_record(batch: Batch) -> None:
    change(batch.out / JIA / "record.json", b'"versions": {}', b'"versions": { }')


def lost_record(batch: Batch) -> None:
    (batch.out / JIA / "record.json").unlink()


def built_anew(batch: Batch) -> None:
    batch.build(seed=2)


def built_as_a_draft(batch: Batch) -> None:
    batch.build(draft=True)


def refused_since(batch: Batch) -> None:
    batch.build(status=Status.REFUSED)


def folder_of_another_office(batch: Batch) -> None:
    """The whole folder of another approved report, copied over this one's."""
    batch.build(YI, 2)
    sign_off(batch, YI)
    shutil.rmtree(batch.out / JIA)
    shutil.copytree(batch.out / YI, batch.out / JIA)
    shutil.rmtree(batch.params / "shili" / "jia")
    shutil.copytree(batch.params / "shili" / "yi", batch.params / "shili" / "jia")


def log_of_another_batch(batch: Batch) -> None:
    """The log of a batch that approved another build of this report, copied over this one's."""
    other = Batch(batch.root / "other")
    other.district()
    other.build(seed=5)
    sign_off(other)
    shutil.copy(other.log, batch.log)


def replayed_approval(batch: Batch) -> None:
    """The approval of another report, put into the log for this one, with the chain computed anew."""
    batch.build(YI, 2)
    other = sign_off(batch, YI)
    batch.forge([read_log(batch.out).entries[0], replace(other, report=JIA)])


def repeated_line(batch: Batch) -> None:
    """The approval once more behind its withdrawal."""
    withdraw(batch.out / JIA, by="赵六", reason="数据有误", params=batch.params, now=at("2023-02-10"))
    lines = batch.log.read_bytes().splitlines(keepends=True)
    batch.log.write_bytes(b"".join([*lines, lines[0]]))


def edited_log(batch: Batch) -> None:
    change(batch.log, "王五".encode(), "赵六".encode())


def edited_record_in_the_log(batch: Batch) -> None:
    batch.build(seed=2)
    entry = read_log(batch.out).entries[0]
    change(batch.log, entry.record.encode(), digest((batch.out / JIA / "record.json").read_bytes()).encode())


def reformatted_log(batch: Batch) -> None:
    change(batch.log, b'","', b'", "')


def swapped_lines(batch: Batch) -> None:
    batch.build(YI, 2)
    sign_off(batch, YI)
    batch.log.write_bytes(b"".join(reversed(batch.log.read_bytes().splitlines(keepends=True))))


def half_a_line(batch: Batch) -> None:
    batch.log.write_bytes(batch.log.read_bytes()[:-40])


def lost_first_line(batch: Batch) -> None:
    batch.build(YI, 2)
    sign_off(batch, YI)
    batch.log.write_bytes(batch.log.read_bytes().splitlines(keepends=True)[1])


EDITED = "审核日志被改动过"
CASES = [
    Case(changed_output, "report.html 在生成之后被改动过"),
    Case(changed_output_and_record, "与所审核的不同，请重新审核"),
    Case(lost_output, "缺少 report.pdf"),
    Case(added_output, "report.txt 不是这次生成的文件"),
    Case(linked_output, "缺少 report.pdf"),
    Case(changed_input, "2022.yaml）在生成年报之后有改动"),
    Case(lost_input, "2022.yaml）在生成年报之后有改动"),
    Case(added_last_year, "上年填报数据（"),
    Case(changed_record, "与所审核的不同，请重新审核"),
    Case(lost_record, "没有生成过的年报"),
    Case(built_anew, "与所审核的不同，请重新审核"),
    Case(built_as_a_draft, "这是草稿，不能审核或公布"),
    Case(refused_since, "因核对有错误被退回"),
    Case(folder_of_another_office, "与所审核的不同，请重新审核"),
    Case(log_of_another_batch, "与所审核的不同，请重新审核"),
    Case(replayed_approval, "与所审核的不同，请重新审核"),
    Case(repeated_line, EDITED, whole=True),
    Case(edited_log, EDITED, whole=True),
    Case(edited_record_in_the_log, EDITED, whole=True),
    Case(reformatted_log, EDITED, whole=True),
    Case(swapped_lines, EDITED, whole=True),
    Case(half_a_line, EDITED, whole=True),
    Case(lost_first_line, EDITED, whole=True),
]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """A district with one approved report."""
    batch = Batch(tmp_path)
    batch.district()
    batch.build()
    sign_off(batch)
    return batch


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def refusal(batch: Batch, name: str = JIA) -> str:
    """Why a report isn't published; where the log itself is refused, for the same reason nothing is."""
    try:
        outcome = publish(batch.out, batch.site, params=batch.params)
    except SignOffError as error:
        return error.message
    (item,) = [item for item in outcome.items if item.report == name]
    assert (item.state, outcome.failed) == (State.REFUSED, True)
    return item.message


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("before", [False, True], ids=["new", "published before"])
def test_what_was_not_signed_is_not_published(batch: Batch, case: Case, before: bool) -> None:
    if before:
        assert not publish(batch.out, batch.site, params=batch.params).failed
    kept = tree(batch.site)
    case.attempt(batch)
    words = refusal(batch)
    if before and case.attempt is log_of_another_batch:
        assert "网站上的这份年报是按另一份审核日志公布的" in words
    else:
        assert case.words in words
    assert "请" in words
    now = tree(batch.site)
    if case.whole:
        assert now == kept
    assert {name: each for name, each in now.items() if JIA in name} == {
        name: each for name, each in kept.items() if JIA in name
    }


def test_a_log_that_lost_its_end_publishes_nothing(batch: Batch) -> None:
    """Only the site knows how far the log had come: here it lost a withdrawal."""
    withdraw(batch.out / JIA, by="赵六", reason="数据有误", params=batch.params, now=at("2023-02-10"))
    batch.build(YI, 2)
    sign_off(batch, YI)
    publish(batch.out, batch.site, params=batch.params)
    kept = tree(batch.site)
    batch.log.write_bytes(batch.log.read_bytes().splitlines(keepends=True)[0])
    assert "审核日志比上次公布时少了内容（上次有 3 行，现有 1 行，或内容不同）" in refusal(batch)
    assert tree(batch.site) == kept


def test_a_log_that_is_gone_approves_nothing(batch: Batch) -> None:
    publish(batch.out, batch.site, params=batch.params)
    kept = tree(batch.site)
    batch.log.unlink()
    batch.build(seed=2)
    with pytest.raises(SignOffError, match="审核日志不见了"):
        publish(batch.out, batch.site, params=batch.params)
    assert tree(batch.site) == kept


# With signatures: who knows the format can compute a chain anew, but holds one key.


@dataclass(frozen=True)
class Keys:
    """王五's key, and the key of 赵六, whom the district knows as well."""

    own: Path
    other: Path


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen missing")
    return Keys(key_of(tmp_path, "wangwu"), key_of(tmp_path, "zhaoliu"))


@pytest.fixture
def signed(tmp_path: Path, keys: Keys) -> Batch:
    """A district that asks for signatures, with one report that 王五 approved."""
    batch = Batch(tmp_path)
    batch.district("signatures: true")
    batch.build()
    signers_file(batch.params / "shili" / "allowed_signers", 王五=keys.own, 赵六=keys.other)
    sign_off(batch, key=keys.own)
    return batch


def key_of_another_person(batch: Batch, keys: Keys) -> None:
    """Approved with 赵六's key in 王五's name, where nobody could check it."""
    batch.log.unlink()
    signers = batch.params / "shili" / "allowed_signers"
    away = signers.rename(batch.root / "away")
    sign_off(batch, key=keys.other)
    away.rename(signers)


def another_name(batch: Batch, keys: Keys) -> None:
    batch.forge([replace(read_log(batch.out).entries[0], by="赵六")])


def another_build(batch: Batch, keys: Keys) -> None:
    batch.build(seed=2)
    record = digest((batch.out / JIA / "record.json").read_bytes())
    outputs = json.loads((batch.out / JIA / "record.json").read_bytes())["outputs"]
    batch.forge([replace(read_log(batch.out).entries[0], record=record, outputs=outputs)])


def signature_of_another_report(batch: Batch, keys: Keys) -> None:
    batch.build(YI, 2)
    other = sign_off(batch, YI, key=keys.own)
    first = read_log(batch.out).entries[0]
    batch.forge([replace(first, signature=other.signature), other])


def no_signature(batch: Batch, keys: Keys) -> None:
    batch.forge([replace(read_log(batch.out).entries[0], signature="")])


def lost_list_of_keys(batch: Batch, keys: Keys) -> None:
    (batch.params / "shili" / "allowed_signers").unlink()


def key_struck_off(batch: Batch, keys: Keys) -> None:
    signers_file(batch.params / "shili" / "allowed_signers", 赵六=keys.other)


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (key_of_another_person, "不是王五在 allowed_signers 中登记的密钥所签"),
        (another_name, "不是赵六在 allowed_signers 中登记的密钥所签"),
        (another_build, "或内容被改动过"),
        (signature_of_another_report, "签名核对不上"),
        (no_signature, "请用 --sign 指定密钥重新审核"),
        (lost_list_of_keys, "没有可以核对的 allowed_signers 文件"),
        (key_struck_off, "签名核对不上"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_chain_computed_anew_needs_the_persons_own_key(
    signed: Batch, keys: Keys, attempt: Callable[[Batch, Keys], None], words: str
) -> None:
    attempt(signed, keys)
    assert words in refusal(signed)
    assert not (signed.site / JIA).exists()
