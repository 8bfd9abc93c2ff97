"""What stands where in a bundle."""

MANIFEST = "bundle.json"
"""Every other file with its SHA-256."""

README = "README.md"

PACKAGES = "packages.json"
"""Every package of the lock with its version and the SHA-256 of each of its files."""

PARAMS = "params"

BUILD = "build"

NOTEBOOK = "notebook/annual_report.ipynb"

KIT = "kit"

FONTS = "fonts"

WHEELS = "wheels"
"""The packages themselves, where they were given."""

LOCK = "requirements.lock"
"""Within the kit."""
