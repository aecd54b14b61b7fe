"""The command `doanvien`.

app          the command itself: its version, its streams, and how Ctrl-C reaches it
batches      list, check and build the reports of a batch
forms        a form to be filled in
intake       forms into a data set
interrupted  Ctrl-C and being asked to end: once is enough
known        what there is: provinces and periods
language     the language of what is said: asked for, else that of the terminal
mail         drafts of mails, and mails that go out
mistakes     what a user can put right, said in a line for each mistake instead of a traceback
new          a batch file for another period
simulate     an invented data set
status       who has reported on a period
told/        what is said of what was done
"""

from doanvien.cli.interrupted import ends_at_once

with ends_at_once():
    from doanvien.cli.app import app
    from doanvien.cli.batches import build, check, list_
    from doanvien.cli.forms import form
    from doanvien.cli.intake import intake
    from doanvien.cli.known import periods, provinces
    from doanvien.cli.mail import mail
    from doanvien.cli.new import new
    from doanvien.cli.simulate import simulate
    from doanvien.cli.status import status

# In the order in which `--help` tells of them.
for command in (provinces, periods, list_, check, build, simulate, mail, form, intake, status, new):
    app.command(command.__name__.rstrip("_"))(command)

__all__ = ["app"]
