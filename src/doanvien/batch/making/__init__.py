"""Running the chapters of a report and exporting them.

clean      take the marks of a run off an executed notebook: the same inputs must give the same by
cold       a kernel that is started for one chapter, as papermill starts it
crew       the processes that make reports: forked, a fresh one for each, where the system allows
engine     the papermill engine `doanvien`: a notebook's cells in a process forked from this one
execute    run one chapter of a report under papermill, by the engine that forks a process for it
outcome    what is asked for one report and what comes back, in whichever process it is made
preload    what the server has ready before it forks: imports, templates, fonts; never figures
processes  what ends with what: nothing that a report starts outlives it, whatever ends it
run        make one report: run its chapters, export them, write the files into a private folder
runner     run reports, so many at a time, and hand out what came of them
server     a process that has imported everything and does nothing but fork
shell      a chapter's own process: an IPython shell as ipykernel sets it up, with a pipe for ZeroMQ
sources    the notebooks of a build, read once: who edits one meanwhile changes the next build
streams    what a chapter prints: by Python, by C code, by programs that it starts
wire       the messages of a chapter that runs without a kernel: through a pipe, packed as for Zero
"""
