"""Bundles: a batch with all that it was made of, in one archive from which it can be built again."""
