"""Reports by e-mail: drafts to look at, and sending them so that nobody gets one twice."""
