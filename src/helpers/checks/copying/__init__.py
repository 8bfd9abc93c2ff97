"""Copied text: paragraphs made comparable, the wording that everybody shares, and how alike the rest is."""
