"""Processes that are warm from the start: forked from one that has everything imported."""
