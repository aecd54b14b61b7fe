"""Running the chapters of a report and exporting them.

clean    take the marks of a run off an executed notebook: the same inputs must give the same by
crew     the processes that make reports: forked, a fresh one for each, where the system allows
execute  run one chapter of a report under papermill, in a kernel of its own
outcome  what is asked for one report and what comes back, in whichever process it is made
run      make one report: run its chapters, export them, write the files into a private folder
runner   run reports, so many at a time, and hand out what came of them
warm/    kernels forked from a process that has imported everything
"""
