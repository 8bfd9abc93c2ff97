"""`nianbao schema`: what a params file may hold, for editors."""

from __future__ import annotations

import click

from helpers.cli.output import print_json
from helpers.errors import UsageError


@click.command()
@click.option("--edition", type=int, help="Of this edition of the form only (2021 or 2019).")
@click.option("--district", is_flag=True, help="The schema of district.yaml instead.")
def schema(*, edition: int | None, district: bool) -> None:
    """Print the JSON Schema of params files.

    Editors that know it complete keys, tell what each cell is, and underline what cannot be read; see README.
    """
    from helpers.form import edition_of
    from helpers.intake.district_schema import district_schema
    from helpers.intake.json_schema import params_schema

    if district and edition:
        raise click.UsageError("--district and --edition exclude each other.")
    if district:
        print_json(district_schema())
        return
    if edition is not None:
        try:
            edition_of(edition)
        except KeyError as error:
            raise UsageError(f"{error.args[0]}。") from None
    print_json(params_schema(edition))
