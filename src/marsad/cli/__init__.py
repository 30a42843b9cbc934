"""The command line, `marsad`: one file for each group of commands, failures said in words by failing.py, tables by show.py.

Exit codes: 0 all is well, 1 some inputs were refused (or what was asked for is not there), 2 the command was used wrongly,
3 it could not go on (disk, database, closed output), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import marsad.cli.early  # noqa: F401

# isort: split
import click

from marsad import __version__
from marsad.cli.bulletins import bulletin
from marsad.cli.chain import ledger
from marsad.cli.coding import code, explain
from marsad.cli.comparing import compare, import_
from marsad.cli.deciding import decide, decisions
from marsad.cli.doctoring import doctor
from marsad.cli.exporting import export
from marsad.cli.failing import Marsad
from marsad.cli.going import erase, withdraw
from marsad.cli.keeping import read
from marsad.cli.leftover import unread
from marsad.cli.looking import claims, reports, search
from marsad.cli.measuring import bench, score
from marsad.cli.people import people
from marsad.cli.recoding import recode
from marsad.cli.reconciling import reconcile
from marsad.cli.recording import check, incidents, positions, rebuild, tolls
from marsad.cli.safekeeping import backup, restore
from marsad.cli.serving import demo, serve
from marsad.cli.theatre import theatre
from marsad.cli.tracing import trace
from marsad.cli.truces import ceasefires, violations
from marsad.cli.watching import watch

__all__ = ["main"]


@click.group(cls=Marsad, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "-V", "--version", prog_name="marsad", message="%(prog)s %(version)s")
def main() -> None:
    """Read Arabic reports about an armed conflict; keep what each one says, sourced to its characters.

    \b
    marsad read reports/ --outlet hayat      add reports to the store and show what they say
    marsad claims --kind casualties          look at what was found
    marsad code report.txt                   claims as JSON, without a store
    marsad demo                              example reports in the browser
    """


LOOKING = (claims, search, reports, incidents, tolls, ceasefires, violations, positions, check, trace)
KEEPING = (export, bulletin, import_, compare, recode, rebuild, ledger, decide, decisions, withdraw, erase, backup, restore, doctor)
for command in (read, watch, code, explain, unread, reconcile, *LOOKING, *KEEPING, score, bench, serve, people, demo, theatre):
    main.add_command(command)
