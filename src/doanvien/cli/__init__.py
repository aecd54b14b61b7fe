"""The command `doanvien`.

commands     what is built, checked and mailed: each calls the room that does it
forms        a form to be filled in
intake       forms into a data set
intake_told  what is seen of an intake
interrupted  Ctrl-C and being asked to end: once is enough
mailing      what is asked before mails go out, and what is said of drafts and of what was sent
mistakes     what a user can put right, said in a line for each mistake instead of a traceback
new          a batch file for another period
periods      what `doanvien periods` prints: a line for each place, or for each year of one place
progress     what is seen of a build: a live bar on a terminal, a line for each report everywhere
status       who has reported on a period
"""

from doanvien.cli.interrupted import ends_at_once

with ends_at_once():
    from doanvien.cli.commands import app
    from doanvien.cli.forms import form
    from doanvien.cli.intake import intake
    from doanvien.cli.new import new
    from doanvien.cli.status import status

for command in (form, intake, status, new):
    app.command()(command)

__all__ = ["app"]
