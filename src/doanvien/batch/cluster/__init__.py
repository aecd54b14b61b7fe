"""Reports made by the workers of a Dask cluster, on other machines or on this one.

connect   the way to a cluster: to the scheduler of one that runs, or to one of this machine
kept      the parcels that a worker has: the newest, and those that reports are being made from
members   the workers of a cluster: which of them may make reports, and which may not and why
orders    what travels between a build and a worker: a report that is wanted, and what came of it
parcel    what the cells of a report see of its project, packed to be sent: notebooks/ and the data
problems  why no cluster makes the reports, in sentences that say what to do
run       have reports made by the workers of a cluster, and take back what came of them
shared    the crew of a worker: several threads have reports made, each waits for its own
worker    what runs on a worker of a cluster: it says what it is, takes a parcel, makes reports
"""
