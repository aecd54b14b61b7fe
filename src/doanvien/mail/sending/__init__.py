"""Sending drafts, each mailbox by itself, and the log of what was sent.

send        send drafts
line        the connection to the server while mails go out, and what its answers mean
sent_log    who was sent what, kept by the one process that sends
sent_lines  the lines of that log, read with tolerance
"""
