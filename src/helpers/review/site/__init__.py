"""The site: what was approved, as a folder that any web server can serve."""

from helpers.review.site.publish import Item, Outcome, publish

__all__ = ["Item", "Outcome", "publish"]
