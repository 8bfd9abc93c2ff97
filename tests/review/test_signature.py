"""Approvals signed with SSH keys: whose key it is, and what was signed, is checked when it counts."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.review.approvals import Batch, approve, at, key_of, signers_file, withdraw

from helpers.errors import UsageError
from helpers.review.signoff import Entry, SignOffError, read_log
from helpers.review.site import State, publish

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen missing")


@dataclass
class Keys:
    """A batch whose district knows 王五's key, and somebody else's key."""

    batch: Batch
    own: Path
    other: Path
    signers: Path


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    batch = Batch(tmp_path)
    batch.district("signatures: true")
    batch.build()
    own, other = key_of(tmp_path, "wangwu"), key_of(tmp_path, "zhaoliu")
    signers = signers_file(batch.params / "shili" / "allowed_signers", 王五=own, 赵六=other)
    return Keys(batch, own, other, signers)


def sign_off(keys: Keys, key: Path | None, *, by: str = "王五", name: str = "shili/jia/2022") -> Entry:
    batch = keys.batch
    return approve(batch.out / name, by=by, key=key, params=batch.params, now=at("2023-01-20"))


def refused(keys: Keys, name: str = "shili/jia/2022") -> str:
    """Why a report isn't published; nothing of it may be on the site."""
    outcome = publish(keys.batch.out, keys.batch.site, params=keys.batch.params)
    (item,) = [item for item in outcome.items if item.report == name]
    assert item.state is State.REFUSED
    assert outcome.failed
    assert not (keys.batch.site / name).exists()
    return item.message


def test_a_withdrawal_is_signed_too(keys: Keys) -> None:
    batch = keys.batch
    folder = batch.out / "shili/jia/2022"

    def take_back(key: Path | None) -> Entry:
        return withdraw(folder, by="王五", reason="误", key=key, params=batch.params, now=at("2023-02-10"))

    def published() -> State:
        (item,) = publish(batch.out, batch.site, params=batch.params).items
        return item.state

    sign_off(keys, keys.own)
    assert published() is State.PUBLISHED
    with pytest.raises(SignOffError, match="撤回审核也要签"):
        take_back(None)
    with pytest.raises(SignOffError, match="签名核对不上"):
        take_back(keys.other)
    # Made while the district didn't ask for it yet.
    batch.district()
    take_back(None)
    batch.district("signatures: true")
    assert published() is State.REFUSED
    assert take_back(keys.own).signature
    assert published() is State.WITHDRAWN
    with pytest.raises(SignOffError, match="没有有效的审核"):
        take_back(keys.own)


def test_a_signed_approval_is_published(keys: Keys) -> None:
    entry = sign_off(keys, keys.own)
    assert entry.signature.startswith("-----BEGIN SSH SIGNATURE-----")
    outcome = publish(keys.batch.out, keys.batch.site, params=keys.batch.params)
    assert [item.state for item in outcome.items] == [State.PUBLISHED]


def test_another_person_s_key_is_refused_at_once(keys: Keys) -> None:
    with pytest.raises(SignOffError, match="不是王五在 allowed_signers 中登记的密钥所签"):
        sign_off(keys, keys.other)
    assert not keys.batch.log.exists()


def test_another_person_s_key_is_refused_at_publication(keys: Keys) -> None:
    keys.signers.rename(keys.signers.with_name("away"))
    sign_off(keys, keys.other)
    keys.signers.with_name("away").rename(keys.signers)
    assert "不是王五在 allowed_signers 中登记的密钥所签" in refused(keys)


def test_a_key_that_nobody_knows_is_refused(keys: Keys, tmp_path: Path) -> None:
    with pytest.raises(SignOffError, match="签名核对不上"):
        sign_off(keys, key_of(tmp_path, "nobody"))


def test_no_signature_is_refused_where_one_is_asked_for(keys: Keys) -> None:
    with pytest.raises(SignOffError, match="请用 --sign 指定密钥"):
        sign_off(keys, None)


def test_a_district_that_asks_for_signatures_later_gets_them(keys: Keys) -> None:
    keys.batch.district()
    sign_off(keys, None)
    keys.batch.district("signatures: true")
    assert "请用 --sign 指定密钥" in refused(keys)
    sign_off(keys, keys.own)
    assert not publish(keys.batch.out, keys.batch.site, params=keys.batch.params).failed


def test_a_signature_that_was_taken_off_is_missed(keys: Keys) -> None:
    """Also where the chain was recomputed and the params aren't at hand: the entry says that it had to be signed."""
    entry = sign_off(keys, keys.own)
    keys.batch.forge([replace(entry, signature="")])
    batch = keys.batch
    outcome = publish(batch.out, batch.site, params=batch.root / "nowhere", signers=keys.signers)
    assert "请用 --sign 指定密钥" in outcome.items[0].message


def test_a_signature_without_a_list_of_keys_counts_for_nothing(keys: Keys) -> None:
    sign_off(keys, keys.own)
    keys.signers.unlink()
    assert "没有可以核对的 allowed_signers" in refused(keys)


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "赵六"},
        {"prepared_by": "赵六"},
        {"reason": "改"},
        {"at": "2023-01-01T10:00:00+08:00"},
        {"version": 2},
    ],
    ids=str,
)
def test_what_was_signed_cannot_be_changed_even_if_the_chain_is_recomputed(
    keys: Keys, changes: dict[str, object]
) -> None:
    entry = sign_off(keys, keys.own)
    keys.batch.forge([replace(entry, **changes)])  # type: ignore[arg-type]
    assert read_log(keys.batch.out).entries
    assert "签名核对不上" in refused(keys)


def test_an_approval_of_another_report_cannot_be_replayed(keys: Keys) -> None:
    entry = sign_off(keys, keys.own)
    folder = keys.batch.build("shili/yi/2022", 2)
    other = approve(folder, by="王五", key=keys.own, params=keys.batch.params, now=at("2023-01-20"))
    keys.batch.forge([entry, replace(other, signature=entry.signature)])
    assert "签名核对不上" in refused(keys, "shili/yi/2022")


def test_an_approval_of_another_version_cannot_be_replayed(keys: Keys) -> None:
    first = sign_off(keys, keys.own)
    keys.batch.build(seed=2)
    assert "与所审核的不同" in refused(keys)
    second = Entry(**{**vars(first), "record": "0" * 64})
    keys.batch.forge([replace(second, record=first.record)])
    assert "与所审核的不同" in refused(keys)


def test_a_key_that_is_not_there_is_wrong_usage(keys: Keys) -> None:
    with pytest.raises(UsageError, match="--sign"):
        sign_off(keys, keys.batch.root / "none")


def test_a_file_that_is_no_key_is_refused(keys: Keys) -> None:
    with pytest.raises(SignOffError, match="签名失败"):
        sign_off(keys, keys.batch.params / "shili" / "district.yaml")


def test_a_signature_for_another_purpose_does_not_count(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.review.signoff import signature

    keys.signers.rename(keys.signers.with_name("away"))
    with monkeypatch.context() as patch:
        patch.setattr(signature, "NAMESPACE", "file")
        sign_off(keys, keys.own)
    keys.signers.with_name("away").rename(keys.signers)
    assert "签名核对不上" in refused(keys)
