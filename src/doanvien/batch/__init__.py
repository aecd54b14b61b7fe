"""Plan, run, cache and record the reports of a batch."""
