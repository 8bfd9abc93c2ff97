"""Verification: a batch built anew and compared byte by byte, a published site held to its sums, and bundles."""
