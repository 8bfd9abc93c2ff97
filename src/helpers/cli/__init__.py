"""The command `nianbao`: one file a command, no logic."""

from helpers.cli.main import main

__all__ = ["main"]
