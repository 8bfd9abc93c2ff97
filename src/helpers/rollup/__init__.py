"""A district's report from its offices' reports: gathered, added up, traced, never guessed."""

from helpers.rollup.roll_up import Outcome, roll_up

__all__ = ["Outcome", "roll_up"]
