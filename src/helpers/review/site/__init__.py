"""The site: what was approved, as a folder that any web server can serve."""

from helpers.review.site.outcome import Item, Outcome, State
from helpers.review.site.publish import publish

__all__ = ["Item", "Outcome", "State", "publish"]
