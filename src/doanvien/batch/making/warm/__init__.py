"""Kernels forked from a process that has imported everything.

child        what a forked child does before and after its task
forks        start the fork server and ask it for processes
kernel       an ordinary IPython kernel in a forked process
preload      what the fork server has ready before it forks: imports, templates, fonts; never fi
provisioner  kernels for reports: forked where there is a fork server, else started by a command
server       the fork server: a process that has imported everything and does nothing but fork
"""
