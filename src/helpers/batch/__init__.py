"""The batch: which reports have to be built, building them, and what is recorded of it."""
