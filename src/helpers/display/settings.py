"""How a report is shown, as far as params files don't say: the batch passes it to the notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from helpers.checks import PLAIN, Profile
from helpers.errors import UsageError


@dataclass(frozen=True)
class Settings:
    """The notebook's parameter `settings`.

    Attributes:
        draft: Mark every page 草稿.
        fee_decimals: Places of amounts in 万元; None prints as few as there are (district.yaml may say 4).
        profile: What the district asks of its reports, so that the reviewers' look shows its severities.
    """

    draft: bool = False
    fee_decimals: int | None = None
    profile: Profile = PLAIN

    @classmethod
    def from_parameter(cls, value: Mapping[str, Any] | None) -> Settings:
        """Read the notebook's parameter.

        Raises:
            UsageError: It holds something else than settings.
        """
        if not isinstance(value, Mapping | None):
            raise UsageError("参数 settings 应为一组设置，如 {draft: true}。")
        given = dict(value or {})
        known = {field.name for field in fields(cls)}
        if unknown := sorted(map(str, set(given) - known)):
            raise UsageError(f"参数 settings 里没有“{unknown[0]}”这一项，可用：{'、'.join(sorted(known))}。")
        try:
            given["profile"] = Profile.from_parameter(given.get("profile", {}))
        except (AttributeError, TypeError, ValueError) as error:
            raise UsageError(
                "参数 settings：profile 须为 district.yaml 的 severities 和 deadlines。"
            ) from error
        settings = cls(**given)
        decimals = settings.fee_decimals
        # True and 1.0 are equal to 1, yet no number of places.
        if type(settings.draft) is not bool or not (
            decimals is None or (type(decimals) is int and decimals in range(5))
        ):
            raise UsageError("参数 settings：draft 须为 true 或 false，fee_decimals 须为 0 至 4。")
        return settings

    def to_parameter(self) -> dict[str, Any]:
        """What the batch passes to the notebook."""
        parameter = {"draft": self.draft, "fee_decimals": self.fee_decimals}
        profile = self.profile.to_parameter()
        return {**parameter, "profile": profile} if profile else parameter
