"""The command `doanvien`.

commands     what is built, checked and mailed
forms        a form to be filled in
intake       forms into a data set
intake_told  what is seen of an intake
mailing      what is asked before mails go out
new          a batch file for another period
progress     what is seen of a build
status       who has reported on a period
"""

from doanvien.cli.commands import app
from doanvien.cli.forms import form
from doanvien.cli.intake import intake
from doanvien.cli.new import new
from doanvien.cli.status import status

for command in (form, intake, status, new):
    app.command()(command)

__all__ = ["app"]
